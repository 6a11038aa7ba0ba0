"""An annotated article: its plain text and the tags that stand in it. README.md beside this file tells the tags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ARTICLES = Path(__file__).resolve().parent / "articles"

_OPENING, _CLOSING = "<article>\n", "\n</article>\n"


class AnnotationError(ValueError):
    """Articles that break a rule of annotation; the message says which."""


@dataclass(slots=True)
class Tag:
    """One tag: its name, its attributes, and where its words start and end in the text."""

    name: str
    has: dict[str, str]
    start: int
    end: int = 0

    @property
    def optional(self) -> bool:
        """Whether neither having nor lacking this find counts."""
        return "opt" in self.has


@dataclass(slots=True)
class Article:
    """The text of one article, its tags in the order in which they open, and a row of titles and roles per person."""

    name: str
    text: str = ""
    tags: list[Tag] = field(default_factory=list)
    roles: list[dict[str, Any]] = field(default_factory=list)

    def words(self, tag: Tag) -> str:
        """The words that a tag holds."""
        return self.text[tag.start : tag.end]

    def named(self, name: str) -> list[Tag]:
        """The tags of one name."""
        return [tag for tag in self.tags if tag.name == name]


def read_articles(folder: Path = ARTICLES) -> Iterator[Article]:
    """Every article of a folder, by name."""
    return map(read_article, sorted(folder.glob("*.xml")))


def read_article(path: Path) -> Article:
    """The article of an XML file (<article> and </article> have lines of their own) and of the roles beside it."""
    source = path.read_text(encoding="utf-8").removeprefix(_OPENING).removesuffix(_CLOSING)
    roles = json.loads(path.with_suffix(".roles.json").read_text(encoding="utf-8"))
    article = Article(path.stem, roles=roles)
    _walk(article, ElementTree.fromstring(f"<article>{source}\n</article>"))
    return article


def _walk(article: Article, element: ElementTree.Element) -> None:
    article.text += element.text or ""
    for child in element:
        tag = Tag(child.tag, dict(child.attrib), len(article.text))
        article.tags.append(tag)
        _walk(article, child)
        tag.end = len(article.text)
        article.text += child.tail or ""


def value_of(written: str) -> int | float:
    """The number that an attribute says: 150, 0.5 or 1/3. Raises ValueError and ZeroDivisionError."""
    value = Fraction(written)
    return int(value) if value.denominator == 1 else float(value)
