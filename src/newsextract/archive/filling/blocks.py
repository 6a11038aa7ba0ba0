"""Blocks of articles: of the archive's articles a thousand at a time are settled, by their ids.

So an archive that was filled in parts has the persons of one that was filled at once. A block that is not full yet is
settled too, and what that changed in the persons is noted. When more of its articles come, it is undone, and the block
is settled anew, as one.

The people of articles that wait for their block are persons of their own (``waiting_persons``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsextract.archive.corrections.shown import restore
from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.identity.persons import Persons, bring_back, keep_as_is, restore_persons, settled_persons
from newsextract.archive.store.database import value
from newsextract.archive.store.rows import AS_IN_RECORD, new_person, remove_gone, waiting_persons

SIZE = 1_000


class NotedPersons(Persons):
    """The persons while a block is settled. How they were before is noted, so that ``take_back`` can undo it."""

    def enter(self, person: int, name: Name) -> None:
        """Let the person be found by that name."""
        if not self._is_new(person):
            self._connection.executemany(
                "INSERT OR IGNORE INTO key_before VALUES (?1, ?2, "
                "EXISTS (SELECT 1 FROM person_key WHERE (key, person_id) = (?1, ?2)))",
                ((key, person) for key in name.known_by()),
            )
        super().enter(person, name)

    def made(self, name: str) -> int:
        """A new person, found by the name."""
        person = new_person(self._connection, name)
        self._connection.execute("INSERT OR REPLACE INTO person_before VALUES (?, NULL, NULL, NULL)", (person,))
        self.enter(person, parsed(name))
        return person

    def identify(self, person: int, others: Iterable[int]) -> None:
        """Give a person without wikidata that of another who is the same."""
        self._note(person)
        super().identify(person, [*others])

    def move(self, articles: Iterable[int], person: int, to: int) -> None:
        """Give articles of a person to another."""
        self._note(person)
        moved = [*articles]
        self._connection.executemany(
            "INSERT INTO moved (article_id, person_id, to_id) SELECT ?1, ?2, ?3 "
            "WHERE NOT EXISTS (SELECT 1 FROM unsettled WHERE article_id = ?1)",
            ((article, person, to) for article in moved),
        )
        super().move(moved, person, to)

    def describe(self, person: int) -> None:
        """Give the person the name and the role that the articles give."""
        self._note(person)
        super().describe(person)

    def take_away(self, person: int) -> None:
        """Remove a person who is in no article."""
        self._note(person)
        if not self._is_new(person):
            self._connection.execute(
                "INSERT OR IGNORE INTO key_before SELECT key, person_id, 1 FROM person_key WHERE person_id = ?",
                (person,),
            )
        super().take_away(person)

    def _note(self, person: int) -> None:
        keep_as_is(self._connection, "person_before", [person])

    def _is_new(self, person: int) -> bool:
        return bool(value(self._connection, "SELECT name IS NULL FROM person_before WHERE id = ?", (person,)))


def last_article(connection: sqlite3.Connection) -> int | None:
    """The last article of which the block that is being settled may know; None where there is no block."""
    end = _end_of_block(connection, is_taken=True)
    return end and min(end, value(connection, "SELECT max(id) FROM article"))


def take_block(connection: sqlite3.Connection) -> bool:
    """Take the next block of articles that wait, if there are any; whether there are.

    Persons of theirs come to who has that very name, each of an article's people to another one.
    """
    new = _end_of_block(connection, is_taken=False)
    if new is None:
        return False
    before = _end_of_block(connection, is_taken=True)
    if before is not None and before < new:
        restore(connection)
        _close(connection)
    else:
        take_back(connection)
    persons, end = NotedPersons(connection), _end_of_block(connection, is_taken=False) or new
    for article in _articles(connection, "NOT is_taken AND article_id <= ?", end):
        found: list[int] = []
        for waits, name in _people(connection, article):
            person = next((one for one in settled_persons(connection, name) if one not in found), None)
            if person is None:
                person = persons.made(name)
                Persons.identify(persons, person, [waits])
                connection.execute("UPDATE person SET wikidata = NULL WHERE id = ?", (waits,))
            persons.move([article], waits, person)
            found.append(person)
        _put_down(connection, article, found, is_taken=True)
    remove_gone(connection)
    return True


def take_back(connection: sqlite3.Connection) -> None:
    """Undo the last block, and the corrections; its articles wait again."""
    restore(connection)
    persons = Persons(connection)
    bring_back(connection, "person_before")
    moved = connection.execute("SELECT article_id, person_id, to_id FROM moved ORDER BY id DESC").fetchall()
    for article, person, to in moved:
        if persons.is_in(to, article):  # else the article has gone
            persons.move([article], to, person)
    restore_persons(connection, "person_before")
    connection.execute(
        "DELETE FROM person_key WHERE (key, person_id) IN (SELECT key, person_id FROM key_before WHERE NOT was_there)"
    )
    connection.execute("INSERT OR IGNORE INTO person_key SELECT key, person_id FROM key_before WHERE was_there")
    for article in _articles(connection, "is_taken"):
        people = _people(connection, article)
        wait = waiting_persons(connection, [name for _, name in people])
        for (person, _), waits in zip(people, wait, strict=True):
            persons.move([article], person, waits)
        _put_down(connection, article, wait, is_taken=False)
    remove_gone(connection)
    connection.execute("DELETE FROM settling WHERE step BETWEEN 1 AND 6")
    _close(connection)


def persons_before(connection: sqlite3.Connection, article: int) -> list[int]:
    """The persons whom an article had before the last block, where it has others now."""
    return [one for (one,) in connection.execute("SELECT person_id FROM moved WHERE article_id = ?", (article,))]


def _end_of_block(connection: sqlite3.Connection, is_taken: bool) -> int | None:
    """The last article that may be in the block settled last, or in the next one; None where there is no block."""
    question = "SELECT min(article_id) FROM unsettled WHERE is_taken = ?"
    first: int | None = value(connection, question, (is_taken,))
    return first and -(-first // SIZE) * SIZE


def _close(connection: sqlite3.Connection) -> None:
    """Forget what would be undone."""
    connection.execute("DELETE FROM unsettled WHERE is_taken")
    for table in ("person_before", "key_before", "moved"):
        connection.execute(f"DELETE FROM {table}")


def _articles(connection: sqlite3.Connection, those: str, *values: int) -> list[int]:
    question = f"SELECT DISTINCT article_id FROM unsettled WHERE {those} ORDER BY article_id"
    return [article for (article,) in connection.execute(question, values)]


def _people(connection: sqlite3.Connection, article: int) -> list[tuple[int, str]]:
    question = f"SELECT person_id, name FROM article_person AS held WHERE article_id = ? ORDER BY {AS_IN_RECORD}"
    return connection.execute(question, (article,)).fetchall()


def _put_down(connection: sqlite3.Connection, article: int, persons: Iterable[int], is_taken: bool) -> None:
    connection.execute("DELETE FROM unsettled WHERE article_id = ?", (article,))
    connection.executemany("INSERT INTO unsettled VALUES (?, ?, ?)", ((article, one, is_taken) for one in persons))
