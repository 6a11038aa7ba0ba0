"""An output folder: a file for each record, a manifest of what is finished, and errors.jsonl.

Files are written aside and take their names when they are whole and on the disk; only then does the manifest name them.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsextract.batch.layout import Layout
from newsextract.batch.manifest import Entry, Manifest
from newsextract.batch.results import Result
from newsextract.output import cannot_write
from newsextract.reading import Article, Failure, Item, RawFile

_ASIDE = ".aside"
_OF_ONE_ARTICLE = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.EISDIR, errno.ENOTDIR}


class FolderSink:
    """Records of one run, each in a file. They are handed over written out."""

    def __init__(self, folder: Path, layout: Layout, made: dict[str, Any], part: str = "", anew: bool = False) -> None:
        """``made`` is what the records depend on besides their articles; ``anew`` does the finished ones again.
        ``part`` is in the names of manifest and errors, where several runs fill the folder together.

        Raises OutputError where the folder cannot be written, or another run is writing to it.
        """
        self._folder, self._layout = folder, layout
        self._aside = folder / _ASIDE / (part or "all")
        self.errors = folder / f"errors{part}.jsonl"
        self._expected: deque[Entry] = deque()
        self.skipped = 0
        """How many articles were finished already."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._manifest = Manifest(folder, made, part, anew)
            shutil.rmtree(self._aside, ignore_errors=True)  # of a run that was killed
            self._aside.mkdir(parents=True)
            self.errors.unlink(missing_ok=True)  # what failed is tried again
        except OSError as error:
            raise cannot_write(folder, error) from error

    @property
    def changed(self) -> list[str]:
        """What has changed since the last run, so that it counts for nothing."""
        return self._manifest.changed

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles that no earlier run has finished as they are now, and all failures."""
        for item in items:
            if not isinstance(item, Failure):
                entry = Entry(item.id, self._layout.place(item), _hash(item))
                if self._manifest.finished(entry.output, entry.hash) and (self._folder / entry.output).is_file():
                    self.skipped += 1
                    continue
                self._expected.append(entry)
            yield item

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Put the records on the disk, then their names in the manifest, and failures in errors.jsonl."""
        written: list[tuple[Path, Entry]] = []
        failures = []
        try:
            for place, result in enumerate(results):
                entry = self._expected.popleft() if result.item else None
                if isinstance(result.outcome, Failure):
                    failures.append(result.outcome)
                elif entry:
                    record = result.outcome.record
                    assert isinstance(record, bytes)
                    written.append((_write(self._aside / str(place), record), entry))
            failures += self._publish(written)
            self._note(failures)
        except OSError as error:
            raise cannot_write(self._folder, error) from error
        return failures

    def finish(self) -> None:
        """Nothing is owed."""

    def close(self) -> None:
        """Let another run have the folder."""
        shutil.rmtree(self._aside, ignore_errors=True)
        with suppress(OSError):  # other parts of the run may still use it
            self._aside.parent.rmdir()
        self._manifest.close()

    def _publish(self, written: Sequence[tuple[Path, Entry]]) -> list[Failure]:
        """All are written before the first is forced to the disk, which then takes little longer than for one."""
        done, failures = [], []
        for aside, entry in written:
            _force(aside)
            try:
                path = self._folder / entry.output
                path.parent.mkdir(parents=True, exist_ok=True)
                aside.replace(path)
                done.append(entry)
            except OSError as error:
                if error.errno not in _OF_ONE_ARTICLE:
                    raise
                failures.append(Failure(entry.id, str(cannot_write(path, error)), "output"))
        self._manifest.add(done)
        return failures

    def _note(self, failures: Sequence[Failure]) -> None:
        if failures:
            with self.errors.open("a", encoding="utf-8") as stream:
                for failure in failures:
                    row = {"id": failure.id, "kind": failure.kind, "message": failure.message}
                    stream.write(json.dumps(row) + "\n")


def _hash(item: Article | RawFile) -> str:
    """Of all that the record depends on in the article, or of the bytes that it will be read from."""
    if isinstance(item, RawFile):
        content = item.id.encode(errors="surrogatepass") + b"\0" + item.data
    else:
        content = json.dumps([item.id, item.text, item.title, item.date]).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _force(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
