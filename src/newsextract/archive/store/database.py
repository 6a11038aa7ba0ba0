"""The SQLite file of an archive: made, opened, refused where it is somebody else's or damaged, held for one run."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from newsextract.ledger.database import DATABASE_BEGINS, code_of, is_busy, remedy, whole
from newsextract.output import OutputError
from newsextract.output import output_errors as writing
from newsextract.output.lock import lock_of_database

APPLICATION_ID = 0x6E657773
"""What SQLite's header says of the program whose file it is: "news"."""
SCHEMA_VERSION = 1
"""SQLite's user_version."""

WAITS = 5.0
"""Seconds that another program may take to write before it is reported."""
_PAGE = 1024  # bytes: a text shares its pages badly with others, and most are of a few thousand bytes
_PAGES_KEPT = 32_000  # KiB: of an archive too large for memory, the inner pages of its indexes
OF_CONTENT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What is raised by whoever reads from an archive what newsextract never writes."""


class ArchiveError(OutputError):
    """A file that is no archive, or one that cannot be used now; the message says why and what to do."""


@contextmanager
def sqlite_errors(path: Path, to_read: bool = False) -> Iterator[None]:
    """What SQLite raises about the file, which is only read or written too, as an ArchiveError.

    So is any error about values that newsextract does not write, if the file is damaged.
    """
    try:
        yield
    except (OutputError, sqlite3.ProgrammingError):
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if what_to_do := remedy(error, to_read):
            raise ArchiveError(f"{path}: {what_to_do}") from error
        may_be_the_question = code_of(error) in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH)
        what = damage(path) if may_be_the_question else str(error)
        raise (_damaged(path, what) if what else ArchiveError(f"{path}: {error}")) from error
    except OF_CONTENT as error:
        if what := damage(path):
            raise _damaged(path, what) from error
        raise


def _damaged(path: Path, what: object) -> ArchiveError:
    remedy = "restore a backup of it, or remove it and run the command that made it again"
    return ArchiveError(f"{path}: damaged ({what}): {remedy}")


def opened(path: Path, by_any_thread: bool = False) -> sqlite3.Connection:
    """The archive, to be read. Raises ArchiveError where there is none, or its tables are of another version."""
    if not path.exists():
        raise ArchiveError(f"{path}: not found: make it with newsextract FILES -o {path}")
    try:
        with path.open("rb") if path.is_file() else nullcontext() as stream:
            begins = stream.read(len(DATABASE_BEGINS)) if stream else None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ArchiveError(f"{path}: cannot be read ({why}): see that you may read it") from error
    if begins == b"":
        raise ArchiveError(f"{path}: empty: wait for the run that fills it, or run newsextract FILES -o {path}")
    if begins != DATABASE_BEGINS:
        raise _not_ours(path)
    with sqlite_errors(path, to_read=True):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=not by_any_thread
        )
        with closed_if_it_fails(connection):
            _refuse_other_version(path, connection)
    return connection


@contextmanager
def closed_if_it_fails(connection: sqlite3.Connection) -> Iterator[None]:
    """A context that closes the connection if it is left by an exception."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def opened_to_write(path: Path) -> sqlite3.Connection:
    """The archive, made where it is not there yet. The caller makes the transactions, and lets one thread use it at a
    time. Raises ArchiveError.

    What is committed is on the disk. Others may read meanwhile, and see what was committed.
    """
    with sqlite_errors(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=WAITS, check_same_thread=False)
        with closed_if_it_fails(connection):
            # All in one transaction, before there is a log: nobody sees the half of it.
            if value(connection, "SELECT count(*) = 0 FROM sqlite_master"):
                connection.execute(f"PRAGMA page_size = {_PAGE}")
                connection.executescript(
                    f"BEGIN IMMEDIATE; {schema()} PRAGMA application_id = {APPLICATION_ID}; "
                    f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT"
                )
            _refuse_other_version(path, connection)
            connection.execute("PRAGMA journal_mode = wal")
            connection.execute("PRAGMA synchronous = full")
            connection.execute("PRAGMA foreign_keys = on")
            connection.execute(f"PRAGMA cache_size = -{_PAGES_KEPT}")
    return connection


def pack(connection: sqlite3.Connection) -> None:
    """Shrink an archive that was filled at once to the room it needs, if the disk has room to do so."""
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA journal_mode = delete")  # else all of it would go through the write-ahead log
        connection.execute("VACUUM")


