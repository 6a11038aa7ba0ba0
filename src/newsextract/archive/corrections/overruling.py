"""Corrections followed: the persons of articles changed to whom the corrections say, and changed back.

Settling knows nothing of corrections: before it continues, what they have changed is restored, and after it they are
followed again. So an archive is the same whenever they were made, and taking one back leaves nothing of it.

In the example of ``apportioning`` Mia Holt is person 2 in article 13 and person 1 in 12. ``correct`` gives person 2,
the target, what article 12 has of person 1; it notes that move in ``overruled``, and in ``overruled_person`` what 1 and
2 were called. ``restore`` reads both tables, gives article 12 back to person 1, and empties them. Where an article has
the target already, the rows of the two are merged (``links``), and ``overruled`` keeps them as they were.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from newsextract.archive.corrections.apportioning import CorrectedPerson, corrected_persons
from newsextract.archive.corrections.corrections import ContradictionError, Correction, Decisions, stored
from newsextract.archive.corrections.links import (
    PersonRows,
    merge_person_rows,
    put_person_in,
    take_person_out,
)
from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.identity.persons import Persons, fullest
from newsextract.archive.store.database import value
from newsextract.archive.store.rows import new_person, remove_gone


class _Move(NamedTuple):
    """A person of an article, by settling and by the corrections: another person, or nobody."""

    person: int
    target: int | None


def is_overruled(connection: sqlite3.Connection) -> bool:
    """Whether corrections have changed anything."""
    return bool(value(connection, "SELECT EXISTS (SELECT 1 FROM overruled_person)"))


def correct(connection: sqlite3.Connection) -> None:
    """Have the persons as the corrections say, within a transaction of the caller's."""
    restore(connection)
    persons = Persons(connection)
    decisions = Decisions()
    for line in stored(connection):
        with suppress(ContradictionError):  # which only another program has written: the older one counts
            decisions.add(line)
    corrected = corrected_persons(connection, decisions)
    affected = {part.person for one in corrected for part in one.parts}
    connection.executemany(
        "INSERT INTO overruled_person SELECT id, name, role, wikidata FROM person WHERE id = ?",
        ((person,) for person in sorted(affected)),
    )
    moves: defaultdict[int, list[_Move]] = defaultdict(list)
    names: dict[int, str] = {}
    for person in corrected:
        target = _target(connection, persons, person)
        for part in person.parts:
            for article in part.names if part.person != target else ():
                moves[article].append(_Move(part.person, target))
        if target is not None:
            affected.add(target)
            persons.identify(target, [part.person for part in person.parts if part.keeps_id])
            if person.name:
                names[target] = person.name
    for article in sorted(moves):
        _carry_out(connection, persons, article, moves[article])
    for id in sorted(affected):
        persons.describe(id)
    connection.executemany("UPDATE person SET name = ? WHERE id = ?", ((name, id) for id, name in names.items()))
    remove_gone(connection)


def _target(connection: sqlite3.Connection, persons: Persons, corrected: CorrectedPerson) -> int | None:
    """The person who gets all parts, found by the names of all; None for nobody."""
    if corrected.is_nobody:
        return None
    names = Counter(name for part in corrected.parts for name in part.names.values())
    first = corrected.parts[0]
    target = first.person if first.keeps_id else new_person(connection, corrected.name or fullest(names))
    for name in sorted({*names, corrected.name or ""} - {""}):
        persons.enter(target, parsed(name))
    return target


def _carry_out(connection: sqlite3.Connection, persons: Persons, article: int, moves: Sequence[_Move]) -> None:
    """Give persons of an article to their targets, merged with those who are there already."""
    targets = {move.target for move in moves if move.target}
    there = [_Move(target, target) for target in targets if persons.is_in(target, article)]
    if len(moves) == 1 and not there and (to := moves[0].target):
        connection.execute("INSERT INTO overruled VALUES (?, ?, ?, NULL)", (article, *moves[0]))
        persons.move([article], moves[0].person, to)
        return
    taken: defaultdict[int | None, list[PersonRows]] = defaultdict(list)
    for move in sorted({move.person: move for move in (*there, *moves)}.values()):
        rows = take_person_out(connection, article, move.person)
        connection.execute("INSERT INTO overruled VALUES (?, ?, ?, ?)", (article, *move, json.dumps(rows)))
        taken[move.target].append(rows)
    for target, several in taken.items():
        if target is not None:
            put_person_in(connection, article, target, merge_person_rows(several))


def names_not_there(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> list[str]:
    """The names of corrections that no article gives to anybody, so that nothing follows from them yet."""
    found = []
    for line in corrections:
        given: set[Name] = set()
        for name, _ in line.given:
            rows = connection.execute(
                "SELECT held.name FROM person_key JOIN article_person AS held USING (person_id) WHERE key = ?1 UNION "
                "SELECT json_extract(found, '$[0][0]') FROM person_key JOIN overruled USING (person_id) "
                "WHERE key = ?1 AND found IS NOT NULL",
                parsed(name).known_by()[:1],
            )
            given.update(parsed(called) for (called,) in rows)
        found += [name for name, _ in line.given if parsed(name) not in given]
    return list(dict.fromkeys(found))


def restore(connection: sqlite3.Connection) -> None:
    """Have the persons as settling had them, within a transaction of the caller's."""
    if not is_overruled(connection):
        return
    persons = Persons(connection)
    connection.execute(
        "INSERT INTO person (id, name) SELECT id, name FROM overruled_person WHERE id NOT IN (SELECT id FROM person)"
    )
    question = "SELECT article_id, person_id, shown_id, found FROM overruled ORDER BY article_id, person_id"
    merged: defaultdict[int, list[tuple[int, int | None, PersonRows]]] = defaultdict(list)
    for article, person, target, found in connection.execute(question).fetchall():
        if found is None:
            persons.move([article], target, person)
        else:
            merged[article].append((person, target, PersonRows(*json.loads(found))))
    for article, several in merged.items():
        for target in {target for _, target, _ in several if target is not None}:
            take_person_out(connection, article, target)
        for person, _, rows in several:
            put_person_in(connection, article, person, rows)
    connection.execute(
        "UPDATE person SET name = was.name, role = was.role, wikidata = CASE WHEN person.wikidata IN "
        "(SELECT wikidata FROM overruled_person) THEN was.wikidata ELSE person.wikidata END "
        "FROM overruled_person AS was WHERE was.id = person.id"
    )
    for (person,) in connection.execute("SELECT id FROM overruled_person").fetchall():
        persons.enter_again(person)
    connection.execute("DELETE FROM overruled")
    connection.execute("DELETE FROM overruled_person")
    remove_gone(connection)
