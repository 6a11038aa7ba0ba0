"""Where results go: one stream for all, or (``keeping``) a place that runs fill one after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, TextIO, cast

from newsextract.batch.workers.results import Result
from newsextract.output import make_writer, output_errors
from newsextract.output.formats import Format
from newsextract.reading import Failure, Item, Source

OnPhase = Callable[[str, int, Callable[[], int]], None]
"""Hears what is being done, how much of it is done, and what tells how much is left."""


def no_phase(what: str, done: int, left: Callable[[], int]) -> None:
    """Hear of it, and do nothing."""


class Sink(ABC):
    """Takes results in input order."""

    skipped = 0
    """How many articles were finished already."""
    changed: Sequence[str] = ()
    """What has changed since the last run, so that its records are done again: it may show in ``todo``."""
    takes_records = False
    """Whether it takes records as they are out of files of records, too."""
    on_phase: OnPhase = staticmethod(no_phase)
    """What hears of the work that ``finish`` does."""

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read. Asked by the thread that reads, also of files of other parts of the run."""
        return True

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All inputs, those of other parts of a sharded run among them."""
        return iter(items)

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The inputs without those whose records are there already. Read by another thread than that of ``take``."""
        return iter(items)

    @abstractmethod
    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records of some results. All failures among them, and those of writing. Raises OutputError."""

    @abstractmethod
    def finish(self) -> list[Failure]:
        """Do what is still owed, at the end of a run that was not stopped. The failures of that."""


class StreamSink(Sink):
    """All records on one stream."""

    def __init__(self, stream: IO[Any], format: Format, name: str) -> None:
        """A Record is written to ``stream`` in ``format``, what comes written out as it is. ``stream`` stays open;
        ``name`` is that of the stream in messages. Raises OutputError."""
        self._stream, self._name = stream, name
        with output_errors(self._name):
            self._writer = make_writer(format, stream)

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records."""
        with output_errors(self._name):
            for result in results:
                self._write(result)
        return [result.outcome for result in results if isinstance(result.outcome, Failure)]

    def finish(self) -> list[Failure]:
        """Close the writer."""
        with output_errors(self._name):
            self._writer.close()
        return []

    def _write(self, result: Result) -> None:
        if isinstance(result.outcome, Failure):
            return
        record = result.outcome.record
        if isinstance(record, bytes):
            cast(TextIO, self._stream).buffer.write(record)  # encoded already; nothing else goes to this stream
            self._stream.flush()
        elif result.article:
            self._writer.write(result.article, record)
