"""What is removed from an output folder: only what runs into it have put there."""

from __future__ import annotations

import json
import stat
from contextlib import suppress

from newsextract.batch.ledger.below import Below, LinkError
from newsextract.batch.ledger.folder import record_hash
from newsextract.output import OutputError

ERRORS, _ASIDE = "errors.jsonl", ".aside"
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


def remove_errors(below: Below) -> None:
    """Forget the failures of an earlier run. Raises OSError, and OutputError where that file is none of ours."""
    if ERRORS in below.names():
        if not _has_failures(below):
            raise OutputError(
                f"{below.folder / ERRORS}: not written by newsextract, and would be lost: move it, or give -o another "
                "folder"
            )
        below.remove(ERRORS)


def _has_failures(below: Below) -> bool:
    with below.open(ERRORS, "rb") as stream:
        first = stream.readline()
    try:
        return bool(json.loads(first).keys() == _OF_A_FAILURE)
    except ValueError:  # cut short, as the run was killed?
        return not first.endswith(b"\n") and (first.startswith(_HEAD) or _HEAD.startswith(first))
    except (AttributeError, RecursionError):
        return False


class Aside:
    """Where files are written before they take their names: ``.aside`` in the output folder."""

    def __init__(self, below: Below) -> None:
        """What runs that were killed have left there is removed.

        Raises OSError, and OutputError where the place is no folder of ours.
        """
        self._below, self._count = below, 0
        self.close()
        below.make_folder(_ASIDE)

    def write(self, data: bytes) -> str:
        """The path of a new file that holds the data. Raises OSError and LinkError."""
        self._count += 1
        path = f"{_ASIDE}/{self._count}"
        with self._below.open(path, "xb") as stream:
            stream.write(data)
        return path

    def close(self) -> None:
        """Remove the files that ``write`` names, and the folder; one that holds anything else stays."""
        with suppress(OSError, LinkError):
            for name in self._below.names(_ASIDE):
                if name.isdecimal():
                    self._below.remove(f"{_ASIDE}/{name}")
            self._below.remove_folder(_ASIDE)
