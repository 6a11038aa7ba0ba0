"""Parquet: one article per row, read row by row and only the columns that are needed.

pyarrow unpacks a page to the size in its head, and to no more, but tells only the size that the file's end gives for
many pages. Nothing checks that one, and where pyarrow is asked for it in a damaged file, it may end the process. So the
pages' own heads are read here, before anything is unpacked. Heads and end are structs in Thrift's compact protocol.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO, NamedTuple, cast

from newsextract.installed import lacks
from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.limits import Limits
from newsextract.reading.opening import refuse_bomb
from newsextract.reading.tables.rows import Damaged, Fields, article_of_row, columns_to_read

_ROWS_AT_ONCE = 1  # more are hardly faster, and each may be as large as the value that a page has for all of them
# Fields. Of the file's end: its groups of rows, their parts of columns, what is known of a part.
_GROUPS, _PARTS, _KNOWN = 4, 1, 3
_PATH, _SIZE, _PAGES_AT, _DICTIONARY_AT = 3, 7, 9, 11
_UNPACKED, _PACKED = 2, 3  # of a page's head
_FLAGS, _BYTE, _WHOLE, _DOUBLE, _TEXT, _LISTS, _STRUCT = (1, 2), 3, (4, 5, 6), 7, 8, (9, 10), 12
_LONG_LIST = 15
_LONGEST = 70  # bits that the bytes of a whole number have
_DEEPEST = 20
_TAIL = 8  # bytes: the length of the file's end, and a mark


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


class Page(NamedTuple):
    """The bytes of a page as it is in the file, and unpacked."""

    packed: int
    unpacked: int


def pages(file: BinaryIO, columns: list[str]) -> Iterator[Page]:
    """The pages of these columns. Raises ValueError where the file is damaged."""
    file.seek(-_TAIL, io.SEEK_END)
    length = int.from_bytes(file.read(4), "little")
    file.seek(-_TAIL - length, io.SEEK_END)
    end = io.BytesIO(file.read(length))
    for kind in (kind for _ in _elements(end, _GROUPS) for kind in _elements(end, _PARTS)):
        part = _thrift(end, kind)[_KNOWN]
        if part[_PATH].decode() in columns:
            start = min(part[_PAGES_AT], part.get(_DICTIONARY_AT) or part[_PAGES_AT])
            end_of_part = start + part[_SIZE]
            while start < end_of_part:
                file.seek(start)
                head = _thrift(file, _STRUCT)
                page = Page(head[_PACKED], head[_UNPACKED])
                if min(page) < 0:
                    raise ValueError("a page of no size")
                yield page
                start = file.tell() + page.packed


def _elements(file: BinaryIO, wanted: int) -> Iterator[int]:
    """The kind of each element of a struct's list, where it begins. It is to be read before the next is asked for."""
    for field, kind in _fields(file):
        if field == wanted and kind in _LISTS:
            yield from _list(file)
        else:
            _thrift(file, kind)


def _thrift(file: BinaryIO, kind: int, depth: int = 0) -> Any:
    """A whole number or text, a struct's values by their fields, the first of a list; other values are skipped."""
    if kind in _WHOLE:
        return _whole(file)
    if kind == _TEXT:
        return file.read(_number(file))
    if kind == _STRUCT and depth < _DEEPEST:
        return {field: _thrift(file, kind, depth + 1) for field, kind in _fields(file)}
    if kind in _LISTS and depth < _DEEPEST:
        first = None
        for place, of_list in enumerate(_list(file)):
            value = _byte(file) if of_list in _FLAGS else _thrift(file, of_list, depth + 1)
            first = value if place == 0 else first
        return first
    if kind not in (*_FLAGS, _BYTE, _DOUBLE):  # the value of a flag is its kind
        raise ValueError("no values of a parquet file")
    return [_byte(file) for _ in range({_BYTE: 1, _DOUBLE: 8}.get(kind, 0))]


def _fields(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Each field of a struct with its kind, where its value begins."""
    field = 0
    while head := _byte(file):
        step, kind = divmod(head, 16)
        field = field + step if step else _whole(file)
        yield field, kind


def _list(file: BinaryIO) -> Iterator[int]:
    """The kind of each element, where it begins."""
    size, kind = divmod(_byte(file), 16)
    for _ in range(_number(file) if size == _LONG_LIST else size):
        yield kind


def _whole(file: BinaryIO) -> int:
    number = _number(file)
    return (number >> 1) ^ -(number & 1)


def _number(file: BinaryIO) -> int:
    """Seven bits per byte, the lowest first; the eighth says that more follow."""
    number = 0
    for shift in range(0, _LONGEST, 7):
        byte = _byte(file)
        number |= (byte & 127) << shift
        if byte < 128:
            return number
    raise ValueError("no number of a parquet file")


def _byte(file: BinaryIO) -> int:
    if data := file.read(1):
        return data[0]
    raise EOFError
