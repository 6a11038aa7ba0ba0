"""What an archive holds that no newsextract has written: asked where reading it has failed, for it takes a while."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

_OF_TYPE = {"TEXT": "'text'", "INTEGER": "'integer'", "REAL": "'real'", "NUMERIC": "'integer', 'real'"}
_WRONG_VALUES = {
    "aliases, titles or roles that are no list": (
        "SELECT 1 FROM article_person, json_each(json_array(aliases, titles, roles)) AS list "
        "WHERE NOT json_valid(list.value) OR json_type(list.value) <> 'array' "
        "OR EXISTS (SELECT 1 FROM json_each(list.value) AS item WHERE item.type <> 'text')"
    ),
    "run.made is no object": "SELECT 1 FROM run WHERE NOT json_valid(made) OR json_type(made) <> 'object'",
    "correction.kind is none": "SELECT 1 FROM correction WHERE kind NOT IN ('same', 'apart', 'nobody', 'called', "
    "'person', 'speaker', 'value', 'unit', 'concept', 'no-quote', 'no-number', 'no-country', 'no-role')",
    "settling.step is none": "SELECT 1 FROM settling WHERE step NOT BETWEEN 0 AND 7",
}
_PARTED = (
    "PRAGMA foreign_key_check",
    "SELECT 1 FROM article_person AS held WHERE NOT EXISTS (SELECT 1 FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)",
)


def schema() -> str:
    """The script that makes an archive's tables."""
    return files("newsextract.archive.store").joinpath("schema.sql").read_text("utf-8")


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
        columns = model.execute(
            'SELECT made.name, held.name, held.type, held."notnull" FROM sqlite_master AS made, '
            "pragma_table_info(made.name) AS held WHERE made.type = 'table' AND made.name NOT LIKE '%fts%'"
        ).fetchall()
    for table, column, type, must in columns:
        types = _OF_TYPE[type] if must else f"{_OF_TYPE[type]}, 'null'"
        if connection.execute(f'SELECT 1 FROM {table} WHERE typeof("{column}") NOT IN ({types})').fetchone():
            yield f"{table}.{column} is of another type"
        if type == "TEXT":
            for _ in connection.execute(f'SELECT "{column}" FROM {table}'):  # raises where it is not in UTF-8
                pass
    for what, question in _WRONG_VALUES.items():
        if connection.execute(question).fetchone():
            yield what
    for question in _PARTED:
        if connection.execute(question).fetchone():
            yield "rows refer to others that are missing"
