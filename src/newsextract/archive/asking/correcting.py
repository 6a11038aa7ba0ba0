"""An archive corrected: what somebody types becomes corrections, which are stored and take effect at once."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict, Unpack

from newsextract.archive.asking.answers import PersonCount
from newsextract.archive.asking.bearers import NobodyError, bearers, select_persons
from newsextract.archive.corrections.corrections import (
    ContradictionError,
    Correction,
    Decisions,
    FindKind,
    checked,
    store,
    stored,
    take_back,
)
from newsextract.archive.corrections.shown import correct
from newsextract.archive.filling.settling import is_all_settled
from newsextract.archive.identity.names import parsed
from newsextract.archive.identity.persons import namesakes
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
from newsextract.archive.store.rows import finds_of, storable
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import without_titles

_OFFERED = 4  # finds of the same words
People = tuple[PersonCount, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction has done."""

    corrections: tuple[Correction, ...]
    """Those that were made, or taken back."""
    articles: int
    """How many articles show something else now."""
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
    """Correct that all of these names are one person's, who is called by the first. Raises ArchiveError."""
    if not names:
        raise ArchiveError("same: who? give names, the first of which stays")
    with _settled(path) as connection:
        first, *others = named = [_named(path, connection, name) for name in names]
        lines = [Correction("same", first.name, first.article, one.name, one.article) for one in others]
        if not others:
            lines.append(Correction("same", first.name, None, first.name))
        for one in named:  # a name that some articles have means the person by all names
            if parsed(one.name) != parsed(one.person.name) and one.article is None:
                lines.append(Correction("same", first.name, first.article, one.person.name))
        alone = {one.person.id for one in named if len(namesakes(connection, one.person.name)) < 2}
        if alone == {one.person.id for one in named} and len(alone) == 1 and first.name == first.person.name:
            raise ArchiveError(f"{path}: {' and '.join(names)}: {first.person.name} is one person there already")
    joining = [line for line in lines if len({*line.references}) > 1]  # any of these means all who have the name
    return _decide(path, dict.fromkeys(joining or lines), _meant(names, named))


def apart(path: Path, names: Sequence[str], articles: Sequence[str] = ()) -> Corrected:
    """Correct that the names are different people's.

    With ``articles``, which are given by their ids: the one who has the first name there is none of the others who have
    it and, where a second name is given, that one's bearer. Raises ArchiveError.
    """
    if len(names) < 2 and not articles:
        raise ArchiveError("apart: from whom? give another name, or --article where the name is another person's")
    if len(names) > 2 and articles:
        raise ArchiveError("--article: it takes one name, or a second one for who it is there")
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
    return _decide(path, dict.fromkeys(lines), _meant(names, named))


def nobody(path: Path, names: Sequence[str]) -> Corrected:
    """Correct that the names are no person's. Raises ArchiveError."""
    with _settled(path) as connection:
        named = [_named(path, connection, name) for name in names]
    return _decide(path, [Correction("nobody", one.name, one.article) for one in named], _meant(names, named))


class Change(TypedDict, total=False):
    """What is right of a find instead."""

    none: bool
    """It is none."""
    speaker: str
    """Who said the quote, by a name that the archive knows; "" for nobody known."""
    value: str | float
    """In digits; of a range "10 to 15"."""
    unit: str
    """As records have it; "" for none. So is ``concept``."""
    concept: str
    not_role: str
    """Of a person: a role or title that is none of theirs."""


def call(path: Path, name: str, new: str) -> Corrected:
    """Correct how a person is called. Raises ArchiveError."""
    with _settled(path) as connection:
        one = _named(path, connection, name)
        if {*namesakes(connection, new)} - {one.person.id}:
            raise ArchiveError(f"{path}: somebody else is {new} there: if they are one, newsextract same joins them")
    return _decide(path, [Correction("called", storable(new), None, one.name, one.article)], [(name, one.bearers)])


def somebody(path: Path, words: str, name: str | None = None, articles: Sequence[str] = ()) -> Corrected:
    """Correct that words are a person, in all articles or in some; ``name`` is the person's. Raises ArchiveError."""
    with _settled(path) as connection:
        for article in articles:
            _refuse_unknown(path, connection, article)
    lines = (Correction("person", storable(words), article, name and storable(name)) for article in articles or (None,))
    return _decide(path, lines)


