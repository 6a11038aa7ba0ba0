"""The finds of an article as rows by table: made of a record, put in, replaced, read again and taken out."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from newsextract.archive.store.database import marks, value
from newsextract.ledger.ledger import Ledger, Origin
from newsextract.output.inert import in_each_text
from newsextract.records.record import SCHEMA_VERSION

Row = dict[str, Any]
Finds = dict[str, list[Row]]
"""The rows of an article, each as its columns and their values, by table."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "article_person": ("person_id",),
    "person_mention": ("start", "person_id"),
    "country_mention": ("start", "alpha_2"),
    "number": ("start",),
    "quote": ("id",),
}
"""The tables, each after those that it refers to, and which columns make a row unique in its article."""
_NUMBER = ("kind", "value", "upper", "unit", "per", "comparator", "change", "concept", "confidence")
_LISTS = ("aliases", "titles", "roles")


def finds_of_record(record: Mapping[str, Any]) -> Finds:
    """The rows of a record, which has its sentences; as ``person_id`` the place among the record's people."""
    people, quotes = record["people"] or (), record["quotes"] or ()
    said = Counter((quote["speaker"] or {}).get("person") for quote in quotes)
    mentions = [(place, mention) for place, person in enumerate(people) for mention in person["mentions"]]
    return {
        "article_person": [
            {
                "person_id": place,
                "name": person["name"],
                **{kind: json.dumps(person[kind], ensure_ascii=False) for kind in _LISTS},
                "mentions": len(person["mentions"]),
                "quotes": said[place],
                "confidence": person.get("confidence"),
            }
            for place, person in enumerate(people)
        ],
        "person_mention": [{"person_id": place, **_place(mention)} for place, mention in mentions],
        "country_mention": [
            {
                **{column: country[column] for column in ("alpha_2", "alpha_3")},
                "country": country["name"],
                **{column: mention[column] for column in ("kind", "within")},
                "confidence": country.get("confidence"),
                **_place(mention),
            }
            for country in record["countries"] or ()
            for mention in country["mentions"]
        ],
        "number": [
            {
                "person_id": number.get("person"),
                **{column: as_stored(number.get(column)) for column in _NUMBER},
                **_place(number),
            }
            for number in record["numbers"] or ()
        ],
        "quote": [_quote(quote) for quote in quotes],
    }


def _place(find: Mapping[str, Any]) -> Row:
    start, end = find["sentence"]
    place = {column: find[column] for column in ("start", "end", "text")}
    return {**place, "sentence_start": start, "sentence_end": end}


def as_stored(value: Any) -> Any:
    """SQLite's integers have 64 bits; a larger one is kept as a real."""
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _quote(quote: Mapping[str, Any]) -> Row:
    speaker, cue = quote["speaker"] or {}, quote["cue"] or {}
    row: Row = {"person_id": speaker.get("person"), "kind": quote["kind"], "statement": quote["statement"]}
    for kind, part in (("speaker", speaker), ("cue", cue)):
        row |= {kind: part.get("text"), f"{kind}_start": part.get("start"), f"{kind}_end": part.get("end")}
    return row | {"confidence": quote.get("confidence")} | _place(quote)


def finds_of(connection: sqlite3.Connection, article: int) -> Finds:
    """The finds of an article as its tables have them."""
    return {table: rows_of(connection, table, article) for table in KEYS}


