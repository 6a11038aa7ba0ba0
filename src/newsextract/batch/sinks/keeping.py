"""What the sinks have in common that go on with what earlier runs have written."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator

from newsextract.batch.sinks.answering import GONE, NOT_ANSWERED, Answering
from newsextract.batch.sinks.layout import Layout
from newsextract.batch.sinks.sink import Sink
from newsextract.plural import counted
from newsextract.reading import Item, Source
from newsextract.reading.named import Named


class KeptSink(Sink):
    """A folder or an archive that runs fill one after the other, and go on with."""

    replaced = 0
    """How many records took the place of one that an earlier run made of another text."""
    removed = 0
    """How many records were removed."""
    overruled = 0
    """How many corrections of an archive went, since those of this run say otherwise."""
    copies = 0
    """How many of this run's articles an archive has as copies of others."""

    def __init__(self, layout: Layout, named: Named, prune: bool) -> None:
        """``named``: the inputs, for whose records this run answers; ``prune`` takes away those of inputs that are gone
        or fail now."""
        self._answering, self._prune = Answering(layout, named), prune
        self._kept: Counter[str] = Counter()
        """Why records stay that this run did not write again."""

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read: not one that was named twice."""
        return self._answering.is_new(source.file)

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All inputs, also those of other parts: where a folder fails, no part can tell what is gone from it."""
        return self._answering.watched(items)

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


def _line(why: str, many: int) -> str:
    if why == GONE:
        return f"{counted(many, 'record')} {why} kept (--prune removes {'them' if many > 1 else 'it'})"
    return f"{many:,} record{'s stay' if many > 1 else ' stays'}, {why}"
