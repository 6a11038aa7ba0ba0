"""Who, where and when, counted in SQL: over the whole archive by what it has counted already, over a part by its rows.

A part is what ``choosing.choose`` has put into the table ``chosen``. What it has put into ``left_out`` is counted
nowhere, and neither is a find that is less sure than the choice says.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
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
_TIES = 200  # more pairs, since names decide among those of the same figures
IN_A_LIST = 200  # persons of an article: more are a list, and do not appear with each other
FEW, _PLACES = 5000, 40_000  # persons, and places of persons in articles, in which pairs are sought: guessed


def people(connection: sqlite3.Connection, choice: Choice, order: Order, limit: int) -> list[PersonCount]:
    """The persons of most articles, or of most quotes: of the whole archive as it has counted them already."""
    counted = "person"
    if choice.is_part or choice.copies or choice.least:
        counted = (
            "(SELECT person_id AS id, count(*) AS articles, sum(mentions) AS mentions, "
            f"sum({_quotes(choice)}) AS quotes FROM article_person AS held WHERE {_asked(choice, 'held')} "
            "GROUP BY person_id)"
        )
    rows = connection.execute(
        "SELECT counted.id, person.name, person.role, counted.articles AS articles, counted.mentions AS mentions, "
        f"counted.quotes AS quotes FROM {counted} AS counted JOIN person ON person.id = counted.id "
        f"WHERE counted.{order} > 0 ORDER BY {_ORDERS[order]}, person.name LIMIT ?",
        (limit,),
    )
    return [PersonCount(*row) for row in rows]


def _asked(choice: Choice, table: str) -> str:
    """The condition that a row of a table of finds is asked about."""
    return f"{table}.article_id {choice.are_articles} AND {choice.is_sure(table)}"


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
        f"FROM article_country WHERE {_asked(choice, 'article_country')} GROUP BY alpha_2) AS counted "
        "CROSS JOIN country_mention AS named USING (article_id, alpha_2) "
        "GROUP BY alpha_2 ORDER BY articles DESC, counted.mentions DESC, country LIMIT ?",
        (limit,),
    )
    return [CountryCount(*row) for row in rows]


def found(connection: sqlite3.Connection, choice: Choice) -> dict[str, int]:
    """How many people, countries and quotes there are."""
    of_people, of_countries, of_quotes = (
        f"{table} WHERE {_asked(choice, table)}" for table in ("article_person", "article_country", "quote")
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
        f"(SELECT date, count(*) AS articles, sum(words) AS words FROM article WHERE id {choice.are_articles} "
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
    """Who appears with whom in most articles, and in two at least, of the persons with most articles."""
    asked = _asked(choice, "article_person")
    persons, places = list[int](), 0
    for person, articles in connection.execute(
        f"SELECT person_id, count(*) FROM article_person WHERE {asked} GROUP BY person_id ORDER BY 2 DESC, 1 LIMIT ?",
        (FEW,),
    ):
        places += articles
        if articles < 2 or places > _PLACES:
            break
        persons.append(person)
    rows = connection.execute(
        f"SELECT group_concat(person_id) FROM article_person WHERE person_id IN ({marks(persons)}) AND {asked} "
        f"AND article_id NOT IN (SELECT article_id FROM article_person WHERE {asked} GROUP BY article_id "
        "HAVING count(*) > ?) GROUP BY article_id HAVING count(*) > 1",
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


def companions(connection: sqlite3.Connection, choice: Choice, person: int, name: str, limit: int) -> list[PairCount]:
    """Who is in most of the chosen articles, those of a person, with that person."""
    rows = connection.execute(
        "SELECT person.name, person.id, counted.articles FROM (SELECT person_id, count(*) AS articles "
        f"FROM article_person AS held WHERE {_asked(choice, 'held')} GROUP BY person_id) AS counted "
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


_COUNTED = f"number.kind <> 'ordinal' AND {IS_SUMMED}"  # "the third quarter" counts nothing
_KEY = "number.kind, unit, per, change"

_Range = tuple[float, float]
"""The least and the most that a number says."""


def series(connection: sqlite3.Connection, search: NumberSearch, limit: int) -> list[NumberCount]:
    """The series of most articles, of the numbers with the words of the search: each of one concept, in any case, one
    kind, unit, what it is per and change.
    """
    table = "with_words CROSS JOIN number USING (article_id, start)" if search.words else "number"
    # the plus has SQLite go through the index of concepts, not through the articles
    asked = f"concept IS NOT NULL AND {_COUNTED} AND +{_asked(search.choice, 'number')}"
    keys = connection.execute(
        f"SELECT concept, {_KEY}, count(DISTINCT number.article_id) AS articles FROM {table} WHERE {asked} "
        f"GROUP BY concept COLLATE NOCASE, {_KEY} "
        f"ORDER BY articles DESC, count(*) DESC, concept COLLATE NOCASE, {_KEY} LIMIT ?",
        (limit,),
    ).fetchall()
    counted = []
    for key_concept, kind, unit, per, change, articles in keys:
        rows = connection.execute(
            f"SELECT concept, date, number.value, coalesce(upper, number.value) FROM {table} "
            f"JOIN article ON article.id = number.article_id WHERE {asked} "
            f"AND concept = ? COLLATE NOCASE AND ({_KEY}) IS (?, ?, ?, ?)",
            (key_concept, kind, unit, per, change),
        ).fetchall()
        written = Counter(concept for concept, *_ in rows)
        periods: defaultdict[str, list[_Range]] = defaultdict(list)
        for _, date, *range in rows:
            if date and is_date(period := date[:_MONTH]):
                periods[period].append(tuple(range))
        counted.append(
            NumberCount(
                min(written, key=lambda concept: (-written[concept], concept)),
                kind,
                unit,
                per,
                change,
                articles,
                *_spread([row[-2:] for row in rows]),
                over_time=tuple(Values(period, *_spread(periods[period])) for period in sorted(periods)),
            )
        )
    return counted


def _spread(ranges: Sequence[_Range]) -> tuple[int, float, float, float]:
    """How many there are, the least, the median of all ends, and the most."""
    ends = [end for both in ranges for end in both]
    return len(ranges), min(ends), median(ends), max(ends)
