"""The queue of settling: which persons wait for which step. It is in the archive, so that any run can resume it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from enum import IntEnum

from newsextract.archive.corrections.shown import correct
from newsextract.archive.filling.blocks import take_block
from newsextract.archive.store.database import value


class Step(IntEnum):
    """What is done with a person, in this order: each step with all of them before the next."""

    LEAVE = 0
    """No longer find the person by names that only removed articles had."""
    ENTER = 1
    """Find the person by the name."""
    PART = 2
    """Part two people of one name."""
    TOUCH = 3
    """Queue whoever is to be compared again, since the person's articles have changed."""
    JOIN = 4
    """Join other spellings of a whole name."""
    SHARE = 5
    """Move persons of one word to whoever is meant."""
    DESCRIBE = 6
    """Work out name and role again."""
    CORRECT = 7
    """Show everything as the corrections have it; when all else is done, for no person in particular."""


class Pending:
    """The steps that wait for some persons, and the articles that brought them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection

    def count(self) -> int:
        """How many persons wait for a step, each as often as it waits, or for their block."""
        steps = value(self._connection, "SELECT count(*) FROM settling WHERE step < ?", (Step.CORRECT,))
        return int(steps + value(self._connection, "SELECT count(*) FROM unsettled WHERE NOT is_taken"))

    def begin(self) -> bool:
        """Take up the next block of articles; whether there is any."""
        if not take_block(self._connection):
            return False
        self.follow()
        question = "INSERT INTO settling SELECT DISTINCT ?, 0, person_id FROM unsettled WHERE is_taken"
        for step in (Step.ENTER, Step.PART, Step.TOUCH, Step.DESCRIBE):
            self._connection.execute(question, (step,))
        return True

    def follow(self) -> None:
        """Queue working out what the corrections change."""
        self._connection.execute("INSERT OR IGNORE INTO settling VALUES (?, 0, 0)", (Step.CORRECT,))

    def correct(self) -> bool:
        """Follow the corrections; whether that was to be done."""
        waited = self._connection.execute("DELETE FROM settling WHERE step = ?", (Step.CORRECT,)).rowcount > 0
        if waited:
            correct(self._connection)
        return waited

    def take(self, most: int) -> tuple[Step, list[int]] | None:
        """The next step and the next persons, who are then no longer waiting for it; None where all is done."""
        rows = self._connection.execute(
            "SELECT step, rank, person_id FROM settling WHERE step = (SELECT min(step) FROM settling WHERE step < ?) "
            "ORDER BY rank, person_id LIMIT ?",
            (Step.CORRECT, most),
        ).fetchall()
        self._connection.executemany("DELETE FROM settling WHERE (step, rank, person_id) = (?, ?, ?)", rows)
        return (Step(rows[0][0]), [person for *_, person in rows]) if rows else None

    def add(self, step: Step, persons: Iterable[int]) -> None:
        """Queue persons for a step; where order counts, those of most articles first."""
        rank = "-articles - copies" if step in (Step.JOIN, Step.SHARE) else "0"
        self._connection.executemany(
            f"INSERT OR IGNORE INTO settling SELECT ?, {rank}, id FROM person WHERE id = ?",
            ((step, person) for person in persons),
        )

    def articles(self, person: int) -> list[int]:
        """The articles that brought the person, in order."""
        rows = self._connection.execute(
            "SELECT article_id FROM unsettled JOIN article_person USING (person_id, article_id) "
            "WHERE person_id = ? AND is_taken ORDER BY article_id",
            (person,),
        )
        return [article for (article,) in rows.fetchall()]


def is_all_settled(connection: sqlite3.Connection) -> bool:
    """Whether the last run came to its end."""
    waiting = (
        "SELECT EXISTS (SELECT 1 FROM uncompared) OR EXISTS (SELECT 1 FROM settling) "
        "OR EXISTS (SELECT 1 FROM unsettled WHERE NOT is_taken)"
    )
    return not value(connection, waiting)