def correct_find(path: Path, find: str, article: str | None = None, **change: Unpack[Change]) -> Corrected:
    """Correct a quote, a number or a country, or that a person does not have a role.

    ``find``: its id ("q12", "n3:150") or its words; of a country, its name or code too, which is then none in all
    articles unless one is given; of a role, the person. Raises ArchiveError.
    """
    given = {kind for kind, new in change.items() if new is not None and new is not False}
    if not given or (len(given) > 1 and not given <= {"value", "unit", "concept"}):
        options = "--none, --speaker, --not-role, or some of --value, --unit and --concept"
        raise ArchiveError(f"correct: what is right? give {options}")
    speaker, role = change.get("speaker"), change.get("not_role")
    meant: list[tuple[str, People]] = []
    with _settled(path) as connection:
        if article is not None:
            _refuse_unknown(path, connection, article)
        if role is not None:
            one = _named(path, connection, find)
            meant = [(find, one.bearers)]
            lines = [Correction("no-role", one.person.name, article, storable(role))]
        elif change.get("none") and _is_country(connection, find, article):
            lines = [Correction("no-country", storable(find), article)]
        elif change.get("none"):
            found = _find(path, connection, find, article, ("quote", "number"))
            lines = [found.correction("no-quote" if found.table == "quote" else "no-number")]
        elif speaker is not None:
            found = _find(path, connection, find, article, ("quote",))
            meant = [(speaker, bearers(path, connection, speaker))] if speaker else []
            name = _name_in(path, connection, found.article, meant[0][1]) if meant else None
            lines = [found.correction("speaker", name)]
        else:
            found = _find(path, connection, find, article, ("number",))
            right: dict[FindKind, object] = {"value": change.get("value")}
            right |= {"unit": change.get("unit"), "concept": change.get("concept")}
            lines = [found.correction(kind, str(new)) for kind, new in right.items() if new is not None]
    return _decide(path, lines, meant)


def _name_in(path: Path, connection: sqlite3.Connection, article: str, people: People) -> str:
    """How an article calls the first of these people whom it has."""
    question = (
        "SELECT person_id, held.name FROM article_person AS held JOIN article ON article.id = article_id "
        "WHERE article.name = ?"
    )
    there = dict(connection.execute(question, (article,)).fetchall())
    name = next((there[one.id] for one in people if one.id in there), None)
    if name is None:
        remedy = f"newsextract somebody {path} WORDS --article {article} says where"
        raise ArchiveError(f"{path}: {people[0].name} is not in {article}: {remedy}")
    return str(name)


def undo(path: Path, numbers: Iterable[int | Literal["last"]]) -> Corrected:
    """Take corrections back, by their numbers; "last" is the newest one. Raises ArchiveError."""
    with _writing(path) as connection:
        there = {correction.number: correction for correction in stored(connection)}
        wanted = {max(there, default=0) if number == "last" else number for number in numbers}
        if unknown := wanted - there.keys():
            which = f"has the number {min(unknown)}" if any(unknown) else "is there yet"
            raise ArchiveError(f"{path}: no correction {which}: newsextract corrections {path} lists them")
        gone = [there[number] for number in sorted(wanted)]
        changed = _followed(path, connection, gone, ())
    return Corrected(tuple(gone), changed, problem=why_split(path))


def _meant(names: Sequence[str], named: Sequence[_Named]) -> list[tuple[str, People]]:
    return [(name, one.bearers) for name, one in zip(names, named, strict=True)]


def _decide(path: Path, lines: Iterable[Correction], meant: Sequence[tuple[str, People]] = ()) -> Corrected:
    """Store the corrections and follow them. ``meant``: the names as they were given, and who has each."""
    with _writing(path) as connection:
        before = stored(connection)
        new = _accepted(path, before, lines)
        again = [line for line in before if line in new]  # a later one says otherwise
        changed = _followed(path, connection, again, new) if new else 0
        made = tuple(line for line in stored(connection) if line in new)
        persons = _who_bear_them(connection, made)
    return Corrected(made, changed, tuple(meant), persons, why_split(path))


def _who_bear_them(connection: sqlite3.Connection, made: Iterable[Correction]) -> tuple[PersonCount, ...]:
    """The persons who bear the names of the corrections, those of most articles first."""
    names = {name for line in made if line.kind != "nobody" for name, _ in line.given}
    known = sorted({person for name in names for person in namesakes(connection, name)})
    return select_persons(connection, f"WHERE id IN ({marks(known)})", known)


def _accepted(path: Path, before: Sequence[Correction], lines: Iterable[Correction]) -> list[Correction]:
    """The corrections that do not hold yet. Raises ArchiveError where one cannot be true beside those before it."""
    decisions, new = Decisions(before), list[Correction]()
    for line in lines:
        if decisions.holds(line, before):
            continue
        try:
            new.append(replace(checked(line), date=date.today().isoformat()))
            decisions.add(new[-1])
        except ContradictionError as error:
            remedy = f"see newsextract corrections {path}, and take back what is wrong by --undo"
            raise ArchiveError(f"{path}: {line}: {error}: {remedy}") from error
        except ValueError as error:
            raise ArchiveError(f"{path}: {error}") from error
    return new


def _followed(path: Path, connection: sqlite3.Connection, gone: Sequence[Correction], new: Sequence[Correction]) -> int:
    """Take corrections back, make others and follow them all; in how many articles something is another then."""
    with transaction(path, connection):
        before = _shown(connection)
        take_back(connection, gone)
        store(connection, new)
        correct(connection)
        return len({article for article, *_ in before ^ _shown(connection)})


