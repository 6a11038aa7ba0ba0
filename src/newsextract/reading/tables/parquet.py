"""Parquet: one article per row, read row by row and only the columns that are needed."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from newsextract.installed import lacks
from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.limits import Limits
from newsextract.reading.opening import refuse_bomb
from newsextract.reading.tables.parquet_pages import pages
from newsextract.reading.tables.rows import Damaged, Fields, article_of_row, columns_to_read

_ROWS_AT_ONCE = 1  # more are hardly faster, and each may be as large as the value that a page has for all of them


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a parquet file; a row of which a field cannot be read comes as a Failure in its place.

    Raises UnreadableError if the file is none or pyarrow is not installed.
    """
    with _seekable(stream) as file:
        for number, row in enumerate(_rows(file, fields, limits), 1):
            yield article_of_row(source, number, row, fields)


def _rows(file: BinaryIO, fields: Fields, limits: Limits) -> Iterator[dict[str, Any]]:
    """Each row's wanted fields by name. What pages unpack to is counted, and what the rows of these have."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableError(lacks("parquet", "parquet")) from error
    number = unpacked = 0
    try:
        packed = file.seek(0, io.SEEK_END)
        table = ParquetFile(file)
        columns = columns_to_read(table.schema_arrow.names, fields)
        for page in pages(file, columns):
            refuse_bomb(page.unpacked, page.packed, limits)
        for batch in table.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
            unpacked += batch.nbytes
            refuse_bomb(unpacked, packed, limits)
            values = [_values(pyarrow, column) for column in batch.columns]
            for row in zip(*values, strict=True):
                number += 1
                yield dict(zip(batch.schema.names, row, strict=True))
    except UnreadableError:
        raise
    except Exception as error:  # whatever a stranger's file does to pyarrow
        after = f" after row {number}" if number else ""
        raise UnreadableError(
            f"not a whole parquet file{after} ({_line(error)}): download or create it again"
        ) from error


def _values(pyarrow: Any, column: Any) -> list[Any]:
    """A column as Python's values; one that it cannot have is Damaged, and bytes are text where they are UTF-8."""
    column = _with_python_times(pyarrow, column)
    try:
        values = column.to_pylist()
    except Exception:  # one bad value breaks off all
        values = list(map(_value, column))
    return [_decoded(value) if isinstance(value, bytes) else value for value in values]


def _with_python_times(pyarrow: Any, column: Any) -> Any:
    """The column, of times as Python can have them: to the microsecond, in UTC where it does not know the zone."""
    if pyarrow.types.is_timestamp(column.type):
        unit = "us" if column.type.unit == "ns" else column.type.unit
        return column.cast(pyarrow.timestamp(unit, _known_zone(pyarrow, column.type.tz)), safe=False)
    if pyarrow.types.is_time64(column.type):
        return column.cast(pyarrow.time64("us"), safe=False)
    return column


def _known_zone(pyarrow: Any, zone: str | None) -> str | None:
    try:
        pyarrow.scalar(0, pyarrow.timestamp("s", zone)).as_py()
    except Exception:
        return "UTC"
    return zone


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except OverflowError:
        return Damaged("out of range")
    except Exception as error:
        return Damaged(_line(error))


def _decoded(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data  # a hash or the like: an id, but no text


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[Any]:
    """The stream itself if it is a file, else a copy on disk: parquet is read from its end."""
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:160]
