"""The persons of an archive while they are resolved: whose names are alike, and articles moved to other persons."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from newsextract.archive.identity.names import Name, contradict, parsed
from newsextract.archive.identity.usual_role import usual_role
from newsextract.archive.store.database import marks, value

_NAME = "SELECT name FROM person WHERE id = ?"
_MOST = 2_000  # articles of a person that are looked at for the person's name and role


class Persons:
    """Within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[int, Name] = {}
        self.changed: set[int] = set()
        """Whose articles are others than before."""

    def is_there(self, person: int) -> bool:
        """Whether the person still exists, and was not removed with the last article or merged into another."""
        return value(self._connection, "SELECT 1 FROM person WHERE id = ?", (person,)) is not None

    def name(self, person: int) -> Name:
        """As it is compared. It stays until ``describe``."""
        if person not in self._names:
            self._names[person] = parsed(value(self._connection, _NAME, (person,)))
        return self._names[person]

    def articles(self, person: int) -> int:
        """In how many articles the person is, copies among them; 0 for one who is gone."""
        return value(self._connection, "SELECT articles + copies FROM person WHERE id = ?", (person,)) or 0

    def articles_of(self, person: int, most: int = -1) -> list[int]:
        """The articles, of many the latest, in order."""
        rows = self._connection.execute(
            "SELECT article_id FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?", (person, most)
        )
        return sorted(article for (article,) in rows.fetchall())

    def enter(self, person: int, name: Name) -> None:
        """Let the person be found by that name."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO person_key VALUES (?, ?)", ((key, person) for key in name.known_by())
        )

    def enter_again(self, person: int) -> None:
        """Let the person be found by the full names of settled articles alone; by words if there are none."""
        rows = self._connection.execute(
            "SELECT DISTINCT name FROM article_person AS held WHERE person_id = ? AND NOT EXISTS (SELECT 1 FROM "
            "unsettled AS new WHERE (new.person_id, new.article_id, is_taken) = (held.person_id, held.article_id, 0))",
            (person,),
        )
        names = [parsed(name) for (name,) in rows]
        self._connection.execute("DELETE FROM person_key WHERE person_id = ?", (person,))
        for name in [name for name in names if not name.is_bare] or names:
            self.enter(person, name)

    def with_keys(self, keys: Sequence[int], most: int = -1) -> list[int]:
        """All who have one of these keys, those of most articles first."""
        found = self._connection.execute(
            f"SELECT id, name FROM person WHERE id IN (SELECT person_id FROM person_key WHERE key IN ({marks(keys)})) "
            "AND articles + copies > 0 ORDER BY articles + copies DESC, id LIMIT ?",
            (*keys, most),
        ).fetchall()
        self._names.update((person, parsed(name)) for person, name in found if person not in self._names)
        return [person for person, _ in found]

    def are_two(self, person: int, other: int) -> bool:
        """Whether names that articles have, of many the latest, contradict each other."""
        question = "SELECT name FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?"
        rows = (self._connection.execute(question, (one, _MOST)) for one in (person, other))
        names, others = ({parsed(name) for (name,) in several} for several in rows)
        return any(contradict(one, two) for one in names for two in others)

    def share_an_article(self, person: int, other: int) -> bool:
        """Whether an article has both, as two."""
        few, many = sorted((person, other), key=self.articles)
        question = (
            "SELECT 1 FROM article_person AS one CROSS JOIN article_person AS two USING (article_id) "
            "WHERE one.person_id = ? AND two.person_id = ?"
        )
        return value(self._connection, question, (few, many)) is not None

    def is_in(self, person: int, article: int) -> bool:
        """Whether the article has the person."""
        question = "SELECT 1 FROM article_person WHERE article_id = ? AND person_id = ?"
        return value(self._connection, question, (article, person)) is not None

    def merge(self, gone: int, stays: int) -> None:
        """Give all that one person has to another, who is then found by the names of both."""
        rows = self._connection.execute("SELECT DISTINCT name FROM article_person WHERE person_id = ?", (gone,))
        for (name,) in rows.fetchall():
            if not parsed(name).is_bare:
                self.enter(stays, parsed(name))
        self.identify(stays, [gone])
        self.move(self.articles_of(gone), gone, stays)

    def identify(self, person: int, others: Sequence[int]) -> None:
        """Give a person without wikidata that of another who is the same."""
        self._connection.execute(
            f"UPDATE person SET wikidata = (SELECT wikidata FROM person WHERE id IN ({marks(others)}) "
            "AND wikidata IS NOT NULL ORDER BY articles DESC, id LIMIT 1) WHERE id = ? AND wikidata IS NULL",
            (*others, person),
        )

    def move(self, articles: Iterable[int], person: int, to: int) -> None:
        """Articles' mentions, numbers and quotes go with them, by their foreign keys."""
        self.changed |= {person, to}
        self._connection.executemany(
            "UPDATE article_person SET person_id = ? WHERE article_id = ? AND person_id = ?",
            ((to, article, person) for article in articles),
        )

    def describe(self, person: int) -> None:
        """Give the name that most articles have in full, and the role that they have as a rule; of many, the latest.

        Where another has that name except for an initial or a Jr, it is the name that distinguishes them.
        """
        rows = self._connection.execute(
            "SELECT name, roles, titles FROM article_person WHERE person_id = ? ORDER BY article_id DESC LIMIT ?",
            (person, _MOST),
        )
        names: Counter[str] = Counter()
        described: list[tuple[list[str], list[str]]] = []
        for name, roles, titles in rows:
            names[name] += 1
            described.append((json.loads(roles), json.loads(titles)))
        if names:
            distinctive = [name for name in names if parsed(name).is_distinctive]
            keys = {key for name in distinctive for key in parsed(name).found_by()}
            if any(self.are_two(person, other) for other in self.with_keys([*keys]) if other != person):
                names = Counter({name: names[name] for name in distinctive})
            name = fullest(names)
            self._connection.execute(
                "UPDATE person SET name = ?, role = ? WHERE id = ?", (name, usual_role(name, described), person)
            )

    def take_away(self, person: int) -> None:
        """Remove a person who is in no article."""
        self._connection.execute("DELETE FROM person WHERE id = ?", (person,))


