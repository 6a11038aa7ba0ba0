"""Who, where and when, counted in SQL: over the whole archive by what it has counted already, over a part by its rows.

A part is what ``choosing.choose`` has put into the table ``chosen``. What it has put into ``left_out`` is counted
nowhere, and neither is a find that is less sure than the choice says.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import combinations
from statistics import median
from typing import Any, Literal

from newsextract.archive.asking.answers import (
    ArchiveArticle,
    CountryCount,
    MonthCount,
    NameCount,
    NumberCount,
    PairCount,
    PersonCount,
    Values,
)
from newsextract.archive.asking.choosing import Choice, is_date
from newsextract.archive.asking.searching import IS_SUMMED, NumberSearch
from newsextract.archive.store.database import marks, value
from newsextract.people.knowledge.titles import is_office

Order = Literal["articles", "quotes"]

_ORDERS: dict[Order, str] = {"articles": "articles DESC, mentions DESC", "quotes": "quotes DESC, articles DESC"}
_MONTH = len("2026-03")
TRIED_FIRST = 20  # times as many persons as are wanted
_TIES = 200  # more persons, since names decide among those of the same figures
IN_A_LIST = 200  # persons of an article: more are a list, and do not appear with each other
_HELD = {
    True: "chosen CROSS JOIN article_person AS held ON held.article_id = chosen.id",
    False: "article_person AS held",
}
"""The rows of article_person, by whether only some articles are asked about."""
FEW, _PLACES = 5000, 40_000  # articles or persons, and places of persons in articles, in which pairs are sought


def people(connection: sqlite3.Connection, choice: Choice, order: Order, limit: int) -> list[PersonCount]:
    """The persons of most articles, or of most quotes. If copies count too, all rows are counted."""
    if choice.is_part or choice.copies or choice.least:
        likeliest = [] if choice.copies else _likeliest(connection, choice, order, limit)
        return likeliest or _counted(connection, choice, f"{_HELD[choice.is_part]} WHERE", order, limit)
    rows = connection.execute(
        f"SELECT id, name, role, articles, mentions, quotes FROM person WHERE {order} > 0 "
        f"ORDER BY {_ORDERS[order]}, name LIMIT ?",
        (limit,),
    )
    return [PersonCount(*row) for row in rows]


def _likeliest(connection: sqlite3.Connection, choice: Choice, order: Order, limit: int) -> list[PersonCount]:
    """The first persons of the choice if they are among the first of the archive; none where that is not certain.

    Nobody has more articles in the choice than in all: where the last that is wanted has more there than the next of
    the archive has in all, nobody else need be looked at.
    """
    tried = limit * TRIED_FIRST
    next_one = f"SELECT {order} FROM person WHERE {order} > 0 ORDER BY {order} DESC LIMIT 1 OFFSET ?"
    if not (most := value(connection, next_one, (tried,))):
        return []
    found = _counted(
        connection,
        choice,
        f"(SELECT id FROM person WHERE {order} > 0 ORDER BY {order} DESC LIMIT {tried}) AS first "
        "CROSS JOIN article_person AS held ON held.person_id = first.id WHERE",
        order,
        limit,
    )
    return found if len(found) == limit and getattr(found[-1], order) > most else []


def _counted(connection: sqlite3.Connection, choice: Choice, held: str, order: Order, limit: int) -> list[PersonCount]:
    """The first persons, by their rows of article_person; ``held`` is the SQL of these, up to a condition."""
    rows = connection.execute(
        "WITH counted AS (SELECT held.person_id AS person_id, count(*) AS articles, sum(held.mentions) AS mentions, "
        f"sum({_quotes(choice)}) AS quotes FROM {held} +held.article_id {choice.are_articles} "
        f"AND {choice.is_sure('held')} GROUP BY held.person_id ORDER BY {_ORDERS[order]}, person_id LIMIT ?) "
        "SELECT id, name, role, counted.articles AS articles, counted.mentions AS mentions, counted.quotes AS quotes "
        f"FROM counted JOIN person ON id = person_id WHERE counted.{order} > 0 ORDER BY {_ORDERS[order]}, name LIMIT ?",
        (limit + _TIES, limit),
    )
    return [PersonCount(*row) for row in rows]


def _quotes(choice: Choice) -> str:
    """The SQL for how many quotes a row ``held`` of article_person has."""
    if choice.least is None:
        return "held.quotes"
    own = "(quote.article_id, quote.person_id) = (held.article_id, held.person_id)"
    return f"(SELECT count(*) FROM quote WHERE {own} AND {choice.is_sure('quote')})"


def countries(connection: sqlite3.Connection, choice: Choice, limit: int) -> list[CountryCount]:
    """The countries of most articles."""
    rows = connection.execute(
        "SELECT counted.alpha_2, alpha_3, country, articles, counted.mentions FROM "
        "(SELECT alpha_2, count(*) AS articles, sum(mentions) AS mentions, min(article_id) AS article_id "
        f"FROM article_country {_where(connection, choice, 'article_country')} GROUP BY alpha_2) AS counted "
        "CROSS JOIN country_mention AS named USING (article_id, alpha_2) "
        "GROUP BY alpha_2 ORDER BY articles DESC, counted.mentions DESC, country LIMIT ?",
        (limit,),
    )
    return [CountryCount(*row) for row in rows]


def found(connection: sqlite3.Connection, choice: Choice) -> dict[str, int]:
    """How many people, countries and quotes there are."""
    of_people, of_countries, of_quotes = (
        f"{table} {_where(connection, choice, table)}" for table in ("article_person", "article_country", "quote")
    )
    in_articles = "articles > 0 OR NOT EXISTS (SELECT 1 FROM left_out)"  # else some persons are in copies alone
    people = (
        f"SELECT count(DISTINCT person_id) FROM {of_people}"
        if choice.is_part or choice.least
        else f"SELECT count(*) FROM person WHERE {in_articles}"
    )
    return {
        "people": value(connection, people),
        "countries": value(connection, f"SELECT count(DISTINCT alpha_2) FROM {of_countries}"),
        "quotes": value(connection, f"SELECT count(*) FROM {of_quotes}"),
    }


def left_out(connection: sqlite3.Connection) -> int:
    """How many articles were left out, since they are copies."""
    return int(value(connection, "SELECT count(*) FROM left_out"))


def months(connection: sqlite3.Connection, choice: Choice) -> tuple[list[MonthCount], dict[str, Any]]:
    """The months from the first to the last, also those of no article; and of all articles how many there are, their
    words, how many are undated, and the first and last date, by the names that ``Summary`` has for them."""
    rows = connection.execute(
        "SELECT substr(date, 1, 7) AS month, sum(articles), sum(words), min(date), max(date) FROM "
        f"(SELECT date, count(*) AS articles, sum(words) AS words FROM article {_where(connection, choice)} "
        "GROUP BY date) GROUP BY month ORDER BY month"
    ).fetchall()
    dated = [row for row in rows if row[0] and is_date(row[0])]
    totals = {
        "articles": sum(row[1] for row in rows),
        "words": sum(row[2] for row in rows),
        "undated": sum(row[1] for row in rows) - sum(row[1] for row in dated),
        "since": min((row[3] for row in dated), default=None),
        "until": max((row[4] for row in dated), default=None),
    }
    counts = {month: figures for month, *figures, _, _ in dated if len(month) == _MONTH}  # without mere years
    first, last = (int(end[:4]) * 12 + int(end[5:]) - 1 for end in (min(counts), max(counts))) if counts else (0, -1)
    names = (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))
    return [MonthCount(name, *counts.get(name, (0, 0))) for name in names], totals


def pairs(connection: sqlite3.Connection, choice: Choice, limit: int) -> list[PairCount]:
    """Who appears with whom in most articles, and in two at least.

    Of a few thousand articles all persons are looked at, of more only those with most articles.
    """
    if choice.is_part and are_few(connection):
        rows = connection.execute(
            f"SELECT group_concat(person_id) FROM {_HELD[True]} WHERE {choice.is_sure('held')} "
            "GROUP BY chosen.id HAVING count(*) BETWEEN 2 AND ?",
            (IN_A_LIST,),
        )
    else:
        persons = list(_first_persons(connection))
        rows = connection.execute(
            f"SELECT group_concat(person_id) FROM article_person WHERE person_id IN ({marks(persons)})"
            f" AND +article_id {choice.are_articles} AND {choice.is_sure('article_person')}"
            " GROUP BY article_id HAVING count(*) BETWEEN 2 AND ?",
            (*persons, IN_A_LIST),
        )
    found: Counter[tuple[int, int]] = Counter()
    for (group,) in rows:
        found.update(combinations(sorted(map(int, group.split(","))), 2))
    often = (one for one in found.items() if one[1] > 1)
    most = nsmallest(limit + _TIES, often, key=lambda one: (-one[1], one[0]))
    persons = list({person for pair, _ in most for person in pair})
    names = dict(connection.execute(f"SELECT id, name FROM person WHERE id IN ({marks(persons)})", persons))
    most.sort(key=lambda one: (-one[1], *(names[person] for person in one[0])))
    return [PairCount(names[one], one, names[other], other, count) for (one, other), count in most[:limit]]


def are_few(connection: sqlite3.Connection) -> bool:
    """Whether so few articles are chosen that it costs less to look for each than to go through an index of all."""
    return bool(value(connection, "SELECT count(*) <= ? FROM chosen", (FEW,)))


def _where(connection: sqlite3.Connection, choice: Choice, table: str = "") -> str:
    """The condition that a row of a table, or of article itself, is asked about."""
    plus = "+" if choice.is_part and not are_few(connection) else ""  # keeps SQLite from looking for each
    of_finds = f"article_id {choice.are_articles} AND {choice.is_sure(table)}"
    return f"WHERE {plus}{of_finds if table else f'id {choice.are_articles}'}"


def _first_persons(connection: sqlite3.Connection) -> Iterator[int]:
    """The persons with most articles, as many as can be counted at once."""
    places = 0
    for person, articles in connection.execute(
        "SELECT id, articles FROM person ORDER BY articles DESC LIMIT ?", (FEW,)
    ):
        places += articles
        if places > _PLACES:
            return
        yield person


def companions(connection: sqlite3.Connection, choice: Choice, person: int, name: str, limit: int) -> list[PairCount]:
    """Who is in most of the chosen articles, those of a person, with that person."""
    rows = connection.execute(
        "SELECT person.name, person.id, counted.articles FROM (SELECT person_id, count(*) AS articles "
        f"FROM {_HELD[True]} WHERE {choice.is_sure('held')} GROUP BY person_id) AS counted "
        "JOIN person ON person.id = person_id WHERE person_id <> ? "
        "ORDER BY counted.articles DESC, person.articles DESC, person.name LIMIT ?",
        (person, limit),
    )
    return [PairCount(name, person, other, id, articles) for other, id, articles in rows]


def inside(
    connection: sqlite3.Connection, choice: Choice, person: int
) -> tuple[list[NameCount], list[NameCount], list[ArchiveArticle]]:
    """A person's names, roles and articles, among those that were chosen; the newest article first."""
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    articles = []
    rows = connection.execute(
        "SELECT held.name, held.aliases, held.titles, held.roles, "
        "article.name, article.title, article.date, article.url, held.mentions, "
        f"{_quotes(choice)} "
        "FROM chosen CROSS JOIN article ON article.id = chosen.id "
        "JOIN article_person AS held ON held.article_id = article.id AND held.person_id = ? "
        "ORDER BY article.date DESC, article.id",
        (person,),
    )
    for name, aliases, titles, of_roles, *article in rows:
        names.update({name, *json.loads(aliases)})
        roles.update({*filter(is_office, json.loads(titles)), *json.loads(of_roles)})
        articles.append(ArchiveArticle(*article))
    return _most(names), _most(roles), articles


