"""CSV, also with semicolons, tabs or bars: a row of column names, then one article per row.

Python's csv module reads it, strictly. After a quote mark that is not closed, or not doubled inside a text, nobody can
say which line begins a row: what comes before is read, and the rest is reported with its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from newsextract.plural import counted
from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.encodings import text_lines
from newsextract.reading.limits import Limits, raised
from newsextract.reading.tables.rows import Fields, article_of_row, chosen, columns_to_read

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)(?!\Z)")
_LINE_END = re.compile(r"[\r\n]")
_QUOTES = "close each quote mark, and double those inside a text"
_LINE_ENDS = "put a text that has line ends in quote marks"


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a CSV file, numbered as a spreadsheet numbers rows: the names are row 1.

    A line of more cells than names comes as a Failure. Raises UnreadableError where the names fit nothing, or where it
    is not clear at which line the next row begins.
    """
    csv.field_size_limit(limits.row)
    lines = _Lines(text_lines(stream, source.file, limits.row), limits.row)
    number = start = 1

    def broken(remedy: str) -> UnreadableError:
        if lines.size > limits.row:
            remedy = f"more than {limits.row:,} bytes: {_QUOTES}, or {raised('row')}"
        return UnreadableError(f"row {number} (line {start}) and those after it cannot be read: {remedy}")

    try:
        first = next(lines, "")
        delimiter = max(_DELIMITERS, key=first.count)
        rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        names = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise broken(_QUOTES) from error
    columns_to_read(names, fields)
    uses = (("text", fields.text), ("id", fields.id), ("date", fields.date))
    text, *others = (names.index(name) for use, asked in uses if (name := chosen(names, use, asked)) is not None)
    while True:
        number, start = number + 1, rows.line_num + 1
        lines.size = 0
        try:
            row = next(rows, None)
        except csv.Error as error:
            row = lines.last.rstrip("\r\n").split("\t")  # in many a file of tabs quote marks mean nothing
            if delimiter != "\t" or len(row) != len(names) or rows.line_num > start or lines.size > limits.row:
                raise broken(_QUOTES) from error
        if row is None:
            return
        cells = f"{counted(len(row), 'cell')} for {counted(len(names), 'name')}"
        if any(_LINE_END.search(row[place]) for place in others if place < len(row)):
            raise broken(_QUOTES)
        if any(row) and len(row) <= text:
            raise broken(f"{cells}, and none of them the text: {_LINE_ENDS}")
        if any(row) and len(row) < len(names) and not _LINE_END.search(lines.last):
            raise broken(f"{cells}, and no line end: the file ends too early: download it again, or end its last line")
        if any(row[len(names) :]):
            if rows.line_num > start:
                raise broken(_QUOTES)
            problem = f"{cells}: put a text that has {_DELIMITERS[delimiter]} in quote marks"
            yield Failure(f"{source.file}:{number}", problem)
        elif any(row):
            yield article_of_row(source, number, dict(zip(names, row, strict=False)), fields)


class _Lines:
    """The lines of a file for csv.reader. ``last`` is the one read last, ``size`` the bytes of the row so far.

    Raises csv.Error for a row of more than ``longest`` bytes.
    """

    def __init__(self, lines: Iterable[str], longest: int) -> None:
        self._coming = chain.from_iterable(map(_LONE_RETURN.split, lines))  # as on an old Mac
        self._longest = longest
        self.last, self.size = "", 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = next(self._coming)
        self.size += len(self.last) if self.last.isascii() else len(self.last.encode(errors="replace"))
        if self.size > self._longest:
            raise csv.Error
        return self.last
