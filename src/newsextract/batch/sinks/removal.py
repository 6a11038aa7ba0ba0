"""What is removed from an output folder: only what runs into it have put there."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from newsextract.batch.ledger.below import Below, LinkError
from newsextract.batch.ledger.folder import record_hash
from newsextract.batch.ledger.layout import Part, is_of_others, suffix
from newsextract.output import OutputError

_ERRORS = re.compile(r"errors(\.\d+-of-\d+)?\.jsonl")
_ASIDE = ".aside"
_TRIES = 5
_OF_A_FAILURE, _HEAD = {"id", "kind", "message"}, b'{"id": '


def remove_record(below: Below, output: str, hash: str) -> bool:
    """Whether no file is there now: it is removed if it has this hash, and so are the folders that it leaves empty.

    A file of other content stays, for somebody else wrote it. ``output`` is a path that a Layout may give. Raises
    OSError, and LinkError for what is, or is reached by, a link: it stays too.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = below.mode(output)
        if stat.S_ISREG(mode) and _has_hash(below, output, hash):
            below.remove(output)
        elif not stat.S_ISDIR(mode):
            return False
    above = output
    with suppress(OSError):  # not empty, or not there
        while above := above.rpartition("/")[0]:
            below.remove_folder(above)
    return True


def _has_hash(below: Below, output: str, hash: str) -> bool:
    with below.open(output, "rb") as stream:
        return record_hash(stream.read()) == hash


def give_name(below: Below, aside: str, output: str) -> None:
    """Put a file in its place, and make the folders above it. Raises OSError and LinkError."""
    _again(partial(below.move, aside, output))


def _again(do: Callable[[], None]) -> None:
    """Do it, several times where another part of the run just removes a folder for being empty. Raises OSError."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            return do()
    return do()


def remove_errors(below: Below, own: str, part: Part | None) -> None:
    """Forget the failures of an earlier run: of the same part, and of all parts of runs that were shared out otherwise.

    Raises OSError, and OutputError where such a file is none of ours.
    """
    for name in filter(_ERRORS.fullmatch, below.names()):
        if name == own or is_of_others(name, part):
            if not _has_failures(below, name):
                raise OutputError(
                    f"{below.folder / name}: not written by newsextract, and would be lost: move it, or give -o "
                    "another folder"
                )
            below.remove(name)


def _has_failures(below: Below, name: str) -> bool:
    with below.open(name, "rb") as stream:
        first = stream.readline()
    try:
        return bool(json.loads(first).keys() == _OF_A_FAILURE)
    except ValueError:  # cut short, as the run was killed?
        return not first.endswith(b"\n") and (first.startswith(_HEAD) or _HEAD.startswith(first))
    except (AttributeError, RecursionError):
        return False


class Aside:
    """Where files are written before they take their names: ``.aside`` in the output folder, a folder for each part."""

    def __init__(self, below: Below, part: Part | None) -> None:
        """What runs that were killed have left there is removed.

        Raises OSError, and OutputError where the place is no folder of ours.
        """
        self._below, self._count = below, 0
        self._own = f"{_ASIDE}/{suffix(part) or 'all'}"
        with suppress(FileNotFoundError):
            for name in below.names(_ASIDE):
                if f"{_ASIDE}/{name}" == self._own or is_of_others(name, part):
                    self._empty(f"{_ASIDE}/{name}")
        _again(partial(below.make_folder, self._own))

    def write(self, data: bytes) -> str:
        """The path of a new file that holds the data. Raises OSError and LinkError."""
        self._count += 1
        path = f"{self._own}/{self._count}"
        with self._below.open(path, "xb") as stream:
            stream.write(data)
        return path

    def close(self) -> None:
        """Remove it all, where no other part of the run uses it."""
        self._empty(self._own)
        with suppress(OSError):
            self._below.remove_folder(_ASIDE)

    def _empty(self, folder: str) -> None:
        """Remove a folder with the files in it that ``write`` names; one that holds anything else stays."""
        with suppress(OSError, LinkError):
            for name in self._below.names(folder):
                if name.isdecimal():
                    self._below.remove(f"{folder}/{name}")
            self._below.remove_folder(folder)
