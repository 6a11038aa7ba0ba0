"""What an archive shows: finds and persons as corrections have them, worked out from those that were found and settled.

Of an article that corrections change, the table ``found`` has the rows as they were found. Settling knows nothing of
corrections: before it continues, ``restore`` has the archive show what was found, and after it ``correct`` works out
again what is shown. So an archive is the same whenever corrections were made, and one that is undone leaves nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress

from newsextract.archive.corrections.apportioning import CorrectedPerson, corrected_persons
from newsextract.archive.corrections.corrections import ContradictionError, Correction, Decisions, stored
from newsextract.archive.corrections.finds import corrected_finds, finds_with_persons, finds_without_role
from newsextract.archive.identity.names import parsed
from newsextract.archive.identity.persons import Persons, fullest, namesakes
from newsextract.archive.store.database import value
from newsextract.archive.store.finds import Finds, finds_of
from newsextract.archive.store.querying import phrase
from newsextract.archive.store.rows import new_person, remove_gone, replace_finds

Moves = dict[int, int | None]
"""Who an article's persons are by the corrections, None for nobody, by who they are by settling."""


def is_corrected(connection: sqlite3.Connection) -> bool:
    """Whether corrections have changed anything."""
    return bool(value(connection, "SELECT EXISTS (SELECT 1 FROM found) OR EXISTS (SELECT 1 FROM overruled_person)"))


def correct(connection: sqlite3.Connection) -> None:
    """Show everything as the corrections have it, within a transaction of the caller's."""
    restore(connection)
    lines = stored(connection)
    for article, about in _by_article(connection, lines).items():
        _correct_finds(connection, article, about)
    decisions = Decisions()
    for line in lines:
        with suppress(ContradictionError):  # which only another program has written: the older one counts
            decisions.add(line)
    _correct_persons(connection, corrected_persons(connection, decisions), lines)
    remove_gone(connection)


def restore(connection: sqlite3.Connection) -> None:
    """Show everything as it was found and settled, within a transaction of the caller's."""
    if not is_corrected(connection):
        return
    connection.execute(
        "INSERT INTO person (id, name) SELECT id, name FROM overruled_person WHERE id NOT IN (SELECT id FROM person)"
    )
    for (article,) in connection.execute("SELECT DISTINCT article_id FROM found ORDER BY article_id").fetchall():
        rows = connection.execute("SELECT name, rows FROM found WHERE article_id = ?", (article,))
        replace_finds(connection, article, {table: json.loads(text) for table, text in rows})
    connection.execute(
        "UPDATE person SET name = was.name, role = was.role, wikidata = CASE WHEN person.wikidata IN "
        "(SELECT wikidata FROM overruled_person) THEN was.wikidata ELSE person.wikidata END "
        "FROM overruled_person AS was WHERE was.id = person.id"
    )
    persons = Persons(connection)
    for (person,) in connection.execute("SELECT id FROM overruled_person").fetchall():
        persons.enter_again(person)
    for table in ("found", "overruled", "overruled_person"):
        connection.execute(f"DELETE FROM {table}")
    remove_gone(connection)


