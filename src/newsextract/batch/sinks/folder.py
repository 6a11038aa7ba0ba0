"""An output folder: a file for each record, the ledger of what is finished, and errors.jsonl.

Files are written aside and take their names when they are whole and on the disk; the ledger names them before and
after. At the end of a run, the records that it did not write again, though it names their inputs, are removed.
"""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from pathlib import Path
from typing import NamedTuple

from newsextract.batch.sinks.keeping import GONE, Expected, KeptSink
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted
from newsextract.ledger.folder import (
    FolderLedger,
    LinkError,
    Output,
    hash_of_file,
    inside,
    own_file,
    record_hash,
    remove_empty_folders,
)
from newsextract.ledger.layout import Layout, Shard, name_key
from newsextract.ledger.ledger import Known
from newsextract.output import OutputError, cannot_write
from newsextract.output.replacing import NOT_OURS, is_ours
from newsextract.reading import Article, Failure, RawFile
from newsextract.reading.named import Named

ERRORS, _ASIDE = "errors.jsonl", ".aside"
_OF_A_FAILURE, _HEAD = {"id", "kind", "message"}, b'{"id": '
_IN_THE_WAY = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOTEMPTY}
_OF_ONE_ARTICLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, *_IN_THE_WAY}
_ANOTHER = "give -o another folder"
_ALTERED = "though their inputs are gone: they were changed by others than newsextract"


class _Written(NamedTuple):
    """A record that waits aside for its name."""

    aside: Path
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
        shard: Shard | None = None,
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
        super().__init__(layout, named, made, shard, anew, prune)
        self._folder, self._replaces_any = folder, replaces_any
        self.errors = folder / ERRORS
        self._outputs: set[int] = set()  # hashes of the paths of the records that the inputs of this run have
        self._written = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with ExitStack() as undo:
                self._ledger = undo.enter_context(closing(FolderLedger(folder, made, self._origins)))
                _refuse_clashes(folder, layout, files, self._ledger.of_other_inputs())
                undo.callback(remove_aside, folder)
                remove_aside(folder)  # what killed runs have left
                inside(folder, f"{_ASIDE}/").mkdir(exist_ok=True)
                remove_errors(folder)  # what failed is tried again
                self._open = undo.pop_all()
        except OSError as error:
            raise cannot_write(folder, error) from error

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the records on the disk, with their names in the ledger, and failures in errors.jsonl."""
        written: list[tuple[Path, Expected, str, str]] = []
        failures = []
        try:
            for result in results:
                expected = self._expected.popleft() if result.item else None
                if failure := self._failure(result, expected):
                    failures.append(failure)
                elif expected and result.item and isinstance(result.outcome, Extracted):
                    record = result.outcome.record
                    assert isinstance(record, bytes)
                    written.append((self._write_aside(record), expected, record_hash(record), result.item.id))
            failures += [failure for one in self._begin(written) if (failure := self._give_name(one))]
            self._note(failures)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return failures

    def finish(self) -> list[Failure]:
        """Remove the records in another format of articles that have one now and, if asked to, those of inputs that are
        gone or fail now."""
        try:
            with self._using, self._errors():
                stale = [*self._ledger.outputs(self._outputs, self._shard)]
            self._kept = Counter(self._remove(stale))
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return []

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
            if (known.hash, known.made) == (hash, made) and _is_file(self._folder, expected.output):
                return [known]
        there = self._ledger.known("place = ?", expected.origin.place)
        return [known for known in there if known.hash == hash and known.made != made]

    def _claim(self, known: Known, item: Article | RawFile, expected: Expected) -> None:
        self._claimed.add(known.id)
        self._outputs.add(hash(expected.output))

    def _failure(self, result: Result, expected: Expected | None) -> Failure | None:
        """That of the result, or of a record that would replace an input or a file of somebody else's."""
        if isinstance(result.outcome, Failure):
            return result.outcome
        if not expected or not result.item:
            return None
        path, what = self._folder / expected.output, ""
        if path.is_symlink() and not self._replaces_any:
            what = f"a link, and would be replaced: remove it, or {_ANOTHER}"
        elif _is_file(self._folder, expected.output) and path.stat().st_size and not is_ours(path):
            if Path(os.path.abspath(path)) in self._named:  # noqa: PTH100
                what = f"also an input, and would be overwritten: {_ANOTHER}"
            elif not self._replaces_any:
                what = f"{NOT_OURS}, and would be overwritten: {_ANOTHER}"
        return Failure(result.item.id, f"{path}: {what}", "output") if what else None

    def _write_aside(self, record: bytes) -> Path:
        self._written += 1
        path = inside(self._folder, f"{_ASIDE}/{self._written}")
        path.write_bytes(record)
        return path

    def _begin(self, written: Sequence[tuple[Path, Expected, str, str]]) -> list[_Written]:
        """All are written before the first is forced to the disk, which then takes little longer than for one."""
        if not written:
            return []
        for aside, *_ in written:
            with aside.open("r+b") as stream:
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

    def _give_name(self, one: _Written) -> Failure | None:
        """The failure of a record that cannot take its name. Records of a former format that are in its way go."""
        try:
            try:
                self._move(one)
            except OSError as error:
                if error.errno not in _IN_THE_WAY:
                    raise
                with self._using, self._errors():
                    in_the_way = [*self._ledger.in_the_way(one.output)]
                self._remove(in_the_way, in_the_way=True)
                self._move(one)
        except OSError as error:
            if error.errno not in _OF_ONE_ARTICLE:
                raise
            return Failure(one.id, str(cannot_write(self._folder / one.output, error)), "output")
        self._ledger.named([one.output])
        self.replaced += one.replaces_other
        return None

    def _move(self, one: _Written) -> None:
        above, _, name = one.output.rpartition("/")
        folder = inside(self._folder, f"{above}/") if above else self._folder
        with suppress(FileExistsError):
            folder.mkdir(parents=True)
        one.aside.replace(folder / name)

    def _remove(self, outputs: Iterable[Output], in_the_way: bool = False) -> list[str]:
        """Remove records: those of articles that have another now or, if they are in the way or the run is asked to, of
        inputs that are gone. Why each of the others stays."""
        gone, kept = list[str](), list[str]()
        for output in dict.fromkeys(outputs):
            is_there = os.path.lexists(self._folder / output.path)
            is_to_go = self._prune or in_the_way or not is_there or output.article in self._claimed
            reason = self._reason_to_keep(output.file) or (None if is_to_go else GONE)
            try:
                if reason is None and remove_record(self._folder, output.path, output.record):
                    gone.append(output.path)
                    continue
            except LinkError as error:
                reason = f"for newsextract follows no link, and {error.link} is one: remove it"
            kept.append(reason or _ALTERED)
        with self._using:
            self._ledger.removed(gone)
        self.removed += len(gone)
        return kept

    def _note(self, failures: Sequence[Failure]) -> None:
        if failures:
            rows = ({"id": one.id, "kind": one.kind, "message": one.message} for one in failures)
            with own_file(self._folder, ERRORS).open("ab") as stream:
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


