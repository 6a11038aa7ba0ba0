"""What articles say of a person besides the name, and how far two such accounts agree."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.titles import title_sexes

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_SMALL = frozenset(["the", "and", "for", "who", "from", "with", "his", "her", "their", "late", "acting"])
_ONCE = frozenset(["former", "formerly", "ex", "retired", "onetime", "one-time", "ousted", "deposed"])
_NEAR = 14  # days
_MOST = 200  # articles of a person that are looked at
_SAMPLE = 5_000  # articles by which it is told how rare a country is
_KEPT = 200_000  # companions, in all accounts that stay in memory: a list of names has a thousand for each
_ACCOUNT = 20  # companions, as much as an account weighs without any


@rules.cached
def walks_of_life() -> Mapping[str, str]:
    """The walk of life of each noun that tells one."""
    return {noun: walk for walk, nouns in rules.table("archive/walks_of_life").items() for noun in nouns}


@dataclass(slots=True)
class Evidence:
    """Of one article, or of several together: with whom, where, as what, when, and of which sex."""

    companions: Counter[int] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    walks: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)

    def add(self, other: Evidence) -> None:
        """Together with that of another article."""
        self.companions.update(other.companions)
        self.countries.update(other.countries)
        self.roles.update(other.roles)
        self.walks |= other.walks
        self.days |= other.days
        self.sexes |= other.sexes

    def has_role(self, role: str) -> None:
        """Note what an article calls the person."""
        words = set(_WORD.findall(role.lower()))
        self.roles.update(words - _SMALL - _ONCE)
        if words.isdisjoint(_ONCE):
            known = walks_of_life()
            self.walks.update(known[word] for word in words if word in known)

    def has_title(self, title: str) -> None:
        """Note how an article addresses the person: by Mr or Ms, or by a rank or an office."""
        self.sexes.update(_sexes().get(title.lower().rstrip("."), ""))
        word = ["", *title.rstrip(".").split()][-1]
        if word not in lexicon().courtesy or word.lower() in walks_of_life():
            self.has_role(title)


@rules.cached
def _sexes() -> Mapping[str, str]:
    return {title.lower(): sex for title, sex in title_sexes().items()}


class Witness:
    """Reads what the articles of an archive say of its persons."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection
        [last] = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
        self._articles: int = max(1, min(last, _SAMPLE))
        self._in_articles: dict[str, int] = dict(
            connection.execute(
                "SELECT alpha_2, count(*) FROM article_country INDEXED BY article_country_by_article "
                "WHERE article_id > ? GROUP BY alpha_2",
                (last - _SAMPLE,),
            )
        )
        self._of_persons: dict[int, Evidence] = {}
        self._kept = 0

    def of_article(self, article: int, person: int) -> Evidence:
        """What one article says of one of its persons."""
        return self.of_articles((article,), person)

    def of_person(self, person: int) -> Evidence:
        """What the articles of a person, the latest of many, say together."""
        found = self._of_persons.get(person)
        if found is None:
            rows = self._connection.execute(
                "SELECT article_id FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?",
                (person, _MOST),
            )
            found = self.of_articles((article for (article,) in rows.fetchall()), person)
            if self._kept > _KEPT:
                self._of_persons.clear()
                self._kept = 0
            self._kept += len(found.companions) + _ACCOUNT
            self._of_persons[person] = found
        return found

    def of_articles(self, articles: Iterable[int], person: int) -> Evidence:
        """What these articles say of a person together. Each table is asked once, for all of them."""
        found, these = Evidence(), json.dumps([*articles])
        found.companions.update(self._asked("person_id", "article_person", "article_id", these))
        del found.companions[person]
        found.countries.update(self._asked("alpha_2", "article_country", "article_id", these))
        found.days.update(day for text in self._asked("date", "article", "article.id", these) if (day := _day(text)))
        rows = self._connection.execute(
            "SELECT titles, roles FROM json_each(?) CROSS JOIN article_person ON article_id = value AND person_id = ?",
            (these, person),
        )
        for titles, roles in rows:
            for role in json.loads(roles):
                found.has_role(role)
            for title in json.loads(titles):
                found.has_title(title)
        return found

    def _asked(self, column: str, table: str, by: str, these: str) -> Iterator[Any]:
        rows = self._connection.execute(
            f"SELECT {column} FROM json_each(?) CROSS JOIN {table} ON {by} = value", (these,)
        )
        return map(itemgetter(0), rows)

    def forget(self, person: int) -> None:
        """The person's articles are others now."""
        self._of_persons.pop(person, None)

    def agreement(self, one: Evidence, other: Evidence) -> float:
        """How far two accounts agree: about 1 for each thing that speaks for one person; 0 where nothing does."""
        companions = len(one.companions.keys() & other.companions.keys())
        roles = len(one.roles.keys() & other.roles.keys())
        countries = sum((self._rarity(code) for code in one.countries.keys() & other.countries.keys()), 0.0)
        near = _are_near(one.days, other.days)
        return float(min(companions, 2) + min(roles, 2)) + min(countries, 1.0) + near / 2

    def _rarity(self, code: str) -> float:
        return 1.0 - self._in_articles.get(code, 0) / self._articles


def _are_near(one: set[int], other: set[int]) -> bool:
    few, many = sorted((one, other), key=len)
    return any(day + apart in many for day in few for apart in range(-_NEAR, _NEAR + 1))


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None
