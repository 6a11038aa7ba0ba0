"""What corrections make of the persons as settling has told them apart: who is put together, divided, or left out.

It follows from the settled persons and the corrections alone, so it is the same whenever the corrections came.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsextract.archive.corrections.corrections import Decisions, Meant
from newsextract.archive.identity.evidence import Witness
from newsextract.archive.identity.names import Likeness, Name, likeness, parsed, stands_for
from newsextract.archive.identity.persons import Persons, fullest

_MOST = 200  # articles of a part that others are held against

Names = dict[int, str]
"""By article, how it calls a person."""


@dataclass(frozen=True, slots=True)
class Part:
    """A settled person, in some of the articles or in all."""

    person: int
    names: Names
    is_rest: bool
    """Whether it goes on as that person; the other parts are divided from it."""
    ones: frozenset[Meant]
    """Who it is by the corrections."""


class Shown(NamedTuple):
    """A person as the corrections have it."""

    parts: list[Part]
    """The first is the one that the others come to."""
    name: str | None
    """Which a correction gives; None for the usual one."""
    is_nobody: bool

    @property
    def is_as_settled(self) -> bool:
        """Whether the corrections change nothing."""
        return len(self.parts) == 1 and self.parts[0].is_rest and not self.name and not self.is_nobody


def apportioned(connection: sqlite3.Connection, decisions: Decisions) -> list[Shown]:
    """The persons whom corrections change, as they are to be shown. The archive has them as settled."""
    dividing = _Dividing(connection, decisions)
    parts = [part for person in dividing.concerned() for part in dividing.parts(person)]
    shown = [_shown(together, decisions) for together in _united(parts, decisions)]
    return [one for one in shown if not one.is_as_settled]


def _shown(parts: list[Part], decisions: Decisions) -> Shown:
    ones = sorted({one for part in parts for one in part.ones}, key=lambda one: one.order)
    name = next(filter(None, map(decisions.name, ones)), None)
    return Shown(sorted(parts, key=_first), name, any(map(decisions.is_nobody, ones)))


def _first(part: Part) -> tuple[bool, int, int, int]:
    return not part.is_rest, -len(part.names), part.person, min(part.names)


class _Dividing:
    """Takes settled persons apart where corrections say that they are several, or not the person of a name."""

    def __init__(self, connection: sqlite3.Connection, decisions: Decisions) -> None:
        self._connection, self._decisions = connection, decisions
        self._persons, self._witness = Persons(connection), Witness(connection)
        self._in_one: dict[tuple[int, Name], Meant] = {}  # those who are meant in one article alone

    def concerned(self) -> list[int]:
        """The persons to whom some article gives a name that a correction is about."""
        return sorted({person for meant in self._decisions for person in self._who_may_be(meant)})

    def _who_may_be(self, meant: Meant) -> Iterator[int]:
        if meant.article is not None:
            yield from self._in_article(meant, meant.article)
            return
        for person in self._persons.with_keys(meant.name.known_by()[:1]):  # of one name, all keys are the same
            rows = self._connection.execute("SELECT DISTINCT name FROM article_person WHERE person_id = ?", (person,))
            if any(parsed(name) == meant.name for (name,) in rows):
                yield person

    def _in_article(self, meant: Meant, article: str) -> Iterator[int]:
        rows = self._connection.execute(
            "SELECT article_id, person_id, held.name FROM article JOIN article_person AS held "
            "ON article_id = article.id WHERE article.name = ? ORDER BY article_id, person_id",
            (article,),
        )
        for number, person, name in rows.fetchall():
            if parsed(name) == meant.name:
                self._in_one[number, meant.name] = meant
                yield person

    def parts(self, person: int) -> Iterator[Part]:
        """The parts of a person; one where nothing divides it."""
        rows = "SELECT article_id, name FROM article_person WHERE person_id = ? ORDER BY article_id"
        [(called,)] = self._connection.execute("SELECT name FROM person WHERE id = ?", (person,))
        own: defaultdict[Meant | None, Names] = defaultdict(dict)
        strays: defaultdict[Meant, Names] = defaultdict(dict)
        for article, name in self._connection.execute(rows, (person,)):
            one = self._one(article, name)
            if one and self._is_stray(one, article, name, called):
                strays[one][article] = name
            else:
                own[one][article] = name
        groups = sorted(self._grouped(person, own), key=lambda names: (-len(names), min(names)))
        for place, names in enumerate([*groups, *strays.values()]):
            there = Counter(names.values())
            usual = called if called in there and not place else fullest(there)
            yield Part(person, names, not place, self._ones(names, parsed(usual)))

    def _one(self, article: int, name: str) -> Meant | None:
        """Whom the corrections take the bearer of a name in an article for."""
        known = parsed(name)
        meant = self._in_one.get((article, known), Meant(known, None))
        return self._decisions.one(meant) if meant in self._decisions else None

    def _is_stray(self, one: Meant, article: int, name: str, called: str) -> bool:
        """Whether corrections give the name to another, or to nobody, than the person who has it by settling."""
        known, whole = parsed(name), parsed(called)
        if (article, known) in self._in_one or self._decisions.one(Meant(whole, None)) == one:
            return False
        is_other = self._decisions.name(one) is not None and not known.is_bare and not _is_spelling(known, whole)
        return is_other or self._decisions.is_nobody(one)

    def _ones(self, names: Names, usual: Name) -> frozenset[Meant]:
        """Who a part is: whom its usual name means, another spelling of it, or the name of an article that is named."""
        found = set()
        for article, name in names.items():
            if (article, parsed(name)) in self._in_one or _is_spelling(parsed(name), usual):
                found.add(self._one(article, name))
        return frozenset(one for one in found if one)

    def _grouped(self, person: int, own: Mapping[Meant | None, Names]) -> list[Names]:
        """The articles of each who is another by the corrections; what they leave open goes to the nearest of them."""
        apart = self._decisions.are_apart
        poles = [one for one in own if one and any(apart(one, other) for other in own if other)]
        groups: list[tuple[set[Meant], Names]] = []
        for one in sorted(poles, key=lambda one: (-len(own[one]), min(own[one]))):
            fits = next((group for group in groups if not any(apart(one, other) for other in group[0])), None)
            if fits is None:
                groups.append(fits := (set(), {}))
            fits[0].add(one)
            fits[1].update(own[one])
        rest = {article: name for one, names in own.items() if one not in poles for article, name in names.items()}
        if not groups:
            return [rest] if rest else []
        divided = [names for _, names in groups]
        for place, article in [*self._nearest(person, rest, divided)]:
            divided[place][article] = rest[article]
        return divided

    def _nearest(self, person: int, rest: Names, groups: Sequence[Names]) -> Iterator[tuple[int, int]]:
        """For each of the other articles the place of the group whose names are nearest, or else agree best."""
        known = [{parsed(name) for name in names.values()} for names in groups]
        accounts = [self._witness.of_articles(sorted(names)[-_MOST:], person) for names in groups] if rest else []
        for article, name in rest.items():
            said = self._witness.of_article(article, person)
            near = [
                (max(_nearness(parsed(name), other) for other in names), self._witness.support(said, account))
                for names, account in zip(known, accounts, strict=True)
            ]
            yield near.index(max(near)), article


def _is_spelling(name: Name, other: Name) -> bool:
    if name.is_bare or other.is_bare:
        return name == other
    return likeness(name, other) >= Likeness.SPELLED


def _nearness(name: Name, other: Name) -> int:
    if name == other:
        return Likeness.LETTERS + 1
    if name.is_bare and other.is_bare:
        return Likeness.NONE
    if name.is_bare or other.is_bare:
        return max(stands_for(name, other), stands_for(other, name))
    return likeness(name, other)


def _united(parts: Sequence[Part], decisions: Decisions) -> list[list[Part]]:
    """The parts that are one person each, in an order that the archive gives."""
    groups = {place: [place] for place in range(len(parts))}
    by_one: defaultdict[Meant, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        for one in filter(decisions.name, part.ones):
            by_one[one].append(place)

    def first(group: list[int]) -> tuple[bool, int, int, int]:
        return min(_first(parts[place]) for place in group)

    for one in sorted(by_one, key=lambda one: one.order):
        together: list[int] = []
        its = {id(groups[place]): groups[place] for place in by_one[one]}
        for group in sorted(its.values(), key=first):
            if not _conflict([parts[place] for place in together], [parts[place] for place in group], decisions):
                together += group
        groups.update(dict.fromkeys(together, together))
    distinct = {id(group): group for group in groups.values()}
    return [[parts[place] for place in group] for group in sorted(distinct.values(), key=first)]


def _conflict(parts: Iterable[Part], others: Iterable[Part], decisions: Decisions) -> bool:
    """Whether a correction says that they are two, or that these others are nobody."""
    ones, theirs = ({one for part in several for one in part.ones} for several in (parts, others))
    return any(map(decisions.is_nobody, theirs)) or any(
        decisions.are_apart(one, other) for one in ones for other in theirs
    )
