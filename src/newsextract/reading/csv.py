"""CSV and its kin (semicolons, tabs, bars): a row of column names, then one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.encodings import text_lines
from newsextract.reading.limits import Limits
from newsextract.reading.rows import Fields, article_of_row, columns_to_read

_DELIMITERS = ",;\t|"


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a CSV file, numbered as a spreadsheet numbers rows: the names are row 1.

    Raises UnreadableError where the names fit nothing, or where a quoted field never ends.
    """
    csv.field_size_limit(limits.row)  # a mark that is never closed takes no more memory than this
    lines = _whole(text_lines(stream, source.file, limits.row), limits.row)
    names_line = next(lines, "")
    delimiter = max(_DELIMITERS, key=names_line.count)
    rows = csv.reader(chain([names_line], lines), delimiter=delimiter)
    number = 1
    try:
        names = [name.strip() for name in next(rows, [])]
        columns_to_read(names, fields)
        for number, row in enumerate(rows, 2):
            if any(row):
                yield article_of_row(source, number, dict(zip(names, row, strict=False)), fields)
    except csv.Error as error:
        raise UnreadableError(
            f"row {number + 1} and those after it cannot be read ({error}): is a quote mark not closed?"
        ) from error


def _whole(lines: Iterable[str], longest: int) -> Iterator[str]:
    for line in lines:
        if len(line) * 4 > longest and len(line.encode(errors="replace")) > longest:
            raise csv.Error(f"a line of more than {longest:,} bytes")
        yield line
