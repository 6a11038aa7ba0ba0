"""An article's rows -> its record again, as ``rows.add`` takes it: with text, sentences, and each person's own name."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from newsextract.archive.rows import Row


def record_of(connection: sqlite3.Connection, article: int) -> tuple[Row, int]:
    """The record and the number of the article's words. ``connection`` gives rows by name (sqlite3.Row)."""
    head = connection.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
    people = _people(connection, article)
    places = {person["id"]: place for place, person in enumerate(people)}
    record = {
        **{column: head[column] for column in ("title", "date", "url", "language", "model", "text")},
        "id": head["name"],
        "people": people,
        "countries": [_country(row) for row in _rows(connection, "country_mention", article, "start, alpha_2")],
        "numbers": [_number(row, places) for row in _rows(connection, "number", article, "start")],
        "quotes": [_quote(row, places) for row in _rows(connection, "quote", article, "id")],
    }
    return record, head["words"]


def _rows(connection: sqlite3.Connection, table: str, article: int, order: str) -> list[sqlite3.Row]:
    return connection.execute(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY {order}", (article,)).fetchall()


def _people(connection: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    """In the order that a record has them: most mentioned first, then as they come in the text."""
    mentions: dict[int, list[dict[str, Any]]] = {}
    for row in _rows(connection, "person_mention", article, "start"):
        mentions.setdefault(row["person_id"], []).append(_placed(row))
    people = [
        {
            "id": row["person_id"],
            "name": row["name"],
            **{kind: json.loads(row[kind]) for kind in ("aliases", "titles", "roles")},
            "mentions": mentions[row["person_id"]],
        }
        for row in _rows(connection, "article_person", article, "person_id")
    ]
    return sorted(people, key=lambda person: (-len(person["mentions"]), person["mentions"][0]["start"]))


def _placed(row: sqlite3.Row) -> dict[str, Any]:
    placed = {column: row[column] for column in ("text", "start", "end")}
    return {**placed, "sentence": (row["sentence_start"], row["sentence_end"])}


def _country(row: sqlite3.Row) -> dict[str, Any]:
    mention = {**_placed(row), "kind": row["kind"], "within": row["within"]}
    return {"name": row["country"], "alpha_2": row["alpha_2"], "alpha_3": row["alpha_3"], "mentions": [mention]}


def _number(row: sqlite3.Row, places: dict[int, int]) -> dict[str, Any]:
    columns = ("kind", "value", "upper", "unit", "per", "comparator", "change", "concept")
    return {**{column: row[column] for column in columns}, "person": places.get(row["person_id"]), **_placed(row)}


def _quote(row: sqlite3.Row, places: dict[int, int]) -> dict[str, Any]:
    speaker = (
        None
        if row["speaker"] is None
        else {
            "text": row["speaker"],
            "start": row["speaker_start"],
            "end": row["speaker_end"],
            "person": places.get(row["person_id"]),
        }
    )
    cue = None if row["cue"] is None else {"text": row["cue"]}
    return {"kind": row["kind"], "statement": row["statement"], "speaker": speaker, "cue": cue, **_placed(row)}
