"""What is removed from an output folder: only what runs into it have put there."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from newsextract.batch.holding import Part, is_of_others, suffix
from newsextract.output import OutputError

_ERRORS = re.compile(r"errors(\.\d+-of-\d+)?\.jsonl")
_TRIES = 5
_OF_A_FAILURE, _HEAD = {"id", "kind", "message"}, b'{"id": '


def record_hash(data: bytes) -> str:
    """By which a record is known again."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def remove_record(folder: Path, output: str, hash: str) -> bool:
    """Whether no file is there now: it is removed if it has this hash, and so are the folders that it leaves empty.

    A file of other content stays, for somebody else wrote it; so does one that is reached by a link. ``output`` is a
    path that a Layout may give. Raises OSError.
    """
    path = Path(folder, output)
    if Path(os.path.realpath(path.parent)) != Path(os.path.realpath(folder), output).parent:
        return False
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) and record_hash(path.read_bytes()) == hash:
            path.unlink()
        elif not stat.S_ISDIR(mode):
            return False
    with suppress(OSError):  # not empty, or not there
        for above in path.parents:
            if above == folder:
                break
            above.rmdir()
    return True


def give_name(aside: Path, path: Path) -> None:
    """Put a file in its place, and make the folders above it. Raises OSError."""

    def move() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(path)

    _again(move)


def _again(do: Callable[[], None]) -> None:
    """Do it, several times where another part of the run just removes a folder for being empty. Raises OSError."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return do()
    return do()


def remove_errors(own: Path, part: Part | None) -> None:
    """Forget the failures of an earlier run: of the same part, and of all parts of runs that were shared out otherwise.

    Raises OSError, and OutputError where such a file is none of ours.
    """
    for name in filter(_ERRORS.fullmatch, os.listdir(own.parent)):  # noqa: PTH208 - there may be a million others
        path = own.parent / name
        if path == own or is_of_others(name, part):
            if not _tells_of_failures(path):
                raise OutputError(
                    f"{path}: not written by newsextract, and would be lost: move it, or give -o another folder"
                )
            path.unlink()


def _tells_of_failures(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as stream:
        first = stream.readline()
    try:
        return bool(json.loads(first).keys() == _OF_A_FAILURE)
    except ValueError:  # cut short, as the run was killed?
        return not first.endswith(b"\n") and (first.startswith(_HEAD) or _HEAD.startswith(first))
    except (AttributeError, RecursionError):
        return False


class Aside:
    """Where files are written before they take their names: ``.aside`` in the output folder, a folder for each part."""

    def __init__(self, folder: Path, part: Part | None) -> None:
        """What runs that were killed have left there is removed.

        Raises OSError, and OutputError where the place is no folder of ours.
        """
        self._all = folder / ".aside"
        self._own = self._all / (suffix(part) or "all")
        self._count = 0
        if self._all.is_symlink():
            raise OutputError(f"{self._all}: a link where newsextract needs a folder: remove it")
        for path in [*self._all.iterdir()] if self._all.exists() else []:
            if path == self._own or is_of_others(path.name, part):
                _empty(path)
        _again(partial(self._own.mkdir, parents=True, exist_ok=True))

    def write(self, data: bytes) -> Path:
        """A new file that holds the data. Raises OSError."""
        self._count += 1
        path = self._own / str(self._count)
        path.write_bytes(data)
        return path

    def close(self) -> None:
        """Remove it all, where no other part of the run uses it."""
        _empty(self._own)
        with suppress(OSError):
            self._all.rmdir()


def _empty(folder: Path) -> None:
    """Remove a folder with the files in it that ``write`` names; one that holds anything else stays."""
    with suppress(OSError):
        for path in [] if folder.is_symlink() else [*folder.iterdir()]:
            if path.name.isdecimal():
                path.unlink()
        folder.rmdir()
