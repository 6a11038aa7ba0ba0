"""Who is who across articles: each person of each article is given to one person of the archive.

An article's person comes to who has that very name. Then, for the names that came since the last time:

1. whole names that are one person's in another spelling are joined (``names.likeness``), where what the articles say
   does not speak against it;
2. a name of one word goes to the bearer whom the archive's context allows, else stays its own.

Only names that sound like one of the new ones are looked at, so that a thousand new articles cost the same in an
archive of a million.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsextract.archive.database import transaction
from newsextract.archive.evidence import Evidence, Witness
from newsextract.archive.names import Likeness, Name, likeness, parsed, stands_for
from newsextract.archive.rows import count

_ENOUGH = {Likeness.SAME: 0.0, Likeness.SPELLED: 0.0, Likeness.INITIAL: 0.1, Likeness.LONGER: 1.0}
"""How far the articles must agree for two whole names so alike to be one person's."""
_ENOUGH_FOR_BARE = {Likeness.SPELLED: 0.2, Likeness.INITIAL: 0.2, Likeness.LONGER: 2.5}
"""How far, for a word alone to mean the bearer."""
_AHEAD = 1.0
"""By how much more they must agree for the first of several bearers than for the second."""
_MOST_BEARERS = 50


def settle(path: Path, connection: sqlite3.Connection) -> None:
    """Give the persons that articles brought since the last time to whom they are. Raises ArchiveError."""
    with transaction(path, connection):
        persons = [person for (person,) in connection.execute("SELECT DISTINCT person_id FROM unsettled ORDER BY 1")]
        if persons:
            Settling(connection).settle(persons)
        connection.execute("DELETE FROM unsettled")


