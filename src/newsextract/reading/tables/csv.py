"""CSV, also with semicolons, tabs or bars: a row of column names, then one article per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.encodings import text_lines
from newsextract.reading.limits import Limits
from newsextract.reading.tables.csv_rows import DELIMITERS, BadRow, Lines, NoNextRowError, Rows, next_row
from newsextract.reading.tables.rows import Fields, article_of_row, columns_by_use, columns_to_read


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a CSV file, numbered as a spreadsheet numbers rows: the names are row 1.

    A row of mismatched quote marks, of more cells than names, or without a cell for its text comes as a Failure.
    Raises UnreadableError where the names fit nothing, or where it is not clear at which line the next row begins.
    """
    csv.field_size_limit(limits.row)  # a mark that is never closed takes no more memory than some times this
    lines = Lines(text_lines(stream, source.file, limits.row), limits.row)
    delimiter = max(DELIMITERS, key=lines.peek().count)
    number = 0
    try:
        names = [name.strip() for name in next_row(lines, delimiter) or []]
        columns_to_read(names, fields)
        number = 1
        for row in Rows(lines, delimiter, names, columns_by_use(names, fields)):
            number += 1
            if isinstance(row, BadRow):
                yield Failure(f"{source.file}:{number}", row.problem)
            elif any(row):
                yield article_of_row(source, number, dict(zip(names, row, strict=False)), fields)
    except (csv.Error, NoNextRowError) as error:
        remedy = "is a quote mark not closed, or one inside a text not doubled?"
        raise UnreadableError(f"row {number + 1} and those after it cannot be read: {remedy}") from error
