"""JSON that is no lines: a file that holds an array of articles, or one article. It is held whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from newsextract.reading.article import Article, Failure, OtherFileError, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import at_most
from newsextract.reading.rows import Fields, article_of_row

_NO_ARTICLES = "JSON without articles: an array of objects with id and text, or one such, is wanted"


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a JSON file, also of one of JSON lines; an element that is none comes as a Failure in its place.

    Raises UnreadableError where it is no JSON, OtherFileError where none of it is like an article, and RecordsError.
    """
    data = at_most(stream, limits, holds="a JSON file that is not of lines")
    try:
        yield from articles(source, json.loads(decode(data, source.file)), fields)
    except RecursionError as error:
        raise UnreadableError("JSON too deep for articles") from error
    except ValueError as error:
        if isinstance(error, UnreadableError):
            raise
        yield from _as_lines(source, data, fields, limits, error)


def articles(source: Source, value: Any, fields: Fields) -> Iterator[Article | Failure]:
    """The articles of a JSON value. Raises OtherFileError where none of it is like one, and RecordsError."""
    rows = value if isinstance(value, list) else [value]
    found = [_article(source, number, row, fields) for number, row in enumerate(rows, 1)]
    if rows and not any(isinstance(one, Article) for one in found):
        raise OtherFileError(_NO_ARTICLES)
    yield from found


def value_of(data: bytes) -> Any:
    """What bytes hold, where it is an object of JSON, or an array of objects; else None."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    rows = value if isinstance(value, list) else [value]
    return value if rows and all(isinstance(row, dict) and row for row in rows) else None


def _article(source: Source, number: int, row: Any, fields: Fields) -> Article | Failure:
    if isinstance(row, dict):
        return article_of_row(source, number, row, fields)
    return Failure(f"{source.file}:{number}", "not a JSON object: each element must be one, with id and text")


def _as_lines(
    source: Source, data: bytes, fields: Fields, limits: Limits, error: ValueError
) -> Iterator[Article | Failure]:
    from newsextract.reading.json_lines import is_json_object
    from newsextract.reading.json_lines import read as read_lines

    if not is_json_object(data.partition(b"\n")[0]):
        raise UnreadableError(f"not JSON ({error}): an array of objects with id and text, or one, is wanted") from error
    yield from read_lines(source, io.BufferedReader(io.BytesIO(data)), fields, limits)
