"""The ledger of an output folder, opened by one process alone.

SQLite's own lock sees to that, and ends with the process. A ledger has a rollback journal: it holds on file systems of
a network too, as far as these have locks.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from newsextract.batch.ledger.below import Below, LinkError
from newsextract.batch.ledger.database import code_of, is_busy, remedy
from newsextract.output import OutputError
from newsextract.output.lock import lock

_APPLICATION_ID = 0x6E65776C  # "newl"
_VERSION = 1
LEDGER = ".newsextract.db"
_SCHEMA = f"""
CREATE TABLE run (id INTEGER PRIMARY KEY, made TEXT NOT NULL, input TEXT, input_from_here TEXT);
CREATE TABLE source (
  article_id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL, place TEXT NOT NULL UNIQUE, file TEXT,
  file_number INTEGER NOT NULL, row INTEGER, hash TEXT NOT NULL
);
CREATE TABLE output (    -- the files of records
  path TEXT PRIMARY KEY, -- in the folder
  article_id INTEGER,
  hash TEXT NOT NULL,    -- of all that was read of the article; empty where the record is to be made again
  record TEXT NOT NULL,  -- the hash of the file; empty where it was removed
  earlier TEXT           -- that of what may still be there, until it is known that the record has taken its name
) WITHOUT ROWID;
CREATE INDEX output_of_article ON output (article_id);
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {_VERSION};
"""


class BusyError(OutputError):
    """Another run has the folder."""

    def __init__(self, folder: Path) -> None:
        """The message says so, with the remedy."""
        super().__init__(f"{folder}: another newsextract is writing there: wait for it, or choose another folder")


def opened(below: Below) -> sqlite3.Connection:
    """The ledger, which nobody else can open until it is closed; made where it is not there yet.

    Raises BusyError where somebody has it, OSError, and OutputError where it is somebody else's file.
    """
    with below.open(LEDGER, "ab") as stream:
        options = "?mode=rw&vfs=unix-none" if os.name != "nt" and lock(stream) is None else "?mode=rw"
    path = Path(os.path.realpath(below.folder), LEDGER)
    with ledger_errors(below.folder / LEDGER, below.folder), ExitStack() as undo:
        file = path.as_uri() + options
        connection = sqlite3.connect(file, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        undo.callback(connection.close)
        if os.name != "nt" and _opened_file(connection) != os.fsencode(path):
            raise LinkError(f"{below.folder / LEDGER}: a link where newsextract needs a file: remove it")
        connection.execute("PRAGMA main.locking_mode = exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        has_tables = _has_tables(connection, below.folder / LEDGER)
        connection.execute("COMMIT")  # the lock stays
        if not has_tables:
            connection.executescript(f"BEGIN; {_SCHEMA} COMMIT")
        undo.pop_all()
    return connection


@contextmanager
def ledger_errors(path: Path, folder: Path | None = None) -> Iterator[None]:
    """What SQLite raises about a ledger, as an OutputError: a BusyError where another process has that of a folder."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if folder and is_busy(error):
            raise BusyError(folder) from error
        if code_of(error) == sqlite3.SQLITE_NOTADB:
            raise _not_ours(path) from error
        again = "remove it, and run the same command again, which makes all records again"
        raise OutputError(f"{path}: {remedy(error) or f'damaged ({error}): {again}'}") from error


def _opened_file(connection: sqlite3.Connection) -> bytes:
    """The path of the file that SQLite has opened, which is no link: it looks through these before."""
    connection.text_factory = bytes  # it may be in no UTF-8
    try:
        return bytes(connection.execute("PRAGMA database_list").fetchone()[2])
    finally:
        connection.text_factory = str


def _not_ours(path: Path) -> OutputError:
    return OutputError(f"{path}: not written by newsextract, or damaged: remove it, or give -o another folder")


def _has_tables(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether it is a ledger, and not empty. Raises OutputError for a database of another program."""
    has_tables: bool = connection.execute("SELECT count(*) > 0 FROM sqlite_master").fetchone()[0]
    pragmas = ("application_id", "user_version")
    program, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
    if has_tables and program != _APPLICATION_ID:
        raise _not_ours(path)
    if version > _VERSION:
        raise OutputError(f"{path}: of a later newsextract: upgrade newsextract, or give -o another folder")
    return has_tables