def _shown(connection: sqlite3.Connection) -> set[tuple[object, ...]]:
    """What the articles show that corrections change: their finds, with the names of the persons."""
    shown: set[tuple[object, ...]] = {*connection.execute("SELECT article_id, person_id FROM overruled")}
    changed = connection.execute(
        "SELECT article_id FROM found UNION SELECT article_id FROM overruled_person AS was "
        "JOIN person ON person.id = was.id JOIN article_person ON person_id = was.id WHERE was.name <> person.name"
    )
    for (article,) in changed.fetchall():
        question = "SELECT id, person.name FROM article_person JOIN person ON id = person_id WHERE article_id = ?"
        names = dict(connection.execute(question, (article,)))
        for table, rows in finds_of(connection, article).items():
            for row in rows:
                person = names.get(row.pop("person_id", None))
                shown.add((article, table, person, *row.values()))
    return shown


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


# Which find is meant.


class _Find(NamedTuple):
    table: str
    id: str
    text: str
    start: int
    article: str

    def correction(self, kind: FindKind, other: str | None = None) -> Correction:
        return Correction(kind, self.text, self.article, storable(other) if other else None, None, self.start)


_FINDS = {
    "quote": ("'q' || quote.id", re.compile(r"q\d+"), "quote.text LIKE '%' || :escaped || '%' ESCAPE '\\'"),
    "number": ("'n' || article_id || ':' || start", re.compile(r"n\d+:\d+"), "number.text = :typed COLLATE NOCASE"),
}
"""How the id of a find is made and written, and how it is found by words."""


def _find(path: Path, connection: sqlite3.Connection, typed: str, article: str | None, tables: Sequence[str]) -> _Find:
    """The one find of an id, or of these words. Raises ArchiveError where there is none, or there are several."""
    if article is not None:
        _refuse_unknown(path, connection, article)
    found: list[_Find] = []
    escaped = re.sub(r"([%_\\])", r"\\\1", typed)
    for table in tables:
        id, written, by_words = _FINDS[table]
        condition = f"{id} = :typed" if written.fullmatch(typed) else by_words
        rows = connection.execute(
            f"SELECT '{table}', {id}, {table}.text, start, article.name FROM {table} JOIN article "
            f"ON article.id = article_id WHERE {condition} AND article.name = coalesce(:article, article.name) "
            "ORDER BY article_id, start",
            {"article": article, "escaped": escaped, "typed": typed},
        )
        found += [_Find(*row) for row in rows]
    if len(found) == 1:
        return found[0]
    what = " or ".join(tables)
    if not found:
        where = f" in {article}" if article else ""
        remedy = f"newsextract {tables[0]}s --ids shows their ids"
        raise ArchiveError(f"{path}: no {what} is {typed!r}{where}: {remedy}")
    offered = "; ".join(f"{one.id} “{one.text}” ({one.article})" for one in found[:_OFFERED])
    more = f" and {len(found) - _OFFERED:,} more" if len(found) > _OFFERED else ""
    raise ArchiveError(f"{path}: {typed!r} is in several: give one by its id: {offered}{more}")


def _is_country(connection: sqlite3.Connection, typed: str, article: str | None) -> bool:
    question = (
        "SELECT 1 FROM country_mention AS held JOIN article ON article.id = article_id WHERE ?1 COLLATE NOCASE "
        "IN (held.text, country, alpha_2, alpha_3) AND article.name = coalesce(?2, article.name)"
    )
    return value(connection, question, (typed, article)) is not None


def _refuse_unknown(path: Path, connection: sqlite3.Connection, article: str) -> None:
    if not value(connection, "SELECT 1 FROM article WHERE name = ?", (article,)):
        raise NobodyError(f"{path}: no article is called {article!r} there: newsextract summary --person lists them")


# Who is meant.


def _named(path: Path, connection: sqlite3.Connection, typed: str, may_be_bare: bool = False) -> _Named:
    """Whoever has a name, or the number of a person ("#12"); of several, all who have that very name."""
    found = bearers(path, connection, typed)
    exact = [one for one in found if fold(one.name) == fold(typed)]
    person = (exact or found)[0]
    found = (person,) if exact else found
    name = _name_of(connection, person, typed, may_be_bare)
    several = len(namesakes(connection, name)) > 1
    article = _article_of(connection, person, name) if several and not exact else None
    return _Named(person, name, article, found)


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
    _refuse_unknown(path, connection, article)
    rows = connection.execute(
        "SELECT person_id, held.name FROM article_person AS held JOIN article ON article.id = article_id "
        "WHERE article.name = ?",
        (article,),
    ).fetchall()
    known = {first.person.id, *namesakes(connection, first.name)}
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