def _most(counted: Counter[str]) -> list[NameCount]:
    """The names or roles, first those that most articles give."""
    return [NameCount(*one) for one in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]


AT_ONCE = 5  # concepts
_COLUMNS = "concept, kind, unit, per, change, article_id, number.value, coalesce(upper, number.value)"
_COUNTED = f"concept IS NOT NULL AND kind <> 'ordinal' AND {IS_SUMMED}"  # "the third quarter" counts nothing

_Key = tuple[str, str, str | None, str | None, str | None]
"""The concept without regard to case, the kind, the unit, per what, and whether it is of rises or of falls."""
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
        found = _grouped(connection, search.table, *search.conditions())
    elif choice.is_part and are_few(connection):
        found = _grouped(connection, "chosen CROSS JOIN number ON article_id = chosen.id", choice.is_sure("number"))
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
    return [_number_count(one, dates) for one in ranked]


def _first(connection: sqlite3.Connection, choice: Choice, limit: int) -> list[_Series]:
    """Some series, which include the first ones.

    The concepts of most articles are looked into, until the next one has fewer than the last series that is wanted has
    articles: no series has more articles than its concept.
    """
    found: list[_Series] = []
    counts: list[int] = []
    where = f"concept = ? COLLATE NOCASE AND +article_id {choice.are_articles} AND {choice.is_sure('number')}"
    concepts = connection.execute(
        "SELECT concept, count(DISTINCT article_id) AS articles FROM number INDEXED BY number_by_concept "
        "WHERE concept IS NOT NULL GROUP BY concept COLLATE NOCASE ORDER BY articles DESC"
    )
    while some := concepts.fetchmany(AT_ONCE):
        if limit <= len(counts) and (not limit or counts[limit - 1] > some[0][1]):
            break
        for concept, _ in some:
            found += _grouped(connection, "number INDEXED BY number_by_concept", where, (concept,))
        counts = sorted((one.articles for one in found), reverse=True)
    return found


