"""Several archives -> one: the articles in the order of one run over all inputs, put in and settled as that run does.

That is the first archive's articles, then the second's, each in its own order; of archives that are parts of one run
(``--shard``) in the order of its files and their rows. The new archive is written aside, and takes its name when it is
whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from heapq import merge as merged
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from newsextract.archive.corrections.corrections import ContradictionError, Correction, Decisions, store
from newsextract.archive.corrections.corrections import stored as stored_corrections
from newsextract.archive.corrections.overruling import is_overruled, restore
from newsextract.archive.filling.pending import is_all_settled
from newsextract.archive.filling.settling import settle
from newsextract.archive.store.damage import damage
from newsextract.archive.store.database import (
    OF_CONTENT,
    ArchiveError,
    DamagedError,
    closed,
    closed_if_it_fails,
    held,
    opened,
    opened_to_write,
    pack,
    sqlite_errors,
    transaction,
    written_aside,
)
from newsextract.archive.store.rows import add, stored
from newsextract.batch.ledger.origins import Origin, differing
from newsextract.output import cannot_write, format_of_ending
from newsextract.output.replacing import are_one


class _Place(NamedTuple):
    """An article of an archive, and where it stands in the run that read it."""

    file_number: int
    row: int | None
    place: str
    file: str | None
    hash: str
    article: int

    @property
    def in_run(self) -> tuple[int, int, str]:
        """By which those of one run are sorted."""
        return self.file_number, -1 if self.row is None else self.row, self.place


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge has put together."""

    articles: int
    people: int


def merge(paths: Sequence[Path], output: Path) -> Merged:
    """Write ``output``, of all articles of the archives. Raises ArchiveError, and has then written nothing."""
    _refuse_output(paths, output)
    with held(output):  # nobody else writes there, and one may
        pass
    with ExitStack() as undo:
        parts = [undo.enter_context(closing(_Part(path))) for path in paths]
        aside, lock = undo.enter_context(written_aside(output))
        with _damage_errors(parts):
            _refuse_differing(parts)
            corrections = _corrections(parts)
            counts = _write(aside, parts, corrections)
        with ExitStack() as hold:
            hold.enter_context(held(output))
            _refuse_output(paths, output)
            try:
                with aside.open("rb+") as stream:
                    os.fsync(stream.fileno())
                if os.name == "nt":
                    hold.close()  # there no file takes the place of another while either is open
                    lock.close()
                aside.replace(output.resolve())
            except OSError as error:
                raise cannot_write(output, error) from error
    return counts


class _Part:
    """One of the archives, as it is now."""

    def __init__(self, path: Path) -> None:
        """Raises ArchiveError, also where its run is not finished."""
        self.path = path
        self.connection = opened(path)
        with closed_if_it_fails(self.connection), sqlite_errors(path, to_read=True):
            self.connection.execute("BEGIN")
            if not is_all_settled(self.connection):
                raise ArchiveError(f"{path}: its run is not finished: run its command again, then merge")
            runs = "SELECT DISTINCT made FROM run WHERE id IN (SELECT run_id FROM source) ORDER BY made"
            self.made = [made for (made,) in self.connection.execute(runs)]
            self.input: str | None
            self.files: int
            self.corrections = stored_corrections(self.connection)
            if is_overruled(self.connection):
                self._as_settled()
            [(self.input, self.files)] = self.connection.execute(
                "SELECT (SELECT input FROM run WHERE input IS NOT NULL ORDER BY id DESC LIMIT 1), "
                "coalesce(max(file_number), 0) FROM source"
            )

    def _as_settled(self) -> None:
        """Read a copy in its place, in which persons are as they were before corrections."""
        copy = sqlite3.connect("", isolation_level=None)  # a file of SQLite's own, which goes with the connection
        self.connection.backup(copy)
        self.connection.close()
        self.connection = copy
        copy.execute("PRAGMA foreign_keys = on")
        restore(copy)

    def places(self, order: str = "article_id") -> Iterator[tuple[_Place, _Part]]:
        """Its articles."""
        question = f"SELECT file_number, row, place, file, hash, article_id FROM source ORDER BY {order}"
        with sqlite_errors(self.path, to_read=True):
            for place in self.connection.execute(question):
                yield _Place(*place), self

    def close(self) -> None:
        """Let it be written again."""
        self.connection.close()


@contextmanager
def _damage_errors(parts: Sequence[_Part]) -> Iterator[None]:
    """Damage that shows in what comes of the archives, as an ArchiveError that names the one that has it."""
    try:
        yield
    except OF_CONTENT as error:
        if isinstance(error, DamagedError) or not isinstance(error, ArchiveError):
            for part in parts:
                if what := damage(part.path):
                    raise DamagedError.of(part.path, what) from error
        raise


