"""Corrections applied to an archive: its finds and persons as found and settled, changed as the corrections say.

The table ``found`` keeps the rows of each article that corrections change as they were found. Settling ignores
corrections: ``restore`` undoes them before it, and ``correct`` applies them anew after it. So an archive is the same
whenever the corrections were made, and a correction that is undone leaves nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain

from newsextract.archive.corrections.apportioning import CorrectedPerson, corrected_persons
from newsextract.archive.corrections.corrections import ContradictionError, Correction, Decisions, stored, values_of
from newsextract.archive.identity.names import parsed
from newsextract.archive.identity.persons import (
    Persons,
    bring_back,
    fullest,
    keep_as_is,
    namesakes,
    restore_persons,
    settled_persons,
)
from newsextract.archive.store.database import value
from newsextract.archive.store.querying import phrase
from newsextract.archive.store.rows import Finds, Row, finds_of, new_person, remove_gone, replace_finds

Moves = dict[int, int | None]
"""Who an article's persons are by the corrections, None for nobody, by who they are by settling."""


def is_corrected(connection: sqlite3.Connection) -> bool:
    """Whether corrections have changed anything."""
    return bool(value(connection, "SELECT EXISTS (SELECT 1 FROM found) OR EXISTS (SELECT 1 FROM overruled_person)"))


def correct(connection: sqlite3.Connection) -> None:
    """Apply all corrections, within a transaction of the caller's."""
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
    """Undo all corrections, within a transaction of the caller's: finds and persons are as found and settled."""
    if not is_corrected(connection):
        return
    bring_back(connection, "overruled_person")
    for (article,) in connection.execute("SELECT DISTINCT article_id FROM found ORDER BY article_id").fetchall():
        rows = connection.execute("SELECT name, rows FROM found WHERE article_id = ?", (article,))
        replace_finds(connection, article, {table: json.loads(text) for table, text in rows})
    restore_persons(connection, "overruled_person")
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
    """The corrections of finds by article. Those that add a person come first, for others may name that person."""
    found: defaultdict[int, list[Correction]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: line.kind != "person"):
        if not line.is_of_finds or line.kind == "no-role":
            continue
        if line.article is not None:
            given, question = line.article, "SELECT id FROM article WHERE name = ?"
        elif line.kind == "person":
            given, question = phrase(line.name), "SELECT rowid FROM article_fts WHERE article_fts MATCH ?"
        else:
            named = "? COLLATE NOCASE IN (text, country, alpha_2, alpha_3)"
            given, question = line.name, f"SELECT DISTINCT article_id FROM country_mention WHERE {named}"
        for (article,) in connection.execute(question, (given,)):
            found[article].append(line)
    return dict(sorted(found.items()))


def _replace(connection: sqlite3.Connection, article: int, finds: Finds) -> None:
    """Replace an article's finds by corrected ones, and keep the rows as found of the tables that change."""
    for table, rows in replace_finds(connection, article, finds).items():
        connection.execute("INSERT OR IGNORE INTO found VALUES (?, ?, ?)", (article, table, json.dumps(rows)))
        if table == "article_person":
            described = [[row | {"mentions": 0, "quotes": 0} for row in people] for people in (rows, finds[table])]
            changed = [row for place in (0, 1) for row in described[place] if row not in described[1 - place]]
            keep_as_is(connection, "overruled_person", (row["person_id"] for row in changed))


def _correct_finds(connection: sqlite3.Connection, article: int, lines: Sequence[Correction]) -> None:
    def person(name: str) -> int:
        """Whoever has that very name, of several the one in most articles; else a new person."""
        if known := settled_persons(connection, name):
            return known[0]
        new = new_person(connection, name)
        Persons(connection).enter(new, parsed(name))
        return new

    text = value(connection, "SELECT text FROM article WHERE id = ?", (article,))
    _replace(connection, article, corrected_finds(article, text, finds_of(connection, article), lines, person))


