"""What is wrong with an annotated article, one line per fault."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry

from tests.quality.annotation import Article, Tag, value_of

ATTRIBUTES = {
    "p": {"id", "opt"},
    "c": {"iso", "kind", "opt"},
    "n": {"kind", "v", "upper", "unit", "per", "cmp", "change", "of", "p", "opt"},
    "q": {"kind", "st", "sp", "p", "opt"},
    "s": {"id"},
}
REQUIRED = {"p": {"id"}, "c": {"iso"}, "n": {"v"}, "q": set[str](), "s": {"id"}}
CHOICES = {
    ("c", "kind"): {"name", "demonym", "capital", "metonym"},
    ("n", "kind"): {"cardinal", "ordinal", "percent", "money", "quantity", "duration", "age", "ratio"},
    ("n", "cmp"): {"gt", "gte", "lt", "lte", "~"},
    ("n", "change"): {"up", "down"},
    ("q", "kind"): {"direct", "partial", "block"},
}
MARKS = "\"“”'‘’«»„"


def faults(article: Article) -> list[str]:
    """Every fault of an article's tags and roles; none if it is sound."""
    found = [f"<{tag.name}> {article.words(tag)!r}: {fault}" for tag in article.tags for fault in _of_tag(article, tag)]
    return [*found, *_of_references(article), *_of_roles(article)]


def _of_tag(article: Article, tag: Tag) -> Iterator[str]:
    if tag.name not in ATTRIBUTES:
        yield "no such tag"
        return
    words = article.words(tag)
    if not words or words != words.strip():
        yield "empty, or starts or ends with a space"
    yield from (f"no attribute {each}" for each in sorted(tag.has.keys() - ATTRIBUTES[tag.name]))
    yield from (f"lacks {each}" for each in sorted(REQUIRED[tag.name] - tag.has.keys()))
    for (name, attribute), choices in CHOICES.items():
        if name == tag.name and tag.has.get(attribute, next(iter(choices))) not in choices:
            yield f"{attribute} is none of {', '.join(sorted(choices))}"
    if tag.name == "c" and tag.has.get("iso") != "XK" and not pycountry.countries.get(alpha_2=tag.has.get("iso", "")):
        yield f"no country {tag.has.get('iso')}"
    if tag.name == "n":
        try:
            for attribute in ("v", "upper"):
                value_of(tag.has.get(attribute, "0"))
        except (ValueError, ZeroDivisionError):
            yield "v and upper are numbers"


def _of_references(article: Article) -> Iterator[str]:
    people = {tag.has.get("id") for tag in article.named("p")}
    speakers = {tag.has["id"] for tag in article.named("s")}
    used = {tag.has["sp"] for tag in article.named("q") if "sp" in tag.has}
    for tag in article.named("q") + article.named("n"):
        if tag.has.get("p", next(iter(people), None)) not in people:
            yield f"{article.words(tag)!r}: no person {tag.has['p']}"
    yield from (f"speaker {each} has no tag" for each in sorted(used - speakers))
    yield from (f"speaker {each} has no quote" for each in speakers - used)


def _of_roles(article: Article) -> Iterator[str]:
    people = {tag.has.get("id") for tag in article.named("p")}
    rows = {row["id"] for row in article.roles}
    yield from (f"person {each} has no row of roles" for each in sorted(people - rows, key=str))
    yield from (f"row of roles {each}: no such person" for each in rows - people)
    for row in article.roles:
        for words in (*row["titles"], *row["roles"]):
            if words.removeprefix("?") not in article.text:
                yield f"person {row['id']}: {words!r} does not stand in the text"
