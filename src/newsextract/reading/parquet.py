"""Parquet: one article a row, read batch by batch and only the columns that are needed."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from newsextract.reading.article import Article, Failure, Source, UnreadableError
from newsextract.reading.limits import Limits
from newsextract.reading.rows import Fields, article_of_row, columns_to_read

_ROWS_AT_ONCE = 64


def read(source: Source, stream: io.BufferedReader, fields: Fields, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of a parquet file. Raises UnreadableError if it is none or pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableError("parquet needs one more package: pip install 'newsextract[parquet]'") from error
    number = 0
    try:
        with _seekable(stream) as file:
            table = ParquetFile(file)
            columns = columns_to_read(table.schema_arrow.names, fields)
            for batch in table.iter_batches(_ROWS_AT_ONCE, columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield article_of_row(source, number, row, fields)
    except (pyarrow.ArrowException, OSError) as error:
        after = f" after row {number}" if number else ""
        raise UnreadableError(f"not a whole parquet file{after} ({_line(error)}): fetch or write it anew") from error


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO | Any]:
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