def _is_file(folder: Path, place: str) -> bool:
    """Whether a record is there, and can be reached without a link."""
    with suppress(OSError, LinkError):
        return inside(folder, place).is_file()
    return False


def remove_record(folder: Path, place: str, hash: str) -> bool:
    """Whether no file is there now: it is removed if it has this hash, and so are the folders that it leaves empty.

    A file of other content stays, for somebody else wrote it. Raises OSError, and LinkError for what is, or is reached
    by, a link: it stays too.
    """
    path = inside(folder, place)
    if path.is_file() and hash_of_file(folder, place) == hash:
        path.unlink()
    elif path.exists() and not path.is_dir():
        return False
    remove_empty_folders(folder, place)
    return True


def remove_errors(folder: Path) -> None:
    """Forget the failures of an earlier run. Raises OSError, and OutputError where that file is none of ours."""
    path = own_file(folder, ERRORS)
    if not path.exists():
        return
    with path.open("rb") as stream:
        first = stream.readline()
    try:
        has_failures = json.loads(first).keys() == _OF_A_FAILURE
    except ValueError:  # cut short, as the run was killed?
        has_failures = not first.endswith(b"\n") and (first.startswith(_HEAD) or _HEAD.startswith(first))
    except (AttributeError, RecursionError):
        has_failures = False
    if not has_failures:
        lost = "not written by newsextract, and would be lost: move it, or give -o another folder"
        raise OutputError(f"{path}: {lost}")
    path.unlink()


def remove_aside(folder: Path) -> None:
    """Remove the folder of the files that have no names yet; one that holds anything else stays."""
    with suppress(OSError, LinkError):
        aside = inside(folder, f"{_ASIDE}/")
        for path in aside.iterdir():
            if path.name.isdecimal():
                path.unlink()
        aside.rmdir()
