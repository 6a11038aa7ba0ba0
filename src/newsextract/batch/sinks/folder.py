"""An output folder: a file for each record, a manifest of what is finished, and errors.jsonl.

Files are written aside and take their names when they are whole and on the disk; the manifest names them before and
after. At the end of a run what it did not write again, though its inputs are named, is removed.
"""

from __future__ import annotations

import errno
import json
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from newsextract.batch.sinks.answering import GONE
from newsextract.batch.sinks.below import LinkError
from newsextract.batch.sinks.holding import Hold, Part, suffix
from newsextract.batch.sinks.keeping import KeptSink
from newsextract.batch.sinks.layout import Layout, key_of, name_key
from newsextract.batch.sinks.manifest import Entry, Manifest, header
from newsextract.batch.sinks.removal import Aside, give_name, record_hash, remove_errors, remove_record
from newsextract.batch.workers.results import Result, content_hash
from newsextract.batch.workers.work import Extracted
from newsextract.output import OutputError, cannot_write
from newsextract.reading import Article, Failure, Item, RawFile
from newsextract.reading.named import Named

_IN_THE_WAY = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}
_OF_ONE_ARTICLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, *_IN_THE_WAY}
_ANOTHER = "give -o another folder"
_ALTERED = "though their inputs are gone: they were changed by others than newsextract"


