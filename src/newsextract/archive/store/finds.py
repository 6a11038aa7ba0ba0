"""The finds of one article as dicts by table: read, and replaced by others."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from newsextract.archive.store.database import marks, value
from newsextract.archive.store.rows import count, is_copy

Finds = dict[str, list[dict[str, Any]]]
"""The rows of an article, each as its columns and their values, by table."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "article_person": ("person_id",),
    "person_mention": ("person_id", "start"),
    "country_mention": ("start", "alpha_2"),
    "number": ("start",),
    "quote": ("id",),
}
"""The tables, each after those that it refers to, and which columns make a row unique in its article."""


def finds_of(connection: sqlite3.Connection, article: int) -> Finds:
    """The finds of an article as its tables have them."""
    return {table: _rows(connection, table, article) for table in KEYS}


def _rows(connection: sqlite3.Connection, table: str, article: int) -> list[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY {KEYS[table][-1]}", (article,))
    columns = [column for column, *_ in rows.description]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def replace_finds(connection: sqlite3.Connection, article: int, after: Finds) -> Finds:
    """The rows of an article replaced in the tables that ``after`` has. Of those that change, the rows as they were."""
    before = {table: _rows(connection, table, article) for table in KEYS if table in after}
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
    if "article_person" in changed:
        for sign, finds in ((-1, before), (1, after)):
            counts = [(row["person_id"], row["mentions"], row["quotes"]) for row in finds["article_person"]]
            count(connection, counts, sign, is_copy(connection, article))
    if "country_mention" in changed:
        connection.execute("DELETE FROM article_country WHERE article_id = ?", (article,))
        connection.execute(
            "INSERT INTO article_country SELECT alpha_2, article_id, count(*), confidence FROM country_mention "
            "WHERE article_id = ? GROUP BY alpha_2",
            (article,),
        )
    return changed


def _key(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in KEYS[table])


def _put(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    """Insert a row, or update the one of its key. A quote whose id another article's has by now gets a new one."""
    values = dict(row)
    if table == "quote":
        taken = "SELECT 1 FROM quote WHERE id = ? AND article_id <> ?"
        values["id"] = None if value(connection, taken, (row["id"], row["article_id"])) else row["id"]
    columns = [f'"{column}"' for column in values]
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)}) ON CONFLICT DO UPDATE SET {changes}",
        tuple(values.values()),
    )