def closed(connection: sqlite3.Connection) -> None:
    """Close it so that the archive is one plain file, which can be copied and read where nothing can be written.

    While another program has it open, its log stays; while that one reads what was there before, it is needed too.
    """
    for pragma in ("optimize", "wal_checkpoint(truncate)", "journal_mode = delete"):
        with suppress(sqlite3.Error):
            connection.execute(f"PRAGMA {pragma}")
    connection.close()


def why_split(path: Path) -> str | None:
    """Why an archive to which nobody writes is not in its file alone, and the remedy; None where it is."""
    log = path.resolve().with_name(f"{path.resolve().name}-wal")
    with suppress(OSError):
        if log.stat().st_size:
            return (
                f"not whole without {log.name}, for another program reads it: copy both files, or close that "
                "and run the same command again"
            )
    return None


@contextmanager
def held(path: Path) -> Iterator[None]:
    """A lock by which one run alone writes to the archive, whose file is made where it is not there yet.

    The lock is the file's, by whatever link it is reached, and ends with the process too. A file that was made and is
    still empty in the end goes. Raises ArchiveError where another run has it, or it is no archive.
    """
    is_new = not os.path.lexists(path)
    while True:
        with ExitStack() as undo:
            with writing(path):
                if path.exists() and not path.is_file():
                    raise _not_ours(path)
                number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
                stream = undo.enter_context(os.fdopen(number, "r+b"))
                if stream.read(len(DATABASE_BEGINS)) not in (b"", DATABASE_BEGINS):
                    raise _not_ours(path)
                holder = lock_of_database(stream)
            if holder is None:
                raise ArchiveError(
                    f"{path}: another newsextract is writing there: wait for it, or give this run a file of its own "
                    "(newsextract merge joins them)"
                )
            undo.enter_context(holder)
            if not _is_at(path, stream):
                continue  # another run has just taken away what it left empty
            try:
                yield
            finally:
                with suppress(OSError):
                    if is_new and not os.fstat(stream.fileno()).st_size and _is_at(path, stream):
                        path.unlink()
            return


def _is_at(path: Path, stream: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except OSError:
        return False


def value(connection: sqlite3.Connection, question: str, values: Sequence[object] = ()) -> Any:
    """The one value that a question gives; None where it gives no row."""
    row = connection.execute(question, values).fetchone()
    return row[0] if row else None


def marks(values: Collection[object]) -> str:
    """A question mark for each of the values of a list in SQL."""
    return ", ".join("?" * len(values))


@contextmanager
def transaction(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """All of it, or nothing. Raises ArchiveError."""
    with sqlite_errors(path), whole(connection):
        yield


def _not_ours(path: Path) -> ArchiveError:
    return ArchiveError(f"{path}: not a newsextract archive: give another name")


def _refuse_other_version(path: Path, connection: sqlite3.Connection) -> None:
    if value(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise ArchiveError(f"{path}: a database of another program: give another name")
    version = value(connection, "PRAGMA user_version")
    if version != SCHEMA_VERSION:
        is_of = f"an archive of version {version}, and this newsextract has {SCHEMA_VERSION}"
        raise ArchiveError(f"{path}: {is_of}: upgrade newsextract, or make the archive again under another name")


_DAMAGES = {
    "PRAGMA foreign_key_check": "rows refer to others that are missing",
    "SELECT 1 FROM article_person AS held WHERE NOT EXISTS (SELECT 1 FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)": "people without mentions",
    "SELECT 1 FROM article_person, json_each(json_array(aliases, titles, roles)) AS list, json_each(list.value) AS one "
    "WHERE one.type <> 'text'": "aliases, titles or roles that are no texts",
}
"""What no check of the tables finds: questions, and what is damaged where one has an answer."""


def schema() -> str:
    """The script that makes an archive's tables."""
    return files("newsextract.archive.store").joinpath("schema.sql").read_text("utf-8")


def damage(path: Path) -> str | None:
    """What is damaged in the archive, in a few words; None if nothing is, or another program holds it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return next(_damages(connection), None)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return None if is_busy(error) else str(error)


def _damages(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check(1)"):
        if line != "ok":
            yield str(line)
    with closing(sqlite3.connect(":memory:")) as model:
        model.executescript(schema())
        made = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"
        there = set(connection.execute(made))
        yield from (f"not the {kind} {name} of an archive" for kind, name, _ in set(model.execute(made)) - there)
    for kind, name, _ in there:
        if kind == "table" and "fts" not in name:
            for _ in connection.execute(f'SELECT * FROM "{name}"'):  # raises where a text is not in UTF-8
                pass
    for question, what in _DAMAGES.items():
        if connection.execute(question).fetchone():
            yield what
