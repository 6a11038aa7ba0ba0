"""Files, folders, standard input and JSON lines -> articles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article: an id (a file's path as given, or the id of a JSON line) and its text, line ends untouched."""

    id: str
    text: str
