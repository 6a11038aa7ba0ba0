"""What the sinks have in common that go on with what earlier runs have written, as the ledger tells."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple

from newsextract.batch.ledger.layout import Layout, Part
from newsextract.batch.ledger.ledger import Known, as_made
from newsextract.batch.ledger.origins import Origin, Origins, differing
from newsextract.batch.sinks.answering import GONE, NOT_ANSWERED, Answering
from newsextract.batch.sinks.sink import Sink
from newsextract.plural import counted
from newsextract.reading import Article, Failure, Item, RawFile, Source
from newsextract.reading.named import Named


class Expected(NamedTuple):
    """An article that is being done, how many files came before, and the run that made its record."""

    origin: Origin
    file_number: int
    made: str
    input: str | None
    has_id: bool = True
    """Whether its id tells it too: not that of another archive, whose articles may have come from anywhere."""
    output: str = ""
    """In a folder, the path of its record."""


class KeptSink(Sink):
    """A folder or an archive that runs fill one after the other, and go on with."""

    replaced = 0
    """How many records took the place of one that an earlier run made of another text."""
    removed = 0
    """How many records were removed."""
    copies = 0
    """How many of this run's articles an archive has as copies of others."""
    notes: list[str]
    """What is to be said before anything is done."""

    def __init__(
        self, layout: Layout, named: Named, made: Mapping[str, str], part: Part | None, anew: bool, prune: bool
    ) -> None:
        """``named``: the inputs, for whose records this run answers. ``made`` is what the records depend on besides
        their articles; ``anew`` does the finished ones again. ``part``: this run does one of several parts. ``prune``
        takes away the records of inputs that are gone or fail now."""
        self.notes = []
        self._answering, self._prune = Answering(layout, named), prune
        self._origins, self._made, self._part, self._anew = Origins(layout), as_made(made), part, anew
        self._expected: deque[Expected] = deque()
        self._claimed: set[int] = set()  # the articles that the inputs of this run have, by their numbers in the ledger
        self._using = threading.Lock()  # what reads the inputs asks the ledger, too
        self._kept: Counter[str] = Counter()
        """Why records stay that this run did not write again."""

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
                expected = self._what_is_expected(item)
                if not self._anew and self._is_finished(item, expected):
                    self.skipped += 1
                    continue
                self._expected.append(expected)
            yield item

    def _is_finished(self, item: Article | RawFile, expected: Expected) -> bool:
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
        return [_line(why, many) for why, many in self._kept.items() if self._prune or why not in NOT_ANSWERED]

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
        return Expected(self._origins.of(item), self._answering.files, self._made, self._origins.base)

    @abstractmethod
    def _unchanged(self, item: Article | RawFile, expected: Expected) -> list[Known]:
        """What the ledger has of an article, where its text is the one that is there now."""

    @abstractmethod
    def _claim(self, known: Known, item: Article | RawFile, expected: Expected) -> None:
        """Note an article that is finished as one that this run has."""


def _line(why: str, many: int) -> str:
    if why == GONE:
        return f"{counted(many, 'record')} {why} kept (--prune removes {'them' if many > 1 else 'it'})"
    return f"{many:,} record{'s stay' if many > 1 else ' stays'}, {why}"
