"""What reading gives: articles, each with the file it came from, and failures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: its file ("-" for standard input), the folder named by the user under which that
    file was found (None if the file itself was named), and its place in a file of many (a line or row, from 1)."""

    file: str
    root: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id (a file's path as given, or the id of a row) and its text, line ends untouched.

    ``title`` and ``date`` are what the file says of itself, where it does. Two articles of the same id, text, title and
    date are equal, wherever they came from.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record: its id (path, or path and row) and one line that says why and what to do.

    ``kind``: it could not be read (input), be worked through (article), be done without the worker's end (worker), or
    its record could not be written (output).
    """

    id: str
    message: str
    kind: Literal["input", "article", "worker", "output"] = "input"


class UnreadableError(ValueError):
    """A file's content that its reader cannot make out; the message says why and what to do."""