class Settling:
    """One time of telling persons apart."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Within a transaction of the caller's."""
        self._connection = connection
        self._witness = Witness(connection)
        self._evidence: dict[int, Evidence] = {}
        self._names: dict[int, Name] = {}
        self._changed: set[int] = set()

    def settle(self, persons: Sequence[int]) -> None:
        """Those persons, and whoever has a name like theirs."""
        for person in persons:
            self._enter(person)
        touched = sorted(self._touched(persons), key=lambda person: (-self._articles(person), person))
        for person in [person for person in touched if not self._name(person).is_bare]:
            self._join(person)
        for person in [person for person in touched if self._name(person).is_bare]:
            self._share_out(person)
        for person in sorted(self._changed.union(persons)):
            self._describe(person)
        self._connection.execute("DELETE FROM person WHERE articles = 0")

    def _touched(self, persons: Iterable[int]) -> set[int]:
        """These, and the single words that one of them may be meant by."""
        found = set(persons)
        for person in persons:
            if not self._name(person).is_bare:
                found.update(self._with_keys(self._name(person).meant_by()))
        return found

    def _name(self, person: int) -> Name:
        if person not in self._names:
            [name] = self._connection.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
            self._names[person] = parsed(name)
        return self._names[person]

    def _enter(self, person: int) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO person_key VALUES (?, ?)", ((key, person) for key in self._name(person).known_by())
        )

    def _with_keys(self, keys: Iterable[str]) -> list[int]:
        """All who have one of these keys, those of most articles first."""
        found: set[int] = set()
        for key in keys:
            found.update(
                person
                for (person,) in self._connection.execute("SELECT person_id FROM person_key WHERE key = ?", (key,))
            )
        return sorted(found, key=lambda person: (-self._articles(person), person))

    def _is_there(self, person: int) -> bool:
        return self._articles(person) > 0

    def _articles(self, person: int) -> int:
        row = self._connection.execute("SELECT articles FROM person WHERE id = ?", (person,)).fetchone()
        return int(row[0]) if row else 0

    def _evidence_of(self, person: int) -> Evidence:
        if person not in self._evidence:
            self._evidence[person] = self._witness.of_person(person)
        return self._evidence[person]

    def _join(self, person: int) -> None:
        """Join a person of a whole name to the likeliest other, if there is one; the one of fewer articles goes."""
        if not self._is_there(person):
            return
        name = self._name(person)
        best: dict[Likeness, list[int]] = {}
        for other in self._with_keys(name.found_by()):
            if other != person:
                alike = likeness(name, self._name(other))
                if alike and self._agree(person, other, alike):
                    best.setdefault(alike, []).append(other)
        for alike in sorted(best, reverse=True):
            others = best[alike]
            if alike in (Likeness.INITIAL, Likeness.LONGER) and len(others) > 1:
                return  # nobody can tell which
            for other in others:
                if not self._are_together(person, other):  # they were apart until another joined one of them
                    self._merge(*sorted((person, other), key=lambda one: (self._articles(one), -one)))
                if not self._is_there(person):
                    return

    def _agree(self, person: int, other: int, alike: Likeness) -> bool:
        one, two = self._evidence_of(person), self._evidence_of(other)
        if one.conflicts(two) or self._are_together(person, other):
            return False
        return self._witness.agreement(one, two) >= _ENOUGH[alike]

    def _are_together(self, person: int, other: int) -> bool:
        """Whether an article has both, as two."""
        both = self._connection.execute(
            "SELECT 1 FROM article_person AS one JOIN article_person AS two USING (article_id) "
            "WHERE one.person_id = ? AND two.person_id = ?",
            (person, other),
        )
        return both.fetchone() is not None

    def _merge(self, gone: int, stays: int) -> None:
        rows = self._connection.execute("SELECT article_id FROM article_person WHERE person_id = ?", (gone,))
        self._move([article for (article,) in rows.fetchall()], gone, stays)
        self._connection.execute("UPDATE OR IGNORE person_key SET person_id = ? WHERE person_id = ?", (stays, gone))
        self._evidence.pop(stays, None)

    def _move(self, articles: Sequence[int], person: int, to: int) -> None:
        """Articles' mentions, numbers and quotes go with them, by their foreign keys."""
        self._changed |= {person, to}
        for article in articles:
            [row] = self._connection.execute(
                "SELECT mentions, quotes FROM article_person WHERE article_id = ? AND person_id = ?", (article, person)
            )
            self._connection.execute(
                "UPDATE article_person SET person_id = ? WHERE article_id = ? AND person_id = ?", (to, article, person)
            )
            count(self._connection, [(person, *row)], -1)
            count(self._connection, [(to, *row)], 1)

    def _share_out(self, person: int) -> None:
        """Give each article's bearer of one word to the person who is meant there."""
        [word] = self._name(person).words
        bearers = [
            other
            for other in self._with_keys(self._name(person).found_by())[:_MOST_BEARERS]
            if stands_for(word, self._name(other))
        ]
        rows = self._connection.execute("SELECT article_id FROM article_person WHERE person_id = ?", (person,))
        for (article,) in rows.fetchall() if bearers else ():
            if (bearer := self._meant(word, article, person, bearers)) is not None:
                self._move([article], person, bearer)

    def _meant(self, word: str, article: int, person: int, bearers: Sequence[int]) -> int | None:
        said = self._witness.of_article(article, person)
        there = set(said.companions)
        agreeing = [
            (self._witness.agreement(said, self._evidence_of(bearer)), bearer)
            for bearer in bearers
            if bearer not in there and not said.conflicts(self._evidence_of(bearer))
        ]
        ranked = sorted(agreeing, key=lambda one: (-one[0], one[1]))
        if not ranked or ranked[0][0] < _ENOUGH_FOR_BARE[stands_for(word, self._name(ranked[0][1]))]:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
            return None
        return ranked[0][1]

    def _describe(self, person: int) -> None:
        """The name that most articles give in full, and the role that most give."""
        rows = self._connection.execute(
            "SELECT name, roles FROM article_person WHERE person_id = ?", (person,)
        ).fetchall()
        if not rows:
            return
        names = Counter(name for name, _ in rows)
        most = max(names, key=lambda name: (not parsed(name).is_bare, not parsed(name).has_initial, names[name], name))
        roles = Counter(role for _, found in rows for role in json.loads(found)[:1])
        role = max(roles, key=lambda role: (roles[role], role)) if roles else None
        self._connection.execute("UPDATE person SET name = ?, role = ? WHERE id = ?", (most, role, person))
