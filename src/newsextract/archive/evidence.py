"""What articles say of a person besides the name, and how far two such accounts agree."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from newsextract.people.titles import title_sexes

_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(["the", "and", "for", "who", "from", "with", "his", "her", "their", "former", "late", "acting"])
_NEAR = 14  # days
_MOST = 200  # articles of a person that are looked at


@dataclass(slots=True)
class Evidence:
    """Of one article, or of several together: with whom, where, as what, when, and of which sex."""

    companions: Counter[int] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    days: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)

    def add(self, other: Evidence) -> None:
        """Together with that of another article."""
        self.companions.update(other.companions)
        self.countries.update(other.countries)
        self.roles.update(other.roles)
        self.days |= other.days
        self.sexes |= other.sexes

    def conflicts(self, other: Evidence) -> bool:
        """Whether titles tell of a man here and of a woman there."""
        return bool(self.sexes and other.sexes) and self.sexes.isdisjoint(other.sexes)


class Witness:
    """Reads what the articles of an archive say of its persons."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """The archive as it is now."""
        self._connection = connection
        [self._articles] = connection.execute("SELECT count(*) FROM article").fetchone()
        self._in_articles = dict(
            connection.execute("SELECT alpha_2, count(DISTINCT article_id) FROM country_mention GROUP BY alpha_2")
        )

    def of_article(self, article: int, person: int) -> Evidence:
        """What one article says of one of its persons."""
        found = Evidence()
        rows = self._connection.execute(
            "SELECT person_id, titles, roles FROM article_person WHERE article_id = ?", (article,)
        )
        for other, titles, roles in rows:
            if other != person:
                found.companions[other] += 1
                continue
            found.roles.update(_words(json.loads(roles)))
            sexes = title_sexes()
            found.sexes.update(sexes[title] for title in map(str.lower, json.loads(titles)) if title in sexes)
        countries = self._connection.execute(
            "SELECT DISTINCT alpha_2 FROM country_mention WHERE article_id = ?", (article,)
        )
        found.countries.update(code for (code,) in countries)
        [day] = self._connection.execute("SELECT date FROM article WHERE id = ?", (article,)).fetchone()
        if (number := _day(day)) is not None:
            found.days.add(number)
        return found

    def of_person(self, person: int) -> Evidence:
        """What the articles of a person say together."""
        found = Evidence()
        rows = self._connection.execute(
            "SELECT article_id FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?",
            (person, _MOST),
        )
        for (article,) in rows.fetchall():
            found.add(self.of_article(article, person))
        return found

    def agreement(self, one: Evidence, other: Evidence) -> float:
        """How far two accounts agree: about 1 for each thing that speaks for one person; 0 where nothing does."""
        companions = len(one.companions.keys() & other.companions.keys())
        roles = len(one.roles.keys() & other.roles.keys())
        countries = sum(map(self._rarity, one.countries.keys() & other.countries.keys()))
        near = any(abs(a - b) <= _NEAR for a in one.days for b in other.days)
        return float(min(companions, 2) + min(roles, 2) + min(countries, 1.0) + near / 2)

    def _rarity(self, code: str) -> float:
        return 1 - int(self._in_articles.get(code, 0)) / max(1, int(self._articles))


def _words(roles: Iterable[str]) -> set[str]:
    return {word for role in roles for word in _WORD.findall(role.lower())} - _SMALL


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None
