"""Parquet: one row a record, in typed nested columns, written a row group at a time."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from newsextract.installed import lacks
from newsextract.output import OutputError
from newsextract.output.inert import in_each_text
from newsextract.reading import Article
from newsextract.records.record import Record

ROWS_OF_A_GROUP = 1_000
_CHARACTERS_OF_A_GROUP = 20_000_000  # of articles; their records are about as large


class ParquetWriter:
    """Holds the records of one row group at most. The file is whole once ``close`` has been called.

    ``value`` and ``upper`` are doubles, whatever type the number has in JSON.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """``stream`` stays open. Raises OutputError if pyarrow is not installed."""
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise OutputError(lacks("parquet", "parquet")) from error
        self._schema = _schema(pyarrow)
        self._table = pyarrow.Table.from_pylist
        self._file = parquet.ParquetWriter(pyarrow.PythonFile(_Unclosed(stream), "w"), self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._characters = 0

    def write(self, article: Article, record: Record) -> None:
        """Take one record, and write a row group when there are enough."""
        self._rows.append(_plain_row(record))
        self._characters += len(article.text)
        if len(self._rows) >= ROWS_OF_A_GROUP or self._characters >= _CHARACTERS_OF_A_GROUP:
            self._write_group()

    def close(self) -> None:
        """Write the last row group and the file's footer."""
        if self._rows:
            self._write_group()
        self._file.close()

    def _write_group(self) -> None:
        try:
            table = self._table(self._rows, schema=self._schema)
        except UnicodeEncodeError:  # half a surrogate pair, in an id or title out of JSON
            rows = in_each_text(self._rows, lambda text: text.encode(errors="replace").decode())
            table = self._table(rows, schema=self._schema)
        self._file.write_table(table, row_group_size=len(self._rows))
        self._rows, self._characters = [], 0


class _Unclosed:
    """A stream as pyarrow wants one: it may ask a pipe for its place, and closes what it is given."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._written = 0

    def write(self, data: Any) -> int:
        self._stream.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self._stream.flush()


def _plain_row(record: Record) -> dict[str, Any]:
    """The record's dict, with values as doubles: whole numbers past 2**53 are rounded, those past 1e308 infinite."""
    row = record.to_dict()
    for number in row["numbers"] or ():
        for end in ("value", "upper"):
            number[end] = _double(number[end])
    return row


def _double(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return float("inf")


def _schema(pyarrow: Any) -> Any:
    """The record's schema in Arrow's types, made from the fields of its dataclasses."""
    return pyarrow.schema(_fields(pyarrow, Record))


def _fields(pyarrow: Any, dataclass: type) -> list[tuple[str, Any]]:
    return [(name, _arrow_type(pyarrow, hint)) for name, hint in get_type_hints(dataclass).items()]


def _arrow_type(pyarrow: Any, hint: Any) -> Any:
    """The Arrow type of a field's Python type; any may be null, so None makes no difference."""
    kinds = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(hint) is tuple:
        return pyarrow.list_(_arrow_type(pyarrow, kinds[0]))
    if get_origin(hint) is Literal:
        return pyarrow.string()
    if float in kinds:
        return pyarrow.float64()
    if kinds:
        return _arrow_type(pyarrow, kinds[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return pyarrow.struct(_fields(pyarrow, hint))
    return {int: pyarrow.int64(), str: pyarrow.string()}[hint]
