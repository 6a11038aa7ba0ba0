"""Plain text: a file is an article."""

from __future__ import annotations

from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.tables.json_values import is_json


def article(source: Source, data: bytes) -> Article:
    """The one article of a text file, as it is. Raises UnreadableError, also for JSON, which would be read as prose."""
    text = decode(data, source.file)
    if is_json(text):
        raise UnreadableError("JSON, not prose: name the file .json, or .jsonl where each line is an object")
    return Article(source.file, text, source=source)
