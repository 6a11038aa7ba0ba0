"""Tells what newsextract has written from what others have, by how it begins: one row per format.

Records in rows are told by their columns, too, in ``rows.py``.
"""

from __future__ import annotations

import csv
import re
import shlex
import zlib
from collections.abc import Callable
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

from newsextract.reading.article import RecordsError
from newsextract.reading.opening import ZIP
from newsextract.reading.tables.rows import are_of_records
from newsextract.records.kinds import KINDS, ROWS

MARK = " \t \t"
"""What stands in an answer that is saved: after the first bracket of JSON, at the end of the first line of a text.

Nobody sees it, no program minds it, and none other writes it. In CSV the last name alone has quote marks, and needs
none.
"""
_HEAD = 8000
_LOOKED_AT = 1 << 16  # bytes of a file: the first line of an answer may be long
_COUNTED = "|".join(f"{row.one}|{row.name}" for row in ROWS.values())
# "a.txt  12 words · 1 person · 2 quotes" (on several lines where it is long, or below a title), a blank line
_TABLE = re.compile(rf"\S.{{0,4000}}?\s[\d,]+\s+words?(\s+·\s+[\d,]+\s+({_COUNTED}))+\s*(\n\n|\Z)", re.DOTALL)
_PAGE = re.compile(r'.{0,4000}?<meta name=generator content="newsextract', re.DOTALL)
_ARCHIVE = re.compile(rb"SQLite format 3\0.{52}news", re.DOTALL)  # with the application id of ``archive``
ARCHIVE_HEAD = 72
"""How many bytes tell an archive."""
_RECORD = re.compile(rb'[\s\[]*\{\s*"schema_version":')
_NOTHING = re.compile(rb"\s*\[\s*\]\s*\Z")
_CSV_MARK = re.compile('\ufeff(?:[^"\\r\\n]*,)?"[^",\\r\\n]*"\\r?\\n')
_PARQUET, _FOOT = b"PAR1", 1 << 16  # bytes of the foot in which the columns are named
_END = 8  # bytes at the end: how long the foot before them is, and PAR1
_COLUMNS = [name.encode() for name in ("schema_version", "model", *KINDS)]


def begins_as_record(head: bytes) -> bool:
    """Whether JSON that begins so is a record, or several: also one that has its article's text and can be read."""
    return _RECORD.match(head) is not None


def begins_as_archive(head: bytes) -> bool:
    """Whether a file that begins so is an archive."""
    return _ARCHIVE.match(head) is not None


def begins_as_answer(head: bytes) -> bool:
    """Whether JSON or CSV that begins so is an answer about an archive, which was saved."""
    return head[1:].startswith(MARK.encode()) or _CSV_MARK.match(head.decode(errors="ignore")) is not None


def _is_table(head: bytes, file: BinaryIO) -> bool:
    first, end, _ = head.partition(b"\n")
    is_answer = end and first.removesuffix(b"\r").endswith(MARK.encode())
    return bool(is_answer) or _TABLE.match(head[:_HEAD].decode(errors="ignore")) is not None


def _is_json(head: bytes, file: BinaryIO) -> bool:
    return head[1:].startswith(MARK.encode()) or begins_as_record(head) or _NOTHING.match(head) is not None


def _is_csv(head: bytes, file: BinaryIO) -> bool:
    first = head.partition(b"\n")[0].decode("utf-8-sig", errors="ignore").rstrip("\r")
    try:
        return begins_as_answer(head) or are_of_records(next(csv.reader([first]), []))
    except csv.Error:  # no text at all
        return False


def _is_page(head: bytes, file: BinaryIO) -> bool:
    return _PAGE.match(head[:_HEAD].decode(errors="ignore")) is not None


def _is_parquet(head: bytes, file: BinaryIO) -> bool:
    """By its foot, which names the columns."""
    if not head.startswith(_PARQUET) or (size := file.seek(0, SEEK_END)) < _END:
        return False
    file.seek(size - _END)
    length = int.from_bytes(file.read(4), "little")
    file.seek(max(0, size - _END - length))
    foot = file.read(min(length, _FOOT))
    return all(name in foot for name in _COLUMNS)


def _is_workbook(head: bytes, file: BinaryIO) -> bool:
    """By its author. A file of an office program that somebody has changed names who did."""
    if not head.startswith(ZIP):
        return False
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as packed, packed.open("docProps/core.xml") as properties:
            return b"<cp:lastModifiedBy>newsextract<" in properties.read(_HEAD)
    except (BadZipFile, KeyError, RuntimeError, EOFError, NotImplementedError, zlib.error):  # damaged, locked, other
        return False


OURS: dict[str, Callable[[bytes, BinaryIO], bool]] = {
    "table": _is_table,
    "json": _is_json,
    "jsonl": _is_json,
    "csv": _is_csv,
    "parquet": _is_parquet,
    "html": _is_page,
    "xlsx": _is_workbook,
}
"""By format, whether a file is ours: of how it begins, and of the file where that does not tell."""


def is_ours(path: Path) -> bool:
    """Whether newsextract has written a file, in any format but an archive. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
        return any(is_one(head, file) for is_one in OURS.values())


def refuse_archive(head: bytes, name: str) -> None:
    """Raises RecordsError for an archive, which begins so; ``name`` is the file's."""
    if begins_as_archive(head):
        if name == "-" or name.endswith(".gz"):
            name = "ARCHIVE.db"
        raise RecordsError(f"holds records, no articles: see them with newsextract summary {shlex.quote(name)}")


def refuse_answer(head: bytes, name: str) -> None:
    """Raises RecordsError for rows that begin as a saved answer; ``name`` is the file's."""
    if begins_as_answer(head):
        raise RecordsError(
            f"holds an answer about an archive, no articles: newsextract - < {shlex.quote(name)} reads it all the same"
        )


def refuse_ours(data: bytes) -> None:
    """Raises RecordsError for what newsextract has written for people to read."""
    head, file = data[:_LOOKED_AT], BytesIO(data)
    if any(OURS[format](head, file) for format in ("table", "html")):
        raise RecordsError
