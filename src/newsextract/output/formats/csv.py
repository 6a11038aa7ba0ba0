"""CSV: a row for each number and quote, and for each mention of a person or country."""

from __future__ import annotations

import csv
import os
import re
import stat
from typing import Any, TextIO

from newsextract.output import Writer
from newsextract.output.formats.columns import COLUMNS, rows_of
from newsextract.output.inert import escaped_text, inert_text, unescaped_text
from newsextract.reading import Article
from newsextract.records.kinds import KINDS
from newsextract.records.record import Record
from newsextract.records.serializing import LONE_SURROGATE

# Where a spreadsheet may begin a cell: one that splits at semicolons, tabs or bars takes our quote marks for text.
_BEGINS = re.compile(r"""(^|(?<![\s";|])(?=[\s";|]))([\s";|]*+)(?='*+[=+@＝＋－＠-])""")
_BEGAN = re.compile(_BEGINS.pattern.replace("(?='*+", "'(?='*+"))
_SPLITS = re.compile("[;|\t\r\n\u2028\u2029]")
_FIRST = re.compile(r"(?='*[\t\r\n])")
_MARK = "'"
_STANDARD_OUTPUT = 1
_OURS = {"comparator"}  # "=" is one, and no formula


class CsvWriter(Writer):
    """Writes a row of column names, then the finds of each record, kind after kind, in the record's order.

    What a spreadsheet would take for a formula gets an apostrophe in front, also inside a text that it might cut at a
    semicolon, tab, bar or line end. Numbers stay numbers. What cannot be seen comes out as an escape. Where
    a program reads it (``is_for_program``), all stays as it is.

    The output grows in proportion to the text: aliases, titles and roles are only on a person's first row, and no row
    repeats a cell of over 200 characters from the row above.
    """

    def __init__(self, stream: TextIO) -> None:
        """``stream`` stays open; it must not translate line ends."""
        self._stream = stream
        self._rows = csv.DictWriter(stream, COLUMNS)
        self._rows.writeheader()
        self._cell = _exact if is_for_program(stream) else _inert

    def write(self, article: Article, record: Record) -> None:
        """Write the rows of one record. One without finds has no row."""
        for row in rows_of(article, record, KINDS):
            self._rows.writerow({column: self._cell(column, value) for column, value in row.items()})
        self._stream.flush()


def _exact(column: str, value: Any) -> Any:
    return exact_cell(value)


def _inert(column: str, value: Any) -> Any:
    return inert_text(value) if column in _OURS and isinstance(value, str) else inert_cell(value)


def is_for_program(stream: TextIO) -> bool:
    """Whether a program reads what is written, and no spreadsheet: in a pipe, and where standard output goes, but for
    a terminal. A file that was named with -o is for people."""
    try:
        number = stream.fileno()
        mode = os.fstat(number).st_mode
    except (OSError, ValueError):  # of no file, or closed
        return False
    is_pipe = stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)
    return is_pipe or (number == _STANDARD_OUTPUT and not os.isatty(number))


def exact_cell(value: Any) -> Any:
    """The same for a program: but for half a surrogate pair, which UTF-8 does not have, as it is."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def inert_cell(value: Any) -> Any:
    """The same in which no spreadsheet finds a formula, and nothing is hidden; ``text_of_cell`` takes it back.

    A text gets an apostrophe in front of where a formula would begin, more than one if it has some there.
    """
    if not isinstance(value, str):
        return value
    text = escaped_text(value)
    mark = _MARK if _FIRST.match(text) else ""
    return mark + _BEGINS.sub(lambda found: found[0] + (_MARK if _is_start(found) else ""), text)


def text_of_cell(cell: str) -> str:
    """The text of which ``inert_cell`` made a cell."""
    if cell.startswith(_MARK) and _FIRST.match(cell, 1):
        cell = cell[1:]
    return unescaped_text(_BEGAN.sub(lambda found: found[0][:-1] if _is_start(found) else found[0], cell))


def _is_start(found: re.Match[str]) -> bool:
    """Whether a cell may begin after these blanks and marks: at the text's start, and where cells are split."""
    return not found.start() or _SPLITS.search(found[2]) is not None
