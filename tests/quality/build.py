"""Checks the annotated articles of the quality gate and writes gold.jsonl from them.

    python tests/quality/build.py            check every article, write gold.jsonl
    python tests/quality/build.py --check    check only; say whether gold.jsonl is what the articles give
    python tests/quality/build.py NAME...    check these articles and show what their tags say

An article is articles/NAME.xml: <article>, the text with its tags, </article>. README.md beside this file tells the tags.
Titles and roles of its people are in articles/NAME.roles.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ARTICLES = HERE / "articles"
GOLD = HERE / "gold.jsonl"

ATTRIBUTES = {
    "p": {"id", "opt"},
    "c": {"iso", "kind", "opt"},
    "n": {"kind", "v", "upper", "unit", "per", "cmp", "change", "of", "p", "opt"},
    "q": {"kind", "st", "sp", "p", "opt"},
    "s": {"id"},
}
REQUIRED = {"p": {"id"}, "c": {"iso"}, "n": {"v"}, "q": set(), "s": {"id"}}
COMPARATORS = {"=": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "~": "~"}
NUMBER_KINDS = {"cardinal", "ordinal", "percent", "money", "quantity", "duration", "age", "ratio"}
COUNTRY_KINDS = {"name", "demonym", "capital", "metonym"}
QUOTE_KINDS = {"direct", "partial", "block"}
UNIT_OF_KIND = {"percent": "percent", "age": "year"}
MARKS = "\"“”'‘’«»„"


class AnnotationError(ValueError):
    """An article that breaks a rule of annotation."""


@dataclass
class Tag:
    """One tag of an article with the place of its words in the text."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


@dataclass
class Reading:
    """The plain text of an article and its tags in the order in which they open."""

    text: str = ""
    tags: list[Tag] = field(default_factory=list)

    def walk(self, element: ElementTree.Element) -> None:
        """Adds the text and the tags inside an element."""
        self.text += element.text or ""
        for child in element:
            tag = Tag(child.tag, dict(child.attrib), len(self.text), 0)
            self.tags.append(tag)
            self.walk(child)
            tag.end = len(self.text)
            self.text += child.tail or ""

    def words(self, tag: Tag) -> str:
        """The words that a tag holds."""
        return self.text[tag.start : tag.end]

    def named(self, name: str) -> list[Tag]:
        """The tags of one name."""
        return [tag for tag in self.tags if tag.name == name]


def read(path: Path) -> Reading:
    """The text and tags of one article; AnnotationError where the file is not well formed."""
    source = path.read_text(encoding="utf-8")
    if not source.startswith("<article>\n") or not source.endswith("\n</article>\n"):
        raise AnnotationError("starts with <article> and ends with </article>, each on a line of its own")
    body = "<article>" + source[len("<article>\n") : -len("\n</article>\n")] + "\n</article>"
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise AnnotationError(f"not well formed: {error}") from error
    reading = Reading()
    reading.walk(root)
    return reading


def number(text: str) -> int | float:
    """A value of the attributes v and upper: 150, 0.5 or 1/3."""
    value = Fraction(text)
    return int(value) if value.denominator == 1 else round(float(value), 6)


def faults(reading: Reading, roles: list[dict[str, object]]) -> list[str]:
    """What is wrong with an article's tags and roles, one line per fault."""
    found: list[str] = []
    for tag in reading.tags:
        found.extend(f"<{tag.name}> {reading.words(tag)!r}: {fault}" for fault in tag_faults(reading, tag))
    people = {tag.attributes.get("id", "") for tag in reading.named("p")}
    speakers = [tag.attributes.get("id", "") for tag in reading.named("s")]
    found.extend(f"speaker id {each} stands twice" for each in sorted(set(speakers)) if speakers.count(each) > 1)
    for tag in reading.named("q") + reading.named("n"):
        if tag.attributes.get("p", "") not in people | {""}:
            found.append(f"{reading.words(tag)!r}: no person {tag.attributes['p']}")
        if tag.attributes.get("sp", "") not in {*speakers, ""}:
            found.append(f"{reading.words(tag)!r}: no speaker {tag.attributes['sp']}")
    used = {tag.attributes.get("sp", "") for tag in reading.named("q")}
    found.extend(f"speaker {each} has no quote" for each in speakers if each not in used)
    found.extend(statement_faults(reading))
    found.extend(role_faults(reading, roles, people))
    return found


