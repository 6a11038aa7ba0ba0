"""Who wrote a page's article: the people among those whom its head names, and the line that names them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from newsextract import rules
from newsextract.reading.html.sites import is_called

_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5}")  # of two words at least: "Reuters" wrote no article
_BY = re.compile(r".*\bby\s+", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[,;|&]|\band\b)\s*")
_ADDRESS = re.compile(r"\s*(?:https?://|@)")
_META = frozenset(
    ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Reportage")
_LONGEST_PARTICLE = 4  # letters: "van", "bin"; a longer word in small letters is in no name
_MOST_JSON = 1_000_000  # characters of linked data
_MOST_AUTHORS = 5
_LONGEST_META = 1_000  # characters
_OPENING, _END = 400, 400  # characters of a text in which a byline may be


def authors(tree: Any) -> list[str]:
    """The people whom the page's linked data names as the article's authors. Empty where it names none.

    To be asked before ``lightened`` takes the authors out.
    """
    room = _MOST_JSON
    names: list[str] = []
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > room:
            continue
        room -= len(script.text or "")
        try:
            names += _authors_in(json.loads(script.text or "null"))
        except (ValueError, RecursionError):
            continue
    return list(dict.fromkeys(names))[:_MOST_AUTHORS]


def is_by_nobody(tree: Any) -> bool:
    """Whether the page's head says who wrote the article, and that is no person ("Reuters", "paper.example").

    Then other names on the page are not the author's.
    """
    said = [meta.get("content") or "" for meta in tree.iter("meta") if _names_author(meta)]
    said = [content for content in said if content.strip() and not _ADDRESS.match(content)]
    names = (" ".join(name.split()) for content in said for name in _BETWEEN.split(content[:_LONGEST_META]))
    return bool(said) and not people(names, ())


def people(names: Iterable[str], sites: Collection[str]) -> list[str]:
    """The people among an article's authors, their names alone (no "Analysis by", no "Senior Editor"). None twice."""
    bare = (_without_role(_BY.sub("", name).strip()) for name in names)
    return list(dict.fromkeys(name for name in bare if is_person(name, sites)))


def is_person(name: str, sites: Collection[str]) -> bool:
    """Whether an author's name is a person's: no desk or staff ("National Desk"), and not the site by its names."""
    words = name.split()
    if not _NAME.fullmatch(name) or is_called(name, sites):
        return False
    if any(word[0].islower() and len(word) > _LONGEST_PARTICLE for word in words):
        return False
    return _words("words_of_no_person").isdisjoint(name.casefold().split())


def with_byline(text: str, title: str | None, names: Iterable[str]) -> str:
    """The text with a byline, above it or below its title, of the people whom it does not name: "By Jo Bloggs"."""
    near = f"{text[:_OPENING]}\n{text[-_END:]}"
    named = [name for name in names if name not in near]
    if not named:
        return text
    byline = f"By {' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))}\n\n"
    heading = f"{title}\n\n"
    return heading + byline + text.removeprefix(heading) if title and text.startswith(heading) else byline + text


def _without_role(name: str) -> str:
    """A name of two words or more without the role after it ("Ann Reed Senior Correspondent")."""
    words = name.split()
    starts = (at for at, word in enumerate(words) if at > 1 and word.casefold() in _words("words_before_a_role"))
    return " ".join(words[: next(starts, len(words))])


def _names_author(meta: Any) -> bool:
    return not _META.isdisjoint((meta.get(name) or "").lower() for name in ("name", "property", "itemprop"))


def _authors_in(data: Any) -> Iterator[str]:
    match data:
        case list():
            for one in data:
                yield from _authors_in(one)
        case {"@graph": graph}:
            yield from _authors_in(graph)
        case {"@type": kind, "author": author} if _ARTICLE_TYPES.search(str(kind)):
            yield from _names(author)


def _names(author: Any) -> Iterator[str]:
    match author:
        case list():
            for one in author:
                yield from _names(one)
        case {"name": str(name), **rest} if rest.get("@type", "Person") == "Person":
            yield " ".join(name.split())
        case str():
            yield " ".join(author.split())


@rules.cached
def _words(name: str) -> frozenset[str]:
    return frozenset(rules.table("reading/pages")[name])