def keep_as_is(connection: sqlite3.Connection, table: str, persons: Iterable[int]) -> None:
    """Note in a table how persons are before they are changed, for ``restore_persons``."""
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} SELECT id, name, role, wikidata FROM person WHERE id = ?",
        ((person,) for person in persons),
    )


def bring_back(connection: sqlite3.Connection, table: str) -> None:
    """Add the persons of the table who are gone, so that articles can be given to them again."""
    connection.execute(
        f"INSERT INTO person (id, name) SELECT id, coalesce(name, '') FROM {table} "
        "WHERE id NOT IN (SELECT id FROM person)"
    )


def restore_persons(connection: sqlite3.Connection, table: str) -> None:
    """Give persons the name, role and wikidata that a table has of them; wikidata filled in since then stays."""
    connection.execute(
        "UPDATE person SET name = was.name, role = was.role, wikidata = CASE WHEN person.wikidata IN "
        f"(SELECT wikidata FROM {table}) THEN was.wikidata ELSE person.wikidata END "
        f"FROM {table} AS was WHERE was.id = person.id AND was.name IS NOT NULL"
    )


def settled_persons(connection: sqlite3.Connection, name: str) -> list[int]:
    """The settled persons of that very name, those of most articles first."""
    question = "SELECT id FROM person WHERE name = ? AND id > 0 ORDER BY articles + copies DESC, id"
    return [person for (person,) in connection.execute(question, (name,))]


def namesakes(connection: sqlite3.Connection, name: str) -> list[int]:
    """The persons of the same name as it is compared."""
    rows = connection.execute(
        "SELECT id, name FROM person_key JOIN person ON id = person_id WHERE key = ? ORDER BY id",
        parsed(name).known_by()[:1],
    )
    return [person for person, called in rows if parsed(called) == parsed(name)]


def fullest(names: Counter[str]) -> str:
    """Of the names that articles have, a whole one, that of most articles."""
    return max(names, key=lambda name: (not parsed(name).is_bare, not parsed(name).has_initial, names[name], name))
