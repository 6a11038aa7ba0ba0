"""Plain text: a file is an article."""

from __future__ import annotations

import json
import re

from newsextract.reading.article import Article, RecordsError, Source, UnreadableError
from newsextract.reading.encodings import decode

_HEAD = 8000
# How our tables begin: "a.txt  12 words · 1 person · 2 quotes" (on several lines where it is long), a blank line.
_TABLES = re.compile(
    r"\S.{0,4000}?\s[\d,]+\s+words?(\s+·\s+[\d,]+\s+(person|people|country|countries|numbers?|quotes?))+\s*(\n\n|\Z)",
    re.DOTALL,
)


def article(source: Source, data: bytes) -> Article:
    """The one article of a text file, as it stands. Raises NotTextError, UnreadableError for JSON, and RecordsError for
    tables of ours."""
    refuse_ours(data)
    text = decode(data, source.file)
    _refuse_json(text)
    return Article(source.file, text, source=source)


def refuse_ours(data: bytes) -> None:
    """Raises RecordsError for tables that newsextract has written."""
    if _TABLES.match(data[:_HEAD].decode(errors="ignore")):
        raise RecordsError


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
