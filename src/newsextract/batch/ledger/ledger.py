"""What runs have done: the tables ``run`` and ``source``, which an archive and an output folder's ledger both have.

run      id, made, input                   made: JSON, what the records depend on besides their articles
source   article_id, run_id, place, file, file_number, row, hash
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsextract.batch.ledger.origins import Origin

_KNOWN = "SELECT article_id, source.hash, made, place, file, row, {} FROM source JOIN run ON run.id = run_id WHERE {}"


class Known(NamedTuple):
    """An article that an earlier run has finished."""

    id: int
    hash: str
    """Of all that was read."""
    made: str
    place: str
    file: str | None
    row: int | None
    name: str = ""
    """In an archive, its id."""

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        return Origin(self.place, self.file, self.row, self.hash)


class Ledger:
    """The finished articles of a database. Transactions and threads are the caller's, as is what SQLite raises."""

    def __init__(self, connection: sqlite3.Connection, name: str = "''") -> None:
        """The tables must be there. ``name``: the article's id, in SQL."""
        self.connection, self._name = connection, name

    def known(self, condition: str, *values: str) -> list[Known]:
        """The articles of which a condition in SQL holds."""
        question = _KNOWN.format(self._name, condition)
        return [Known(*row) for row in self.connection.execute(question, values)]

    def all(self) -> Iterator[Known]:
        """Each article; how its record was made is left out."""
        for row in self.connection.execute("SELECT article_id, hash, '', place, file, row FROM source"):
            yield Known(*row)

    def number_of_run(self, made: str, input: str | None) -> int:
        """That of an earlier run that made records so, of these inputs, or a new one."""
        question = "SELECT id FROM run WHERE made = ? AND input IS ?"
        if known := self.connection.execute(question, (made, input)).fetchone():
            return int(known[0])
        cursor = self.connection.execute("INSERT INTO run (made, input) VALUES (?, ?)", (made, input))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def enter(self, origin: Origin, file_number: int, run: int, article: int | None = None) -> int:
        """Put in where an article came from, or where it comes from now; the article's number."""
        self.connection.execute(
            "INSERT INTO source (article_id, run_id, place, file, file_number, row, hash) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (place) DO UPDATE SET run_id = excluded.run_id, file = excluded.file, "
            "file_number = excluded.file_number, row = excluded.row, hash = excluded.hash",
            (article, run, origin.place, origin.file, file_number, origin.row, origin.hash),
        )
        question = "SELECT article_id FROM source WHERE place = ?"
        return int(self.connection.execute(question, (origin.place,)).fetchone()[0])

    def move(self, article: int, origin: Origin) -> None:
        """Note that an article lies elsewhere now, or was read under another id."""
        self.connection.execute(
            "UPDATE source SET place = ?, file = ?, row = ?, hash = ? WHERE article_id = ?",
            (origin.place, origin.file, origin.row, origin.hash, article),
        )


def as_made(made: Mapping[str, str]) -> str:
    """What records depend on besides their articles, as ``run.made`` has it."""
    return json.dumps(made, sort_keys=True)
