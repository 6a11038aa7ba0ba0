"""What ``-o`` may replace: never an input; records of newsextract; anything else if ``--force`` is typed."""

from __future__ import annotations

import os
import zlib
from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

NOT_OURS = "holds no records of newsextract"
_PARQUET, _FOOT = b"PAR1", 1 << 16  # bytes at a parquet file's end, where it names its columns
_PROPERTIES = 8000  # bytes of a workbook's properties that are read


def reason_to_stay(output: Path, inputs: Sequence[str]) -> str | None:
    """Why an existing file, by whatever link, must not be replaced in a run of these inputs; None if it may be.

    Raises OSError.
    """
    if any(are_one(output, name) for name in inputs):
        return "an input too"
    if not output.is_file():
        return None
    if not (output.stat().st_mode & 0o222 and os.access(output, os.W_OK)):  # root may write to any
        return "read-only"
    if not output.stat().st_size or is_ours(output):
        return None
    from newsextract.reading.named import Named  # here, for few files are there already

    with suppress(OSError):  # a name that is too long, which reading reports
        if output.resolve() in Named([os.path.realpath(name) for name in inputs], None):
            return "an input too"
    return NOT_OURS


def are_one(output: Path, name: str) -> bool:
    """Whether both are one file or folder, by whatever links. False where one is not there, or cannot be reached."""
    try:
        return output.samefile(name)
    except OSError:
        return False


def is_ours(path: Path) -> bool:
    """Whether a file begins as records in any format, but an archive's, or as a page of ours. Raises OSError."""
    from newsextract.output.formats.columns import COLUMNS
    from newsextract.reading.opening import ZIP
    from newsextract.reading.ours import HEAD, begins_as_page, begins_as_record, begins_as_table

    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(_PARQUET):
            return _has_our_columns(file)
        if head.startswith(ZIP):
            return _is_our_workbook(file)
    if head.startswith(BOM_UTF8 + ",".join(COLUMNS).encode()) or head.strip() == b"[]":
        return True
    return begins_as_record(head) or begins_as_table(head) or begins_as_page(head)


def _has_our_columns(parquet: BinaryIO) -> bool:
    from newsextract.records.kinds import KINDS

    parquet.seek(max(0, parquet.seek(0, SEEK_END) - _FOOT))
    foot = parquet.read()
    return all(name.encode() in foot for name in ("schema_version", "model", *KINDS))


def _is_our_workbook(file: BinaryIO) -> bool:
    """By who changed it last: nobody else has."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as packed, packed.open("docProps/core.xml") as properties:
            return b"<cp:lastModifiedBy>newsextract<" in properties.read(_PROPERTIES)
    except (BadZipFile, KeyError, RuntimeError, EOFError, NotImplementedError, zlib.error):  # damaged, locked, other
        return False
