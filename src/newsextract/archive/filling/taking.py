"""Archives as inputs: their articles with their records, in order, so that nothing is extracted again.

The articles of archives that are parts of one run (``--shard``) come in the order of its files and their rows; those
of others archive by archive. So the new archive is that of one run over all inputs.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from heapq import merge as merged
from itertools import pairwise
from operator import index
from pathlib import Path
from typing import NamedTuple

from newsextract.archive.corrections.corrections import (
    ContradictionError,
    Correction,
    Decisions,
    last_of_each_subject,
    stored,
)
from newsextract.archive.corrections.shown import is_corrected, restore
from newsextract.archive.filling.settling import is_all_settled
from newsextract.archive.store.database import (
    ArchiveError,
    closed_if_it_fails,
    opened,
    sqlite_errors,
    value,
)
from newsextract.archive.store.rows import record_of
from newsextract.ledger.ledger import Origin, Stored
from newsextract.reading import Failure, Finished, Source
from newsextract.reading.article import UnreadableError
from newsextract.records.record import PartialRecord

_SOURCES = (
    "SELECT article_id, place, file, row, hash, file_number, made, input FROM source JOIN run ON run.id = run_id "
    "ORDER BY {}"
)

_IDENTIFIED = "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL UNION SELECT name, wikidata FROM identified"


class Place(NamedTuple):
    """An article of an archive, and where it stands in the run that read it."""

    article: int
    place: str
    file: str | None
    row: int | None
    hash: str
    file_number: int
    made: str
    input: str | None

    @property
    def in_run(self) -> tuple[int, int, str]:
        """By which those of one run are sorted."""
        return self.file_number, -1 if self.row is None else self.row, self.place


class Part:
    """One of the archives, as it is now."""

    def __init__(self, path: Path, as_settled: bool = False) -> None:
        """``as_settled``: persons are as they were before corrections. Raises ArchiveError."""
        self.path = path
        self.connection = opened(path, by_any_thread=True)
        with closed_if_it_fails(self.connection), sqlite_errors(path, to_read=True):
            self.connection.execute("BEGIN")  # all as it is now, though another run may add to it
            self.is_finished = is_all_settled(self.connection)
            self.corrections = stored(self.connection) if as_settled else []
            if self.corrections and is_corrected(self.connection):
                self.connection = _uncorrected(self.connection)
            self.identified = self.connection.execute(_IDENTIFIED).fetchall()
            self.files: int = value(self.connection, "SELECT coalesce(max(file_number), 0) FROM source")
            question = "SELECT input FROM run WHERE input IS NOT NULL ORDER BY id DESC LIMIT 1"
            self.input: str | None = value(self.connection, question)

    def places(self, order: str = "article_id") -> Iterator[tuple[Place, Part]]:
        """Its articles."""
        with sqlite_errors(self.path, to_read=True):
            for row in self.connection.execute(_SOURCES.format(order)):
                place = Place(*row)
                index(place.file_number), index(place.row or 0)  # raise where they are no numbers
                yield place, self

    def close(self) -> None:
        """Let it be written again."""
        self.connection.close()


def _uncorrected(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of the archive without its corrections, in a file of SQLite's own, which goes with the connection."""
    with closing(connection):
        copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        connection.backup(copy)
    copy.execute("PRAGMA foreign_keys = on")
    restore(copy)
    return copy


