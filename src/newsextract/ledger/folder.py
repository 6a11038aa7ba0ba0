"""The ledger of an output folder: ``.newsextract.db``, with the records that are there, and the right to write there.

SQLite's own lock is that right, and ends with the process. The journal is a rollback journal, so that the lock holds on
network file systems too, if these have locks.

A record is noted before it takes its name, with the hash of what may be there until then. If the run is killed between
the two, the next one looks at the file and knows.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from newsextract.ledger.database import code_of, is_busy, remedy, whole
from newsextract.ledger.layout import Shard, may_be_place
from newsextract.ledger.ledger import Known, Ledger, Origin, Origins, as_made
from newsextract.output import OutputError
from newsextract.output.lock import lock
from newsextract.reading import is_address

LEDGER = ".newsextract.db"
_APPLICATION_ID = 0x6E65776C  # "newl"
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
PRAGMA user_version = 1;
"""
_JUNCTION = 0xA000_0003  # Windows' other links between folders


class LinkError(OutputError):
    """A link where a folder or file of ours must be."""

    def __init__(self, message: str, link: Path | None = None) -> None:
        """``message`` names the link too."""
        super().__init__(message)
        self.link = link


def inside(folder: Path, place: str) -> Path:
    """The path of a place in a folder ("/" between its parts), which no link leads out of the folder.

    The folder itself may be reached by links. Raises LinkError where a part of the place is one.
    """
    path, parts = folder, place.split("/")
    for number, part in enumerate(parts, 1):
        path = path / part
        with suppress(OSError):
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
                needed = "file" if number == len(parts) else "folder"
                raise LinkError(f"{path}: a link where newsextract needs a {needed}: remove it", path)
    return path


def own_file(folder: Path, name: str) -> Path:
    """The path of a file of ours in a folder, which may not be there yet. Raises OutputError for anything else."""
    path = inside(folder, name)
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: not a file, where newsextract needs one: remove it")
    return path


def remove_empty_folders(folder: Path, place: str) -> None:
    """Remove the folders of a place that are empty now. Raises LinkError where one is a link."""
    path = inside(folder, place)
    with suppress(OSError):  # not empty
        for number in range(place.count("/")):
            with suppress(FileNotFoundError):  # a killed run made only the outer ones
                path.parents[number].rmdir()


class Output(NamedTuple):
    """A record that is in the folder, and the article's file, as a whole path."""

    path: str
    record: str
    article: int | None
    file: str | None
    row: int | None
    place: str | None


