"""Copies: articles of the same or nearly the same text as another, as is a wire's story that several papers print.

An article is a copy of the first one whose text it has (``Wording.is_copy_of``) and which is itself no copy. So only
the articles before it decide on it, and the same ones are copies in whatever parts the articles came.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Literal

from newsextract.archive.store.database import transaction, value
from newsextract.archive.store.rows import set_original
from newsextract.archive.store.wording import Wording, wording
from newsextract.batch.sinks.sink import OnPhase, no_phase

SHARED = 3  # keys of twelve that two articles have in common which are compared: a quarter of their runs, more or less
_MOST = 100  # articles of a key that are looked at: it is a phrase of the house where more have it
_AT_A_TIME = 1_000  # articles in a transaction
_KEPT = 500  # articles whose wording is in memory


def find_copies(path: Path, connection: sqlite3.Connection, on_phase: OnPhase = no_phase) -> None:
    """Find which of the articles that are new since the last time are copies; ``on_phase`` is told the progress.

    Raises ArchiveError.

    Each transaction takes some of them, and the rest are in a table: a run that was interrupted is resumed, with the
    same result.
    """
    is_at_work, done = True, 0
    while is_at_work:
        on_phase("finding copies", done, lambda: value(connection, "SELECT count(*) FROM uncompared"))
        with transaction(path, connection):
            is_at_work = Comparing(connection).go_on()
        done += _AT_A_TIME


class Comparing:
    """Some articles compared with the others, within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection
        self._wording = lru_cache(_KEPT)(self._read)

    def go_on(self) -> bool:
        """Take the next articles, the first first; whether some may be left."""
        for _ in range(_AT_A_TIME):
            article = value(self._connection, "SELECT min(article_id) FROM uncompared")
            if article is None:
                return False
            self._compare(article)
        return True

    def _compare(self, article: int) -> None:
        """Find of what an article is a copy, and queue those after it for which this may change the answer."""
        own = self._wording(article)
        self._connection.executemany(
            "INSERT OR IGNORE INTO article_key VALUES (?, ?)", ((key, article) for key in own.keys)
        )
        before = (one for one in self._near(article, "<") if own.is_copy_of(self._wording(one)))
        original = next(before, None)
        set_original(self._connection, article, original)
        if original is None:
            again = [one for one in self._near(article, ">") if self._wording(one).is_copy_of(own)]
        else:
            rows = self._connection.execute("SELECT id FROM article WHERE duplicate_of = ?", (article,))
            again = [copy for (copy,) in rows]
        self._connection.executemany("INSERT OR IGNORE INTO uncompared VALUES (?)", ((one,) for one in again))
        self._connection.execute("DELETE FROM uncompared WHERE article_id = ?", (article,))

    def _near(self, article: int, side: Literal["<", ">"]) -> list[int]:
        """The articles before or after one that share keys with it, in order, but for copies of one before it."""
        found: Counter[int] = Counter()
        for key in self._wording(article).keys:
            rows = self._connection.execute(
                f"SELECT article_id FROM article_key WHERE key = ? AND article_id {side} ? ORDER BY article_id LIMIT ?",
                (key, article, _MOST),
            )
            found.update(one for (one,) in rows)
        return [one for one in sorted(found) if found[one] >= SHARED and self._may_be_its(one, article)]

    def _may_be_its(self, other: int, article: int) -> bool:
        question = "SELECT 1 FROM article WHERE id = ? AND (duplicate_of IS NULL OR duplicate_of > ?)"
        return value(self._connection, question, (other, article)) is not None

    def _read(self, article: int) -> Wording:
        return wording(value(self._connection, "SELECT text FROM article WHERE id = ?", (article,)))
