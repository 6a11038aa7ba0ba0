"""What runs have written into an output folder: JSON lines, only ever appended to.

A run's first line has its number, what its records depend on besides their articles, and what it reads. Each article
has a line before its record takes its name, and its record is said to be written in a later one: a run that is killed
between the two does the article again. What counts is what is said last, by the run's number, of a record's place: in
whichever manifest, for the jobs of an array have one each.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from newsextract.batch.sinks.holding import Hold, Part
from newsextract.batch.sinks.layout import digest, may_be_place
from newsextract.reading import is_address


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and its record. What has no hash of the record is not written yet."""

    id: str
    file: str | None
    """The file of the article, below what its run's inputs have in common; None for standard input. Of other inputs
    than this run's, a whole path."""
    key: int
    """By which the articles of a run are shared out among its parts."""
    output: str
    """The path of the record, in the folder."""
    hash: str
    """Of all that was read."""
    record: str = ""
    """The hash of the record."""

    @property
    def article(self) -> int:
        """The same for two records of one article, under whichever names: written in another format, say."""
        number = _NUMBER.search(self.output)
        return hash((self.file, self.key, number and number[1]))

    @property
    def place_of_file(self) -> str:
        """That of the record or, in a file of many, the folder of all their records."""
        is_alone = self.key == digest(self.file or "")
        return self.output if is_alone else self.output.rsplit("/", 2)[0]


_NUMBER = re.compile(r"~~(\d+)\.\w+$")  # of an id that came before in its file
_FIELDS = [field.name for field in fields(Entry)]


def header(made: dict[str, str], folder: Path, base: Path | None, part: Part | None) -> dict[str, Any]:
    """The first line of a run whose records are ``made`` so, of the inputs below ``base`` (None: standard input)."""
    return {**made, **_origin(folder, base), "parts": part[1] if part else 1}


def _origin(folder: Path, base: Path | None) -> dict[str, str | None]:
    """Where the inputs lie: on this machine, and as seen from the folder, for both may be moved together."""
    if base is None:
        return {"input": None, "input_from_here": None}
    there = os.path.realpath(base)
    try:
        from_here = os.path.relpath(there, os.path.realpath(folder))
    except ValueError:  # another Windows drive
        from_here = None
    return {"input": there, "input_from_here": from_here}


class _Last(NamedTuple):
    """What was said last of a place."""

    run: int
    mark: int
    """The hash of what was read if the record was made as this run makes it, else 0."""
    written: bool
    removed: bool = False


_NEVER = _Last(-1, 0, False)


