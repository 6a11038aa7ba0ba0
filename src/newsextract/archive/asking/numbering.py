"""Numbers of an archive: those whose concept or sentence holds words, those of a unit, the newest first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from newsextract.archive.asking.answers import ArchiveNumber
from newsextract.archive.asking.choosing import ALL, Choice
from newsextract.archive.asking.words import holding, matching
from newsextract.archive.store.database import ArchiveError, marks, value
from newsextract.output.inert import inert_line

_SENTENCE = "substr(article.text, sentence_start + 1, sentence_end - sentence_start)"
_COLUMNS = (
    "number.text, number.kind, number.value, upper, unit, per, comparator, change, concept, person.name, "
    f"number.person_id, {_SENTENCE}, article.name, article.title, article.date, article.url, number.confidence, "
    "'n' || number.article_id || ':' || number.start"
)
_NEWEST = "article.date DESC, article.id, number.start"
_OFFERED = 8  # units


@dataclass(frozen=True, slots=True)
class NumberSearch:
    """What numbers must have: these words in concept or sentence, one of these units, and what the choice says."""

    words: Sequence[str] = ()
    units: Sequence[str] = ()
    series: tuple[str, str, str | None, str | None] | None = None
    """Their concept, in any case, kind, unit and what it is per, where they are all of one series."""
    choice: Choice = ALL

    @property
    def table(self) -> str:
        """The numbers with their articles."""
        if self.series:
            return "number INDEXED BY number_by_concept CROSS JOIN article ON article.id = number.article_id"
        if self.words:
            return (
                "with_words CROSS JOIN number USING (article_id, start) "
                "CROSS JOIN article ON article.id = number.article_id"
            )
        return "article CROSS JOIN number ON number.article_id = article.id"

    def conditions(self, articles: str | None = None) -> tuple[str, tuple[object, ...]]:
        """What a number must fulfil besides, in SQL, and its values; ``articles``: the condition of other articles."""
        parts: list[tuple[str, tuple[object, ...]]] = [(f"article.id {articles or self.choice.are_articles}", ())]
        if self.units:
            parts.append((f"unit IN ({marks(self.units)})", tuple(self.units)))
        if self.series:
            parts.append(("concept = ? COLLATE NOCASE AND (number.kind, unit, per) IS (?, ?, ?)", self.series))
        if self.choice.least is not None:
            parts.append((self.choice.is_sure("number"), ()))
        return " AND ".join(part for part, _ in parts), tuple(value for _, values in parts for value in values)


def look_for_words(connection: sqlite3.Connection, search: NumberSearch) -> None:
    """Fill the table ``with_words`` with the numbers that have the words, of the chosen articles and those left out.

    Full-text search finds the articles; then all sentences with numbers are looked at, once for all that is asked.
    """
    match, holds = matching(search.words), holding(search.words)
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS with_words "
        "(article_id INTEGER, start INTEGER, PRIMARY KEY (article_id, start)) WITHOUT ROWID"
    )
    connection.execute("DELETE FROM with_words")
    among = "AND id IN (SELECT id FROM chosen UNION ALL SELECT id FROM left_out)" if search.choice.is_part else ""
    articles = connection.execute(
        f"SELECT id, text FROM article WHERE id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?) {among}",
        (match,),
    )
    for article, text in articles:
        numbers = connection.execute(
            "SELECT start, concept, sentence_start, sentence_end FROM number WHERE article_id = ?", (article,)
        )
        found = [(article, start) for start, concept, *place in numbers if holds(concept, text[slice(*place)])]
        connection.executemany("INSERT INTO with_words VALUES (?, ?)", found)


def numbers(connection: sqlite3.Connection, search: NumberSearch, limit: int) -> list[ArchiveNumber]:
    """The newest of the numbers; those without a date last."""
    where, values = search.conditions()
    rows = connection.execute(
        f"WITH found AS MATERIALIZED (SELECT number.article_id, number.start FROM {search.table} WHERE {where} "
        f"ORDER BY {_NEWEST} LIMIT ?) SELECT {_COLUMNS} FROM found CROSS JOIN number "
        "ON (number.article_id, number.start) = (found.article_id, found.start) "
        "JOIN article ON article.id = number.article_id LEFT JOIN person ON person.id = number.person_id "
        f"ORDER BY {_NEWEST}",
        (*values, limit),
    )
    return [ArchiveNumber(*row) for row in rows]


def count(connection: sqlite3.Connection, search: NumberSearch, articles: str | None = None) -> int:
    """How many numbers there are of the kind; ``articles``: the condition of other articles than the choice's."""
    where, values = search.conditions(articles)
    return int(value(connection, f"SELECT count(*) FROM {search.table} WHERE {where}", values))


def left_out(connection: sqlite3.Connection, search: NumberSearch) -> int:
    """How many numbers of the kind there are in the copies that were left out."""
    return count(connection, search, "IN (SELECT id FROM left_out)")


def by_sentence(numbers: Iterable[ArchiveNumber]) -> list[list[ArchiveNumber]]:
    """The numbers, in groups of those in one sentence."""
    return [list(group) for _, group in groupby(numbers, lambda one: (one.article, one.sentence))]


def places(sentence: str, numbers: Iterable[ArchiveNumber]) -> Iterator[tuple[int, int]]:
    """Where in their sentence the numbers are, each where it stands alone: no 5 of "15", "5.5" or "5%"."""
    end = 0
    for number in numbers:
        alone = rf"(?<!\w)(?<!\d[.,]){re.escape(inert_line(number.text))}(?![\w%]|[.,]\d)"
        if found := re.compile(alone).search(sentence, end):
            end = found.end()
            yield found.span()


def units(connection: sqlite3.Connection, typed: str) -> tuple[str, ...]:
    """The units that somebody calls so, as records have them: of "dollars" all dollars; none if nothing was typed.

    Raises ArchiveError, with the archive's most frequent units, where that is no unit of ours nor of the archive's.
    """
    if not typed:
        return ()
    named = _known(typed)
    if not named:
        counts = "SELECT unit FROM number WHERE unit IS NOT NULL GROUP BY unit ORDER BY count(*) DESC"
        there = [unit for (unit,) in connection.execute(counts)]
        named = [unit for unit in there if unit.lower() == typed.lower()]
        if not named:
            offered = f"the archive has {', '.join(there[:_OFFERED])}" if there else "the archive has none"
            raise ArchiveError(f"{typed}: not a unit: {offered}")
    return tuple(named)


def _known(typed: str) -> list[str]:
    """The units that a spelling, a sign or a code means."""
    from newsextract.numbers.knowledge.lexicon import lexicon
    from newsextract.numbers.text.tokens import lex

    known = lexicon()
    if typed.upper() in known.codes:
        return [typed.upper()]
    tokens = lex(typed)
    found = []
    for phrases in (known.unit_words, known.unit_symbols, known.money_words, known.money_before, known.money_after):
        at = phrases.at(tokens, 0) if typed.strip() else None
        if at and not tokens.raws[at[1]]:
            meant = at[0] if isinstance(at[0], str) else at[0].name
            found += known.shared.get(meant, [meant])
    return found
