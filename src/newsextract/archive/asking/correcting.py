"""An archive corrected: names as somebody types them to corrections, which are stored and followed at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from newsextract.archive.asking.answers import PersonCount
from newsextract.archive.asking.bearers import NobodyError, bearers, select_persons
from newsextract.archive.corrections.corrections import (
    ContradictionError,
    Correction,
    Decisions,
    store,
    stored,
    take_back,
)
from newsextract.archive.corrections.overruling import correct
from newsextract.archive.filling.pending import is_all_settled
from newsextract.archive.identity.names import parsed
from newsextract.archive.store.database import (
    ArchiveError,
    closed,
    held,
    marks,
    opened,
    opened_to_write,
    sqlite_errors,
    transaction,
    value,
    why_split,
)
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import without_titles


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction has done."""

    corrections: tuple[Correction, ...]
    """Those that were made, or taken back."""
    articles: int
    """In how many articles a person is another now, or none."""
    meant: tuple[tuple[str, tuple[PersonCount, ...]], ...] = ()
    """Each name as it was given, and who has it: the first one is meant."""
    persons: tuple[PersonCount, ...] = ()
    """Who bears the names of the corrections now."""
    problem: str | None = None
    """Why the archive is not in its file alone now, and the remedy; None where it is."""


class _Named(NamedTuple):
    """Somebody as corrections name them."""

    person: PersonCount
    name: str
    article: str | None
    bearers: tuple[PersonCount, ...]


def same(path: Path, names: Sequence[str]) -> Corrected:
    """Have all who bear the names be one person, who is called by the first. Raises ArchiveError."""
    with _settled(path) as connection:
        first, *others = named = [_named(path, connection, name) for name in names]
        lines = [Correction("same", first.name, first.article, one.name, one.article) for one in others]
        if not others:
            lines.append(Correction("same", first.name, None, first.name))
        for one in named:  # a name that some articles have means the person by all names
            if parsed(one.name) != parsed(one.person.name) and one.article is None:
                lines.append(Correction("same", first.name, first.article, one.person.name))
        alone = {one.person.id for one in named if len(_namesakes(connection, one.person.name)) < 2}
        if alone == {one.person.id for one in named} and len(alone) == 1 and first.name == first.person.name:
            raise ArchiveError(f"{path}: {' and '.join(names)}: {first.person.name} is one person there already")
    joining = [line for line in lines if len({*line.references}) > 1]  # any of these means all who have the name
    return _decide(path, dict.fromkeys(joining or lines), names, named)


def apart(path: Path, names: Sequence[str], articles: Sequence[str] = ()) -> Corrected:
    """Have those who bear the names be different people.

    With ``articles``, which are given by their ids: the one who has the first name there is none of the others who have
    it and, where a second name is given, that one's bearer. Raises ArchiveError.
    """
    with _settled(path) as connection:
        named = [_named(path, connection, name, may_be_bare=not articles) for name in names]
        if articles:
            lines = [line for article in articles for line in _elsewhere(path, connection, named, article, articles)]
        else:
            lines = [
                Correction("apart", one.name, one.article, other.name, other.article)
                for one, other in combinations(named, 2)
            ]
        if vain := next((line for line in lines if len({*line.references}) < len(line.references)), None):
            raise ArchiveError(
                f"{path}: {' and '.join(names)}: all have the name {vain.name} there: say with --article in which "
                "articles it is another person"
            )
    return _decide(path, dict.fromkeys(lines), names, named)


def nobody(path: Path, names: Sequence[str]) -> Corrected:
    """Have whoever bears one of the names be no person. Raises ArchiveError."""
    with _settled(path) as connection:
        named = [_named(path, connection, name) for name in names]
    return _decide(path, [Correction("nobody", one.name, one.article) for one in named], names, named)


def undo(path: Path, numbers: Iterable[int | Literal["last"]]) -> Corrected:
    """Take corrections back, by their numbers; "last" is the newest one. Raises ArchiveError."""
    with _writing(path) as connection:
        there = {correction.number: correction for correction in stored(connection)}
        wanted = {max(there, default=0) if number == "last" else number for number in numbers}
        if unknown := wanted - there.keys():
            which = f"has the number {min(unknown)}" if any(unknown) else "is there yet"
            raise ArchiveError(f"{path}: no correction {which}: newsextract corrections {path} lists them")
        gone = [there[number] for number in sorted(wanted)]
        changed = _followed(path, connection, lambda: take_back(connection, gone))
    return Corrected(tuple(gone), changed, problem=why_split(path))


def _decide(path: Path, lines: Iterable[Correction], names: Sequence[str], named: Sequence[_Named]) -> Corrected:
    today = date.today().isoformat()
    with _writing(path) as connection:
        before = stored(connection)
        new = [replace(line, date=today) for line in lines if line not in before]
        _refuse_contradictions(path, before, new)
        changed = _followed(path, connection, lambda: store(connection, new)) if new else 0
        made = tuple(line for line in stored(connection) if line in new)
        persons = _who_bear_them(connection, made)
    meant = zip(names, (one.bearers for one in named), strict=True)
    return Corrected(made, changed, tuple(meant), persons, why_split(path))


def _who_bear_them(connection: sqlite3.Connection, made: Iterable[Correction]) -> tuple[PersonCount, ...]:
    """The persons who bear the names of the corrections, those of most articles first."""
    names = {name for line in made if line.kind != "nobody" for name, _ in line.given}
    known = sorted({person for name in names for person in _namesakes(connection, name)})
    return select_persons(connection, f"WHERE id IN ({marks(known)})", known)


