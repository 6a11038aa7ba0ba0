"""Plain text: a file is an article."""

from __future__ import annotations

from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.tables.json_values import is_json


def article(source: Source, data: bytes) -> Article:
    """The one article of a text file, as it stands. Raises UnreadableError, also for JSON."""
    text = decode(data, source.file)
    _refuse_json(text)
    return Article(source.file, text, source=source)


def _refuse_json(text: str) -> None:
    """Its keys would be read as prose, and its values as quotes."""
    if is_json(text):
        raise UnreadableError("JSON, not prose: name the file .json, or .jsonl where each line is an object")
