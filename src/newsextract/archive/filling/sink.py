"""A run's records into an archive: each article whole, in one transaction with those that came with it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from functools import lru_cache
from pathlib import Path

from newsextract.archive.corrections.corrections import rename, store, stored, take_back
from newsextract.archive.corrections.files import Corrections, undone_and_added
from newsextract.archive.corrections.shown import names_not_there
from newsextract.archive.filling.settling import Pending, settle, take_out
from newsextract.archive.filling.taking import Taken
from newsextract.archive.store.database import (
    ArchiveError,
    closed,
    held,
    opened,
    opened_to_write,
    pack,
    sqlite_errors,
    transaction,
    value,
    why_split,
)
from newsextract.archive.store.rows import IN_JSON, add, storable
from newsextract.batch.sinks.keeping import GONE, Expected, KeptSink
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted
from newsextract.ledger.layout import Layout, Shard
from newsextract.ledger.ledger import Known, Ledger, Origin, Stored, as_made, content_hash
from newsextract.plural import counted
from newsextract.reading import Article, Failure, Finished, RawFile, failure_of, is_address
from newsextract.reading.named import Named

_HAS_ARTICLES = "SELECT EXISTS (SELECT 1 FROM article)"
_NAME = "(SELECT name FROM article WHERE id = article_id)"
_NAMED = 3  # names of corrections that nobody has


class ArchiveSink(KeptSink):
    """Records of one run in an SQLite file. They are handed over as lines of JSON, with text and sentences."""

    takes_records = True

    def __init__(
        self,
        path: Path,
        layout: Layout,
        named: Named,
        made: Mapping[str, str],
        shard: Shard | None = None,
        anew: bool = False,
        prune: bool = False,
        corrections: Corrections | None = None,
        taken: Taken | None = None,
    ) -> None:
        """``corrections`` join those of the archive, and take the place of those that say otherwise. ``taken``: the
        archives that are inputs, whose corrections join them before.

        Raises ArchiveError where the file cannot be written, is none of ours, or another run is writing to it.
        """
        super().__init__(layout, named, made, shard, anew, prune)
        self._path, self._corrections, self._not_there = path, corrections, list[str]()
        self._names: set[str] = set()  # the ids of the articles that the inputs of this run have
        self._known_again: list[tuple[int, str, str, Origin]] = []  # under another id, or in another place
        self._has_failed, self._is_done, was_there = False, False, os.path.lexists(path)
        with ExitStack() as undo:
            undo.enter_context(held(path))
            if not was_there:
                undo.callback(self._remove_if_of_no_use)
            self._connection = opened_to_write(path)
            undo.callback(closed, self._connection)
            self._ledger = Ledger(self._connection, _NAME)
            self._is_new = not value(self._connection, _HAS_ARTICLES)
            with transaction(path, self._connection):
                if taken:
                    self._correct(Corrections(path, tuple(taken.into_archive())))
                    identify = "INSERT OR IGNORE INTO identified VALUES (?, ?)"
                    self._connection.executemany(identify, taken.identified)
                    again = "its run is not finished: run its command again, then this one"
                    self.notes += [f"{name}: {again}" for name in taken.unfinished]
                if corrections:
                    self._correct(corrections)
            self._open = undo.pop_all()

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the articles in, all or, where it raises, none. The failures among the results. Raises ArchiveError."""
        failures = []
        with self._using, transaction(self._path, self._connection):
            for result in results:
                expected = self._expected.popleft() if result.item else None
                if isinstance(result.outcome, Failure):
                    failures.append(result.outcome)
                elif expected:
                    failures += self._put(result.outcome, expected, result.item)
        self._has_failed |= bool(failures)
        return failures

    def finish(self) -> list[Failure]:
        """See to the articles that stay or go, and tell which are copies, and who is who. Raises ArchiveError."""
        with self._using, transaction(self._path, self._connection):
            for article, before, name, origin in self._known_again:
                self._connection.execute("UPDATE article SET name = ? WHERE id = ?", (name, article))
                rename(self._connection, before, name)
                self._ledger.move(article, origin)
            self._remove_replaced()
            self._look_at_unclaimed()
        settle(self._path, self._connection, self.on_phase)
        with self._using, sqlite_errors(self._path):
            lines = self._corrections.lines if self._corrections else ()
            self._not_there = names_not_there(self._connection, lines)
            copies = self._connection.execute("SELECT id FROM article WHERE duplicate_of IS NOT NULL")
            self.copies = sum(copy in self._claimed for (copy,) in copies)
            if self._is_new:
                self.on_phase("packing the archive", 0, lambda: 1)
                pack(self._connection)
        self._is_done = not self._has_failed
        return []

    def kept(self) -> list[str]:
        """A line for each reason why records stay; and for names of corrections that nobody has."""
        names = ", ".join(self._not_there[:_NAMED])
        more = f" and {len(self._not_there) - _NAMED:,} more" if len(self._not_there) > _NAMED else ""
        lines = [f"nobody is called {names}{more} there: their corrections are kept for later articles"]
        return [*super().kept(), *(lines if names else ())]

    def problem(self) -> str | None:
        """Why the archive is not in its file alone, after ``close``; None where it is."""
        return why_split(self._path)

    def close(self) -> None:
        """Let another run have the archive."""
        with self._using:
            self._open.close()

    def _remove_if_of_no_use(self) -> None:
        """Take away an archive that this run has made, where it failed and got no article."""
        if not self._is_done:
            with suppress(OSError, ArchiveError, sqlite3.Error), closing(opened(self._path)) as connection:
                if not value(connection, _HAS_ARTICLES):
                    self._path.unlink()

    def _errors(self) -> AbstractContextManager[None]:
        return sqlite_errors(self._path)

    def _what_is_expected(self, item: Article | RawFile) -> Expected:
        """What is known of an article: of one that comes with its record, what whoever made that knew."""
        if not isinstance(item, Finished):
            return super()._what_is_expected(item)
        if isinstance(item.stored, Stored):
            return Expected(*item.stored, has_id=False)
        return super()._what_is_expected(item)._replace(made=as_made({"model": item.record.model}))

    def _correct(self, corrections: Corrections) -> None:
        gone, new = undone_and_added(corrections, stored(self._connection))
        take_back(self._connection, gone)
        store(self._connection, new)
        if gone:
            went = counted(len(gone), "correction")
            self.notes.append(f"{went} taken back: {corrections.path} says otherwise")
        if gone or new:
            Pending(self._connection).follow()

    def _unchanged(self, item: Article | RawFile, expected: Expected) -> list[Known]:
        """The article as it is known in its place or, if nothing is there, under its id."""
        origin = expected.origin
        known = self._ledger.known("place = ?", origin.place)
        if not known and expected.has_id:
            known = self._of_id(storable(item.id))
        return [
            one
            for one in known
            if origin.hash == one.hash or content_hash(item, one.name) == one.hash
            if one.place == origin.place or (one.id not in self._claimed and self._gives_way(one))
        ]

    def _of_id(self, name: str) -> list[Known]:
        return self._ledger.known("article_id IN (SELECT id FROM article WHERE name = ?)", name)

    def _gives_way(self, known: Known) -> bool:
        """Whether an article that comes under its id from elsewhere is this one: not if both may be there at a time."""
        if known.file is not None and not is_address(known.file) and not os.path.lexists(known.file):
            return True
        return known.origin.has_own_id and (known.file is None or not self._is_named(known.file))

    def _put(self, outcome: Extracted, expected: Expected, item: Article | RawFile | None) -> list[Failure]:
        """Put an article in; the failure of a record that was damaged by others since we wrote it."""
        assert isinstance(outcome.record, bytes)
        record = json.loads(outcome.record)
        if IN_JSON.search(outcome.record):
            record = storable(record)
        self._connection.execute("SAVEPOINT article")
        try:
            before = self._ledger.known("place = ?", expected.origin.place)
            for one in before:
                rename(self._connection, one.name, record["id"])
            take_out(self._connection, [one.id for one in before])
            run = self._ledger.number_of_run(expected.made, expected.input)
            article = add(self._connection, record, outcome.words, expected.origin, expected.file_number, run)
        except (sqlite3.IntegrityError, OverflowError) as error:
            if not isinstance(item, Finished):
                raise
            self._connection.execute("ROLLBACK TO article")
            return [failure_of(item, f"a damaged record ({error}): make it again", "article")]
        finally:
            self._connection.execute("RELEASE article")
        self.replaced += sum(one.hash != expected.origin.hash for one in before)
        self._note_claim(article, record["id"], expected)
        return []

    def _claim(self, known: Known, item: Article | RawFile, expected: Expected) -> None:
        name = storable(item.id)
        self._note_claim(known.id, name, expected)
        if (known.name, known.place) != (name, expected.origin.place):
            self._known_again.append((known.id, known.name, name, expected.origin))

    def _note_claim(self, article: int, name: str, expected: Expected) -> None:
        self._claimed.add(article)
        if expected.has_id:
            self._names.add(name)

    def _remove_replaced(self) -> None:
        """Take out the articles whose ids others now have, of other inputs than theirs."""
        several = "SELECT 1 FROM article WHERE name = ? LIMIT 1 OFFSET 1"
        for name in [name for name in self._names if value(self._connection, several, (name,))]:
            known = self._of_id(name)
            old = [one.id for one in known if one.id not in self._claimed and self._gives_way(one)]
            take_out(self._connection, old)
            self.replaced += len(old)

    def _look_at_unclaimed(self) -> None:
        """Take out, if asked to, the articles of inputs that are gone or fail now; count those that stay."""
        gone = []
        reason_to_keep = lru_cache(1024)(self._reason_to_keep)  # of a file of many it is the same for each
        for known in self._ledger.all():
            if known.id not in self._claimed and self._origins.is_of(known.origin, self._shard):
                reason = reason_to_keep(known.file)
                if reason is None and self._prune:
                    gone.append(known.id)
                else:
                    self._kept[reason or GONE] += 1
        take_out(self._connection, gone)
        self.removed = len(gone)