def _grouped(connection: sqlite3.Connection, table: str, where: str, values: Sequence[object] = ()) -> list[_Series]:
    """The series of the numbers of a table, in SQL, that fulfil a condition."""
    found: dict[_Key, _Series] = {}
    rows = connection.execute(f"SELECT {_COLUMNS} FROM {table} WHERE {_COUNTED} AND {where}", values)
    for written, kind, unit, per, change, *range in rows:
        key = written.lower(), kind, unit, per, change
        one = found.get(key) or found.setdefault(key, _Series(key))
        one.written[written] += 1
        one.ranges.append(tuple(range))
    return list(found.values())


def _number_count(one: _Series, dates: Mapping[int, str | None]) -> NumberCount:
    periods: defaultdict[str, list[_Range]] = defaultdict(list)
    for range in one.ranges:
        if (date := dates[range[0]]) and is_date(period := date[:_MONTH]):
            periods[period].append(range)
    _, kind, unit, per, change = one.key
    concept = min(one.written, key=lambda written: (-one.written[written], written))
    over_time = tuple(Values(period, *_spread(periods[period])) for period in sorted(periods))
    return NumberCount(concept, kind, unit, per, change, one.articles, *_spread(one.ranges), over_time=over_time)


def _spread(ranges: Sequence[_Range]) -> tuple[int, float, float, float]:
    """How many there are, the least, the median of all ends, and the most."""
    ends = [end for _, *both in ranges for end in both]
    return len(ranges), min(ends), median(ends), max(ends)
