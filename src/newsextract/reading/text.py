"""Plain text: a file is an article."""

from __future__ import annotations

import json

from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode


def article(source: Source, data: bytes) -> Article:
    """The one article of a text file, as it stands. Raises NotTextError, and UnreadableError for JSON."""
    text = decode(data, source.file)
    _refuse_json(text)
    return Article(source.file, text, source=source)


def _refuse_json(text: str) -> None:
    """Its keys would be read as prose, and its values as quotes."""
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return
    try:
        value, _ = json.JSONDecoder().raw_decode(start)
    except RecursionError:  # so deep is no prose
        value = [{"too": "deep"}]
    except ValueError:
        return
    if any(isinstance(row, dict) and row for row in (value if isinstance(value, list) else [value])):
        raise UnreadableError("JSON, not prose: name the file .json, or .jsonl where each line is an object")
