"""A question to an archive in SQL, which can only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

from newsextract.archive.store.database import ArchiveError

_READS = frozenset([sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE])
_READING_PRAGMAS = frozenset(["table_info", "table_xinfo", "table_list", "index_list"])
_PRAGMAS_THAT_SET = frozenset(["data_version", "user_version"])  # what they are given
_OF_THE_QUERY = frozenset([sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE])
_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
_STEPS = 100_000  # of SQLite's, after which Python may see that it has been interrupted


class Table:
    """The rows of an answer, to be gone through once."""

    def __init__(self, connection: sqlite3.Connection, query: str) -> None:
        """Ask. Raises ArchiveError where the query is no SQL, asks for what is not there, or would change something."""
        self._connection = connection
        self.count = 0
        """How many rows have come so far."""
        connection.set_progress_handler(lambda: 0, _STEPS)
        with _query_errors(connection), _only_reading(connection):
            self._rows = connection.execute(query)
        self.columns = _unlike([column for column, *_ in self._rows.description or ()])
        """Their names; the second of two of one name has a number."""
        if not self.columns:
            raise ArchiveError("sql: the query is empty: give a SELECT")

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        """Each row; bytes come as hexadecimal digits. Raises ArchiveError where the query fails now."""
        while True:
            with _query_errors(self._connection):
                row = self._rows.fetchone()
            if row is None:
                return
            self.count += 1
            yield tuple(value.hex() if isinstance(value, bytes) else value for value in row)


def _unlike(names: Sequence[str]) -> tuple[str, ...]:
    """The names, with numbers after those that came before."""
    return tuple(
        f"{name}_{before + 1}" if (before := names[:place].count(name)) else name for place, name in enumerate(names)
    )


def _allowed(action: int, one: str | None, other: str | None, *place: str | None) -> int:
    """SQLite's answer to whether a query may do that."""
    is_read = one in _READING_PRAGMAS or (one in _PRAGMAS_THAT_SET and other is None)
    reads = action in _READS or (action == sqlite3.SQLITE_PRAGMA and is_read)
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


@contextmanager
def _only_reading(connection: sqlite3.Connection) -> Iterator[None]:
    """A context in which a query that would change something is refused; SQLite asks as it prepares the query."""
    connection.set_authorizer(_allowed)
    try:
        yield
    finally:
        connection.set_authorizer(None)


@contextmanager
def _query_errors(connection: sqlite3.Connection) -> Iterator[None]:
    """What SQLite says against the query, as an ArchiveError. Of the file's damage ``sqlite_errors`` tells."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.Warning, sqlite3.DataError) as error:
        raise ArchiveError(f"sql: {str(error).lower().rstrip('.')}: give one SELECT, with its values in it") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_AUTH:
            raise ArchiveError("sql: it would change something, and an archive is only read: give a SELECT") from error
        if code not in _OF_THE_QUERY:
            raise
        raise ArchiveError(f"sql: {error}{_remedy(connection, str(error))}") from error


def _remedy(connection: sqlite3.Connection, error: str) -> str:
    """The names that are near to one that is not there, or where they all stand."""
    what, _, name = error.partition(": ")
    if what not in ("no such table", "no such column"):
        return ""
    names = _TABLES
    if what == "no such column":
        names = f"SELECT DISTINCT held.name FROM ({_TABLES}) AS of, pragma_table_info(of.name) AS held"
    near = get_close_matches(name.rpartition(".")[2], [one for (one,) in connection.execute(names)], n=3)
    return f": did you mean {' or '.join(near)}?" if near else ""


def phrase(text: str) -> str:
    """The text as a phrase of SQLite's full-text search, in which nothing of it is syntax."""
    return '"{}"'.format(text.replace('"', '""').replace("\0", " "))