def tag_faults(reading: Reading, tag: Tag) -> list[str]:
    """What is wrong with one tag alone."""
    if tag.name not in ATTRIBUTES:
        return ["no such tag"]
    words, has = reading.words(tag), tag.attributes
    found = [f"no attribute {each}" for each in sorted(set(has) - ATTRIBUTES[tag.name])]
    found += [f"lacks {each}" for each in sorted(REQUIRED[tag.name] - set(has))]
    if not words or words != words.strip():
        found.append("empty, or starts or ends with a space")
    if has.get("opt", "1") != "1":
        found.append("opt is 1 or left out")
    if tag.name == "p" and words.endswith(("'s", "’s")):
        found.append("a possessive is no part of a name")
    if tag.name == "c":
        found += country_faults(has)
    if tag.name == "n":
        found += number_faults(words, has)
    if tag.name == "q":
        found += quote_faults(reading, tag)
    return found


def country_faults(has: dict[str, str]) -> list[str]:
    """What is wrong with a country's attributes."""
    import pycountry

    iso = has.get("iso", "")
    found = [] if iso == "XK" or pycountry.countries.get(alpha_2=iso) else [f"no country {iso!r}"]
    if has.get("kind", "name") not in COUNTRY_KINDS:
        found.append(f"no kind {has['kind']!r}")
    return found


def number_faults(words: str, has: dict[str, str]) -> list[str]:
    """What is wrong with a number's attributes."""
    found = []
    kind = has.get("kind", "cardinal")
    if kind not in NUMBER_KINDS:
        found.append(f"no kind {kind!r}")
    if has.get("cmp", "=") not in COMPARATORS:
        found.append(f"no comparator {has['cmp']!r}")
    if has.get("change", "up") not in {"up", "down"}:
        found.append(f"no change {has['change']!r}")
    try:
        value, upper = number(has.get("v", "")), number(has["upper"]) if "upper" in has else None
        if upper is not None and kind != "ratio" and upper <= value:
            found.append("upper is above v, but for a ratio")
    except (ValueError, ZeroDivisionError):
        found.append("v and upper are numbers")
    if kind == "ratio" and "upper" not in has:
        found.append("a ratio has an upper")
    if kind in {"quantity", "duration"} and not has.get("unit"):
        found.append(f"{kind} has a unit")
    if kind in {"ordinal", "ratio"} and has.get("unit"):
        found.append(f"{kind} has no unit")
    if words.lower().startswith(("from ", "a total of ")):
        found.append("from stays outside")
    return found


def quote_faults(reading: Reading, tag: Tag) -> list[str]:
    """What is wrong with a quote's attributes and marks."""
    kind = tag.attributes.get("kind", "direct")
    if kind not in QUOTE_KINDS:
        return [f"no kind {kind!r}"]
    marked = tag.start > 0 and reading.text[tag.start - 1] in MARKS
    if kind == "block":
        return ["a block has no marks"] if marked else []
    return [] if marked else ["the marks stand right before the tag"]


def statement_faults(reading: Reading) -> list[str]:
    """Pieces of one statement that do not share speaker and person, and statements of one piece."""
    found = []
    statements: dict[str, list[Tag]] = {}
    for tag in reading.named("q"):
        if "st" in tag.attributes:
            statements.setdefault(tag.attributes["st"], []).append(tag)
    for name, pieces in statements.items():
        if len(pieces) == 1:
            found.append(f"statement {name} has one piece")
        if len({(piece.attributes.get("sp"), piece.attributes.get("p")) for piece in pieces}) > 1:
            found.append(f"statement {name}: its pieces have one speaker")
    return found


def role_faults(reading: Reading, roles: list[dict[str, object]], people: set[str]) -> list[str]:
    """What is wrong with the list of titles and roles."""
    ids = [str(each.get("id")) for each in roles]
    found = [f"person {each} has no row of roles" for each in sorted(people - set(ids))]
    found += [f"row of roles {each}: no such person, or twice" for each in ids if each not in people or ids.count(each) > 1]
    for each in roles:
        for key in ("titles", "roles"):
            for words in each.get(key, []):  # type: ignore[attr-defined]
                if words.removeprefix("?") not in reading.text:
                    found.append(f"person {each['id']}: {words!r} does not stand in the text")
    return found


def show(reading: Reading) -> None:
    """Prints each tag of an article on a line."""
    for tag in reading.tags:
        print(f"  {tag.name} {reading.words(tag)!r} {tag.attributes}")


def main() -> int:
    """Checks the articles; 1 if one breaks a rule."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    failed = 0
    paths = [ARTICLES / f"{name}.xml" for name in arguments.names] or sorted(ARTICLES.glob("*.xml"))
    for path in paths:
        try:
            reading = read(path)
            roles = json.loads(path.with_suffix(".roles.json").read_text(encoding="utf-8"))
            found = faults(reading, roles)
        except (AnnotationError, OSError, json.JSONDecodeError) as error:
            found, reading = [str(error)], Reading()
        for fault in found:
            print(f"{path.stem}: {fault}", file=sys.stderr)
        failed += bool(found)
        words = len(reading.text.split())
        print(f"{path.stem}: {words} words")
        if arguments.names:
            show(reading)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
