"""JSON lines: one object a line, each an article. A file is never held whole."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator

from newsextract.reading.article import Article, Failure, Source
from newsextract.reading.encodings import text_lines
from newsextract.reading.limits import Limits, raised
from newsextract.reading.rows import Fields, article_of_row


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a file of JSON lines; a line that is none comes as a Failure in its place."""
    yield from articles_of_lines(source, text_lines(stream, source.file, limits.row), fields, limits)


def articles_of_lines(
    source: Source, lines: Iterable[str], fields: Fields, limits: Limits
) -> Iterator[Article | Failure]:
    """The same of lines already decoded, each at most one byte over the limit."""
    for number, line in enumerate(lines, 1):
        if len(line) > limits.row or (len(line) > limits.row // 4 and len(line.encode(errors="replace")) > limits.row):
            yield Failure(f"{source.file}:{number}", f"a row of more than {limits.row:,} bytes: {raised('row')}")
        elif line.strip():
            yield _article(source, number, line, fields)


def _article(source: Source, number: int, line: str, fields: Fields) -> Article | Failure:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Failure(f"{source.file}:{number}", f"not JSON ({error}): each line must be an object with id and text")
    if not isinstance(row, dict):
        return Failure(f"{source.file}:{number}", "not a JSON object: each line must be one, with id and text")
    return article_of_row(source, number, row, fields)


def is_json_object(line: bytes) -> bool:
    """Whether a line is what a file of JSON lines begins with."""
    try:
        return isinstance(json.loads(line), dict)
    except RecursionError:  # the line will be told of
        return line.lstrip().startswith(b"{")
    except ValueError:
        return False
