"""Which records of earlier runs a run answers for: those of inputs that it names, and could look at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import has_magic
from pathlib import Path

from newsextract.batch.ledger.layout import Layout, folder_of
from newsextract.output.replacing import NOT_OURS, is_ours
from newsextract.reading import Failure, Item
from newsextract.reading.named import Named
from newsextract.reading.opening import is_address

GONE = "of inputs that are gone"
"""Why records stay that a run which prunes takes away."""
_NOT_NAMED = "of inputs that this command does not name"
_OF_STDIN = "of what came on standard input before"
_NOT_SEEN = "of a folder that has no article now, or could not be read: remove them if that is right"
NOT_ANSWERED = {_NOT_NAMED, _OF_STDIN, _NOT_SEEN}
"""Why records stay in any case."""


class Answering:
    """What the run has seen of its inputs, and what follows for records that it did not write again."""

    def __init__(self, layout: Layout, named: Named) -> None:
        """``named``: the inputs; ``layout``: that of their articles."""
        self._layout, self._named = layout, named
        self._read: set[str | None] = set()
        self._unseen: set[Path] = set()

    @property
    def files(self) -> int:
        """How many files there were so far."""
        return len(self._read)

    def is_new(self, file: str) -> bool:
        """Whether a file has not come before in this run: one that is named twice is read once."""
        path = self._layout.below(file)
        is_new = path not in self._read
        self._read.add(path)
        return is_new

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All of them, once the failures among them have been looked at."""
        for item in items:
            if isinstance(item, Failure):
                self._look_at(item)
            yield item

    def _look_at(self, failure: Failure) -> None:
        """Where a folder could not be read, or has nothing in it, it may be that its disk is not there today."""
        path = Path(os.path.abspath(failure.id))  # noqa: PTH100
        if failure.kind == "input" and (path.is_dir() or (has_magic(failure.id) and not path.exists())):
            self._unseen.add(folder_of(failure.id))

    def would_lose(self, path: Path, replaces_any: bool = False) -> str | None:
        """What a record of this path would take the place of: an input or, unless it ``replaces_any``, what newsextract
        has not written. None for anything else."""
        if not os.path.isfile(path) or not path.stat().st_size or is_ours(path):  # noqa: PTH113 - a name may be too long
            return None
        if Path(os.path.abspath(path)) in self._named:  # noqa: PTH100
            return "also an input"
        return None if replaces_any else NOT_OURS

    def reason_to_keep(self, file: str | None) -> str | None:
        """Why a record of this file (below what the inputs have in common, or a whole path) stays though the run was
        asked to prune; None where it goes."""
        if file is None:
            return _OF_STDIN
        if not self.names(file):
            return _NOT_NAMED
        return _NOT_SEEN if self._unseen.intersection(self._path(file).parents) else None

    def names(self, file: str) -> bool:
        """Whether the command names it: an address, or a file as for ``reason_to_keep``, which may be gone."""
        if is_address(file):
            return self._named.has_address(file)
        return not os.path.isabs(file) and self._path(file) in self._named  # noqa: PTH117 - asked of each record

    def _path(self, file: str) -> Path:
        return Path(self._layout.base or "", file)
