"""A run's records into an archive: each article whole, in one transaction with those that came with it."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from newsextract.archive.database import ArchiveError, closed, held, opened_to_write, told, transaction
from newsextract.archive.rows import IN_JSON, Origin, add, remove, storable, with_sign
from newsextract.archive.settling import settle
from newsextract.batch.answering import Answering, kept
from newsextract.batch.holding import Part
from newsextract.batch.layout import Layout, digest
from newsextract.batch.results import Result, content_hash
from newsextract.batch.shard import key_of
from newsextract.reading import Article, Failure, Item, RawFile, Source
from newsextract.reading.named import Named


class ArchiveSink:
    """Records of one run in an SQLite file. They are handed over as lines of JSON, with text and sentences."""

    def __init__(
        self,
        path: Path,
        layout: Layout,
        named: Named,
        made: dict[str, str],
        part: Part | None = None,
        anew: bool = False,
    ) -> None:
        """``named``: the inputs, for whose records this run answers. ``made`` is what the records depend on besides
        their articles; ``anew`` does the finished ones again. ``part``: this run does one of several parts.

        Raises ArchiveError where the file cannot be written, is none of ours, holds the records of other inputs, or
        another run is writing to it.
        """
        self._path, self._layout, self._answering = path, layout, Answering(layout, named)
        self._made, self._part, self._anew = made, part, anew
        self._expected: deque[Origin] = deque()
        self.skipped = 0
        """How many articles were finished already."""
        self.removed = 0
        """How many articles were taken out."""
        self._kept: Counter[str] = Counter()
        self.changed: list[str] = []
        """What has changed since the last run, so that its records are done again."""
        with ExitStack() as undo:
            undo.enter_context(held(path))
            self._connection = opened_to_write(path)
            undo.callback(closed, self._connection)
            with told(path):
                self._begin()
            self._open = undo.pop_all()

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read: not one that was named twice."""
        return self._answering.is_new(source.file)

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All inputs, also those of other parts: where a folder fails, no part can tell what is gone from it."""
        return self._answering.watched(items)

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles that no earlier run has finished as they are now, and all failures."""
        for item in items:
            if not isinstance(item, Failure):
                origin = self._origin(item)
                if self._claim(origin):
                    self.skipped += 1
                    continue
                self._expected.append(origin)
            yield item

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the articles in, all or, where it raises, none. The failures among the results. Raises ArchiveError."""
        failures = []
        with transaction(self._path, self._connection):
            for result in results:
                origin = self._expected.popleft() if result.item else None
                if isinstance(result.outcome, Failure):
                    failures.append(result.outcome)
                    if origin:
                        self._finished[digest(origin.place)] = 0
                elif origin:
                    assert isinstance(result.outcome.record, bytes)
                    self._put(result.outcome.record, result.outcome.words, origin)
        return failures

    def finish(self) -> list[Failure]:
        """Take out the articles of inputs that are gone or fail now, and tell who is who. Raises ArchiveError."""
        with transaction(self._path, self._connection):
            self._remove_stale()
        settle(self._path, self._connection)
        return []

    def kept(self) -> list[str]:
        """Which articles stay, after ``finish``, that a run into a new archive would not put in, and why."""
        return kept(self._kept)

    def close(self) -> None:
        """Let another run have the archive."""
        self._open.close()

    def _begin(self) -> None:
        """Note the run, and what earlier ones have finished."""
        base = str(self._layout.base) if self._layout.base else None
        with transaction(self._path, self._connection):
            last = self._connection.execute("SELECT made, input FROM run ORDER BY id DESC").fetchone()
            if last:
                self._refuse_other_inputs(base)
                before = json.loads(last[0])
                self.changed = [name for name, value in self._made.items() if before.get(name) != value]
            self._run = self._number_of_run(base)
        self._finished = {
            digest(place): digest(hash) if run == self._run else 0
            for place, hash, run in self._connection.execute("SELECT place, hash, run_id FROM source")
        }

    def _number_of_run(self, base: str | None) -> int:
        """That of the earlier runs whose records are made as this one's are, or a new one."""
        made = json.dumps(self._made, sort_keys=True)
        known = self._connection.execute("SELECT id FROM run WHERE made = ?", (made,)).fetchone()
        if known:
            return int(known[0])
        cursor = self._connection.execute("INSERT INTO run VALUES (NULL, ?, ?)", (made, base))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _refuse_other_inputs(self, base: str | None) -> None:
        known = self._connection.execute("SELECT input FROM run WHERE input IS NOT NULL ORDER BY id DESC").fetchone()
        if known and base and known[0] != base:
            raise ArchiveError(
                f"{self._path}: holds the articles of {known[0]}, not of {base}: name the same input as before, give "
                "another file, or join two archives with newsextract merge"
            )

    def _origin(self, item: Article | RawFile) -> Origin:
        source = item.source
        file = self._layout.below(source.file) if source else None
        row = source.row if source else None
        key = with_sign(key_of(item, file))
        return Origin(self._layout.place(item), file, self._answering.files, row, content_hash(item), self._run, key)

    def _claim(self, origin: Origin) -> bool:
        """Whether an article is in already, as it is now. It is then none of those that ``finish`` takes out."""
        return self._finished.pop(digest(origin.place), 0) == digest(origin.hash) and not self._anew

    def _put(self, line: bytes, words: int, origin: Origin) -> None:
        record = json.loads(line)
        if IN_JSON.search(line):
            record = storable(record)
        before = self._connection.execute("SELECT article_id FROM source WHERE place = ?", (origin.place,)).fetchone()
        if before:
            remove(self._connection, before)
        add(self._connection, record, words, origin)

    def _is_mine(self, key: int) -> bool:
        return self._part is None or key % 2**64 % self._part[1] == self._part[0] - 1

    def _remove_stale(self) -> None:
        if not self._finished:
            return
        gone = []
        for article, place, file, key in self._connection.execute("SELECT article_id, place, file, key FROM source"):
            if digest(place) in self._finished and self._is_mine(key):
                reason = self._answering.reason_to_keep(file)
                if reason:
                    self._kept[reason] += 1
                else:
                    gone.append(article)
        remove(self._connection, gone)
        self.removed = len(gone)
