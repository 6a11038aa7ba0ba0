"""Quotes of an archive: those that hold words, those of a person, the newest first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from newsextract.archive.asking.answers import ArchiveQuote
from newsextract.archive.asking.choosing import ALL, Choice
from newsextract.archive.asking.words import matching
from newsextract.archive.store.database import value

MANY = 20_000  # quotes, from which on it costs less to go through the articles by date than to sort the quotes

_COLUMNS = (
    "SELECT quote.text, quote.kind, coalesce(person.name, quote.speaker), quote.person_id, quote.cue, "
    "substr(article.text, sentence_start + 1, sentence_end - sentence_start), "
    "article.name, article.title, article.date, article.url, quote.confidence, 'q' || quote.id "
)
_WITH_ARTICLE = (
    "CROSS JOIN quote ON quote.id = found.id JOIN article ON article.id = quote.article_id "
    "LEFT JOIN person ON person.id = quote.person_id "
)
_NEWEST = "article.date DESC, article.id, quote.id"


@dataclass(frozen=True, slots=True)
class Search:
    """What quotes must have: these words, this speaker, and an article and a confidence of the choice."""

    words: Sequence[str] = ()
    person: int | None = None
    speaker: str | None = None
    """Words that the article calls a speaker by who is no named person."""
    choice: Choice = ALL

    @property
    def has_words_alone(self) -> bool:
        """Whether words are all that quotes of the whole archive must have."""
        no_speaker = self.person is None and self.speaker is None
        return no_speaker and not self.choice.is_part and self.choice.least is None

    @property
    def matching(self) -> str | None:
        """The words for full-text search. Raises ArchiveError where they are none."""
        return matching(self.words)

    @property
    def table(self) -> str:
        """The table of quotes, by the index that fits."""
        return "quote INDEXED BY quote_by_speaker" if self.speaker and not self.words else "quote"

    def conditions(self) -> tuple[str, tuple[object, ...]]:
        """What a quote must fulfil besides, in SQL, and its values.

        Where a confidence is asked for, the quote must have it, and so must the person who is asked for in its article.
        """
        parts: list[tuple[str, tuple[object, ...]]] = []
        if self.matching:
            parts.append(("quote.id IN (SELECT rowid FROM quote_fts WHERE quote_fts MATCH ?)", (self.matching,)))
        if self.person is not None:
            parts.append(("quote.person_id = ?", (self.person,)))
            if self.choice.least is not None:
                own = "(held.article_id, held.person_id) = (quote.article_id, quote.person_id)"
                held = f"SELECT 1 FROM article_person AS held WHERE {own} AND {self.choice.is_sure('held')}"
                parts.append((f"EXISTS ({held})", ()))
        if self.speaker is not None:
            escaped = re.sub(r"([%_\\])", r"\\\1", self.speaker)
            parts.append(("quote.person_id IS NULL AND quote.speaker LIKE ? ESCAPE '\\'", (f"%{escaped}%",)))
        if self.choice.least is not None:
            parts.append((self.choice.is_sure("quote"), ()))
        return " AND ".join(part for part, _ in parts) or "1", tuple(value for _, values in parts for value in values)


def count(connection: sqlite3.Connection, search: Search) -> int:
    """How many quotes there are of the kind."""
    if search.has_words_alone:  # then it costs least to count all, and take off those left out
        words = search.matching
        every = "SELECT count(*) FROM quote_fts WHERE quote_fts MATCH ?" if words else "SELECT count(*) FROM quote"
        return int(value(connection, every, (words,) if words else ())) - left_out(connection, search)
    return _count(connection, search, search.choice.are_articles)


def left_out(connection: sqlite3.Connection, search: Search) -> int:
    """How many quotes of the kind there are in the copies that were left out."""
    copied = "IN (SELECT id FROM left_out)"
    if search.words and search.has_words_alone:  # of which all copies have few, where the words are common
        query = f"quote_fts MATCH ? AND +rowid IN (SELECT id FROM quote WHERE article_id {copied})"
        values = (search.matching,)
        return int(value(connection, f"SELECT count(*) FROM quote_fts WHERE {query}", values))
    return _count(connection, search, copied)


def _count(connection: sqlite3.Connection, search: Search, articles: str) -> int:
    where, values = search.conditions()
    query = f"SELECT count(*) FROM {search.table} WHERE {where} AND quote.article_id {articles}"
    return int(value(connection, query, values))


def is_known(connection: sqlite3.Connection, speaker: str) -> bool:
    """Whether articles call a speaker so who is no named person."""
    where, values = Search(speaker=speaker).conditions()
    query = f"SELECT 1 FROM quote INDEXED BY quote_by_speaker WHERE {where} LIMIT 1"
    return value(connection, query, values) is not None


def quotes(connection: sqlite3.Connection, search: Search, limit: int, found: int) -> list[ArchiveQuote]:
    """The newest of the quotes, of which there are ``found``; those without a date last."""
    where, values = search.conditions()
    where += f" AND quote.article_id {search.choice.are_articles}"
    if found > max(MANY, limit):
        ids = (
            "SELECT quote.id FROM article INDEXED BY article_by_date CROSS JOIN quote ON quote.article_id = article.id "
            f"WHERE {where} ORDER BY {_NEWEST.replace('article.id, ', '')} LIMIT ?"
        )
    else:
        ids = (
            f"SELECT quote.id FROM {search.table} JOIN article ON article.id = quote.article_id "
            f"WHERE {where} ORDER BY {_NEWEST} LIMIT ?"
        )
    rows = connection.execute(
        f"WITH found AS MATERIALIZED ({ids}) {_COLUMNS} FROM found {_WITH_ARTICLE} ORDER BY {_NEWEST}",
        (*values, limit),
    )
    return [ArchiveQuote(*row) for row in rows]


def by_sentence(quotes: Iterable[ArchiveQuote]) -> list[list[ArchiveQuote]]:
    """The quotes, in groups of those in one sentence with one speaker."""
    return [list(group) for _, group in groupby(quotes, lambda one: (one.article, one.sentence, one.speaker))]