def _correct_persons(
    connection: sqlite3.Connection, corrected: Sequence[CorrectedPerson], lines: Sequence[Correction]
) -> None:
    persons = Persons(connection)
    with_role = {line.name: {*namesakes(connection, line.name)} for line in lines if line.kind == "no-role"}
    keep_as_is(connection, "overruled_person", (part.person for one in corrected for part in one.parts))
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
        _replace(connection, article, finds_with_persons(finds_of(connection, article), who))
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
    """Remove the roles that corrections say are none; whether any was there. ``known``: who had each name before."""
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
            _replace(connection, one, finds_without_role(finds_of(connection, one), persons, line.other or ""))
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


Person = Callable[[str], int]
"""Gives the id of the person of a name."""
_SURE = 1.0
"""The confidence of what somebody has corrected."""


def corrected_finds(article: int, text: str, finds: Finds, corrections: Iterable[Correction], person: Person) -> Finds:
    """The finds of an article as corrections of finds have them. ``person`` is asked about the people that they add."""
    new = {table: [dict(row) for row in rows] for table, rows in finds.items()}
    for line in corrections:
        if line.kind == "person":
            _add_mentions(article, text, new, line, person)
        elif line.kind == "speaker":
            _set_speaker(new, line)
        elif line.kind == "no-country":
            name, columns = line.name.casefold(), ("text", "country", "alpha_2", "alpha_3")
            rows = new["country_mention"]
            new["country_mention"] = [row for row in rows if name not in (row[one].casefold() for one in columns)]
        elif line.kind in ("no-quote", "no-number"):
            table = line.kind.removeprefix("no-")
            gone = meant(new[table], line)
            new[table] = [row for row in new[table] if row not in gone]
        else:
            right: Row = {line.kind: line.other}
            if line.kind == "value":
                right = dict(zip(("value", "upper"), values_of(line), strict=True))
            for number in meant(new["number"], line):
                number.update(right, confidence=_SURE)
    return _counted(new)


def finds_with_persons(finds: Finds, moves: Mapping[int, int | None]) -> Finds:
    """The finds with some persons replaced by others, or by nobody. Those who become one person are merged."""

    def target(person: int | None) -> int | None:
        return None if person is None else moves.get(person, person)

    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in finds["article_person"]:
        if (person := target(row["person_id"])) is not None:
            groups[person].append(row)
    mentions = [row | {"person_id": target(row["person_id"])} for row in finds["person_mention"]]
    kept = {(row["person_id"], row["start"]): row for row in mentions if row["person_id"] is not None}
    others = {
        table: [row | {"person_id": target(row["person_id"])} for row in finds[table]] for table in ("number", "quote")
    }
    people = [_merged(person, rows) for person, rows in groups.items()]
    return _counted(finds | others | {"article_person": people, "person_mention": [*kept.values()]})


def finds_without_role(finds: Finds, persons: Collection[int], role: str) -> Finds:
    """The finds without a role, or a title, of some persons."""

    def without(row: Row) -> Row:
        if row["person_id"] not in persons:
            return row
        lists = {kind: [one for one in json.loads(row[kind]) if one != role] for kind in ("titles", "roles")}
        return row | {kind: json.dumps(texts, ensure_ascii=False) for kind, texts in lists.items()}

    return finds | {"article_person": [without(row) for row in finds["article_person"]]}


def _counted(finds: Finds) -> Finds:
    """The finds with the persons in order of their ids, and their mentions and quotes counted."""
    counts = [Counter(row["person_id"] for row in finds[table]) for table in ("person_mention", "quote")]
    people = [
        row | {"mentions": counts[0][row["person_id"]], "quotes": counts[1][row["person_id"]]}
        for row in sorted(finds["article_person"], key=lambda row: row["person_id"])
    ]
    return finds | {"article_person": people}


