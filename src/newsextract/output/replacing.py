"""What an output must not replace: an input, a database, a file of an output folder."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_IWGRP, S_IWOTH, S_IWUSR

DATABASE_BEGINS = b"SQLite format 3\0"
_MANIFEST, _OF_A_RUN = "manifest.jsonl", b'"--format"'
_NOTES = re.compile(r"(manifest|errors)(\.\d+-of-\d+)?\.jsonl")


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
            with (folder / _MANIFEST).open("rb") as lines:
                if _OF_A_RUN not in lines.readline():
                    continue
            if (file.parent == folder and _NOTES.fullmatch(file.name)) or _is_named(file, folder):
                return folder
    return None


def _is_named(file: Path, folder: Path) -> bool:
    import json  # here, for few files lie in such a folder

    name = json.dumps(file.relative_to(folder).as_posix()).encode()
    for manifest in folder.glob("manifest*.jsonl"):
        with manifest.open("rb") as lines:
            if any(name in line for line in lines):
                return True
    return False


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