def _refuse_output(paths: Sequence[Path], output: Path) -> None:
    if format_of_ending(str(output)) not in ("db", None):
        raise ArchiveError(f"{output}: no name of an archive by its ending: give -o another, as {output.stem}.db")
    if any(are_one(output, str(path)) for path in paths):
        raise ArchiveError(f"{output}: is one of the archives to merge: give -o another name")
    if output.is_dir() or (output.exists() and output.stat().st_size):
        raise ArchiveError(f"{output}: already exists: remove it first, or give -o another name")


def _refuse_differing(parts: Sequence[_Part]) -> None:
    first, *others = [(part.path, made) for part in parts for made in part.made] or [(Path(), "{}")]
    for path, made in others:
        if made != first[1]:
            differs = ", ".join(differing(first[1], made))
            raise ArchiveError(
                f"{path}: made with another {differs} than {first[0]}: run the command of the older one "
                "again, which makes its records again, then merge; or take all over as they are: newsextract A.db "
                "B.db -o NEW.db"
            )


def _corrections(parts: Sequence[_Part]) -> list[Correction]:
    """Those of all archives, each once."""
    decisions, known = Decisions(), dict[Correction, Path]()
    for part in parts:
        for line in part.corrections:
            try:
                decisions.add(line)
            except ContradictionError as error:
                others = ", ".join(sorted({str(path) for path in known.values()} - {str(part.path)}))
                raise ArchiveError(
                    f"{part.path}: {line}: {error}, in {others}: take one back by newsextract corrections --undo"
                ) from error
            known.setdefault(line, part.path)
    return list(known)


def _write(path: Path, parts: Sequence[_Part], corrections: Iterable[Correction]) -> Merged:
    connection = opened_to_write(path)
    try:
        with sqlite_errors(path):
            for pragma in ("journal_mode = off", "synchronous = off"):  # what is cut short is thrown away
                connection.execute(f"PRAGMA {pragma}")
        with transaction(path, connection):
            _copy(connection, parts)
            store(connection, corrections)
        settle(path, connection)
        pack(connection)
        counts = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("article", "person"))
        return Merged(*counts)
    finally:
        closed(connection)


def _copy(connection: sqlite3.Connection, parts: Sequence[_Part]) -> None:
    inputs = list(dict.fromkeys(part.input for part in parts if part.input is not None))
    made = next((made for part in parts for made in part.made), "{}")
    connection.execute("INSERT INTO run VALUES (1, ?, ?)", (made, _common(inputs)))
    for part in parts:  # whoever has the name gets it
        identified = part.connection.execute(
            "SELECT name, wikidata FROM person WHERE wikidata IS NOT NULL UNION SELECT name, wikidata FROM identified"
        )
        connection.executemany("INSERT OR IGNORE INTO identified VALUES (?, ?)", identified)
    before = 0
    for group in _groups(parts):
        for place, part in _in_order(group):
            with sqlite_errors(part.path, to_read=True):
                rows = stored(part.connection, place.article)
            if connection.execute("SELECT 1 FROM source WHERE place = ?", (place.place,)).fetchone():
                [name, *_] = rows.article
                raise ArchiveError(
                    f"{part.path}: has {name}, which another of the archives has too: "
                    "newsextract A.db B.db -o NEW.db takes such articles once, as the last one has them"
                )
            origin = Origin(place.place, place.file, place.row, place.hash)
            add(connection, rows, origin, before + place.file_number, 1)
        before += max(part.files for part in group)


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """The archives in order, each alone, but those together that are parts of one run."""
    by_input: defaultdict[str | None, list[_Part]] = defaultdict(list)
    for part in parts:
        by_input[part.input].append(part)
    together = {input: _are_of_one_run(group) for input, group in by_input.items()}
    groups = [by_input[part.input] if together[part.input] else [part] for part in parts]
    return list({id(group[0]): group for group in groups}.values())


def _are_of_one_run(parts: Sequence[_Part]) -> bool:
    """Whether a file number means one file in all archives, and no two articles are its same row."""
    if len(parts) < 2:
        return False
    return not any(
        one.file_number == other.file_number and (one.file != other.file or one.row == other.row)
        for (one, _), (other, _) in pairwise(_in_order(parts))
    )


def _in_order(group: Sequence[_Part]) -> Iterator[tuple[_Place, _Part]]:
    """The articles of an archive in its order, or of parts of one run in the run's order."""
    if len(group) < 2:
        return group[0].places()
    each = (part.places("file_number, coalesce(row, -1), place") for part in group)
    return merged(*each, key=lambda one: one[0].in_run)


def _common(inputs: Sequence[str]) -> str | None:
    try:
        return os.path.commonpath(inputs) if inputs else None
    except ValueError:  # on several Windows drives
        return None