def _merged(person: int, rows: list[Row]) -> Row:
    """The row of one person for those of several, who is no surer than the least sure of them."""
    name = fullest(Counter(row["name"] for row in rows))
    names, titles, roles = (
        [*chain(*(json.loads(row[kind]) for row in rows))] for kind in ("aliases", "titles", "roles")
    )
    aliases = [other for other in (*(row["name"] for row in rows), *names) if other != name]
    lists = {"aliases": aliases, "titles": titles, "roles": roles}
    return {
        **rows[0],
        "person_id": person,
        "name": name,
        **{kind: json.dumps([*dict.fromkeys(texts)], ensure_ascii=False) for kind, texts in lists.items()},
        "confidence": min((row["confidence"] for row in rows if row["confidence"] is not None), default=None),
    }


def meant(rows: Iterable[Row], line: Correction) -> list[Row]:
    """The finds that a correction is about: all of its words or, where it says where they start, the nearest one."""
    same = [row for row in rows if row["text"] == line.name]
    start = line.start
    return same if start is None else sorted(same, key=lambda row: abs(row["start"] - start))[:1]


def _set_speaker(finds: Finds, line: Correction) -> None:
    """All pieces of a statement have one speaker. Somebody whom the article does not name changes nothing."""
    speaker = _person_called(finds, line.other) if line.other else None
    if line.other and speaker is None:
        return
    statements = {row["statement"] for row in meant(finds["quote"], line)}
    own = [row for row in finds["person_mention"] if speaker and row["person_id"] == speaker["person_id"]]
    for quote in finds["quote"]:
        if quote["statement"] in statements:
            start = quote["start"]
            named = min(own, key=lambda row: abs(row["start"] - start), default={})
            quote.update(person_id=named.get("person_id"), confidence=_SURE)
            quote.update(speaker=named.get("text"), speaker_start=named.get("start"), speaker_end=named.get("end"))


def _person_called(finds: Finds, name: str) -> Row | None:
    people = finds["article_person"]
    same = (row for row in people if parsed(row["name"]) == parsed(name))
    return next(same, next((row for row in people if name in json.loads(row["aliases"])), None))


def _add_mentions(article: int, text: str, finds: Finds, line: Correction, person: Person) -> None:
    """Name somebody wherever the words are, but where somebody is named already."""
    found = [one.span() for one in re.finditer(rf"(?<!\w){re.escape(line.name)}(?!\w)", text)]
    taken = [(row["start"], row["end"]) for row in finds["person_mention"]]
    places = [one for one in found if not any(one[0] < end and start < one[1] for start, end in taken)]
    if not places:
        return
    name = line.other or line.name
    row = _person_called(finds, name)
    if row is None:
        row = {"article_id": article, "person_id": person(name), "name": name, "aliases": "[]", "titles": "[]"}
        row |= {"roles": "[]", "mentions": 0, "quotes": 0, "confidence": _SURE}
        finds["article_person"].append(row)
    if line.name != row["name"] and line.name not in (aliases := json.loads(row["aliases"])):
        row["aliases"] = json.dumps([*aliases, line.name], ensure_ascii=False)
    for start, end in places:
        sentence = _sentence(text, finds, start, end)
        mention = {"article_id": article, "person_id": row["person_id"], "start": start, "end": end, "text": line.name}
        finds["person_mention"].append(mention | {"sentence_start": sentence[0], "sentence_end": sentence[1]})


def _sentence(text: str, finds: Finds, start: int, end: int) -> tuple[int, int]:
    """The shortest sentence of another find that holds the place; else its line."""
    rows = chain(*(finds[table] for table in ("person_mention", "country_mention", "number")))
    sentences = {(row["sentence_start"], row["sentence_end"]) for row in rows}
    holding = [one for one in sentences if one[0] <= start and end <= one[1]]
    line_end = text.find("\n", end)
    line = text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
    return min(holding, key=lambda one: (one[1] - one[0], one), default=line)