def rows_of(connection: sqlite3.Connection, table: str, article: int) -> list[Row]:
    """The rows that a table has of an article, in order."""
    rows = connection.execute(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY {KEYS[table][0]}", (article,))
    columns = [column for column, *_ in rows.description]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def record_of(connection: sqlite3.Connection, article: int) -> dict[str, Any]:
    """The record of an article as its tables have it, with its text and its sentences."""
    columns = ("name", "title", "date", "url", "language", "model", "text")
    [row] = connection.execute(f"SELECT {', '.join(columns)} FROM article WHERE id = ?", (article,))
    head = dict(zip(("id", *columns[1:]), row, strict=True))
    finds = finds_of(connection, article)
    mentions: dict[int, list[Row]] = {row["person_id"]: [] for row in finds["article_person"]}
    for row in finds["person_mention"]:
        mentions[row["person_id"]].append(row)
    rows = sorted(finds["article_person"], key=lambda row: (-row["mentions"], mentions[row["person_id"]][0]["start"]))
    people = [
        {
            "name": row["name"],
            **{kind: json.loads(row[kind]) for kind in _LISTS},
            "confidence": row["confidence"],
            "mentions": [_find(mention) for mention in mentions[row["person_id"]]],
        }
        for row in rows
    ]
    places: dict[int | None, int] = {row["person_id"]: place for place, row in enumerate(rows)}
    countries: dict[str, Row] = {}
    for row in finds["country_mention"]:
        named = {column: row[column] for column in ("alpha_2", "alpha_3", "confidence")}
        country = countries.setdefault(row["alpha_2"], {"name": row["country"], **named, "mentions": []})
        country["mentions"].append({**_find(row), "kind": row["kind"], "within": row["within"]})
    return {
        "schema_version": SCHEMA_VERSION,
        **head,
        "people": people,
        "countries": sorted(countries.values(), key=lambda country: -len(country["mentions"])),
        "numbers": [
            {"person": places.get(row["person_id"]), **{column: row[column] for column in _NUMBER}, **_find(row)}
            for row in finds["number"]
        ],
        "quotes": [_quote_of(row, places.get(row["person_id"]), people) for row in finds["quote"]],
    }


def _find(row: Row) -> dict[str, Any]:
    place = {column: row[column] for column in ("text", "start", "end")}
    return {**place, "sentence": [row["sentence_start"], row["sentence_end"]]}


def _quote_of(row: Row, person: int | None, people: list[dict[str, Any]]) -> dict[str, Any]:
    speaker, cue = (
        None if row[kind] is None else {"text": row[kind], "start": row[f"{kind}_start"], "end": row[f"{kind}_end"]}
        for kind in ("speaker", "cue")
    )
    if speaker is not None:
        speaker |= {"name": None if person is None else people[person]["name"], "person": person}
    own = {column: row[column] for column in ("kind", "statement", "confidence")}
    return {**_find(row), **own, "speaker": speaker, "cue": cue}


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQL's substr ends at a NUL; UTF-8 has no half of a surrogate pair
IN_JSON = re.compile(rb"\\u(?:0000|d)")
"""How a line of JSON has such a character."""
_REPLACEMENT = "\ufffd"

AS_IN_RECORD = (
    "mentions DESC, (SELECT min(start) FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)"
)
"""The order of an article's people, who are ``held``, as a record has them."""


def add(
    connection: sqlite3.Connection, record: Mapping[str, Any], words: int, origin: Origin, file_number: int, run: int
) -> int:
    """Put an article in, of so many words, with all that was found; its id.

    ``file_number``: where in the input of the ``run`` its file came.
    """
    head = {column: record[column] for column in ("title", "date", "url", "language", "model")}
    insert(connection, "article", [{"name": record["id"], **head, "words": words, "text": record["text"]}])
    article: int = value(connection, "SELECT last_insert_rowid()")
    Ledger(connection).enter(origin, file_number, run, article)
    connection.execute("INSERT INTO uncompared VALUES (?)", (article,))
    finds = finds_of_record(record)
    persons = waiting_persons(connection, [row["name"] for row in finds["article_person"]])
    connection.executemany("INSERT INTO unsettled VALUES (?, ?, 0)", ((article, one) for one in persons))
    for table, rows in finds.items():
        for row in rows:
            row["article_id"] = article
            if (place := row.get("person_id")) is not None:
                row["person_id"] = persons[place]
        insert(connection, table, rows)
    return article


def replace_finds(connection: sqlite3.Connection, article: int, after: Finds) -> Finds:
    """The rows of an article replaced in the tables that ``after`` has. Of those that change, the rows as they were."""
    before = {table: rows_of(connection, table, article) for table in KEYS if table in after}
    changed = {table: rows for table, rows in before.items() if rows != after[table]}
    for table in changed:
        there = {_key(table, row): row for row in before[table]}
        for row in after[table]:
            if there.get(_key(table, row)) != row:
                _put(connection, table, row)
    for table in reversed(changed):
        kept = {_key(table, row) for row in after[table]}
        for row in before[table]:
            if (key := _key(table, row)) not in kept:
                where = " AND ".join(f"{column} = ?" for column in KEYS[table])
                connection.execute(f"DELETE FROM {table} WHERE article_id = ? AND {where}", (article, *key))
    return changed


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in KEYS[table])


def _put(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert a row, or update the one of its key. A quote whose id another article's has by now gets a new one."""
    if table == "quote":
        taken = "SELECT 1 FROM quote WHERE id = ? AND article_id <> ?"
        row = row | {"id": None} if value(connection, taken, (row["id"], row["article_id"])) else row
    columns = [f'"{column}"' for column in row]
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)}) ON CONFLICT DO UPDATE SET {changes}",
        tuple(row.values()),
    )


def remove_gone(connection: sqlite3.Connection) -> None:
    """Take out the persons whom no article has any more."""
    connection.execute("DELETE FROM person WHERE articles = 0 AND copies = 0")


def new_person(connection: sqlite3.Connection, name: str) -> int:
    """The id of a person who is in no article yet; never that of one who may come back."""
    question = (
        "INSERT INTO person (id, name) SELECT 1 + max(id), ? FROM (SELECT 0 AS id UNION ALL SELECT max(id) FROM person "
        "UNION ALL SELECT max(id) FROM overruled_person UNION ALL SELECT max(id) FROM person_before) RETURNING id"
    )
    return int(value(connection, question, (name,)))


def waiting_persons(connection: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Who an article's people are until it is settled: for each a person of that very name, whose id is below 0."""
    persons: list[int] = []
    for name in names:
        known = connection.execute("SELECT id FROM person WHERE name = ? AND id < 0 ORDER BY id DESC", (name,))
        person = next((person for (person,) in known if person not in persons), None)
        if person is None:
            lowest = "min(0, coalesce((SELECT min(id) FROM person), 0))"
            person = value(connection, f"INSERT INTO person (id, name) SELECT {lowest} - 1, ? RETURNING id", (name,))
        persons.append(person)
    return persons


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table, all of the same columns."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = (tuple(row.values()) for row in rows)
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks(rows[0])})", values)


def storable(value: Any) -> Any:
    """The same with a replacement character for NUL and half a surrogate pair: as long, so offsets stay."""
    return in_each_text(value, lambda text: _UNSTORABLE.sub(_REPLACEMENT, text))
