"""What an archive and the ledger of a folder have in common as databases: transactions, and what can go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

DATABASE_BEGINS = b"SQLite format 3\0"


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def code_of(error: Exception) -> int:
    """SQLite's code of what it raised; Python's own errors are of bytes in no UTF-8, so of damage."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


def is_busy(error: Exception) -> bool:
    """Whether another program holds the database."""
    return code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def remedy(error: Exception, to_read: bool = False) -> str | None:
    """What SQLite's error says of the disk or of other programs, and what to do; None for any other error.

    ``to_read``: the database is not to be written.
    """
    match code_of(error):
        case sqlite3.SQLITE_FULL:
            return "the disk is full: make room, and run the same command again"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another program uses it: close that, and run the same command again"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            if to_read:
                return (
                    f"cannot be read ({error}): see that you may read it; if its run was interrupted, run that command "
                    "again"
                )
            return f"cannot be written ({error}): choose a place where you may write"
        case sqlite3.SQLITE_IOERR:
            return f"the disk fails, or is full ({error}): check it, and run the same command again"
    return None
