"""What an archive holds that no newsextract has written: asked where reading it has failed, for it takes a while."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

_OF_TYPE = {"TEXT": (str,), "INTEGER": (int,), "NUMERIC": (int, float)}
_LISTS = ("aliases", "titles", "roles")
_WITHOUT_MENTION = (
    "SELECT 1 FROM article_person AS held WHERE NOT EXISTS (SELECT 1 FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)"
)
_UNKNOWN_STEP = "SELECT 1 FROM settling WHERE step NOT BETWEEN 1 AND 6"


def schema() -> str:
    """The script that makes an archive's tables."""
    return files("newsextract.archive").joinpath("schema.sql").read_text("utf-8")


def damage(path: Path) -> str | None:
    """What is damaged in the archive, in a few words; None if nothing is, or another program holds it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return next(_damages(connection), None)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        is_held = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        return None if is_held else str(error)


def _damages(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(1)"):
        if line != "ok":
            yield str(line)
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(schema())
        made = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"
        there = set(connection.execute(made))
        yield from (f"not the {kind} {name} of an archive" for kind, name, _ in set(model.execute(made)) - there)
        for (table,) in model.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"):
            yield from _wrong_values(connection, table, model.execute(f"PRAGMA table_info({table})").fetchall())
    for question in ("PRAGMA foreign_key_check", _WITHOUT_MENTION, _UNKNOWN_STEP):
        if connection.execute(question).fetchone():
            yield "rows that belong together are parted"


def _wrong_values(connection: sqlite3.Connection, table: str, columns: list[tuple[Any, ...]]) -> Iterator[str]:
    """``columns`` are rows of SQLite's table_info."""
    types = [(_OF_TYPE[type], not must, name) for _, name, type, must, *_ in columns]
    for row in connection.execute(f"SELECT * FROM {table}"):
        for value, (known, may_lack, name) in zip(row, types, strict=True):
            is_right = may_lack if value is None else isinstance(value, known)
            if not is_right or (name in _LISTS and not _is_list(value)) or (name == "made" and not _is_object(value)):
                yield f"{table}.{name} holds {str(value)[:40]!r}"


def _is_list(text: str) -> bool:
    found = _parsed(text)
    return isinstance(found, list) and all(isinstance(item, str) for item in found)


def _is_object(text: str) -> bool:
    return isinstance(_parsed(text), dict)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
