"""Several archives -> one: the articles in the order of one run over all inputs, put in and settled as that run does.

The new archive is written aside, and takes its name when it is whole.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from heapq import merge as merged
from pathlib import Path
from typing import NamedTuple

from newsextract.archive.damage import damage
from newsextract.archive.database import (
    OF_CONTENT,
    ArchiveError,
    DamagedError,
    closed,
    closed_if_it_fails,
    held,
    opened,
    opened_to_write,
    told,
    transaction,
)
from newsextract.archive.origins import Origin
from newsextract.archive.pending import is_all_settled
from newsextract.archive.records import record_of
from newsextract.archive.rows import add
from newsextract.archive.settling import settle
from newsextract.output import cannot_write, format_of_ending
from newsextract.output.replacing import are_one

_AT_ONCE = 200  # articles in one transaction


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge has put together."""

    articles: int
    people: int


class _Place(NamedTuple):
    """Where an article stands in the order of one run over all inputs, and in which archive it is."""

    group: int
    file_number: int
    row: int
    place: str
    part: int
    article: int


def merge(paths: Sequence[Path], output: Path) -> Merged:
    """Write ``output``, of all articles of the archives. Raises ArchiveError, and has then written nothing."""
    _refuse_output(paths, output)
    with ExitStack() as undo:
        hold = undo.enter_context(ExitStack())
        hold.enter_context(held(output))
        parts = [undo.enter_context(closing(_Part(path))) for path in paths]
        with _told_of(parts):
            _refuse_differing(parts)
        aside = output.resolve().with_name(f".{output.name}.merging")
        _remove(aside)
        undo.callback(_remove, aside)
        with _told_of(parts):
            counts = _write(aside, parts)
        try:
            with aside.open("rb+") as stream:
                os.fsync(stream.fileno())
            if os.name == "nt":
                hold.close()  # there no file takes the place of an open one
            aside.replace(output.resolve())
        except OSError as error:
            raise cannot_write(output, error) from error
    return counts


class _Part:
    """One of the archives, as it is now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = opened(path)
        with closed_if_it_fails(self.connection), told(path, to_read=True):
            self.connection.row_factory = sqlite3.Row
            self.connection.execute("BEGIN")
            is_whole = is_all_settled(self.connection)
            self.made = sorted(
                {
                    row["made"]
                    for row in self.connection.execute("SELECT made FROM run WHERE id IN (SELECT run_id FROM source)")
                }
            )
            inputs = self.connection.execute(
                "SELECT input FROM run WHERE input IS NOT NULL ORDER BY id DESC"
            ).fetchone()
        if not is_whole:
            raise ArchiveError(f"{path}: its run is not finished: run its command again, then merge")
        self.input: str | None = inputs and inputs["input"]

    def places(self, number: int, group: int) -> Iterator[_Place]:
        """Its articles in the order of one run."""
        question = "SELECT file_number, coalesce(row, -1) AS row, place, article_id FROM source ORDER BY 1, 2, 3"
        with told(self.path, to_read=True):
            for row in self.connection.execute(question):
                yield _Place(group, row["file_number"], row["row"], row["place"], number, row["article_id"])

    def last_file(self) -> int:
        """The highest number of a file."""
        [number] = self.connection.execute("SELECT coalesce(max(file_number), 0) FROM source").fetchone()
        return int(number)

    def close(self) -> None:
        """Let it be written again."""
        self.connection.close()


@contextmanager
def _told_of(parts: Sequence[_Part]) -> Iterator[None]:
    """Damage that shows in what comes of the archives, as an ArchiveError that names the one that has it."""
    try:
        yield
    except OF_CONTENT as error:
        if isinstance(error, DamagedError) or not isinstance(error, ArchiveError):
            for part in parts:
                if what := damage(part.path):
                    raise DamagedError.of(part.path, what) from error
        raise


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _refuse_output(paths: Sequence[Path], output: Path) -> None:
    if format_of_ending(str(output)) not in ("db", None):
        raise ArchiveError(f"{output}: no name of an archive by its ending: give -o another, as {output.stem}.db")
    if any(are_one(output, str(path)) for path in paths):
        raise ArchiveError(f"{output}: is one of the archives to merge: give -o another name")
    if output.is_dir() or (output.exists() and output.stat().st_size):
        raise ArchiveError(f"{output}: already exists: remove it first, or give -o another name")


def _refuse_differing(parts: Sequence[_Part]) -> None:
    first: tuple[Path, str] | None = None
    for part in parts:
        for made in part.made:
            first = first or (part.path, made)
            if made != first[1]:
                one, other = json.loads(first[1]), json.loads(made)
                differs = ", ".join(name for name in {**one, **other} if one.get(name) != other.get(name))
                raise ArchiveError(
                    f"{part.path}: made with another {differs} than {first[0]}: run the command of the older one "
                    "again, which makes its records again, then merge"
                )


def _write(path: Path, parts: Sequence[_Part]) -> Merged:
    connection = opened_to_write(path)
    try:
        with told(path):
            for pragma in ("journal_mode = off", "synchronous = off"):  # what is cut short is thrown away
                connection.execute(f"PRAGMA {pragma}")
        _copy(path, connection, parts)
        settle(path, connection)
        counts = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("article", "person"))
        return Merged(*counts)
    finally:
        closed(connection)


def _copy(path: Path, connection: sqlite3.Connection, parts: Sequence[_Part]) -> None:
    inputs = list(dict.fromkeys(part.input for part in parts if part.input is not None))
    groups = [inputs.index(part.input) if part.input is not None else 0 for part in parts]
    before = _files_before(parts, groups)
    order = merged(*(part.places(number, groups[number]) for number, part in enumerate(parts)))
    made = next((made for part in parts for made in part.made), "{}")
    with transaction(path, connection):
        connection.execute("INSERT INTO run VALUES (1, ?, ?)", (made, _common(inputs)))
    for several in _batches(order):
        with transaction(path, connection):
            for place in several:
                part = parts[place.part]
                with told(part.path, to_read=True):
                    record, words = record_of(part.connection, place.article)
                    origin = _origin(part.connection, place.article)
                _refuse_twin(connection, part.path, origin.place, record["id"])
                add(connection, record, words, origin, before[place.group] + place.file_number, 1)


def _common(inputs: Sequence[str]) -> str | None:
    try:
        return os.path.commonpath(inputs) if inputs else None
    except ValueError:  # on several Windows drives
        return None


def _files_before(parts: Sequence[_Part], groups: Sequence[int]) -> list[int]:
    """How many files there are in the groups of archives before each: those of one group have the same inputs."""
    before = [0]
    for group in range(max(groups)):
        its = (part for part, of in zip(parts, groups, strict=True) if of == group)
        before.append(before[-1] + max((part.last_file() for part in its), default=0))
    return before


def _refuse_twin(connection: sqlite3.Connection, path: Path, place: str, id: str) -> None:
    if connection.execute("SELECT 1 FROM source WHERE place = ?", (place,)).fetchone():
        raise ArchiveError(f"{path}: has {id}, which another of the archives has too: merge only one of them")


def _batches(places: Iterator[_Place]) -> Iterator[list[_Place]]:
    batch: list[_Place] = []
    for place in places:
        batch.append(place)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    yield batch


def _origin(connection: sqlite3.Connection, article: int) -> Origin:
    question = "SELECT place, file, row, hash FROM source WHERE article_id = ?"
    return Origin(*connection.execute(question, (article,)).fetchone())
