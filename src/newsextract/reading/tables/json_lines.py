"""JSON lines: one object a line, each an article. A file is never held whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator

from newsextract.reading.article import Article, Failure, Source
from newsextract.reading.encodings import text_lines
from newsextract.reading.limits import Limits, raised
from newsextract.reading.tables.rows import Fields, Row, article_of_row, with_named_fields


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a file of JSON lines; a line that is none comes as a Failure in its place."""
    yield from articles_of_lines(source, text_lines(stream, source.file, limits.row), fields, limits)


def articles_of_lines(
    source: Source, lines: Iterable[str], fields: Fields, limits: Limits
) -> Iterator[Article | Failure]:
    """The articles of decoded lines, each cut to at most one character over the limit."""
    for number, row in with_named_fields(_rows(source, lines, limits), fields):
        yield row if isinstance(row, Failure) else article_of_row(source, number, row, fields)


def _rows(source: Source, lines: Iterable[str], limits: Limits) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        place = f"{source.file}:{number}"
        if len(line) > limits.row or (len(line) > limits.row // 4 and len(line.encode(errors="replace")) > limits.row):
            yield number, Failure(place, f"a row of more than {limits.row:,} bytes: {raised('row')}")
        elif line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Failure(place, f"not JSON ({error}): each line must be an object with id and text")
                continue
            problem = "not a JSON object: each line must be one, with id and text"
            yield number, row if isinstance(row, dict) else Failure(place, problem)


def is_json_object(line: bytes) -> bool:
    """Whether a line is what a file of JSON lines begins with."""
    try:
        return isinstance(json.loads(line), dict)
    except RecursionError:  # reading the line will fail with a message
        return line.lstrip().startswith(b"{")
    except ValueError:
        return False