def _refuse_contradictions(path: Path, before: Iterable[Correction], new: Iterable[Correction]) -> None:
    """Raise ArchiveError where a new correction cannot be true beside those of the archive."""
    decisions = Decisions(before)
    for line in new:
        try:
            decisions.add(line)
        except ContradictionError as error:
            raise ArchiveError(
                f"{path}: {line}: {error}: see newsextract corrections {path}, and take back what is wrong by --undo"
            ) from error


def _followed(path: Path, connection: sqlite3.Connection, change: Callable[[], None]) -> int:
    """Change the corrections and follow them; in how many articles a person is another then."""
    with transaction(path, connection):
        before = _shown(connection)
        change()
        correct(connection)
        after = _shown(connection)
    return len({article for article, *_ in before ^ after})


def _shown(connection: sqlite3.Connection) -> set[tuple[int, int, str | None]]:
    """Where corrections have whom for another than settling has, and by which name."""
    rows = connection.execute(
        "SELECT article_id, overruled.person_id, name FROM overruled LEFT JOIN person ON id = shown_id UNION "
        "SELECT article_id, id, person.name FROM overruled_person AS was JOIN person USING (id) "
        "JOIN article_person ON person_id = id WHERE was.name <> person.name"
    )
    return set(rows)


@contextmanager
def _settled(path: Path) -> Iterator[sqlite3.Connection]:
    """The archive, to find out who is meant."""
    with closing(opened(path)) as connection, sqlite_errors(path, to_read=True):
        _refuse_unsettled(path, connection)
        yield connection


def _refuse_unsettled(path: Path, connection: sqlite3.Connection) -> None:
    if not is_all_settled(connection):
        raise ArchiveError(f"{path}: its run is not finished: run its command again, then correct it")


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    opened(path).close()  # there is one
    with held(path):
        connection = opened_to_write(path)
        try:
            with sqlite_errors(path):
                _refuse_unsettled(path, connection)
                yield connection
        finally:
            closed(connection)


# Who is meant.


def _named(path: Path, connection: sqlite3.Connection, typed: str, may_be_bare: bool = False) -> _Named:
    """Whoever has a name, or the number of a person ("#12"); of several, all who have that very name."""
    found = bearers(path, connection, typed)
    exact = [one for one in found if fold(one.name) == fold(typed)]
    person = (exact or found)[0]
    found = (person,) if exact else found
    name = _name_of(connection, person, typed, may_be_bare)
    several = len(_namesakes(connection, name)) > 1
    return _Named(person, name, None if exact or not several else _article_of(connection, person, name), found)


def _name_of(connection: sqlite3.Connection, person: PersonCount, typed: str, may_be_bare: bool) -> str:
    """The name that articles give the person, if that is what was typed; else the usual one.

    A word alone may be that name only if ``may_be_bare``.
    """
    wanted = {parsed(typed), parsed(without_titles(typed)[1])}
    rows = connection.execute(
        "SELECT name FROM article_person WHERE person_id = ? GROUP BY name ORDER BY count(*) DESC, name", (person.id,)
    )
    given = (
        name for (name,) in rows.fetchall() if parsed(name) in wanted and (may_be_bare or not parsed(name).is_bare)
    )
    return person.name if fold(person.name) == fold(typed) else next(given, person.name)


def _namesakes(connection: sqlite3.Connection, name: str) -> list[int]:
    """The persons of the same name as it is compared."""
    rows = connection.execute(
        "SELECT id, name FROM person_key JOIN person ON id = person_id WHERE key = ? ORDER BY id",
        parsed(name).known_by()[:1],
    )
    return [person for person, called in rows if parsed(called) == parsed(name)]


def _article_of(
    connection: sqlite3.Connection, person: PersonCount, name: str, other_than: Sequence[str] = ()
) -> str | None:
    """An article in which the person has the name."""
    rows = connection.execute(
        "SELECT article.name, held.name FROM article_person AS held JOIN article ON article.id = article_id "
        "WHERE person_id = ? ORDER BY mentions DESC, article_id",
        (person.id,),
    )
    return next(
        (article for article, called in rows if parsed(called) == parsed(name) and article not in other_than), None
    )


def _elsewhere(
    path: Path, connection: sqlite3.Connection, named: Sequence[_Named], article: str, articles: Sequence[str]
) -> Iterator[Correction]:
    """That the bearer of a name in an article is another than elsewhere, and who it is instead."""
    first, *others = named
    if not value(connection, "SELECT 1 FROM article WHERE name = ?", (article,)):
        raise NobodyError(f"{path}: no article is called {article!r} there: newsextract summary --person lists them")
    rows = connection.execute(
        "SELECT person_id, held.name FROM article_person AS held JOIN article ON article.id = article_id "
        "WHERE article.name = ?",
        (article,),
    ).fetchall()
    known = {first.person.id, *_namesakes(connection, first.name)}
    here = sorted(rows, key=lambda row: (parsed(row[1]) != parsed(first.name), row[0] != first.person.id))
    person, name = next((row for row in here if row[0] in known or parsed(row[1]) == parsed(first.name)), (None, ""))
    if person is None:
        raise NobodyError(f"{path}: {first.name} is not in {article}: newsextract summary --person lists its articles")
    rest = None
    if len(known) > 1:
        rest = _article_of(connection, replace(first.person, id=person), name, articles)
    if parsed(name) != parsed(first.name) or rest or len(known) < 2:
        yield Correction("apart", first.name, rest, name, article)
    for other in others:
        yield Correction("same", other.name, other.article, name, article)