def names_not_there(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> list[str]:
    """The names of corrections that no article gives to anybody, so that nothing follows from them yet."""
    not_there, names = [], list[str]()
    for line in corrections:
        known = line.given[1:] if line.kind == "called" else line.given  # the first name of "called" is new
        names += [name for name, _ in known]
    for name in dict.fromkeys(names):
        rows = connection.execute(
            "SELECT held.name FROM person_key JOIN article_person AS held USING (person_id) WHERE key = ?1 UNION "
            "SELECT json_extract(held.value, '$.name') FROM person_key, found, json_each(found.rows) AS held WHERE "
            "person_key.key = ?1 AND found.name = 'article_person' "
            "AND json_extract(held.value, '$.person_id') = person_id",
            parsed(name).known_by()[:1],
        )
        if all(parsed(called) != parsed(name) for (called,) in rows):
            not_there.append(name)
    return not_there


def _by_article(connection: sqlite3.Connection, lines: Iterable[Correction]) -> dict[int, list[Correction]]:
    """The corrections of finds, by the articles that they are about; first who is a person, for others name them."""
    found: defaultdict[int, list[Correction]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.kind != "person"):
        if not line.is_of_finds or line.kind == "no-role":
            continue
        if line.article is not None:
            question = "SELECT id FROM article WHERE name = ?"
            articles = [one for (one,) in connection.execute(question, (line.article,))]
        elif line.kind == "person":
            question = "SELECT rowid FROM article_fts WHERE article_fts MATCH ?"
            articles = [one for (one,) in connection.execute(question, (phrase(line.name),))]
        else:
            named = "? COLLATE NOCASE IN (text, country, alpha_2, alpha_3)"
            question = f"SELECT DISTINCT article_id FROM country_mention WHERE {named}"
            articles = [one for (one,) in connection.execute(question, (line.name,))]
        for article in articles:
            found[article].append(line)
    return dict(sorted(found.items()))


def _show(connection: sqlite3.Connection, article: int, finds: Finds) -> None:
    """Show the finds, and keep those that were found in the tables where these are others."""
    for table, rows in replace_finds(connection, article, finds).items():
        connection.execute("INSERT OR IGNORE INTO found VALUES (?, ?, ?)", (article, table, json.dumps(rows)))
        if table == "article_person":
            described = [[row | {"mentions": 0, "quotes": 0} for row in people] for people in (rows, finds[table])]
            changed = [row for place in (0, 1) for row in described[place] if row not in described[1 - place]]
            _note(connection, (row["person_id"] for row in changed))


def _note(connection: sqlite3.Connection, persons: Iterable[int]) -> None:
    """Keep how persons are before they are changed."""
    connection.executemany(
        "INSERT OR IGNORE INTO overruled_person SELECT id, name, role, wikidata FROM person WHERE id = ?",
        ((person,) for person in sorted({*persons})),
    )


def _correct_finds(connection: sqlite3.Connection, article: int, lines: Sequence[Correction]) -> None:
    def person(name: str) -> int:
        """Whoever has that very name, of several the one in most articles; else a new person."""
        question = "SELECT id FROM person WHERE name = ? AND id > 0 ORDER BY articles + copies DESC, id LIMIT 1"
        known = value(connection, question, (name,))
        if known is not None:
            return int(known)
        new = new_person(connection, name)
        Persons(connection).enter(new, parsed(name))
        return new

    text = value(connection, "SELECT text FROM article WHERE id = ?", (article,))
    _show(connection, article, corrected_finds(article, text, finds_of(connection, article), lines, person))


def _correct_persons(
    connection: sqlite3.Connection, corrected: Sequence[CorrectedPerson], lines: Sequence[Correction]
) -> None:
    persons = Persons(connection)
    with_role = {line.name: {*namesakes(connection, line.name)} for line in lines if line.kind == "no-role"}
    _note(connection, (part.person for one in corrected for part in one.parts))
    moves: defaultdict[int, Moves] = defaultdict(dict)
    names: dict[int, str] = {}
    for one in corrected:
        target = _target(connection, persons, one)
        for part in one.parts:
            for article in part.names if part.person != target else ():
                moves[article][part.person] = target
        if target is not None:
            persons.identify(target, [part.person for part in one.parts if part.keeps_id])
            if one.name:
                names[target] = one.name
            for several in with_role.values():
                several |= {target for part in one.parts if part.keeps_id and part.person in several}
    for article, who in sorted(moves.items()):
        _show(connection, article, finds_with_persons(finds_of(connection, article), who))
        rows = ((article, person, target) for person, target in who.items())
        connection.executemany("INSERT INTO overruled VALUES (?, ?, ?)", rows)
    _describe(connection, persons, names)
    if _remove_roles(connection, lines, with_role):
        _describe(connection, persons, names)


def _describe(connection: sqlite3.Connection, persons: Persons, names: dict[int, str]) -> None:
    for (id,) in connection.execute("SELECT id FROM overruled_person ORDER BY id").fetchall():
        persons.describe(id)
    connection.executemany("UPDATE person SET name = ? WHERE id = ?", ((name, id) for id, name in names.items()))


def _remove_roles(
    connection: sqlite3.Connection, lines: Iterable[Correction], known: Mapping[str, Collection[int]]
) -> bool:
    """Show persons without roles that are none; whether any had one. ``known``: who had each name by settling."""
    changed = False
    for line in (line for line in lines if line.kind == "no-role"):
        persons = {*namesakes(connection, line.name), *known[line.name]}
        rows = connection.execute(
            "SELECT DISTINCT article_id FROM article_person AS held JOIN article ON article.id = article_id "
            "WHERE person_id IN (SELECT value FROM json_each(?1)) AND article.name = coalesce(?2, article.name) "
            "AND ?3 IN "
            "(SELECT value FROM json_each(roles) UNION ALL SELECT value FROM json_each(titles))",
            (json.dumps([*persons]), line.article, line.other),
        )
        for (one,) in rows.fetchall():
            changed = True
            _show(connection, one, finds_without_role(finds_of(connection, one), persons, line.other or ""))
    return changed


def _target(connection: sqlite3.Connection, persons: Persons, corrected: CorrectedPerson) -> int | None:
    """The person who gets all parts, found by the names of all; None for nobody."""
    if corrected.is_nobody:
        return None
    names = Counter(name for part in corrected.parts for name in part.names.values())
    first = corrected.parts[0]
    target = first.person if first.keeps_id else new_person(connection, corrected.name or fullest(names))
    for name in sorted({*names, corrected.name or ""} - {""}):
        persons.enter(target, parsed(name))
    return target
