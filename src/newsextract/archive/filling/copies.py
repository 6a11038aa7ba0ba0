"""Copies: articles of the same or nearly the same text as another, as is a wire's story that several papers print.

An article is a copy of the first one whose text it has (``Wording.is_copy_of``) and which is itself no copy. So only
the articles before it decide on it, and the same ones are copies in whatever parts the articles came.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import Literal
from zlib import crc32

from newsextract import rules
from newsextract.archive.store.database import transaction, value
from newsextract.archive.store.rows import remove_gone
from newsextract.batch.sinks.sink import OnPhase, no_phase
from newsextract.people.knowledge.spelling import fold

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
        text = "SELECT text FROM article WHERE id = ?"
        self._wording = lru_cache(_KEPT)(lambda article: wording(value(connection, text, (article,))))

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
        self._connection.execute("UPDATE article SET duplicate_of = ? WHERE id = ?", (original, article))
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
        question = "SELECT 1 FROM article WHERE id = ? AND (duplicate_of IS NULL OR duplicate_of > ?)"
        near = (one for one in sorted(found) if found[one] >= SHARED)
        return [one for one in near if value(self._connection, question, (one, article))]


_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|\w+")
_RUN = 3  # words
SHORTEST = 50  # words of a text that may be or have a copy: of shorter ones, many that are alike are two
_KEYS = 12
_OF_SHORTER = 0.75  # of its runs, that a copy and its original share
_OF_COPY = 0.6  # of its runs, that the original has: a copy adds little
_OTHER_NUMBERS = 0.2  # of the shorter's, that the longer lacks: with more it is the report of another day


def remove(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Remove articles that are there, and persons who are then in none; gives all persons of the articles.

    Their copies are to be compared again.
    """
    left: list[int] = []
    for article in articles:
        text = value(connection, "SELECT text FROM article WHERE id = ?", (article,))
        if text is None:
            continue
        connection.execute("INSERT OR IGNORE INTO uncompared SELECT id FROM article WHERE duplicate_of = ?", (article,))
        connection.execute("UPDATE article SET duplicate_of = NULL WHERE duplicate_of = ?", (article,))
        connection.executemany(
            "DELETE FROM article_key WHERE (key, article_id) = (?, ?)", ((key, article) for key in wording(text).keys)
        )
        persons = connection.execute("SELECT person_id FROM article_person WHERE article_id = ?", (article,)).fetchall()
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
        left += [person for (person,) in persons]
    remove_gone(connection)
    return left


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared."""

    runs: frozenset[int]
    """Hashes of its runs of words, none where it is too short."""
    numbers: Counter[str]
    """Those in figures, but for days of the month, which a dateline has."""

    @property
    def keys(self) -> list[int]:
        """The smallest of the hashes, by which texts alike are found: a bottom-k sketch, MinHash by one permutation.

        Of two texts' smallest hashes, as large a part is likely to be the same as of all their runs.
        """
        return nsmallest(_KEYS, self.runs)

    def is_copy_of(self, other: Wording) -> bool:
        """Whether the text says hardly anything that the other, earlier one does not; no if either is too short."""
        shorter, longer = sorted((self, other), key=lambda one: len(one.runs))
        shared = len(shorter.runs & longer.runs)
        if not shared or shared < _OF_SHORTER * len(shorter.runs) or shared < _OF_COPY * len(self.runs):
            return False
        return (shorter.numbers - longer.numbers).total() <= _OTHER_NUMBERS * shorter.numbers.total()


def wording(text: str) -> Wording:
    """That of a text, without regard to case, accents and marks."""
    words = _WORD.findall(fold(text))
    if len(words) < SHORTEST:
        return Wording(frozenset(), Counter())
    runs = zip(*(islice(words, start, None) for start in range(_RUN)), strict=False)
    hashes = frozenset(crc32(" ".join(run).encode()) for run in runs)
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    numbers = (word for before, word, after in around if word[0].isdigit() and _months().isdisjoint((before, after)))
    return Wording(hashes, Counter(numbers))


@rules.cached
def _months() -> frozenset[str]:
    return frozenset(map(fold, rules.table("numbers/not_numbers")["months"]))
