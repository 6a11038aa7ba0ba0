"""The ledger of an output folder: ``.newsextract.db``, with the records that are there, and the right to write there.

SQLite's own lock is that right, and ends with the process.

A record is noted before it takes its name, with the hash of what may be there until then. If the run is killed between
the two, the next one looks at the file and knows.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple

from newsextract.batch.ledger.below import Below
from newsextract.batch.ledger.database import whole
from newsextract.batch.ledger.layout import Part, may_be_place
from newsextract.batch.ledger.ledger import Known, Ledger, as_made
from newsextract.batch.ledger.opening import LEDGER, ledger_errors, opened
from newsextract.batch.ledger.origins import Origin, Origins
from newsextract.output import OutputError
from newsextract.reading import is_address


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


class FolderLedger(Ledger):
    """The ledger of a folder that is held for one run, until it is closed or the process ends."""

    def __init__(self, below: Below, made: Mapping[str, str], origins: Origins) -> None:
        """``made`` is what the records depend on besides their articles.

        Raises OSError, and OutputError where another run holds the folder, or the ledger is a file of somebody else's.
        """
        super().__init__(opened(below))
        self.below, self.made, self._origins = below, as_made(made), origins
        self._named: list[str] = []  # the records that have taken their names, which is still to be noted
        self._here = _from(origins.base, below.folder)
        try:
            self._begin()
        except BaseException:
            self.connection.close()
            raise

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
            run = self.run_from_here(self.made, self._origins.base, self._here)
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

    def outputs(self, but: Container[int] = (), part: Part | None = None) -> Iterator[Output]:
        """The records, or those of a part of the run, without those whose paths have these hashes."""
        for one in self._outputs("TRUE"):
            is_mine = one.place is None or self._origins.is_of(Origin(one.place, one.file, one.row, ""), part)
            if is_mine and hash(one.path) not in but:
                yield one

    def in_the_way(self, blocked: Sequence[str]) -> Iterator[Output]:
        """The records where the ``blocked`` ones need a folder or are one."""
        for path in blocked:
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
        return ledger_errors(self.below.folder / LEDGER)

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

    # How the folder comes to be held

    def _begin(self) -> None:
        """Have the ledger know each record that is there, and where its article is now."""
        with self.errors(), whole(self.connection):
            self._look_at_unfinished()
            self.connection.execute("DELETE FROM output WHERE record = ''")
            self.connection.execute(
                "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM output WHERE article_id = source.article_id)"
            )
            self._move_inputs()

    def run_from_here(self, made: str, input: str | None, from_here: str | None) -> int:
        """``number_of_run`` of a run whose inputs lie there as seen from the folder."""
        run = self.number_of_run(made, input)
        self.connection.execute("UPDATE run SET input_from_here = ? WHERE id = ?", (from_here, run))
        return run

    def _look_at_unfinished(self) -> None:
        """See which of the records that a killed run had begun have taken their names."""
        question = "SELECT path, record, earlier FROM output WHERE earlier IS NOT NULL"
        for path, record, earlier in self.connection.execute(question).fetchall():
            if self._has(path, record):
                self.connection.execute("UPDATE output SET earlier = NULL WHERE path = ?", (path,))
            else:
                question = "UPDATE output SET hash = '', record = ?, earlier = NULL WHERE path = ?"
                self.connection.execute(question, (earlier, path))

    def _has(self, path: str, record: str) -> bool:
        with suppress(OSError, OutputError), self.below.open(path, "rb") as stream:
            return record_hash(stream.read()) == record
        return False

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


def _from(base: str | None, folder: Path) -> str | None:
    """Where the inputs lie as seen from the folder, for both may be moved."""
    try:
        return None if base is None else os.path.relpath(base, os.path.realpath(folder))
    except ValueError:  # another Windows drive
        return None
