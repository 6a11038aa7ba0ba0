"""What an output must not replace: an input, a database, a file of an output folder."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from stat import S_IWGRP, S_IWOTH, S_IWUSR

DATABASE_BEGINS = b"SQLite format 3\0"
_MANIFEST, _OF_A_RUN = "manifest.jsonl", b'"--format"'
_NOTES = re.compile(r"(manifest|errors)(\.\d+-of-\d+)?\.jsonl|\.newsextract.*\.db")

NOT_OURS = "not written by newsextract"


def reason_to_stay(output: Path, inputs: Sequence[str]) -> str | None:
    """Why an existing file, by whatever link, must not be replaced in a run of these inputs; None if it may be.

    Raises OSError.
    """
    if any(are_one(output, name) for name in inputs):
        return "an input too"
    if not output.is_file():
        return None
    if is_read_only(output):
        return "read-only"
    if not output.stat().st_size:
        return None
    with output.open("rb") as stream:
        if stream.read(len(DATABASE_BEGINS)) == DATABASE_BEGINS:
            return "an archive, or another program's database"
    file = output.resolve()
    if folder := _folder_of(file):
        return f"a file of the output folder {folder}"
    from newsextract.output.formats import is_ours  # here, for few files are there already

    if _is_found(file, inputs):
        return "an input too"
    return None if is_ours(file) else NOT_OURS


def is_read_only(file: Path) -> bool:
    """Whether a file is not to be written to, whoever runs this. Raises OSError."""
    return not file.stat().st_mode & (S_IWUSR | S_IWGRP | S_IWOTH) or not os.access(file, os.W_OK)


def are_one(output: Path, name: str) -> bool:
    """Whether both are one file or folder, by whatever links. False where one is not there, or cannot be reached."""
    try:
        return output.samefile(name)
    except OSError:
        return False


def _folder_of(file: Path) -> Path | None:
    """The output folder whose runs have written a file."""
    for folder in file.parents:
        with suppress(OSError):
            ledgers, manifests = [*folder.glob(".newsextract*.db")], _manifests(folder)
            if not ledgers and not manifests:
                continue
            name = file.relative_to(folder).as_posix()
            if _NOTES.fullmatch(name) or any(_knows(one, name) for one in ledgers) or _is_named(name, manifests):
                return folder
    return None


def _knows(ledger: Path, name: str) -> bool:
    """Whether it is the ledger of an output folder, with a record of this path; also if a run holds it just now."""
    import sqlite3  # here, for few files lie in such a folder

    try:
        with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
            return connection.execute("SELECT 1 FROM output WHERE path = ?", (name,)).fetchone() is not None
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _manifests(folder: Path) -> list[Path]:
    """Those that an earlier newsextract has written there, and no run has taken over yet."""
    with suppress(OSError), (folder / _MANIFEST).open("rb") as lines:
        if _OF_A_RUN in lines.readline():
            return [*folder.glob("manifest*.jsonl")]
    return []


def _is_named(name: str, manifests: Sequence[Path]) -> bool:
    import json  # here, for few files lie in such a folder

    quoted = json.dumps(name).encode()
    return any(quoted in line for manifest in manifests for line in manifest.read_bytes().splitlines())


def _is_found(file: Path, inputs: Sequence[str]) -> bool:
    """Whether a folder or pattern among the inputs has it, and it holds what is read: no records of an earlier run."""
    from newsextract.reading import gives_articles  # here, for few files lie there

    return any(_may_name(name, file) for name in inputs) and gives_articles(str(file))


def _may_name(name: str, file: Path) -> bool:
    from newsextract.reading.named import Named

    try:
        return file in Named([os.path.realpath(name)], None)
    except OSError:  # a name that is too long, which reading reports
        return False
