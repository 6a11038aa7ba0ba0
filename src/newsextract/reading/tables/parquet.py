"""Parquet: one article per row, read row by row and only the columns that are needed."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

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
    with ExitStack() as stack:
        file: BinaryIO = stream
        if not (isinstance(stream, io.BufferedReader) and stream.seekable()):  # parquet is read from its end
            file = cast(BinaryIO, stack.enter_context(tempfile.TemporaryFile()))
            shutil.copyfileobj(stream, file)
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
    """A column as Python's values; one that it cannot have is Damaged, and bytes are text where they are UTF-8.

    Times are cut to microseconds, and in UTC where Python does not know their zone.
    """
    if pyarrow.types.is_timestamp(column.type):
        zone, unit = column.type.tz, "us" if column.type.unit == "ns" else column.type.unit
        try:
            pyarrow.scalar(0, pyarrow.timestamp("s", zone)).as_py()
        except Exception:
            zone = "UTC"
        column = column.cast(pyarrow.timestamp(unit, zone), safe=False)
    elif pyarrow.types.is_time64(column.type):
        column = column.cast(pyarrow.time64("us"), safe=False)
    try:
        values = column.to_pylist()
    except Exception:  # one bad value breaks off all
        values = list(map(_value, column))
    return [_decoded(value) if isinstance(value, bytes) else value for value in values]


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


def _line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:160]
