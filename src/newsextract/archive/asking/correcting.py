"""An archive corrected: what somebody types becomes corrections, which are stored and take effect at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from os import PathLike
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from newsextract.archive.asking.bearers import Meant, People, bearers, select_persons
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
    why_split,
)
from newsextract.archive.store.rows import finds_of, storable


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction has done."""

    corrections: tuple[Correction, ...]
    """Those that were made, or taken back."""
    articles: int
    """How many articles show something else now."""
    meant: tuple[tuple[str, People], ...] = ()
    """Each name as it was given, and who has it: the first one is meant."""
    persons: People = ()
    """Who bears the names of the corrections now."""
    problem: str | None = None
    """Why the archive is not in its file alone now, and the remedy; None where it is."""


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


class Corrector:
    """Corrects the archive in a file. Every method raises ArchiveError, in one line, for what cannot be corrected."""

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)

    def same(self, *names: str) -> Corrected:
        """Correct that names are one person's, called by the first; or, of one name, that all who have it are one."""
        if not names:
            raise ArchiveError("same: who? give names, the first of which stays")
        with self._settled() as archive:
            first, *others = named = [archive.named(name) for name in names]
            lines = [Correction("same", first.name, first.article, one.name, one.article) for one in others]
            if not others:
                lines.append(Correction("same", first.name, None, first.name))
            for one in named:  # a name that some articles have means the person by all names
                if parsed(one.name) != parsed(one.person.name) and one.article is None:
                    lines.append(Correction("same", first.name, first.article, one.person.name))
            alone = {one.person.id for one in named if len(namesakes(archive.connection, one.person.name)) < 2}
            if alone == {one.person.id for one in named} and len(alone) == 1 and first.name == first.person.name:
                raise ArchiveError(
                    f"{self.path}: {' and '.join(names)}: {first.person.name} is one person there already"
                )
        joining = [line for line in lines if len({*line.references}) > 1]  # any of these means all who have the name
        return self._decide(dict.fromkeys(joining or lines), [one.meant for one in named])

    def apart(self, *names: str, articles: Sequence[str] = ()) -> Corrected:
        """Correct that names are not one person's; or that in ``articles``, given by their ids, the first name is
        another person's than elsewhere: the second name's, if there is one."""
        if len(names) < 2 and not articles:
            raise ArchiveError("apart: from whom? give another name, or --article where the name is another person's")
        if len(names) > 2 and articles:
            raise ArchiveError("--article: it takes one name, or a second one for who it is there")
        with self._settled() as archive:
            named = [archive.named(name, may_be_bare=not articles) for name in names]
            if articles:
                lines = [line for article in articles for line in archive.elsewhere(named, article, articles)]
            else:
                lines = [
                    Correction("apart", one.name, one.article, other.name, other.article)
                    for one, other in combinations(named, 2)
                ]
            if vain := next((line for line in lines if len({*line.references}) < len(line.references)), None):
                raise ArchiveError(
                    f"{self.path}: {' and '.join(names)}: all have the name {vain.name} there: say with --article in "
                    "which articles it is another person"
                )
        return self._decide(dict.fromkeys(lines), [one.meant for one in named])

    def nobody(self, *names: str) -> Corrected:
        """Correct that names are no person's."""
        with self._settled() as archive:
            named = [archive.named(name) for name in names]
        return self._decide(
            [Correction("nobody", one.name, one.article) for one in named], [one.meant for one in named]
        )

    def call(self, name: str, new: str) -> Corrected:
        """Correct how a person is called."""
        with self._settled() as archive:
            one = archive.named(name)
            if {*namesakes(archive.connection, new)} - {one.person.id}:
                remedy = "if they are one, newsextract same joins them"
                raise ArchiveError(f"{self.path}: somebody else is {new} there: {remedy}")
        return self._decide([Correction("called", storable(new), None, one.name, one.article)], [one.meant])

    def somebody(self, words: str, name: str | None = None, *, articles: Sequence[str] = ()) -> Corrected:
        """Correct that words are a person, in all articles or in some; ``name`` is the person's, if it is another."""
        with self._settled() as archive:
            for article in articles:
                archive.refuse_unknown(article)
        given = storable(words), name and storable(name)
        return self._decide(Correction("person", given[0], article, given[1]) for article in articles or (None,))

    def correct(self, find: str, *, article: str | None = None, **change: Unpack[Change]) -> Corrected:
        """Correct a quote (``speaker``), a number (``value``, ``unit``, ``concept``) or a person (``not_role``); or
        that a quote, a number or a country is ``none``.

        ``find``: the ``id`` of the answer that has it ("q12", "n3:150"), or its words; of a country, its name or code
        too, which is then none in all articles unless one is given; of a role, the person. ``article``: in which it is.
        """
        given = {kind for kind, new in change.items() if new is not None and new is not False}
        if not given or (len(given) > 1 and not given <= {"value", "unit", "concept"}):
            options = "--none, --speaker, --not-role, or some of --value, --unit and --concept"
            raise ArchiveError(f"correct: what is right? give {options}")
        speaker, role = change.get("speaker"), change.get("not_role")
        meant: list[tuple[str, People]] = []
        with self._settled() as archive:
            if article is not None:
                archive.refuse_unknown(article)
            if role is not None:
                one = archive.named(find)
                meant = [one.meant]
                lines = [Correction("no-role", one.person.name, article, storable(role))]
            elif change.get("none") and archive.is_country(find, article):
                lines = [Correction("no-country", storable(find), article)]
            elif change.get("none"):
                found = archive.find(find, article, "quote", "number")
                lines = [found.correction("no-quote" if found.table == "quote" else "no-number")]
            elif speaker is not None:
                found = archive.find(find, article, "quote")
                meant = [(speaker, bearers(self.path, archive.connection, speaker))] if speaker else []
                name = archive.name_in(found.article, meant[0][1]) if meant else None
                lines = [found.correction("speaker", name)]
            else:
                found = archive.find(find, article, "number")
                right: dict[FindKind, object] = {"value": change.get("value")}
                right |= {"unit": change.get("unit"), "concept": change.get("concept")}
                lines = [found.correction(kind, str(new)) for kind, new in right.items() if new is not None]
        return self._decide(lines, meant)

    def undo(self, *numbers: int | Literal["last"]) -> Corrected:
        """Take corrections back, by their numbers; "last" is the newest one."""
        with self._writing() as connection:
            there = {correction.number: correction for correction in stored(connection)}
            wanted = {max(there, default=0) if number == "last" else number for number in numbers}
            if unknown := wanted - there.keys():
                which = f"has the number {min(unknown)}" if any(unknown) else "is there yet"
                raise ArchiveError(
                    f"{self.path}: no correction {which}: newsextract corrections {self.path} lists them"
                )
            gone = [there[number] for number in sorted(wanted)]
            changed = self._followed(connection, gone, ())
        return Corrected(tuple(gone), changed, problem=why_split(self.path))

    def _decide(self, lines: Iterable[Correction], meant: Iterable[tuple[str, People]] = ()) -> Corrected:
        """Store the corrections and follow them. ``meant``: the names as they were given, and who has each."""
        with self._writing() as connection:
            before = stored(connection)
            new = self._accepted(before, lines)
            again = [line for line in before if line in new]  # a later one says otherwise
            changed = self._followed(connection, again, new) if new else 0
            made = tuple(line for line in stored(connection) if line in new)
            names = {name for line in made if line.kind != "nobody" for name, _ in line.given}
            known = sorted({person for name in names for person in namesakes(connection, name)})
            persons = select_persons(connection, f"WHERE id IN ({marks(known)})", known)
        return Corrected(made, changed, tuple(meant), persons, why_split(self.path))

    def _accepted(self, before: Sequence[Correction], lines: Iterable[Correction]) -> list[Correction]:
        """The corrections that do not hold yet. Raises ArchiveError where one contradicts those before it."""
        decisions, new = Decisions(before), list[Correction]()
        for line in lines:
            if decisions.holds(line, before):
                continue
            try:
                new.append(replace(checked(line), date=date.today().isoformat()))
                decisions.add(new[-1])
            except ContradictionError as error:
                remedy = f"see newsextract corrections {self.path}, and take back what is wrong by --undo"
                raise ArchiveError(f"{self.path}: {line}: {error}: {remedy}") from error
            except ValueError as error:
                raise ArchiveError(f"{self.path}: {error}") from error
        return new

    def _followed(self, connection: sqlite3.Connection, gone: Sequence[Correction], new: Sequence[Correction]) -> int:
        """Take corrections back, make others and follow them all; returns how many articles have changed."""
        with transaction(self.path, connection):
            before = _shown(connection)
            take_back(connection, gone)
            store(connection, new)
            correct(connection)
            return len({article for article, *_ in before ^ _shown(connection)})

    @contextmanager
    def _settled(self) -> Iterator[Meant]:
        """The archive, to find out who and what is meant."""
        with closing(opened(self.path)) as connection, sqlite_errors(self.path, to_read=True):
            _refuse_unsettled(self.path, connection)
            yield Meant(self.path, connection)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        opened(self.path).close()  # raises where there is none
        with held(self.path):
            connection = opened_to_write(self.path)
            try:
                with sqlite_errors(self.path):
                    _refuse_unsettled(self.path, connection)
                    yield connection
            finally:
                closed(connection)


def _refuse_unsettled(path: Path, connection: sqlite3.Connection) -> None:
    if not is_all_settled(connection):
        raise ArchiveError(f"{path}: its run is not finished: run its command again, then correct it")


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
