"""The base class of the outputs that resume: a folder and an archive, which runs fill one after the other."""

from __future__ import annotations

import os
import threading
from abc import abstractmethod
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from glob import has_magic
from pathlib import Path
from typing import NamedTuple

from newsextract.batch.sinks.sink import Sink
from newsextract.ledger.layout import Layout, Shard, folder_of
from newsextract.ledger.ledger import Known, Origin, Origins, as_made, differing
from newsextract.plural import counted
from newsextract.reading import Article, Failure, Item, RawFile, Source
from newsextract.reading.named import Named
from newsextract.reading.opening import is_address

# Why records stay that the run did not write again.
GONE = "of inputs that are gone"  # with --prune these go
_NOT_NAMED = "of inputs that this command does not name"
_OF_STDIN = "of what came on standard input before"
_NOT_SEEN = "of a folder that has no article now, or could not be read: remove them if that is right"


class Expected(NamedTuple):
    """An article that is being done, how many files came before, and the run that made its record."""

    origin: Origin
    file_number: int
    made: str
    input: str | None
    has_id: bool = True
    """Whether its id identifies it too: not that of another archive, whose articles may have come from anywhere."""
    output: str = ""
    """In a folder, the path of its record."""


class KeptSink(Sink):
    """An output that resumes: it knows from the ledger what earlier runs have finished."""

    replaced = 0
    """How many records took the place of one that an earlier run made of another text."""
    removed = 0
    """How many records were removed."""
    copies = 0
    """How many of this run's articles an archive has as copies of others."""
    notes: list[str]
    """What is to be said before anything is done."""

    def __init__(
        self, layout: Layout, named: Named, made: Mapping[str, str], shard: Shard | None, anew: bool, prune: bool
    ) -> None:
        """``named``: the inputs, for whose records this run is responsible; ``layout``: that of their articles.

        ``made`` is what the records depend on besides their articles; ``anew`` does the finished ones again. ``shard``:
        the part of the inputs that this run does. ``prune`` removes the records of inputs that are gone or fail now.
        """
        self.notes = []
        self._layout, self._named, self._prune = layout, named, prune
        self._origins, self._made, self._shard, self._anew = Origins(layout), as_made(made), shard, anew
        self._files: set[str | None] = set()  # those that came so far
        self._unseen: set[Path] = set()
        self._expected: deque[Expected] = deque()
        self._claimed: set[int] = set()  # the articles that the inputs of this run have, by their numbers in the ledger
        self._using = threading.Lock()  # the thread that reads the inputs uses the ledger too
        self._kept: Counter[str] = Counter()
        """Why records stay that this run did not write again."""

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read: not one that was named twice."""
        path = self._layout.below(source.file)
        is_new = path not in self._files
        self._files.add(path)
        return is_new

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All inputs, also those of other parts. Of a folder that failed, no part can know what is gone from it."""
        for item in items:
            if isinstance(item, Failure) and item.kind == "input":
                path = Path(os.path.abspath(item.id))  # noqa: PTH100
                if path.is_dir() or (has_magic(item.id) and not path.exists()):  # maybe its disk is not there today
                    self._unseen.add(folder_of(item.id))
            yield item

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The articles that no earlier run has finished as they are now, and all failures."""
        for item in items:
            if not isinstance(item, Failure):
                expected = self._what_is_expected(item)
                if not self._anew and self._is_finished(item, expected):
                    self.skipped += 1
                    continue
                self._expected.append(expected)
            yield item

    def _is_finished(self, item: Article | RawFile, expected: Expected) -> bool:
        """Whether the article's record is there; then it is claimed."""
        with self._using, self._errors():
            unchanged = self._unchanged(item, expected)
            same = next((known for known in unchanged if known.made == expected.made), None)
            if same is None:
                if unchanged and not self.changed:
                    self.changed = differing(expected.made, unchanged[0].made)
                return False
        self._claim(same, item, expected)
        return True

    def kept(self) -> list[str]:
        """A line for each reason why records stay, after ``finish``, that a run into an empty place would not write.

        Without ``prune`` all stay, as they should, so nothing is said of those that it would not remove either.
        """
        lines = []
        for why, many in self._kept.items():
            if why == GONE:
                them = "them" if many > 1 else "it"
                lines.append(f"{counted(many, 'record')} {why} kept (--prune removes {them})")
            elif self._prune or why not in (_NOT_NAMED, _OF_STDIN, _NOT_SEEN):
                lines.append(f"{many:,} record{'s stay' if many > 1 else ' stays'}, {why}")
        return lines

    def problem(self) -> str | None:
        """What is wrong with what was written, after ``close``, and the remedy; None where nothing is."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Let another run have the place."""

    @abstractmethod
    def _errors(self) -> AbstractContextManager[None]:
        """What SQLite raises about the ledger, as an OutputError."""

    def _what_is_expected(self, item: Article | RawFile) -> Expected:
        return Expected(self._origins.of(item), len(self._files), self._made, self._origins.base)

    @abstractmethod
    def _unchanged(self, item: Article | RawFile, expected: Expected) -> list[Known]:
        """What the ledger has of an article, where its text is the one that is there now."""

    @abstractmethod
    def _claim(self, known: Known, item: Article | RawFile, expected: Expected) -> None:
        """Note an article that is finished as one that this run has."""

    def _reason_to_keep(self, file: str | None) -> str | None:
        """Why a record of this file (of an Origin) stays though the run was asked to prune; None where it goes."""
        if file is None:
            return _OF_STDIN
        if not self._is_named(file):
            return _NOT_NAMED
        return _NOT_SEEN if self._unseen.intersection(self._path_of(file).parents) else None

    def _is_named(self, file: str) -> bool:
        """Whether the command names it: an address, or a file, which may be gone."""
        if is_address(file):
            return self._named.has_address(file)
        below = self._origins.below(file) or ""
        return not os.path.isabs(below) and self._path_of(file) in self._named  # noqa: PTH117 - asked of each record

    def _path_of(self, file: str) -> Path:
        return Path(self._layout.base or "", self._origins.below(file) or "")
