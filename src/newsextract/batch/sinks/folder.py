"""An output folder: a file for each record, the ledger of what is finished, and errors.jsonl.

Files are written aside and take their names when they are whole and on the disk; the ledger names them before and
after. At the end of a run what it did not write again, though its inputs are named, is removed.
"""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from newsextract.batch.ledger.below import Below, LinkError
from newsextract.batch.ledger.folder import FolderLedger, record_hash
from newsextract.batch.ledger.layout import Layout, Part, name_key
from newsextract.batch.ledger.ledger import Known
from newsextract.batch.sinks.answering import GONE
from newsextract.batch.sinks.keeping import Expected, KeptSink
from newsextract.batch.sinks.removal import ERRORS, Aside, remove_errors, remove_record
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted
from newsextract.output import OutputError, cannot_write
from newsextract.reading import Article, Failure, RawFile
from newsextract.reading.named import Named

_IN_THE_WAY = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}
_OF_ONE_ARTICLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, *_IN_THE_WAY}
_ANOTHER = "give -o another folder"
_ALTERED = "though their inputs are gone: they were changed by others than newsextract"


class _Written(NamedTuple):
    """A record that waits aside for its name."""

    aside: str
    output: str
    id: str
    replaces_other: bool


class FolderSink(KeptSink):
    """Records of one run, each in a file. They are handed over written out."""

    def __init__(
        self,
        folder: Path,
        layout: Layout,
        named: Named,
        made: Mapping[str, str],
        part: Part | None = None,
        anew: bool = False,
        prune: bool = False,
        files: Iterable[str] = (),
        replaces_any: bool = False,
    ) -> None:
        """``files``: those of the inputs, read only where earlier runs had others. ``replaces_any``: also files that
        newsextract has not written give way to records.

        Raises OutputError where the folder cannot be written, another run is writing to it, or a file asks for the name
        that a record of other inputs has.
        """
        super().__init__(layout, named, made, part, anew, prune)
        self._folder, self._layout, self._replaces_any = folder, layout, replaces_any
        self.errors = folder / ERRORS
        self._outputs: set[int] = set()  # hashes of the paths of the records that the inputs of this run have
        self._blocked: list[_Written] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as undo:
                self._below = undo.enter_context(closing(Below(folder)))
                self._ledger = undo.enter_context(closing(FolderLedger(self._below, made, self._origins)))
                _refuse_clashes(folder, layout, files, self._ledger.of_other_inputs())
                self._aside = undo.enter_context(closing(Aside(self._below)))
                remove_errors(self._below)  # what failed is tried again
                self._open = undo.pop_all()
        except OSError as error:
            raise cannot_write(folder, error) from error

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the records on the disk, with their names in the ledger, and failures in errors.jsonl."""
        written: list[tuple[str, Expected, str, str]] = []
        failures = []
        try:
            for result in results:
                expected = self._expected.popleft() if result.item else None
                if failure := self._failure(result, expected):
                    failures.append(failure)
                elif expected and result.item and isinstance(result.outcome, Extracted):
                    record = result.outcome.record
                    assert isinstance(record, bytes)
                    written.append((self._aside.write(record), expected, record_hash(record), result.item.id))
            failures += self._give_names(self._begin(written))
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
            failures = self._give_names(self._blocked, last=True)
            self._note(failures)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return failures

    def close(self) -> None:
        """Let another run have the folder."""
        with self._using:
            self._open.close()

    def _errors(self) -> AbstractContextManager[None]:
        return self._ledger.errors()

    def _what_is_expected(self, item: Article | RawFile) -> Expected:
        return super()._what_is_expected(item)._replace(output=self._layout.place(item))

    def _unchanged(self, item: Article | RawFile, expected: Expected) -> list[Known]:
        """By the record's path, else by the article's own place, for a record that was made otherwise."""
        hash, made = expected.origin.hash, expected.made
        for known in self._ledger.at(expected.output):
            if (known.hash, known.made) == (hash, made) and self._below.is_file(expected.output):
                return [known]
        there = self._ledger.known("place = ?", expected.origin.place)
        return [known for known in there if known.hash == hash and known.made != made]

    def _claim(self, known: Known, item: Article | RawFile, expected: Expected) -> None:
        self._claimed.add(known.id)
        self._outputs.add(hash(expected.output))

    def _failure(self, result: Result, expected: Expected | None) -> Failure | None:
        if isinstance(result.outcome, Failure):
            return result.outcome
        if not expected or not result.item:
            return None
        path = self._folder / expected.output
        if path.is_symlink() and not self._replaces_any:
            return Failure(result.item.id, f"{path}: a link, and would be replaced: remove it, or {_ANOTHER}", "output")
        if not self._below.is_file(expected.output):
            return None
        if what := self._answering.would_lose(path, self._replaces_any):
            return Failure(result.item.id, f"{path}: {what}, and would be overwritten: {_ANOTHER}", "output")
        return None

    def _begin(self, written: Sequence[tuple[str, Expected, str, str]]) -> list[_Written]:
        """All are written before the first is forced to the disk, which then takes little longer than for one."""
        if not written:
            return []
        for aside, *_ in written:
            with self._below.open(aside, "r+b") as stream:
                os.fsync(stream.fileno())
        records = ((one.origin, one.file_number, one.output, record) for _, one, record, _ in written)
        with self._using:
            begun = self._ledger.begin(records)
        for (_, expected, _, _), (article, _) in zip(written, begun, strict=True):
            self._claimed.add(article)
            self._outputs.add(hash(expected.output))
        return [
            _Written(aside, expected.output, id, replaces)
            for (aside, expected, _, id), (_, replaces) in zip(written, begun, strict=True)
        ]

    def _give_names(self, written: Sequence[_Written], last: bool = False) -> list[Failure]:
        """What is in the way may be removed at the end: until then, a record waits. ``last``: it is the end."""
        done, failures = [], []
        for one in written:
            try:
                self._below.move(one.aside, one.output)
                done.append(one.output)
                self.replaced += one.replaces_other
            except OSError as error:
                if error.errno in _IN_THE_WAY and not last:
                    self._blocked.append(one)
                elif error.errno in _OF_ONE_ARTICLE:
                    failures.append(Failure(one.id, str(cannot_write(self._folder / one.output, error)), "output"))
                else:
                    raise
        self._ledger.named(done)
        return failures

    def _remove_stale(self) -> None:
        """Records in the way of others go, those of articles that have another now, and if asked to those of no input
        that is there."""
        gone: dict[str, None] = {}
        kept: dict[str, str] = {}
        with self._using, self._errors():
            in_the_way = [*self._ledger.in_the_way([one.output for one in self._blocked])]
            stale = [*self._ledger.outputs(self._outputs, self._part)]
        for output in dict.fromkeys([*in_the_way, *stale]):
            is_to_go = self._prune or output.article in self._claimed or output in in_the_way
            reason = self._answering.reason_to_keep(self._origins.below(output.file)) or (None if is_to_go else GONE)
            try:
                is_gone = reason is None and remove_record(self._below, output.path, output.record)
            except LinkError as error:
                is_gone, reason = False, f"for newsextract follows no link, and {error.link} is one: remove it"
            if is_gone:
                gone[output.path] = None
            else:
                kept[output.path] = reason or _ALTERED
        with self._using:
            self._ledger.removed(gone)
        self.removed, self._kept = len(gone), Counter(kept.values())

    def _note(self, failures: Sequence[Failure]) -> None:
        if failures:
            rows = ({"id": one.id, "kind": one.kind, "message": one.message} for one in failures)
            with self._below.open(ERRORS, "ab") as stream:
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
