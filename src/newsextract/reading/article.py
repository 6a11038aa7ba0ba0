"""What reading gives: articles, each with the file it came from, and failures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args

from newsextract.records.record import PartialRecord

FailureKind = Literal["input", "article", "worker", "output"]
STDIN = "-"
"""The file of what comes on standard input."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
FAILURE_KINDS: tuple[FailureKind, ...] = get_args(FailureKind)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: its file ("-" for standard input), the folder named by the user under which that
    file was found (None if the file itself was named), and its place in a file of many (a line or row, from 1)."""

    file: str
    root: str | None = None
    row: int | None = None


class _Undescribed:
    """A field that pydantic leaves out where it describes the class, as FastAPI does: reading fills it."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        from pydantic_core import PydanticOmit

        raise PydanticOmit


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id (a file's path as given, or the id of a row) and its text, line ends untouched.

    ``title``, ``date`` and ``url`` are what its file says, else None. Two articles with the same id, text, title, date
    and url are equal, whatever their source. Raises TypeError for a text that is not a str.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    source: Annotated[Source | None, _Undescribed()] = field(default=None, compare=False)

    def __post_init__(self) -> None:
        given: object = self.text
        if isinstance(given, str):
            return
        remedy = "give its text"
        if isinstance(given, bytes):
            remedy = "decode it, as in data.decode('utf-8')"
        elif isinstance(given, os.PathLike):
            remedy = "newsextract.read() gives the articles of files"
        raise TypeError(f"an article's text is a str, not {type(given).__name__}: {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Article):
    """An article with its record, which an earlier run has made: nothing is extracted again."""

    record: PartialRecord
    stored: object = field(default=None, compare=False)
    """What an archive knows of it; None where it comes from a file of records."""

    def alone(self) -> Article:
        """The article without the record."""
        return Article(self.id, self.text, self.title, self.date, self.url, self.source)


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file of one article, as its bytes are on the disk: whoever extracts from it decodes it, too.

    ``reader`` is the module that makes an article of it: "html.pages", or one of documents. ``name``: the article's
    id, where it is not the file's path: an address of the web, say. ``url``: the address that gave it, where one did.
    """

    source: Source
    data: bytes
    reader: str
    name: str | None = None
    url: str | None = None

    @property
    def id(self) -> str:
        """That of the article in it: its name, or the file's path."""
        return self.name or self.source.file


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: its id (path, or path and row) and one line that says why and what to do.

    ``kind``: it could not be read (input), the extraction failed (article), its worker died or took too long (worker),
    or its record could not be written (output). The message has no control characters, whatever the input has.
    """

    id: str
    message: str
    kind: FailureKind = "input"

    def __post_init__(self) -> None:
        if _CONTROL.search(self.message):
            object.__setattr__(self, "message", _CONTROL.sub(" ", self.message))


def failure_of(item: Article | RawFile, message: str, kind: FailureKind = "input") -> Failure:
    """The Failure of an article that was read: for one of many in a file by its place, with its id in the message."""
    source = item.source
    if source is None or source.row is None or source.file == STDIN:
        return Failure(item.id, message, kind)
    place = f"{source.file}:{source.row}"
    return Failure(place, message if item.id == place else f"{item.id}: {message}", kind)


Item = Article | RawFile | Failure
"""What the reading of inputs gives, one per article."""


class UnreadableError(ValueError):
    """An input, or what is in it, that cannot be read; the message says why and what to do."""


class RecordsError(UnreadableError):
    """A file of records, as newsextract writes them: what was found in articles, and no articles."""

    def __init__(
        self,
        message: str = "holds records, no articles: name the articles that they were made from",
        lacks: str = "",
        is_of_notes: bool = False,
    ) -> None:
        """The message gives the remedy. ``lacks``: what these records would need for an archive to take them as they
        are. ``is_of_notes``: the file is one that a folder of records keeps beside them, such as errors.jsonl.
        """
        super().__init__(message)
        self.lacks, self.is_of_notes = lacks, is_of_notes


class OtherFileError(UnreadableError):
    """A file whose content is of another sort than its ending promises: settings in JSON, say."""


def numbered(articles: Iterable[Article | str]) -> Iterator[Article]:
    """The articles; a plain string is one whose id is its place among them, from 0.

    Raises TypeError where ``articles`` is a single one (a string would be taken for its letters), or one is neither.
    """
    if isinstance(articles, str | bytes | Article):
        raise TypeError("expected several articles, got one: put it in a list, or call the extractor on it")
    for place, article in enumerate(articles):
        if isinstance(article, Failure):
            raise TypeError(f"a Failure is not an article ({article.id}: {article.message}): leave those of read() out")
        yield article if isinstance(article, Article) else Article(str(place), article)
