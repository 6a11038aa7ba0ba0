"""What the tests see of an archive: its tables, whole, and questions in SQL; and the command that makes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.process import run_command

_INNER = ("sqlite_%", "%\\_fts\\_%")  # statistics, and how full-text search keeps its words


def run_in(folder: Path, *arguments: str | Path, status: int = 0) -> str:
    """What the command says on standard error."""
    done = run_command([*map(str, arguments)], b"", folder, {})
    assert (done.returncode, done.stdout) == (status, b""), done.stderr
    return done.stderr.decode()


def ask(archive: Path, question: str, *values: object) -> list[Any]:
    """The rows of an answer; of a single column its values."""
    with closing(sqlite3.connect(archive)) as connection:
        rows = connection.execute(question, values).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def dump(archive: Path) -> dict[str, list[Any]]:
    """Every table with all its rows, and what full-text search has of each of its words."""
    with closing(sqlite3.connect(archive)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ? AND name NOT LIKE ? ESCAPE '\\'",
            _INNER,
        ).fetchall()
        tables = {
            name: connection.execute(
                f'SELECT rowid, * FROM "{name}"' if _has_rowid(connection, name) else f'SELECT * FROM "{name}"'
            ).fetchall()
            for (name,) in names
        }
        for name in ("article", "quote"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab(main, {name}_fts, instance)")
            tables[f"{name}_words"] = connection.execute(f"SELECT * FROM {name}_words").fetchall()
    return tables


def uncorrected(archive: Path) -> dict[str, list[Any]]:
    """All tables but the one that notes corrections."""
    return {name: rows for name, rows in dump(archive).items() if name != "correction"}


def _has_rowid(connection: sqlite3.Connection, table: str) -> bool:
    [sql] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return "WITHOUT ROWID" not in sql


def is_sound(archive: Path) -> bool:
    """Whether SQLite finds nothing wrong: pages, indexes, foreign keys, full-text search."""
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in ("article_fts", "quote_fts"):
            connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    return True
