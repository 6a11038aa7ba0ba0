"""What is counted most, and its values over time: numbers of one concept, kind and unit are a series."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from newsextract.archive.answers import NumberCount, Values
from newsextract.archive.choosing import is_date
from newsextract.archive.counting import KEPT, are_few

_COUNTED = "concept IS NOT NULL AND kind <> 'ordinal'"
"""As the index has it: "the third quarter" counts nothing."""
_AT_ONCE = 20  # concepts
_MONTH = len("2026-03")

_Unit = tuple[str, str | None, str | None]
"""The kind, the unit, and per what."""
_Range = tuple[float, float]
"""The least and the most that a number says; the same twice where it is no range."""


@dataclass(slots=True)
class _Series:
    """Numbers of one concept, kind and unit."""

    unit: _Unit
    concepts: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)
    ranges: list[_Range] = field(default_factory=list)
    periods: defaultdict[str, list[_Range]] = field(default_factory=lambda: defaultdict(list))

    def add(self, concept: str, article: int, range: _Range, date: str | None) -> None:
        self.concepts[concept] += 1
        self.articles.add(article)
        self.ranges.append(range)
        if date and is_date(period := date[:_MONTH]):
            self.periods[period].append(range)

    @property
    def concept(self) -> str:
        """As most numbers have it."""
        return min(self.concepts, key=lambda concept: (-self.concepts[concept], concept))

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Those of most articles come first."""
        return -len(self.articles), -self.concepts.total(), self.concept, str(self.unit)


def series(connection: sqlite3.Connection, part: bool, limit: int) -> list[NumberCount]:
    """The series of most articles; all where the limit is negative.

    The concepts of most articles are looked into, until the next one has fewer than the last series that is wanted: no
    series has more articles than its concept.
    """
    found: list[_Series] = []
    concepts = _concepts(connection, part)
    for start in range(0, len(concepts), _AT_ONCE):
        if 0 <= limit <= len(found) and (not limit or len(found[limit - 1].articles) > concepts[start][1]):
            break
        for concept, _ in concepts[start : start + _AT_ONCE]:
            found += _of_concept(connection, part, concept)
        found.sort(key=lambda one: one.rank)
    return list(map(_counted, found if limit < 0 else found[:limit]))


def _concepts(connection: sqlite3.Connection, part: bool) -> list[tuple[str, int]]:
    """The concepts, and how many articles have each; that of most articles first."""
    numbers = "number INDEXED BY number_by_concept"
    if part and are_few(connection):
        numbers = "chosen CROSS JOIN number ON article_id = chosen.id"
    return connection.execute(
        f"SELECT concept, count(DISTINCT article_id) AS articles FROM {numbers} WHERE {_COUNTED} {_kept(part)} "
        "GROUP BY concept COLLATE NOCASE ORDER BY articles DESC"
    ).fetchall()


def _of_concept(connection: sqlite3.Connection, part: bool, concept: str) -> list[_Series]:
    found: dict[_Unit, _Series] = {}
    rows = connection.execute(
        "SELECT kind, unit, per, concept, article_id, value, upper, date "
        "FROM number INDEXED BY number_by_concept CROSS JOIN article ON article.id = article_id "
        f"WHERE {_COUNTED} AND concept = ? COLLATE NOCASE {_kept(part)}",
        (concept,),
    )
    for *unit, written, article, value, upper, date in rows:
        key = tuple(unit)
        found.setdefault(key, _Series(key)).add(written, article, (value, value if upper is None else upper), date)
    return list(found.values())


def _kept(part: bool) -> str:
    return f"AND +article_id {'IN (SELECT id FROM chosen)' if part else KEPT}"


def _counted(one: _Series) -> NumberCount:
    kind, unit, per = one.unit
    periods = (Values(period, *_spread(one.periods[period])) for period in sorted(one.periods))
    return NumberCount(one.concept, kind, unit, per, len(one.articles), *_spread(one.ranges), over_time=tuple(periods))


def _spread(ranges: Sequence[_Range]) -> tuple[int, float, float, float]:
    """How many there are, the least, the median of all ends, and the most."""
    ends = [end for range in ranges for end in range]
    return len(ranges), min(ends), median(ends), max(ends)