class Manifest:
    """The records in a folder, as all its manifests tell, and the lines of this run."""

    def __init__(self, hold: Hold, made: dict[str, str], anew: bool = False) -> None:
        """``anew``: as if nothing were finished. Raises OSError."""
        self._hold, self._made, self._anew = hold, made, anew
        self._last: dict[int, int] = {}  # the places of this part that hold or may hold a record; 0 for unfinished
        self._before: dict[str, Any] = {}  # the first line of the last run that has records here
        self._elsewhere: dict[int, str] = {}  # the runs of inputs below other folders than this run's, and which
        self._read()

    @property
    def changed(self) -> list[str]:
        """What is not as it was in the last run: names of ``made``."""
        return [name for name in self._made if self._before and self._before.get(name) != self._made[name]]

    def holds_other(self, output: str, hash: str) -> bool:
        """Whether a record made as this run does, of an article of another hash, is the last that was written there."""
        return self._last.get(digest(output), 0) not in (0, digest(hash))

    def claim(self, output: str, hash: str) -> bool:
        """Whether a record of an article of this hash, made as this run does, is the last that was written there.

        The place is then this run's: it is not among the ``stale`` ones.
        """
        return self._last.pop(digest(output), 0) == digest(hash) and not self._anew

    def release(self, output: str) -> None:
        """Take it back: this run has no record for that place."""
        self._last[digest(output)] = 0

    def begin(self, entries: Iterable[Entry]) -> None:
        """Note articles whose records are about to take their names. Raises OSError."""
        self._hold.write(*map(asdict, entries), lasting=True)

    def written(self, outputs: list[str]) -> None:
        """Note records that are on the disk under their names. Raises OSError."""
        if outputs:
            self._hold.write({"written": outputs})

    def removed(self, outputs: list[str]) -> None:
        """Note records that are there no more. Raises OSError."""
        if outputs:
            self._hold.write({"removed": outputs})
            for output in outputs:
                self._last.pop(digest(output), None)

    def stale(self) -> Iterator[Entry]:
        """What any run said of the places of this part that this run has not claimed; of each perhaps several times."""
        return (entry for entry in self._entries() if digest(entry.output) in self._last) if self._last else iter(())

    def in_the_way(self, blocked: Iterable[str]) -> Iterator[Entry]:
        """What any run said of places, of whichever part, where the ``blocked`` ones need a folder or are one."""
        wanted = set(blocked)
        above = {folder for output in wanted for folder in _folders(output)}
        for entry in self._entries() if wanted else ():
            if entry.output in above or not wanted.isdisjoint(_folders(entry.output)):
                yield entry

    def of_other_inputs(self) -> dict[str, str]:
        """The places of the records that files below other folders than this run's have here, and these files' whole
        paths. Of a file of many it is the folder of its records."""
        if not self._elsewhere:
            return {}
        removed: dict[int, int] = {}
        found: dict[int, tuple[int, str, str]] = {}
        for row in self._rows():
            for place in map(digest, _names(row.get("removed"))):
                removed[place] = max(row["run"], removed.get(place, -1))
            said, entry = _entry(row), self._entry(row)
            if said and entry and entry.file is not None and said.file != entry.file:
                found[digest(entry.output)] = row["run"], entry.file, said.place_of_file
        return {at: file for place, (run, file, at) in found.items() if run >= removed.get(place, -1)}

    def _entries(self) -> Iterator[Entry]:
        return filter(None, map(self._entry, self._rows()))

    def _entry(self, row: dict[str, Any]) -> Entry | None:
        """What a line says of an article, if it is such a line and whole."""
        entry = _entry(row)
        folder = self._elsewhere.get(row["run"])
        if entry is None or folder is None or entry.file is None or is_address(entry.file):
            return entry
        return replace(entry, file=os.path.join(folder, entry.file))  # noqa: PTH118 - it may be a million

    def _rows(self) -> Iterator[dict[str, Any]]:
        return self._hold.rows()

    def _is_mine(self, key: int) -> bool:
        return self._hold.part is None or key % self._hold.part[1] == self._hold.part[0] - 1

    def _read(self) -> None:
        last: dict[int, _Last] = {}
        headers: dict[int, dict[str, Any]] = {}
        alike: set[int] = set()  # runs that made records as this one does
        before = 0
        for row in self._rows():
            run = row["run"]
            if "parts" in row:
                headers[run] = row
                if all(row.get(name) == value for name, value in self._made.items()):
                    alike.add(run)
                if self._is_elsewhere(row):
                    self._elsewhere[run] = str(row["input"])
            elif entry := self._entry(row):
                before = max(before, run)
                place = digest(entry.output)
                if self._is_mine(entry.key) and run >= last.get(place, _NEVER).run:
                    last[place] = _Last(run, digest(entry.hash) if run in alike else 0, False)
            else:
                _note(last, run, row)
        self._before = headers.get(before, {})
        self._last = {place: said.mark if said.written else 0 for place, said in last.items() if not said.removed}

    def _is_elsewhere(self, before: dict[str, Any]) -> bool:
        old, new = before.get("input"), self._hold.header["input"]
        seen_alike = before.get("input_from_here") == self._hold.header["input_from_here"] is not None
        return bool(old) and old != new and not seen_alike


def _note(last: dict[int, _Last], run: int, row: dict[str, Any]) -> None:
    """Records said to be written, or removed, each counting for what this run said of it or an earlier one."""
    for place in map(digest, _names(row.get("written"))):
        said = last.get(place, _NEVER)
        if said.run == run and not said.removed:  # a place that was removed before is another part's now
            last[place] = _Last(run, said.mark, True)
    for place in map(digest, _names(row.get("removed"))):
        if last.get(place, _NEVER).run <= run:
            last[place] = _Last(run, 0, False, removed=True)


def _folders(output: str) -> Iterator[str]:
    """Those that a record lies in."""
    return (output[:place] for place, letter in enumerate(output) if letter == "/")


def _names(value: Any) -> Iterator[str]:
    return (name for name in (value if isinstance(value, list) else []) if isinstance(name, str))


def _entry(row: dict[str, Any]) -> Entry | None:
    """What a line says of an article, if it is such a line and whole."""
    try:
        entry = Entry(*map(row.__getitem__, _FIELDS))
    except KeyError:
        return None
    file = "" if entry.file is None else entry.file
    strings = (entry.id, file, entry.output, entry.hash, entry.record)
    is_whole = all(isinstance(value, str) for value in strings) and isinstance(entry.key, int)
    return entry if is_whole and may_be_place(entry.output) else None
