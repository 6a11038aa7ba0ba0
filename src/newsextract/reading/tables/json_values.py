"""JSON that is no lines: a file that holds an array of articles, or one article. It is held whole."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from newsextract.reading.article import Article, Failure, OtherFileError, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import at_most
from newsextract.reading.tables import json_lines
from newsextract.reading.tables.finished import is_record
from newsextract.reading.tables.json_lines import is_json_object
from newsextract.reading.tables.rows import Damaged, Fields, Row, article_of_row, check_named_fields

_WANTED = "expected an array of objects with id and text, or one such object"
_TOO_DEEP = "JSON too deep for articles"
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_PLAIN = rf"(?:[\w.+-]++|{_STRING}|\{{\s*+\}}|\[\s*+\])\s*+,\s*+"
# An object, or an array of such, of which the first may be plain values; or what is too deep for prose.
_BEGINS = re.compile(rf"\s*+(?:(?:\[\s*+(?:{_PLAIN})*+)*+\{{\s*+{_STRING}\s*+:|(?:\[\s*+){{100}})", re.DOTALL)
_SPACE = re.compile(r"\s*")


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a JSON file, also of one of JSON lines; an element that is none comes as a Failure in its place.

    Raises UnreadableError where it is no JSON, OtherFileError where none of it is like an article, and RecordsError.
    """
    yield from read_data(source, at_most(stream, limits, holds="a JSON file that is not of lines"), fields, limits)


def read_data(source: Source, data: bytes, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a JSON file's bytes, as ``read`` gives them."""
    text = decode(data, source.file)
    if text.lstrip().startswith("["):
        yield from _articles(source, list(_elements(text)), fields)
        return
    try:
        yield from _articles(source, [json.loads(text)], fields)
    except RecursionError as error:
        raise UnreadableError(_TOO_DEEP) from error
    except UnreadableError:
        raise
    except ValueError as error:
        if not is_json_object(data.partition(b"\n")[0]):
            raise UnreadableError(f"not JSON ({error}): {_WANTED}") from error
        yield from json_lines.read(source, io.BufferedReader(io.BytesIO(data)), fields, limits)


def is_json(text: str) -> bool:
    """Whether a text is an object of JSON, or an array of objects, by how it begins: its end may be missing."""
    return _BEGINS.match(text) is not None


def _articles(source: Source, rows: list[Any], fields: Fields) -> Iterator[Article | Failure]:
    """The articles of rows. Raises RecordsError; where no row is like one UnreadableError."""
    read: list[Row] = []
    for number, row in enumerate(rows, 1):
        problem = "not a JSON object: each element must be one, with id and text"
        problem = row.reason if isinstance(row, Damaged) else problem
        read.append((number, row if isinstance(row, dict) else Failure(f"{source.file}:{number}", problem)))
    found = [row if isinstance(row, Failure) else article_of_row(source, number, row, fields) for number, row in read]
    has_records = any(isinstance(row, dict) and is_record(row) for row in rows)
    if rows and not has_records and not any(isinstance(one, Article) for one in found):
        damaged = next((row.reason for row in rows if isinstance(row, Damaged)), None)
        raise UnreadableError(damaged) if damaged else OtherFileError(f"JSON without articles: {_WANTED}")
    check_named_fields(read, fields)
    yield from found


def _elements(text: str) -> Iterator[Any]:
    """The elements of an array; where it is broken Damaged, and nothing after it."""
    decoder = json.JSONDecoder()
    end = text.index("[")
    if text.startswith("]", place := _after_space(text, end + 1)):
        end = place
    try:
        while text[end] != "]":
            value, end = decoder.raw_decode(text, _after_space(text, end + 1))
            yield value
            end = _after_space(text, end)
            if text[end : end + 1] not in (",", "]"):
                raise json.JSONDecodeError("Expecting ',' or ']'", text, end)
    except (ValueError, RecursionError) as error:
        problem = _TOO_DEEP if isinstance(error, RecursionError) else f"not JSON ({error})"
        line = text.count("\n", 0, _after_space(text, end + 1)) + 1
        yield Damaged(f"{problem}; nothing from the element in line {line} on is read: {_WANTED}")
        return
    if more := text[end + 1 :].strip():
        yield Damaged(f"not JSON ({len(more):,} characters after the end of the array, which are not read): {_WANTED}")


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
