"""What corrections make of the persons that settling has found: who is joined, divided, or left out.

It follows from the settled persons and the corrections alone, so it is the same whenever the corrections came.

For example: by settling person 1 is Ana Reed in the articles 10, 11 and 12, and person 2 is Mia Holt in 13. Somebody
says that the Ana Reed of article 12 is Mia Holt. That is two corrections, "Ana Reed" and "Ana Reed in 12" are two, and
"Mia Holt" and "Ana Reed in 12" are the same, with two roots: "Ana Reed", and "Mia Holt" for the other two references.

1. ``_Divider`` makes parts of the persons, by the root that each article's name has: person 1 in 10 and 11, which keeps
   the id; person 1 in 12, which is divided from it; person 2 in 13.
2. ``_joined`` joins the parts that have a root in common: 2 in 13, which keeps its id, and 1 in 12.
3. Person 1 is then a single part with its own id, so it is as settled. One ``CorrectedPerson`` is left: Mia Holt, of
   person 2 in 13 and person 1 in 12.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsextract.archive.corrections.corrections import Decisions, Reference
from newsextract.archive.identity.evidence import EvidenceReader
from newsextract.archive.identity.names import Likeness, Name, likeness, parsed, stands_for
from newsextract.archive.identity.persons import Persons, fullest
from newsextract.archive.store.database import value

_MOST = 200  # articles of a part with which others are compared

Names = dict[int, str]
"""By article, how it calls a person."""


@dataclass(frozen=True, slots=True)
class PersonPart:
    """A settled person, in some of the articles or in all."""

    person: int
    names: Names
    keeps_id: bool
    """Whether it stays that person; the other parts are divided from it."""
    roots: frozenset[Reference]
    """Who it is by the corrections."""

    @property
    def order(self) -> tuple[bool, int, int, int]:
        """The sort key: the first of several is the one that the others are joined to."""
        return not self.keeps_id, -len(self.names), self.person, min(self.names)


class CorrectedPerson(NamedTuple):
    """A person as the corrections have it."""

    parts: list[PersonPart]
    """In order."""
    name: str | None
    """The name that a correction gives; None for the usual one."""
    is_nobody: bool

    @property
    def is_as_settled(self) -> bool:
        """Whether the corrections change nothing."""
        return len(self.parts) == 1 and self.parts[0].keeps_id and not self.name and not self.is_nobody


def corrected_persons(connection: sqlite3.Connection, decisions: Decisions) -> list[CorrectedPerson]:
    """The persons whom corrections change. The archive has them as settled."""
    divider = _Divider(connection, decisions)
    found = []
    for parts in _joined([part for person in divider.concerned() for part in divider.parts(person)], decisions):
        roots = sorted({root for part in parts for root in part.roots}, key=lambda root: root.order)
        name = next(filter(None, map(decisions.name, roots)), None)
        in_order = sorted(parts, key=lambda part: part.order)
        found.append(CorrectedPerson(in_order, name, any(map(decisions.is_nobody, roots))))
    return [person for person in found if not person.is_as_settled]


class _Divider:
    """Divides settled persons where corrections say that they are several, or not the person of a name."""

    def __init__(self, connection: sqlite3.Connection, decisions: Decisions) -> None:
        self._connection, self._decisions = connection, decisions
        self._persons, self._evidence = Persons(connection), EvidenceReader(connection)

    def concerned(self) -> list[int]:
        """The persons whom a correction may be about, by their names or by its article."""
        found: set[int] = set()
        question = "SELECT person_id FROM article JOIN article_person ON article_id = article.id WHERE article.name = ?"
        for reference in self._decisions:
            found.update(self._persons.with_keys(reference.name.known_by()[:1]))  # of one name, all keys are the same
            found.update(person for (person,) in self._connection.execute(question, (reference.article,)))
        return sorted(found)

    def parts(self, person: int) -> Iterator[PersonPart]:
        """The parts of a person; one where nothing divides it."""
        rows = self._connection.execute(
            "SELECT article_id, article.name, held.name FROM article_person AS held JOIN article "
            "ON article.id = article_id WHERE person_id = ? ORDER BY article_id",
            (person,),
        ).fetchall()
        called = value(self._connection, "SELECT name FROM person WHERE id = ?", (person,))
        whole, in_article = parsed(called), set[int]()
        roots: dict[int, Reference | None] = {}
        kept: defaultdict[Reference | None, Names] = defaultdict(dict)
        of_others: defaultdict[Reference, Names] = defaultdict(dict)
        for article, article_name, name in rows:
            references = Reference(parsed(name), article_name), Reference(parsed(name), None)
            meant = next((one for one in references if one in self._decisions), None)
            roots[article] = root = meant and self._decisions.root(meant)
            if meant and meant.article:
                in_article.add(article)
            if root and article not in in_article and self._is_anothers(root, parsed(name), whole):
                of_others[root][article] = name
            else:
                kept[root][article] = name
        groups = sorted(self._grouped(person, kept), key=lambda names: (-len(names), min(names)))
        for place, names in enumerate([*groups, *of_others.values()]):
            counts = Counter(names.values())
            usual = parsed(called if called in counts and not place else fullest(counts))
            own = (
                roots[article]
                for article, name in names.items()
                if article in in_article or _is_spelling(parsed(name), usual)
            )
            yield PersonPart(person, names, not place, frozenset(filter(None, own)))

    def _is_anothers(self, root: Reference, name: Name, whole: Name) -> bool:
        """Whether corrections give a name to another, or to nobody, than the person who has it by settling."""
        if self._decisions.root(Reference(whole, None)) == root:
            return False
        is_other = self._decisions.name(root) is not None and not name.is_bare and not _is_spelling(name, whole)
        return is_other or self._decisions.is_nobody(root)

    def _grouped(self, person: int, kept: Mapping[Reference | None, Names]) -> list[Names]:
        """The articles of each root that is apart from another. Each of the other articles comes to the group whose
        names are nearest or, of groups as near, to the one with which it agrees best."""
        apart = self._decisions.are_apart
        poles = [root for root in kept if root and any(apart(root, other) for other in kept if other)]
        groups: list[tuple[set[Reference], Names]] = []
        for root in sorted(poles, key=lambda root: (-len(kept[root]), min(kept[root]))):
            group = next((group for group in groups if not any(apart(root, other) for other in group[0])), None)
            if group is None:
                groups.append(group := (set(), {}))
            group[0].add(root)
            group[1].update(kept[root])
        rest = {article: name for root, names in kept.items() if root not in poles for article, name in names.items()}
        if not groups:
            return [rest] if rest else []
        divided = [names for _, names in groups]
        known = [{parsed(name) for name in names.values()} for names in divided]
        accounts = [self._evidence.of_articles(sorted(names)[-_MOST:], person) for names in divided] if rest else []
        for article, name in rest.items():
            said = self._evidence.of_article(article, person)
            near = [
                (max(_nearness(parsed(name), other) for other in names), self._evidence.support(said, account))
                for names, account in zip(known, accounts, strict=True)
            ]
            divided[near.index(max(near))][article] = name
        return divided


def _is_spelling(name: Name, other: Name) -> bool:
    if name.is_bare or other.is_bare:
        return name == other
    return likeness(name, other) >= Likeness.SPELLED


def _nearness(name: Name, other: Name) -> int:
    if name == other:
        return Likeness.LETTERS + 1
    if name.is_bare or other.is_bare:
        return max(stands_for(name, other), stands_for(other, name))
    return likeness(name, other)


def _joined(parts: Sequence[PersonPart], decisions: Decisions) -> list[list[PersonPart]]:
    """The parts that are one person each, in an order that the archive gives."""
    group_of = {id(part): [part] for part in parts}
    with_root: defaultdict[Reference, list[PersonPart]] = defaultdict(list)
    for part in parts:
        for root in filter(decisions.name, part.roots):
            with_root[root].append(part)
    for root in sorted(with_root, key=lambda root: root.order):
        joined: list[PersonPart] = []
        for group in _in_order(group_of[id(part)] for part in with_root[root]):
            there, new = ({root for part in several for root in part.roots} for several in (joined, group))
            are_two = any(decisions.are_apart(one, other) for one in there for other in new)
            if not are_two and not any(map(decisions.is_nobody, new)):
                joined += group
        group_of.update((id(part), joined) for part in joined)
    return _in_order(group_of.values())


def _in_order(groups: Iterable[list[PersonPart]]) -> list[list[PersonPart]]:
    """The groups, each once."""
    distinct = {id(group): group for group in groups}
    return sorted(distinct.values(), key=lambda group: min(part.order for part in group))
