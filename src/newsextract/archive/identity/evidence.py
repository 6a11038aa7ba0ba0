"""What articles say of a person besides the name, and how far two such accounts agree."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import fsum, log, log1p

from newsextract import rules
from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.store.database import value
from newsextract.people.knowledge.lexicon import lexicon, usual_sexes
from newsextract.people.knowledge.titles import titles_with

_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_SMALL = frozenset(["the", "and", "for", "who", "from", "with", "his", "her", "their", "late", "acting"])
_ONCE = frozenset(["former", "formerly", "ex", "retired", "onetime", "one-time", "ousted", "deposed"])
_NEAR = 14  # days
_MOST = 60  # articles of a person that are looked at
SAMPLE = 5_000  # articles from which it is estimated how rare a country is
_BEFORE = 1_000  # articles without any of the companions that are added to the count: of two articles little is rare
_EXPECTED = 2.0  # average articles that are added to a person's own
_ROLES = 2_000  # persons of articles from whom it is estimated how rare a word of a role is
_BEFORE_ROLES = 50  # persons with other roles that are added to the count
_IN_MEMORY = 200_000  # companions, in all accounts that stay in memory: a list of names has a thousand for each
_ACCOUNT = 20  # companions that take as much memory as an account without any


@rules.cached
def walks_of_life() -> Mapping[str, str]:
    """The walk of life of each noun that has one."""
    return {noun: walk for walk, nouns in rules.table("archive/walks_of_life").items() for noun in nouns}


@rules.cached
def weights() -> Mapping[str, float]:
    """How much each sign weighs, as log odds."""
    return rules.table("archive/weights")


@dataclass(slots=True)
class Evidence:
    """What one or several articles say of a person: with whom, where, as what, when, and of which sex."""

    articles: int = 0
    placeless: int = 0
    """How many of the articles name no country."""
    companions: Counter[int] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    walks: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    names: set[Name] = field(default_factory=set)

    def add(self, other: Evidence) -> None:
        """Add that of another article."""
        self.articles += other.articles
        self.placeless += other.placeless
        self.companions.update(other.companions)
        self.countries.update(other.countries)
        self.roles.update(other.roles)
        self.walks |= other.walks
        self.days |= other.days
        self.sexes |= other.sexes
        self.names |= other.names

    @property
    def is_royal(self) -> bool:
        """Whether the person is called a king, a queen or a prince: the name after it is then a given name."""
        return any(title.lower() in self.roles for title in titles_with("numbered"))

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
    return {title.lower(): sex for title, sex in titles_with("sex").items()}


class EvidenceReader:
    """Reads what the articles of an archive say of its persons."""

    def __init__(self, connection: sqlite3.Connection, last: int | None = None) -> None:
        """``last``: the last article from which it is estimated how rare anything is; else that of the archive."""
        self._connection = connection
        self._last: int = last or value(connection, "SELECT coalesce(max(id), 0) FROM article")
        self._articles: int = max(1, min(self._last, SAMPLE))
        self._in_articles: dict[str, int] = dict(
            connection.execute(
                "SELECT alpha_2, count(*) FROM article_country INDEXED BY article_country_by_article "
                "WHERE article_id > ? AND article_id <= ? GROUP BY alpha_2",
                (self._last - SAMPLE, self._last),
            )
        )
        placed = "SELECT count(DISTINCT article_id) FROM article_country WHERE article_id > ? AND article_id <= ?"
        self._placeless: int = self._articles - value(connection, placed, (self._last - SAMPLE, self._last))
        self._of_persons: dict[int, Evidence] = {}
        self._size = 0
        self._roles: Counter[str] = Counter()
        self._with_roles = 0

    def of_article(self, article: int, person: int) -> Evidence:
        """What one article says of one of its persons."""
        return self.of_articles((article,), person)

    def of_person(self, person: int) -> Evidence:
        """What the articles of a person say, of many the latest."""
        found = self._of_persons.get(person)
        if found is None:
            rows = self._connection.execute(
                "SELECT article_id FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?",
                (person, _MOST),
            )
            found = self.of_articles((article for (article,) in rows.fetchall()), person)
            if self._size > _IN_MEMORY:
                self._of_persons.clear()
                self._size = 0
            self._size += len(found.companions) + _ACCOUNT
            self._of_persons[person] = found
        return found

    def of_articles(self, articles: Iterable[int], person: int) -> Evidence:
        """What these articles say of a person. Each table is asked once, for all of them."""
        numbers = [*articles]
        found, these = Evidence(articles=len(numbers)), json.dumps(numbers)
        found.companions.update(one for (one,) in self._asked("person_id", "article_person", "article_id", these))
        del found.companions[person]
        countries = self._asked("alpha_2, article_id", "article_country", "article_id", these).fetchall()
        found.countries.update(code for code, _ in countries)
        found.placeless = len(numbers) - len({article for _, article in countries})
        dates = self._asked("date", "article", "article.id", these)
        found.days.update(day for (text,) in dates if (day := _day(text)) is not None)
        rows = self._connection.execute(
            "SELECT name, titles, roles FROM json_each(?) CROSS JOIN article_person "
            "ON article_id = value AND person_id = ?",
            (these, person),
        )
        for name, titles, roles in rows:
            called, whole = _called(titles, roles), parsed(name)
            sex = "" if whole.is_bare else usual_sexes().get(whole.words[0])
            if sex:  # by "Mrs" before a man's name his wife is meant
                called.sexes &= {sex}
            called.names.add(whole)
            found.add(called)
        return found

    def _asked(self, columns: str, table: str, by: str, these: str) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT {columns} FROM json_each(?) CROSS JOIN {table} ON {by} = value", (these,)
        )

    def forget(self, *persons: int) -> None:
        """Read again what the articles of these persons say: they have other articles now."""
        for person in persons:
            self._of_persons.pop(person, None)

    def support(self, said: Evidence, account: Evidence) -> float:
        """The log odds that an article, or several, is of the person of an account, by all but the name."""

        def odds(seen: int, share: float) -> float:
            """Those of the person against any other, by something that so many of the person's articles have."""
            return log((seen + _EXPECTED * share) / ((account.articles + _EXPECTED) * share))

        share_of = "SELECT articles + copies FROM person WHERE id = ?"
        company = fsum(
            max(0.0, odds(account.companions[one], share))
            for one in said.companions.keys() & account.companions.keys()
            for share in [max(1, value(self._connection, share_of, (one,)) or 0) / (self._last + _BEFORE)]
        )
        if said.countries:
            countries = (
                fsum(
                    times * odds(account.countries[code], self._in_articles.get(code, 1) / self._articles)
                    for code, times in said.countries.items()
                )
                / said.countries.total()
            )
        else:
            countries = odds(account.placeless, max(1, self._placeless) / self._articles)
        shared = said.roles.keys() & account.roles.keys()
        roles = fsum(max(0.0, odds(account.roles[word], self._share_of_role(word))) for word in shared)
        few, many = sorted((said.days, account.days), key=len)
        is_near = any(day + apart in many for day in few for apart in range(-_NEAR, _NEAR + 1))
        weigh = weights()
        return (
            weigh["company"] * log1p(company)
            + weigh["countries"] * countries
            + weigh["roles"] * log1p(roles)
            + weigh["no_role"] * bool(said.roles and account.roles and not shared)
            + weigh["near"] * is_near
        )

    def _share_of_role(self, word: str) -> float:
        """The share of persons with a role whose role has the word."""
        if not self._roles:
            rows = self._connection.execute(
                "SELECT titles, roles FROM article_person WHERE (titles <> '[]' OR roles <> '[]') AND article_id <= ? "
                "ORDER BY article_id DESC, person_id DESC LIMIT ?",
                (self._last, _ROLES),
            )
            for titles, roles in rows:
                self._roles.update(_called(titles, roles).roles.keys())
                self._with_roles += 1
        return max(1, self._roles[word]) / (self._with_roles + _BEFORE_ROLES)


def _called(titles: str, roles: str) -> Evidence:
    found = Evidence()
    for role in json.loads(roles):
        found.has_role(role)
    for title in json.loads(titles):
        found.has_title(title)
    return found


def years_apart(said: Evidence, account: Evidence) -> float:
    """How many years are between them; 0 where it is not known."""
    return min((abs(day - other) for day in said.days for other in account.days), default=0) / 365


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None
