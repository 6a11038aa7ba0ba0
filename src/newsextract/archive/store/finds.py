"""The finds of one article as rows by table: made of a record, read from the tables, made a record again."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

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
