"""A spreadsheet: a sheet for each kind of find, with the rows of CSV; each cell is a text or a number, no formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO, Any

from newsextract.installed import lacks
from newsextract.output import OutputError, Writer
from newsextract.output.formats.columns import COLUMNS, OF_RECORD, rows_of
from newsextract.output.inert import inert_text
from newsextract.reading import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Record

# The columns with which each kind's sheet begins, after those of the article.
_FIRST: dict[Kind, tuple[str, ...]] = {
    "people": ("person", "name", "titles", "roles", "aliases"),
    "countries": ("name", "alpha_2", "alpha_3", "text", "type", "within"),
    "numbers": ("text", "type", "comparator", "value", "upper", "unit", "per", "change", "concept", "person"),
    "quotes": (
        *("text", "type", "statement", "speaker", "speaker_name", "person", "cue", "start", "end"),
        *("sentence", "sentence_start", "sentence_end"),
    ),
}
_WIDE = {"title": 30, "name": 25, "roles": 30, "text": 40, "concept": 25, "speaker_name": 25, "sentence": 80}
# What Excel holds: rows of a sheet, characters (in UTF-16) of a cell, and the largest number.
MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_LARGEST = 9.99999999999999e307
_LINE_END = re.compile("\r\n?")
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_LIKE_A_FORMULA = re.compile(r"\s*[=+@＝＋－＠-]")
_ALWAYS = datetime(1980, 1, 1)  # the same records make the same file


def columns_of(kind: Kind) -> list[str]:
    """The columns of a kind's sheet: those of CSV that it has, less "kind", in an order of its own."""
    others = [name for name, column in COLUMNS.items() if kind in column.kinds and name != "kind"]
    return list(dict.fromkeys((*OF_RECORD, *_FIRST[kind], *others)))


class XlsxWriter(Writer):
    """Writes each row to a file aside, and the spreadsheet in ``close``: little is held, however many the records."""

    def __init__(self, stream: IO[Any]) -> None:
        """``stream`` stays open. Raises OutputError if XlsxWriter is not installed."""
        self._book = Sheets(stream)

    def write(self, article: Article, record: Record) -> None:
        """Write the rows of one record. A kind that was asked for has its sheet, also where nothing was found."""
        for kind in KINDS:
            if getattr(record, kind) is not None:
                sheet = self._book.sheet(kind, columns_of(kind))
                for row in rows_of(article, record, [kind]):
                    sheet.write({column: value for column, value in row.items() if column != "kind"})

    def close(self) -> None:
        """Write the spreadsheet."""
        for kind in () if self._book.names else KINDS:
            self._book.sheet(kind, columns_of(kind))
        self._book.close()


class Sheets:
    """A spreadsheet of sheets that have names and columns, written to a stream in ``close``.

    Text stays text: one that looks like a formula is marked as a text, so that it is none after it was edited either.
    A sheet that is full is continued on a further one ("quotes 2"). A text that is too long for a cell ends with how
    many characters are missing, and a number that is too large for one is a text.
    """

    def __init__(self, stream: IO[Any]) -> None:
        """``stream`` stays open. Raises OutputError if XlsxWriter is not installed."""
        try:
            from xlsxwriter import Workbook
        except ImportError as error:
            raise OutputError(lacks("xlsx", "office")) from error
        self._aside = TemporaryDirectory(prefix="newsextract-", ignore_cleanup_errors=True)
        options = {"constant_memory": True, "tmpdir": self._aside.name, "use_zip64": True}
        self._book = Workbook(_Stream(stream), options)
        self._book.set_properties({"author": "newsextract", "created": _ALWAYS})
        self._heading = self._book.add_format({"bold": True})
        self._marked = self._book.add_format({"quote_prefix": True})
        self._sheets: dict[str, _Sheet] = {}

    @property
    def names(self) -> list[str]:
        """The names of the sheets that there are."""
        return list(self._sheets)

    def sheet(self, name: str, columns: Sequence[str]) -> _Sheet:
        """The sheet of this name; a new one where there is none."""
        if name not in self._sheets:
            self._sheets[name] = _Sheet(self._book, name, columns, self._heading, self._marked)
        return self._sheets[name]

    def close(self) -> None:
        """Write the spreadsheet."""
        for sheet in self._sheets.values():
            sheet.close()
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError of the stream
        finally:
            self._aside.cleanup()


class _Stream:
    """A stream as zipfile needs it. A failure is raised only once: zipfile tries again when it is deleted."""

    def __init__(self, stream: IO[Any]) -> None:
        self._stream = stream
        self._has_failed = False

    def write(self, data: Any) -> int:
        if not self._has_failed:
            self._has_failed = True
            self._stream.write(data)
            self._has_failed = False
        return len(data)

    def flush(self) -> None:
        if not self._has_failed:
            self._stream.flush()


class _Sheet:
    """Rows, on as many sheets as they need."""

    def __init__(self, book: Any, name: str, columns: Sequence[str], heading: Any, marked: Any) -> None:
        self._book, self._name, self._heading, self._marked = book, name, heading, marked
        self._columns = columns
        self._places = {column: place for place, column in enumerate(self._columns)}
        self._number = 0
        self._begin()

    def write(self, row: dict[str, Any]) -> None:
        """Write a row, on a further sheet if this one is full. Raises KeyError for a column that it lacks."""
        if self._rows == MOST_ROWS:
            self.close()
            self._begin()
        for column, value in row.items():
            self._put(self._places[column], value)
        self._rows += 1

    def close(self) -> None:
        """Have the rows filtered by the first one."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _begin(self) -> None:
        self._number += 1
        self._sheet = self._book.add_worksheet(f"{self._name} {self._number}" if self._number > 1 else self._name)
        self._sheet.freeze_panes(1, 0)
        for column, place in self._places.items():
            self._sheet.set_column(place, place, _WIDE.get(column, 10))
            self._sheet.write_string(0, place, column, self._heading)
        self._rows = 1

    def _put(self, place: int, value: Any) -> None:
        if value is None or value == "":
            return
        held = value if isinstance(value, str) else _number(value)
        if isinstance(held, str):
            text = _fitting(_LINE_END.sub("\n", _NOT_IN_XML.sub("\ufffd", inert_text(held))))
            self._sheet.write_string(self._rows, place, text, self._marked if _LIKE_A_FORMULA.match(text) else None)
        else:
            self._sheet.write_number(self._rows, place, held)


def _number(value: float) -> float | str:
    """The number as a spreadsheet has it, to fifteen digits; one that is too large as a text."""
    return float(value) if abs(value) <= _LARGEST else f"{Decimal(value):.15g}"


def _fitting(text: str) -> str:
    """The text, cut where it is too long for a cell: then it ends with how many characters are missing."""
    units = text.encode("utf-16-le") if 2 * len(text) > _MOST_CHARACTERS else b""
    if len(units) <= 2 * _MOST_CHARACTERS:
        return text
    kept = units[: 2 * (_MOST_CHARACTERS - 50)].decode("utf-16-le", "ignore")
    return f"{kept}… ({len(text) - len(kept):,} more characters)"
