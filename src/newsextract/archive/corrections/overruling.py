"""Corrections followed: articles' persons given to whom somebody has said they are, and given back.

Settling knows nothing of corrections: before it goes on, what they have changed is as it was, and after it they are
followed anew. So an archive is the same whenever they came, and taking one back leaves nothing of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from newsextract.archive.corrections.apportioning import Shown, apportioned
from newsextract.archive.corrections.corrections import ContradictionError, Correction, Decisions, stored
from newsextract.archive.corrections.links import Linked, link_again, put_in, take_out, together
from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.identity.persons import Persons, fullest
from newsextract.archive.store.rows import new_person, remove_gone


class _Move(NamedTuple):
    """A person of an article, by settling and by the corrections: another person, or nobody."""

    person: int
    shown: int | None


def is_overruled(connection: sqlite3.Connection) -> bool:
    """Whether corrections have changed anything."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM overruled_person)").fetchone()[0])


def correct(connection: sqlite3.Connection) -> None:
    """Have the persons as the corrections say, within a transaction of the caller's."""
    restore(connection)
    persons = Persons(connection)
    decisions = Decisions()
    for line in stored(connection):
        with suppress(ContradictionError):  # which only another program has written: the older one counts
            decisions.add(line)
    shown = apportioned(connection, decisions)
    affected = {part.person for one in shown for part in one.parts}
    connection.executemany(
        "INSERT INTO overruled_person SELECT id, name, role, wikidata FROM person WHERE id = ?",
        ((person,) for person in sorted(affected)),
    )
    moves: defaultdict[int, list[_Move]] = defaultdict(list)
    names: dict[int, str] = {}
    for one in shown:
        target = _target(connection, persons, one)
        if target is not None and one.name:
            names[target] = one.name
        for part in one.parts:
            for article in part.names if part.person != target else ():
                moves[article].append(_Move(part.person, target))
        if target is not None:
            affected.add(target)
            persons.identify(target, [part.person for part in one.parts if part.is_rest])
    for article in sorted(moves):
        _follow(connection, persons, article, moves[article])
    for person in sorted(affected):
        persons.describe(person)
    connection.executemany("UPDATE person SET name = ? WHERE id = ?", ((name, id) for id, name in names.items()))
    remove_gone(connection)


def _target(connection: sqlite3.Connection, persons: Persons, shown: Shown) -> int | None:
    """The person who gets all parts, found by the names of all; None for nobody."""
    if shown.is_nobody:
        return None
    called = Counter(name for part in shown.parts for name in part.names.values())
    first = shown.parts[0]
    target = first.person if first.is_rest else new_person(connection, shown.name or fullest(called))
    for name in sorted({*called, shown.name or ""} - {""}):
        persons.enter(target, parsed(name))
    return target


def _follow(connection: sqlite3.Connection, persons: Persons, article: int, moves: Sequence[_Move]) -> None:
    """Give persons of an article to others, put together with those who are there already."""
    there = [_Move(shown, shown) for shown in {move.shown for move in moves} if shown and persons.is_in(shown, article)]
    if len(moves) == 1 and not there and (to := moves[0].shown):
        connection.execute("INSERT INTO overruled VALUES (?, ?, ?, NULL)", (article, *moves[0]))
        persons.move([article], moves[0].person, to)
        return
    found: defaultdict[int | None, list[Linked]] = defaultdict(list)
    for move in sorted({move.person: move for move in (*there, *moves)}.values()):
        taken = take_out(connection, article, move.person)
        connection.execute("INSERT INTO overruled VALUES (?, ?, ?, ?)", (article, *move, json.dumps(taken)))
        found[move.shown].append(taken)
    for shown, several in found.items():
        if shown is not None:
            put_in(connection, article, shown, together(several))


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
    rows = "SELECT article_id, person_id, shown_id, found FROM overruled ORDER BY article_id, person_id"
    found_in: defaultdict[int, list[tuple[int, int | None, Linked]]] = defaultdict(list)
    for article, person, shown, found in connection.execute(rows).fetchall():
        if found is None:
            persons.move([article], shown, person)
        else:
            found_in[article].append((person, shown, Linked(*json.loads(found))))
    for article, several in found_in.items():
        for shown in {shown for _, shown, _ in several if shown is not None}:
            take_out(connection, article, shown)
        for person, _, what in several:
            put_in(connection, article, person, what)
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


def restore_for_new(connection: sqlite3.Connection) -> None:
    """The same before articles that have just come are settled, whose persons are those that were there before."""
    if is_overruled(connection):
        rows = connection.execute(
            "SELECT name FROM overruled_person UNION SELECT name FROM person WHERE id IN "
            "(SELECT id FROM overruled_person UNION SELECT shown_id FROM overruled)"
        )
        names = {name for (name,) in rows}
        restore(connection)
        link_again(connection, names)