def record_hash(data: bytes) -> str:
    """The hash of a record's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def hash_of_file(folder: Path, place: object) -> str | None:
    """That of the record at a place in a folder; None where no file is there. Raises OSError and LinkError."""
    if not may_be_place(place):
        return None
    path = inside(folder, str(place))
    return record_hash(path.read_bytes()) if path.is_file() else None


class FolderLedger(Ledger):
    """The ledger of a folder that is held for one run, until it is closed or the process ends."""

    def __init__(self, folder: Path, made: Mapping[str, str], origins: Origins) -> None:
        """``made`` is what the records depend on besides their articles.

        Raises OSError, and OutputError where another run holds the folder, or the ledger is a file of somebody else's.
        """
        super().__init__(_opened(folder))
        self._folder, self.made, self._origins = folder, as_made(made), origins
        self._named: list[str] = []  # the records that have taken their names, which is still to be noted
        self._here: str | None = None
        """Where the inputs lie as seen from the folder, for both may be moved."""
        with suppress(ValueError):  # another Windows drive
            self._here = origins.base and os.path.relpath(origins.base, os.path.realpath(folder))
        with ExitStack() as undo:
            undo.callback(self.connection.close)
            with self.errors(), whole(self.connection):
                self._look_at_unfinished()
                self.connection.execute("DELETE FROM output WHERE record = ''")
                self.connection.execute(
                    "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM output WHERE article_id = source.article_id)"
                )
                self._move_inputs()
            undo.pop_all()

    def at(self, path: str) -> list[Known]:
        """The article whose record has this path; with the hash of what the record was made of."""
        question = (
            "SELECT article_id, output.hash, made, place, file, row FROM output JOIN source USING (article_id) "
            "JOIN run ON run.id = run_id WHERE path = ? AND earlier IS NULL"
        )
        return [Known(*row) for row in self.connection.execute(question, (path,))]

    def begin(self, records: Iterable[tuple[Origin, int, str, str]]) -> list[tuple[int, bool]]:
        """Note records that are about to take their names: of which origin, in which file of the input, the path and
        the record's hash. The number of each one's article, and whether a record of another text is in its place."""
        begun = []
        with self.errors(), whole(self.connection):
            self._note_named()
            run = self.number_of_run(self.made, self._origins.base)
            self.connection.execute("UPDATE run SET input_from_here = ? WHERE id = ?", (self._here, run))
            for origin, file_number, path, record in records:
                before = self.connection.execute("SELECT hash FROM output WHERE path = ?", (path,)).fetchone()
                article = self.enter(origin, file_number, run)
                self.connection.execute("UPDATE output SET hash = '' WHERE article_id = ?", (article,))
                self.connection.execute(
                    "INSERT INTO output VALUES (?, ?, ?, ?, '') ON CONFLICT (path) DO UPDATE SET earlier = record, "
                    "article_id = excluded.article_id, hash = excluded.hash, record = excluded.record",
                    (path, article, origin.hash, record),
                )
                begun.append((article, before is not None and before[0] not in ("", origin.hash)))
        return begun

    def named(self, paths: Sequence[str]) -> None:
        """Note, when it next writes, that the records of these paths have taken their names."""
        self._named += paths

    def removed(self, paths: Iterable[str]) -> None:
        """Note records that are there no more."""
        with self.errors(), whole(self.connection):
            self._note_named()
            question = "INSERT OR REPLACE INTO output VALUES (?, NULL, '', '', NULL)"
            self.connection.executemany(question, ((path,) for path in paths))

    def outputs(self, but: Container[int] = (), shard: Shard | None = None) -> Iterator[Output]:
        """The records, or those of a part of the run, without those whose paths have these hashes."""
        for one in self._outputs("TRUE"):
            is_mine = one.place is None or self._origins.is_of(Origin(one.place, one.file, one.row, ""), shard)
            if is_mine and hash(one.path) not in but:
                yield one

    def in_the_way(self, path: str) -> Iterator[Output]:
        """The records where this one needs a folder, or below its name."""
        yield from self._outputs("path > ? AND path < ?", f"{path}/", f"{path}0")  # "0" is after "/"
        for folder in [path[:place] for place, letter in enumerate(path) if letter == "/"]:
            yield from self._outputs("path = ?", folder)

    def of_other_inputs(self) -> dict[str, str]:
        """The places of the records that files below other folders than this run's have here, and these files' whole
        paths. Of a file of many it is the folder of its records."""
        of_others = "run_id IN (SELECT id FROM run WHERE input <> ?)"
        found: dict[str, str] = {}
        for output in self._outputs(of_others, self._origins.base) if self._origins.base else ():
            if output.file and not is_address(output.file):
                found[output.path if output.row is None else output.path.rsplit("/", 2)[0]] = output.file
        return found

    def close(self) -> None:
        """Let another run have the folder."""
        with suppress(sqlite3.Error, OutputError), whole(self.connection):
            self._note_named()
        self.connection.close()

    def errors(self) -> AbstractContextManager[None]:
        """What SQLite raises about the ledger, as an OutputError."""
        return ledger_errors(self._folder / LEDGER)

    def _outputs(self, condition: str, *values: str | None) -> Iterator[Output]:
        question = (
            "SELECT path, record, article_id, file, row, place FROM output LEFT JOIN source USING (article_id) "
            f"WHERE record <> '' AND ({condition})"
        )
        found = (Output(*row) for row in self.connection.execute(question, values))
        return (one for one in found if may_be_place(one.path) and isinstance(one.file, str | None))  # else planted

    def _note_named(self) -> None:
        question = "UPDATE output SET earlier = NULL WHERE path = ?"
        self.connection.executemany(question, ((path,) for path in self._named))
        self._named.clear()

    def _look_at_unfinished(self) -> None:
        """See which of the records that a killed run had begun have taken their names."""
        question = "SELECT path, record, earlier FROM output WHERE earlier IS NOT NULL"
        for path, record, earlier in self.connection.execute(question).fetchall():
            file = None
            with suppress(OSError, LinkError):
                file = hash_of_file(self._folder, path)
                if file is None and may_be_place(path):
                    remove_empty_folders(self._folder, path)
            if file == record:
                self.connection.execute("UPDATE output SET earlier = NULL WHERE path = ?", (path,))
            else:
                question = "UPDATE output SET hash = '', record = ?, earlier = NULL WHERE path = ?"
                self.connection.execute(question, (earlier, path))

    def _move_inputs(self) -> None:
        """Where inputs were moved with the folder, have the articles known where they are now."""
        base = self._origins.base
        question = "SELECT id, input FROM run WHERE input <> ? AND input_from_here = ?"
        for run, before in self.connection.execute(question, (base, self._here)).fetchall():
            self.connection.execute(
                "UPDATE OR IGNORE source SET file = ? || substr(file, ?), place = ? || substr(place, ?) "
                "WHERE run_id = ? AND substr(file, 1, ?) = ?",
                (base, len(before) + 1, base, len(before) + 1, run, len(before) + 1, f"{before}/"),
            )
            self.connection.execute("UPDATE run SET input = ? WHERE id = ?", (base, run))


def _opened(folder: Path) -> sqlite3.Connection:
    """The ledger, which nobody else can open until it is closed; made where it is not there yet."""
    path = own_file(folder, LEDGER)
    with path.open("ab") as stream:
        options = "?mode=rw&vfs=unix-none" if os.name != "nt" and lock(stream) is None else "?mode=rw"
    with ledger_errors(path), ExitStack() as undo:
        file = path.resolve().as_uri() + options
        connection = sqlite3.connect(file, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        undo.callback(connection.close)
        connection.execute("PRAGMA main.locking_mode = exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        has_tables = connection.execute("SELECT count(*) > 0 FROM sqlite_master").fetchone()[0]
        if has_tables and connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
            raise _not_ours(path)
        connection.execute("COMMIT")  # the lock stays
        if not has_tables:
            connection.executescript(f"BEGIN; {_SCHEMA} COMMIT")
        undo.pop_all()
    return connection


@contextmanager
def ledger_errors(path: Path) -> Iterator[None]:
    """What SQLite raises about a ledger, as an OutputError."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if is_busy(error):
            busy = "another newsextract is writing there: wait for it, or choose another folder"
            raise OutputError(f"{path.parent}: {busy}") from error
        if code_of(error) == sqlite3.SQLITE_NOTADB:
            raise _not_ours(path) from error
        again = "remove it, and run the same command again, which makes all records again"
        raise OutputError(f"{path}: {remedy(error) or f'damaged ({error}): {again}'}") from error


def _not_ours(path: Path) -> OutputError:
    return OutputError(f"{path}: not written by newsextract, or damaged: remove it, or give -o another folder")
