"""Whether newsextract has written a file: by how it begins or, if that is not enough, by what is in it.

An output replaces no file of another program. What reading has to refuse as well is in ``reading.ours``.
"""

from __future__ import annotations

import csv
import re
import zlib
from io import SEEK_END
from typing import BinaryIO

from newsextract.reading.opening import ZIP
from newsextract.reading.ours import HEAD, MARK, begins_as_answer, begins_as_page, begins_as_record, begins_as_table
from newsextract.reading.tables.rows import are_of_records
from newsextract.records.kinds import KINDS

__all__ = [
    "HEAD",
    "begins_as_csv",
    "begins_as_json",
    "begins_as_page",
    "begins_as_table",
    "holds_parquet",
    "holds_workbook",
]
_NOTHING = re.compile(rb"\s*\[\s*\]\s*\Z")
_PARQUET, _FOOT = b"PAR1", 1 << 16  # bytes of the foot in which the columns are named
_END = 8  # bytes at the end: how long the foot before them is, and PAR1
_COLUMNS = [name.encode() for name in ("schema_version", "model", *KINDS)]
_PROPERTIES = 8000  # bytes of a workbook's properties that are read


def begins_as_json(head: bytes) -> bool:
    """Whether JSON that begins so is a record, several, none, or a saved answer."""
    return head[1:].startswith(MARK.encode()) or begins_as_record(head) or _NOTHING.match(head) is not None


def begins_as_csv(head: bytes) -> bool:
    """Whether CSV that begins so has the finds of records, or is a saved answer."""
    first = head.partition(b"\n")[0].decode("utf-8-sig", errors="ignore").rstrip("\r")
    try:
        return begins_as_answer(head) or are_of_records(next(csv.reader([first]), []))
    except csv.Error:  # no text at all
        return False


def holds_parquet(file: BinaryIO) -> bool:
    """Whether a file is parquet with records, by its foot, which names the columns."""
    if file.read(len(_PARQUET)) != _PARQUET or (size := file.seek(0, SEEK_END)) < _END:
        return False
    file.seek(size - _END)
    length = int.from_bytes(file.read(4), "little")
    file.seek(max(0, size - _END - length))
    foot = file.read(min(length, _FOOT))
    return all(name in foot for name in _COLUMNS)


def holds_workbook(file: BinaryIO) -> bool:
    """Whether a file is a workbook of ours, by who changed it last: nobody else has."""
    if file.read(len(ZIP)) != ZIP:
        return False
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as packed, packed.open("docProps/core.xml") as properties:
            return b"<cp:lastModifiedBy>newsextract<" in properties.read(_PROPERTIES)
    except (BadZipFile, KeyError, RuntimeError, EOFError, NotImplementedError, zlib.error):  # damaged, locked, other
        return False
