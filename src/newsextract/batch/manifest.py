"""What a run has finished: one JSON line an article, only ever appended to, in the output folder.

The first line says of which model, rules and options the records are. A line is written once its record is on the
disk, so a run that is killed loses at most what it was doing; a line that was torn then is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.batch.layout import digest
from newsextract.output import OutputError

_NAME = "manifest"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article whose record is written: ``output`` is the path in the folder, ``hash`` that of all that was read."""

    id: str
    output: str
    hash: str


class Manifest:
    """The finished articles of this folder that were made as ``made`` says; earlier ones count for nothing.

    The jobs of an array have a manifest each (``part``) and read those of all.
    """

    def __init__(self, folder: Path, made: dict[str, Any], part: str = "", anew: bool = False) -> None:
        """``anew``: as if nothing were finished. Raises OSError, and OutputError where another run holds this part."""
        self._made = made
        self._done: set[int] = set()
        self.changed: list[str] = []
        """What is not as it was in the last run: the names of those items of ``made``."""
        own = folder / f"{_NAME}{part}.jsonl"
        self._stream = own.open("a+b")
        _lock(self._stream, folder)
        going_on = self._goes_on(own) and not anew
        if not going_on:
            self._stream.truncate(0)
            self._write([made])
        elif not _ends_with_a_line(self._stream):
            self._stream.write(b"\n")
        for path in [] if anew else folder.glob(f"{_NAME}*.jsonl"):
            self._read(path)

    def finished(self, output: str, hash: str) -> bool:
        """Whether the record of an article of this hash has been written to this path."""
        return digest(f"{output}\n{hash}") in self._done

    def add(self, entries: Iterable[Entry]) -> None:
        """Note articles whose records are on the disk. Raises OSError."""
        self._write({"id": entry.id, "output": entry.output, "hash": entry.hash} for entry in entries)

    def close(self) -> None:
        """Let another run have it."""
        self._stream.close()

    def _goes_on(self, own: Path) -> bool:
        made = next(_rows(own), None)
        if made:
            self.changed = [name for name in self._made if made.get(name) != self._made[name]]
        return made == self._made

    def _read(self, path: Path) -> None:
        rows = _rows(path)
        if next(rows, None) == self._made:
            self._done.update(digest(f"{row.get('output')}\n{row.get('hash')}") for row in rows)

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        self._stream.write(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
        self._stream.flush()


def _ends_with_a_line(stream: BinaryIO) -> bool:
    """Not so where a run was killed while it wrote."""
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield row if isinstance(row, dict) else {}


def _lock(stream: BinaryIO, folder: Path) -> None:
    """Held until the stream is closed or the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs in one folder are not kept apart
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(
            f"{folder}: another newsextract is writing there: wait for it, or choose another folder"
        ) from None
    except OSError:
        pass  # a file system without locks