class FolderSink(KeptSink):
    """Records of one run, each in a file. They are handed over written out."""

    def __init__(
        self,
        folder: Path,
        layout: Layout,
        named: Named,
        made: dict[str, str],
        part: Part | None = None,
        anew: bool = False,
        prune: bool = False,
        files: Iterable[str] = (),
        replaces_any: bool = False,
    ) -> None:
        """``made`` is what the records depend on besides their articles; ``anew`` does the finished ones again.
        ``part``: several runs fill the folder together. ``files``: those of the inputs, read only where earlier runs
        had others. ``replaces_any``: also files that newsextract has not written give way to records.

        Raises OutputError where the folder cannot be written, another run is writing to it, or a file asks for the name
        that a record of other inputs has.
        """
        super().__init__(layout, named, prune)
        self._folder, self._layout, self._replaces_any = folder, layout, replaces_any
        self.errors = folder / f"errors{suffix(part)}.jsonl"
        self._expected: deque[Entry] = deque()
        self._replaced: set[str] = set()  # places that hold records of other texts until these are written
        self._articles: set[int] = set()  # those that have a record of this run, or a finished one
        self._blocked: list[tuple[str, Entry]] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._hold = Hold(folder, header(made, folder, layout.base, part), part)
            try:
                self._manifest = Manifest(self._hold, made, anew)
                self.changed = self._manifest.changed
                _refuse_clashes(folder, layout, files, self._manifest.of_other_inputs())
                self._below = self._hold.below
                self._aside = Aside(self._below, part)
                remove_errors(self._below, self.errors.name, part)  # what failed is tried again
            except BaseException:
                self._hold.close()
                raise
        except OSError as error:
            raise cannot_write(folder, error) from error

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles that no earlier run has finished as they are now, and all failures."""
        for item in items:
            if not isinstance(item, Failure):
                entry = self._entry(item)
                self._articles.add(entry.article)
                if self._manifest.holds_other(entry.output, entry.hash):
                    self._replaced.add(entry.output)
                is_finished = self._manifest.claim(entry.output, entry.hash)
                if is_finished and self._below.is_file(entry.output):
                    self.skipped += 1
                    continue
                self._expected.append(entry)
            yield item

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the records on the disk, with their names in the manifest, and failures in errors.jsonl."""
        written: list[tuple[str, Entry]] = []
        failures = []
        try:
            for result in results:
                entry = self._expected.popleft() if result.item else None
                if failure := self._failure(result, entry):
                    failures.append(failure)
                    if entry:
                        self._manifest.release(entry.output)
                        self._articles.discard(entry.article)
                elif entry and isinstance(result.outcome, Extracted):
                    record = result.outcome.record
                    assert isinstance(record, bytes)
                    written.append((self._aside.write(record), replace(entry, record=record_hash(record))))
            failures += self._publish(written)
            self._note(failures)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return failures

    def finish(self) -> list[Failure]:
        """Take away the records in another format of articles that have one now and, if asked to, those of inputs that
        are gone or fail now.

        The failures of records that even then could not take their names.
        """
        try:
            self._remove_stale()
            failures = self._publish(self._blocked, last=True)
            self._note(failures)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return failures

    def close(self) -> None:
        """Let another run have the folder."""
        self._aside.close()
        self._hold.close()

    def _entry(self, article: Article | RawFile) -> Entry:
        source = article.source
        file = self._layout.below(source.file) if source else None
        return Entry(article.id, file, key_of(article, file), self._layout.place(article), content_hash(article))

    def _failure(self, result: Result, entry: Entry | None) -> Failure | None:
        if isinstance(result.outcome, Failure):
            return result.outcome
        if not entry or not self._below.is_file(entry.output):
            return None
        path = self._folder / entry.output
        if what := self._answering.would_lose(path, self._replaces_any):
            return Failure(entry.id, f"{path}: {what}, and would be overwritten: {_ANOTHER}", "output")
        return None

    def _publish(self, written: Sequence[tuple[str, Entry]], last: bool = False) -> list[Failure]:
        """All are written before the first is forced to the disk, which then takes little longer than for one.

        What is in the way may be removed at the end: until then, a record waits. ``last``: it is the end.
        """
        if not written:
            return []
        done, failures = [], []
        for aside, _ in written:
            with self._below.open(aside, "r+b") as stream:
                os.fsync(stream.fileno())
        self._manifest.begin(entry for _, entry in written)
        for aside, entry in written:
            try:
                give_name(self._below, aside, entry.output)
                done.append(entry.output)
                self.replaced += entry.output in self._replaced
            except OSError as error:
                if error.errno in _IN_THE_WAY and not last:
                    self._blocked.append((aside, entry))
                elif error.errno in _OF_ONE_ARTICLE:
                    failures.append(Failure(entry.id, str(cannot_write(self._folder / entry.output, error)), "output"))
                else:
                    raise
        self._manifest.written(done)
        return failures

    def _remove_stale(self) -> None:
        gone: set[str] = set()
        kept: dict[str, str] = {}
        in_the_way = self._manifest.in_the_way(entry.output for _, entry in self._blocked)
        unclaimed = ((entry, self._prune or entry.article in self._articles) for entry in self._manifest.stale())
        for entry, is_to_go in chain(((entry, True) for entry in in_the_way), unclaimed):
            reason = self._answering.reason_to_keep(entry.file) or (None if is_to_go else GONE)
            try:
                is_gone = reason is None and remove_record(self._below, entry.output, entry.record)
            except LinkError as error:
                is_gone, reason = False, f"for newsextract follows no link, and {error.link} is one: remove it"
            if is_gone:
                gone.add(entry.output)
                kept.pop(entry.output, None)
            elif entry.output not in gone:
                kept[entry.output] = reason or _ALTERED
        self._manifest.removed(sorted(gone))
        self.removed, self._kept = len(gone), Counter(kept.values())

    def _note(self, failures: Sequence[Failure]) -> None:
        if failures:
            rows = ({"id": one.id, "kind": one.kind, "message": one.message} for one in failures)
            with self._below.open(self.errors.name, "ab") as stream:
                stream.writelines(json.dumps(row).encode() + b"\n" for row in rows)


def _refuse_clashes(folder: Path, layout: Layout, files: Iterable[str], others: Mapping[str, str]) -> None:
    """Raise OutputError where a file of this run asks for a name that one of other inputs has, or has another name.

    ``others``: the places of other inputs' files, with their whole paths. That of many articles is a folder.
    """
    owner_of = {name_key(place): file for place, file in others.items()}
    place_of = {file: place for place, file in others.items()}
    base = os.path.realpath(layout.base or "")
    for file in files if others else ():
        path = os.path.join(base, layout.below(file) or "")  # noqa: PTH118 - each file comes here
        places = layout.places_of_file(file)
        if path in place_of and place_of[path] not in places:
            raise OutputError(
                f"{folder}: has {path} as {place_of[path]}, which would be {places[0]} now: name the same input as "
                f"before, or {_ANOTHER}"
            )
        for place in places:
            owner = owner_of.get(name_key(place), path)
            if owner != path:
                raise OutputError(f"{folder}: {place} is the record of {owner}, and of {path} too: {_ANOTHER}")