def corrections_of(parts: Iterable[Part]) -> list[Correction]:
    """Those of all archives, each once. Raises ArchiveError where two contradict each other."""
    decisions, known, paths = Decisions(), dict[tuple[object, ...], Correction](), list[str]()
    for part in parts:
        for line in last_of_each_subject(part.corrections):
            try:
                decisions.add(line)
                if (other := known.setdefault(line.subject, line)) != line:
                    raise ContradictionError(f"another says that {other}")
            except ContradictionError as error:
                remedy = "take one back by newsextract corrections --undo"
                raise ArchiveError(f"{part.path}: {line}: {error}, in {', '.join(paths)}: {remedy}") from error
        paths.append(str(part.path))
    return list(known.values())


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The archives in order, each alone, but in one group those that are parts of one run."""
    by_input: defaultdict[str | None, list[Part]] = defaultdict(list)
    for part in parts:
        by_input[part.input].append(part)
    of_one_run = {input: _are_of_one_run(group) for input, group in by_input.items()}
    found = [by_input[part.input] if of_one_run[part.input] else [part] for part in parts]
    return list({id(group[0]): group for group in found}.values())


def in_order(group: Sequence[Part]) -> Iterator[tuple[Place, Part]]:
    """The articles of an archive in its order, or of parts of one run in the run's order."""
    if len(group) < 2:
        return group[0].places()
    each = (part.places("file_number, coalesce(row, -1), place") for part in group)
    return merged(*each, key=lambda one: one[0].in_run)


def _are_of_one_run(parts: Sequence[Part]) -> bool:
    """Whether a file number means one file in all archives, and no two articles are its same row."""
    try:
        return len(parts) > 1 and not any(
            one.file_number == other.file_number and (one.file != other.file or one.row == other.row)
            for (one, _), (other, _) in pairwise(in_order(parts))
        )
    except ArchiveError:  # reading it will say so
        return False


class Taken:
    """The archives among the inputs of a run."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names``: the inputs, of whatever sort."""
        self._names, self._files = names, 0
        self._groups: dict[str, list[Part]] = {}
        self.is_for_archive = False
        self.identified: list[tuple[str, str]] = []
        """Whose wikidata they have, by name."""
        self.unfinished: list[str] = []
        """Those whose own run is not finished."""

    def into_archive(self) -> list[Correction]:
        """The corrections of those that are named; their articles are for another archive, which then follows these.

        Raises ArchiveError where corrections contradict each other.
        """
        self.is_for_archive = True
        parts = []
        for name in dict.fromkeys(self._names):
            with suppress(ArchiveError, OSError):  # what is no archive, or damaged, is reported when it is read
                parts.append(Part(Path(name), as_settled=True))
        for group in groups(parts):
            self._groups |= {str(part.path): group for part in group}
        self.identified = [one for part in parts for one in part.identified]
        self.unfinished = [str(part.path) for part in parts if not part.is_finished]
        return corrections_of(parts)

    def finished(self, source: Source) -> Iterator[Finished | Failure]:
        """The articles of the archive that is the source's file, and of those that are parts of the same run: they come
        with the first of these. Raises UnreadableError."""
        try:
            if (group := self._groups.get(str(Path(source.file)))) is None:
                group = [Part(Path(source.file), self.is_for_archive)]
            if group[0].path == Path(source.file):
                with ExitStack() as opened:
                    for part in group:
                        opened.enter_context(closing(part))
                    yield from self._finished(source, group)
        except ArchiveError as error:
            raise UnreadableError(str(error).removeprefix(f"{source.file}: ")) from error

    def _finished(self, source: Source, group: Sequence[Part]) -> Iterator[Finished | Failure]:
        rows = Counter[Path]()
        for place, part in in_order(group):
            rows[part.path] += 1
            with sqlite_errors(part.path, to_read=True):
                record = record_of(part.connection, place.article)
            origin = Origin(place.place, place.file, place.row, place.hash)
            known = Stored(origin, self._files + place.file_number, place.made, place.input)
            yield _finished(replace(source, file=str(part.path), row=rows[part.path]), record, known)
        self._files += max(part.files for part in group)


def _finished(source: Source, row: dict[str, object], known: Stored) -> Finished | Failure:
    try:
        record = PartialRecord.from_dict(row)
    except ValueError as error:
        return Failure(f"{source.file}: {row['id']}", f"{error}: restore a backup of the archive")
    text = record.text or ""
    return Finished(record.id, text, record.title, record.date, record.url, source, record=record, stored=known)
