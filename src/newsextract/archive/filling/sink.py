"""A run's records into an archive: each article whole, in one transaction with those that came with it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newsextract.archive.corrections.corrections import rename, store, stored, take_back
from newsextract.archive.corrections.files import Corrections, laid_over
from newsextract.archive.corrections.overruling import names_not_there
from newsextract.archive.filling.pending import Pending
from newsextract.archive.filling.settling import settle, take_out
from newsextract.archive.store.database import (
    ArchiveError,
    closed,
    held,
    opened,
    opened_to_write,
    pack,
    sqlite_errors,
    transaction,
    why_split,
)
from newsextract.archive.store.origins import Origin, Origins, Stored, differing
from newsextract.archive.store.rows import IN_JSON, add, rows_of, storable
from newsextract.batch.sinks.answering import GONE
from newsextract.batch.sinks.holding import Part
from newsextract.batch.sinks.keeping import KeptSink
from newsextract.batch.sinks.layout import Layout
from newsextract.batch.workers.results import Result, content_hash
from newsextract.batch.workers.work import Extracted
from newsextract.reading import Article, Failure, Finished, Item, RawFile, failure_of, is_address
from newsextract.reading.named import Named

_KNOWN = (
    "SELECT article_id, source.hash, made, name, place, file, row FROM source "
    "JOIN article ON article.id = article_id JOIN run ON run.id = run_id"
)
_NAMED = 3  # names of corrections that nobody has


class _Known(NamedTuple):
    """An article of the archive."""

    id: int
    hash: str
    made: str
    name: str
    place: str
    file: str | None
    row: int | None

    @property
    def origin(self) -> Origin:
        return Origin(self.place, self.file, self.row, self.hash)


class _Expected(NamedTuple):
    """An article that is being done, how many files came before, and the run that made its record."""

    origin: Origin
    files: int
    made: str
    input: str | None
    has_id: bool = True
    """Whether its id tells it too: not that of another archive, whose articles may have come from anywhere."""


class ArchiveSink(KeptSink):
    """Records of one run in an SQLite file. They are handed over as lines of JSON, with text and sentences."""

    takes_records = True

    def __init__(
        self,
        path: Path,
        layout: Layout,
        named: Named,
        made: dict[str, str],
        part: Part | None = None,
        anew: bool = False,
        prune: bool = False,
        corrections: Corrections | None = None,
    ) -> None:
        """``named``: the inputs, for whose records this run answers. ``made`` is what the records depend on besides
        their articles; ``anew`` does the finished ones again. ``part``: this run does one of several parts. ``prune``
        takes out those whose inputs are gone or fail now.
        ``corrections`` join those of the archive, and take the place of those that say otherwise.

        Raises ArchiveError where the file cannot be written, is none of ours, or another run is writing to it.
        """
        super().__init__(layout, named, prune)
        self._path, self._origins = path, Origins(layout)
        self._made, self._part, self._anew = json.dumps(made, sort_keys=True), part, anew
        self.changed = []
        self._expected: deque[_Expected] = deque()
        self._claimed: set[int] = set()  # the articles that the inputs of this run have
        self._names: set[str] = set()  # and their ids
        self._known_again: list[tuple[int, str, str, Origin]] = []  # under another id, or in another place
        self._corrections, self._not_there = corrections, list[str]()
        self._using = threading.Lock()  # what reads the inputs asks the archive, too
        self._has_failed, self._is_done, was_there = False, False, os.path.lexists(path)
        with ExitStack() as undo:
            undo.enter_context(held(path))
            if not was_there:
                undo.callback(self._remove_if_of_no_use)
            self._connection = opened_to_write(path)
            undo.callback(closed, self._connection)
            self._is_new = not self._connection.execute("SELECT EXISTS (SELECT 1 FROM article)").fetchone()[0]
            if corrections:
                with transaction(path, self._connection):
                    self._correct(corrections)
            self._open = undo.pop_all()

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles that no earlier run has finished as they are now, and all failures."""
        for item in items:
            if not isinstance(item, Failure):
                expected = self._what_is_expected(item)
                if self._is_finished(item, expected):
                    self.skipped += 1
                    continue
                self._expected.append(expected)
            yield item

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
            self._note_known_again()
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
                if not connection.execute("SELECT EXISTS (SELECT 1 FROM article)").fetchone()[0]:
                    self._path.unlink()

    def _what_is_expected(self, item: Article | RawFile) -> _Expected:
        """What is known of an article: of one that comes with its record, what whoever made that knew."""
        origin = self._origins.of(item)
        if not isinstance(item, Finished):
            return _Expected(origin, self._answering.files, self._made, self._origins.base)
        if isinstance(item.stored, Stored):
            return _Expected(*item.stored, has_id=False)
        made = json.dumps({"model": item.record.model})
        return _Expected(origin, self._answering.files, made, self._origins.base)

    def _correct(self, corrections: Corrections) -> None:
        gone, new = laid_over(corrections, stored(self._connection))
        take_back(self._connection, gone)
        store(self._connection, new)
        self.overruled = len(gone)
        if gone or new:
            Pending(self._connection).follow()

    def _number_of_run(self, *run: str | None) -> int:
        """That of an earlier run that made records so, of these inputs, or a new one."""
        known = self._connection.execute("SELECT id FROM run WHERE made = ? AND input IS ?", run).fetchone()
        if known:
            return int(known[0])
        cursor = self._connection.execute("INSERT INTO run VALUES (NULL, ?, ?)", run)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _is_finished(self, item: Article | RawFile, expected: _Expected) -> bool:
        """Whether an article is in already, as it is now: in its place, or under its id if nothing else is there."""
        if self._anew:
            return False
        name, origin = storable(item.id), expected.origin
        with self._using, sqlite_errors(self._path):
            known = self._known("place = ?", origin.place)
            if not known and expected.has_id:
                known = self._known("name = ?", name)
            unchanged = [one for one in known if self._is_same(one, item, origin)]
        same = next((one for one in unchanged if one.made == expected.made), None)
        if same is None:
            if unchanged and not self.changed:
                self.changed = differing(expected.made, unchanged[0].made)
            return False
        self._claim(same.id, name, expected)
        if (same.name, same.place) != (name, origin.place):
            self._known_again.append((same.id, same.name, name, origin))
        return True

    def _known(self, condition: str, value: str) -> list[_Known]:
        return [_Known(*row) for row in self._connection.execute(f"{_KNOWN} WHERE {condition}", (value,))]

    def _is_same(self, known: _Known, item: Article | RawFile, origin: Origin) -> bool:
        if known.hash != origin.hash and known.hash != content_hash(item, known.name):
            return False
        return known.place == origin.place or (known.id not in self._claimed and self._gives_way(known))

    def _gives_way(self, known: _Known) -> bool:
        """Whether an article that comes under its id from elsewhere is this one: not if both may be there at a time."""
        if known.file is not None and not is_address(known.file) and not os.path.lexists(known.file):
            return True
        below = self._origins.below(known.file)
        return known.origin.has_own_id and (below is None or not self._answering.names(below))

    def _put(self, outcome: Extracted, expected: _Expected, item: Article | RawFile | None) -> list[Failure]:
        """Put an article in; the failure of a record that was damaged by others since we wrote it."""
        assert isinstance(outcome.record, bytes)
        record = json.loads(outcome.record)
        if IN_JSON.search(outcome.record):
            record = storable(record)
        self._connection.execute("SAVEPOINT article")
        try:
            before = self._known("place = ?", expected.origin.place)
            take_out(self._connection, [one.id for one in before])
            for one in before:
                rename(self._connection, one.name, record["id"])
            run = self._number_of_run(expected.made, expected.input)
            article = add(self._connection, rows_of(record, outcome.words), expected.origin, expected.files, run)
        except (sqlite3.IntegrityError, OverflowError) as error:
            if not isinstance(item, Finished):
                raise
            self._connection.execute("ROLLBACK TO article")
            return [failure_of(item, f"a damaged record ({error}): make it again", "article")]
        finally:
            self._connection.execute("RELEASE article")
        self.replaced += sum(one.hash != expected.origin.hash for one in before)
        self._claim(article, record["id"], expected)
        return []

    def _claim(self, article: int, name: str, expected: _Expected) -> None:
        self._claimed.add(article)
        if expected.has_id:
            self._names.add(name)

    def _note_known_again(self) -> None:
        for article, before, name, origin in self._known_again:
            self._connection.execute("UPDATE article SET name = ? WHERE id = ?", (name, article))
            rename(self._connection, before, name)
            self._connection.execute(
                "UPDATE source SET place = ?, file = ?, row = ?, hash = ? WHERE article_id = ?",
                (origin.place, origin.file, origin.row, origin.hash, article),
            )

    def _remove_replaced(self) -> None:
        """Take out the articles whose ids others now have, of other inputs than theirs."""
        several = "SELECT 1 FROM article WHERE name = ? LIMIT 1 OFFSET 1"
        doubled = [name for name in self._names if self._connection.execute(several, (name,)).fetchone()]
        for name in doubled:
            known = self._known("name = ?", name)
            old = [one.id for one in known if one.id not in self._claimed and self._gives_way(one)]
            take_out(self._connection, old)
            self.replaced += len(old)

    def _look_at_unclaimed(self) -> None:
        """Take out, if asked to, the articles of inputs that are gone or fail now; count those that stay."""
        gone = []
        reason_to_keep = lru_cache(1024)(self._answering.reason_to_keep)  # of a file of many it is the same for each
        for known in self._unclaimed():
            if self._is_mine(known.origin):
                reason = reason_to_keep(self._origins.below(known.file))
                if reason is None and self._prune:
                    gone.append(known.id)
                else:
                    self._kept[reason or GONE] += 1
        take_out(self._connection, gone)
        self.removed = len(gone)

    def _unclaimed(self) -> Iterator[_Known]:
        for row in self._connection.execute("SELECT article_id, hash, '', '', place, file, row FROM source"):
            if row[0] not in self._claimed:
                yield _Known(*row)

    def _is_mine(self, origin: Origin) -> bool:
        return self._part is None or self._origins.key(origin) % self._part[1] == self._part[0] - 1
