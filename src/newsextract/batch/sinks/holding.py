"""The right to write to an output folder: one whole run has it at a time, or the parts of one sharded run.

The manifest is the lock. Whoever comes first of a run writes the run's first line there, with a number above all
earlier ones: what a run of a higher number says of a record is later.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from newsextract.batch.sinks.below import Below
from newsextract.output import OutputError
from newsextract.output.lock import lock

Part = tuple[int, int]
"""The number of a part, from 1, and how many there are."""

_MAIN = "manifest.jsonl"
_MANIFEST = re.compile(r"manifest(\.\d+-of-\d+)?\.jsonl")
_HEAD = b'{"run": '
_OPTIONS = (b'"--only"', b'"--format"')  # in a line that begins a run
_RUN = re.compile(rb'\{"run": (\d{1,15}),')
_JOINS_WITHIN = 10  # seconds: while the first part writes the line of its run
_LOOKS_EVERY = 0.05


def begins_manifest(line: bytes) -> bool:
    """Whether a line is one with which a run begins."""
    return all(option in line for option in _OPTIONS)


def suffix(part: Part | None) -> str:
    """What tells the files of a part from those of the others: ".3-of-10"; "" for those of a whole run."""
    return ".{}-of-{}".format(*part) if part else ""


def is_of_others(name: str, part: Part | None) -> bool:
    """Whether a name with such a suffix is of no part of this run. While this one has the folder, no other goes on."""
    return not part or not name.removesuffix(".jsonl").endswith(f"-of-{part[1]}")


def _row(line: bytes) -> dict[str, Any]:
    if number := _RUN.match(line):
        with suppress(ValueError, RecursionError):
            row: dict[str, Any] = json.loads(line)
            row["run"] = int(number[1])  # the key may come twice
            return row
    return {}


class Hold:
    """A folder held for one run or a part of it, until it is closed or the process ends, however it ends."""

    def __init__(self, folder: Path, header: dict[str, Any], part: Part | None = None) -> None:
        """``header`` is what the parts of a run have in common, and what tells a run from the one before.

        Raises OSError, and OutputError where another run holds the folder, or it has a manifest of something else.
        """
        self.below, self.header, self.part = Below(folder), header, part
        self.run = 0
        """The number of the run."""
        self._open = ExitStack()
        self._open.callback(self.below.close)
        try:
            self._main = self._open.enter_context(self.below.open(_MAIN, "ab"))
            self._refuse_other()
            own = f"manifest{suffix(part)}.jsonl"
            self._stream = self._open.enter_context(self.below.open(own, "ab")) if part else self._main
            self._take()
            self._end_line(own, self._stream)
        except BaseException:
            self.close()
            raise

    def rows(self) -> Iterator[dict[str, Any]]:
        """The lines of all manifests, that of whole runs first, that are whole and tell of their run's number."""
        for name in self._manifests():
            with self.below.open(name, "rb") as lines:
                yield from filter(None, map(_row, lines))

    def _manifests(self) -> list[str]:
        """That of whole runs first: it has the first lines of all runs."""
        found = filter(_MANIFEST.fullmatch, self.below.names())
        return sorted(found, key=lambda name: (len(name), name))

    def write(self, *lines: dict[str, Any], lasting: bool = False) -> None:
        """Append to the manifest of this part; ``lasting``: they are on the disk when it returns."""
        _append(self._stream, [{"run": self.run, **line} for line in lines], lasting)

    def close(self) -> None:
        """Let another run have the folder."""
        self._open.close()

    def _take(self) -> None:
        if self.part and lock(self._stream) is False:
            raise self._busy()
        if lock(self._main) is not False:
            self._begin()
        elif not self.part:
            raise self._busy()
        if self.part:
            self._let_others_in()

    def _begin(self) -> None:
        last = self._last_header()
        if self._is_ours(last):
            self.run = last["run"]
            return
        self.run = 1 + max((run for name in self._manifests() for run in self._runs(name)), default=0)
        self._end_line(_MAIN, self._main)
        _append(self._main, [{"run": self.run, **self.header}], lasting=True)

    def _let_others_in(self) -> None:
        """Have the folder together with the other parts of the same run."""
        end = time.monotonic() + _JOINS_WITHIN
        while lock(self._main, shared=True) is False:
            if time.monotonic() > end:
                raise self._busy()
            time.sleep(_LOOKS_EVERY)
        last = self._last_header()
        if not self._is_ours(last):
            raise self._busy()
        self.run = last["run"]

    def _is_ours(self, header: dict[str, Any]) -> bool:
        return header == {"run": header.get("run"), **self.header}

    def _busy(self) -> OutputError:
        return OutputError(
            f"{self.below.folder}: another newsextract is writing there: wait for it, or choose another folder"
        )

    def _last_header(self) -> dict[str, Any]:
        """{} where there is none."""
        with self.below.open(_MAIN, "rb") as lines:
            last = deque(filter(begins_manifest, lines), 1)
        return _row(last[0]) if last else {}

    def _runs(self, name: str) -> Iterator[int]:
        with self.below.open(name, "rb") as lines:
            for line in lines:
                if found := _RUN.match(line):
                    yield int(found[1])

    def _refuse_other(self) -> None:
        """Raise OutputError where the manifest is a file of somebody else's, and no line of ours cut short."""
        with self.below.open(_MAIN, "rb") as stream:
            line = stream.readline(4096).strip(b"\0\n")
        if not (begins_manifest(line) or line.startswith(_HEAD) or _HEAD.startswith(line)):
            path = self.below.folder / _MAIN
            raise OutputError(f"{path}: not a manifest written by newsextract: give -o another folder")

    def _end_line(self, name: str, stream: BinaryIO) -> None:
        """A line that was cut short when its run was killed spoils no other."""
        with self.below.open(name, "rb") as lines:
            if lines.seek(0, os.SEEK_END):
                lines.seek(-1, os.SEEK_END)
                if lines.read(1) != b"\n":
                    stream.write(b"\n")
                    stream.flush()


def _append(stream: BinaryIO, lines: list[dict[str, Any]], lasting: bool) -> None:
    stream.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    stream.flush()
    if lasting:
        os.fsync(stream.fileno())
