"""Plain text: a file is an article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.rows import Fields


def read(source: Source, stream: io.BufferedReader, fields: Fields) -> Iterator[Article | Failure]:
    """The one article of a text file, as it stands. Raises NotTextError, and UnreadableError for JSON."""
    text = decode(stream.read(), source.file)
    _refuse_json(text)
    yield Article(source.file, text, source=source)


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
        raise UnreadableError(
            "JSON, not prose: give JSON lines, an object with id and text a line (jq -c makes them), as a .jsonl file"
        )
