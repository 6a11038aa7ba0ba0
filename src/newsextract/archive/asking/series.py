"""What is counted most, and its values over time: numbers of one concept, kind and unit are a series."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from newsextract.archive.asking.answers import NumberCount, Values
from newsextract.archive.asking.choosing import Choice, is_date
from newsextract.archive.asking.counting import are_few
from newsextract.archive.asking.numbering import NumberSearch

AT_ONCE = 5  # concepts
_MONTH = len("2026-03")
_COLUMNS = "concept, kind, unit, per, article_id, number.value, coalesce(upper, number.value)"
_COUNTED = "concept IS NOT NULL AND kind <> 'ordinal'"  # "the third quarter" counts nothing

_Key = tuple[str, str, str | None, str | None]
"""The concept without regard to case, the kind, the unit, and per what."""
_Range = tuple[int, float, float]
"""The article of a number, and the least and the most that it says."""


@dataclass(slots=True)
class _Series:
    """Numbers of one concept, kind and unit."""

    key: _Key
    written: Counter[str] = field(default_factory=Counter)
    ranges: list[_Range] = field(default_factory=list)

    @property
    def articles(self) -> int:
        return len({article for article, *_ in self.ranges})

    @property
    def rank(self) -> tuple[int, int, str]:
        """Those of most articles come first."""
        return -self.articles, -len(self.ranges), str(self.key)


def series(connection: sqlite3.Connection, search: NumberSearch, limit: int) -> list[NumberCount]:
    """The series of most articles, of the numbers with the words of the search."""
    choice = search.choice
    if search.words:
        found = _of_words(connection, search)
    elif choice.is_part and are_few(connection):
        found = _of_chosen(connection, choice)
    else:
        found = _first(connection, choice, limit)
    ranked = sorted(found, key=lambda one: one.rank)[:limit]
    articles = {article for one in ranked for article, *_ in one.ranges}
    dates = dict(
        connection.execute(
            "SELECT article.id, date FROM json_each(?) CROSS JOIN article ON article.id = value",
            (json.dumps([*articles]),),
        )
    )
    return [_counted(one, dates) for one in ranked]


def _of_words(connection: sqlite3.Connection, search: NumberSearch) -> list[_Series]:
    """All series of the numbers that have the words."""
    where, values = search.conditions()
    return _grouped(connection.execute(f"SELECT {_COLUMNS} FROM {search.table} WHERE {_COUNTED} AND {where}", values))


def _of_chosen(connection: sqlite3.Connection, choice: Choice) -> list[_Series]:
    """All series of the chosen articles, which are few."""
    return _grouped(
        connection.execute(
            f"SELECT {_COLUMNS} FROM chosen CROSS JOIN number ON article_id = chosen.id "
            f"WHERE {_COUNTED} AND {choice.is_sure('number')}"
        )
    )


def _first(connection: sqlite3.Connection, choice: Choice, limit: int) -> list[_Series]:
    """Some series, among them the first ones.

    The concepts of most articles are looked into, until the next one has fewer than the last series that is wanted has
    articles: no series has more articles than its concept.
    """
    found: list[_Series] = []
    counts: list[int] = []
    concepts = connection.execute(
        "SELECT concept, count(DISTINCT article_id) AS articles FROM number INDEXED BY number_by_concept "
        "WHERE concept IS NOT NULL GROUP BY concept COLLATE NOCASE ORDER BY articles DESC"
    )
    while some := concepts.fetchmany(AT_ONCE):
        if limit <= len(counts) and (not limit or counts[limit - 1] > some[0][1]):
            break
        for concept, _ in some:
            found += _of_concept(connection, choice, concept)
        counts = sorted((one.articles for one in found), reverse=True)
    return found


def _of_concept(connection: sqlite3.Connection, choice: Choice, concept: str) -> list[_Series]:
    return _grouped(
        connection.execute(
            f"SELECT {_COLUMNS} FROM number INDEXED BY number_by_concept WHERE {_COUNTED} "
            f"AND concept = ? COLLATE NOCASE AND +article_id {choice.are_articles} AND {choice.is_sure('number')}",
            (concept,),
        )
    )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> list[_Series]:
    found: dict[_Key, _Series] = {}
    for written, kind, unit, per, *range in rows:
        key = written.lower(), kind, unit, per
        one = found.get(key) or found.setdefault(key, _Series(key))
        one.written[written] += 1
        one.ranges.append(tuple(range))
    return list(found.values())


def _counted(one: _Series, dates: Mapping[int, str | None]) -> NumberCount:
    periods: defaultdict[str, list[_Range]] = defaultdict(list)
    for range in one.ranges:
        if (date := dates[range[0]]) and is_date(period := date[:_MONTH]):
            periods[period].append(range)
    _, kind, unit, per = one.key
    concept = min(one.written, key=lambda written: (-one.written[written], written))
    over_time = tuple(Values(period, *_spread(periods[period])) for period in sorted(periods))
    return NumberCount(concept, kind, unit, per, one.articles, *_spread(one.ranges), over_time=over_time)


def _spread(ranges: Sequence[_Range]) -> tuple[int, float, float, float]:
    """How many there are, the least, the median of all ends, and the most."""
    ends = [end for _, *both in ranges for end in both]
    return len(ranges), min(ends), median(ends), max(ends)
