"""Where results go: one stream for all, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Protocol

from newsextract.batch.results import Result
from newsextract.output import Format, make_writer, told
from newsextract.reading import Failure, Item


class Sink(Protocol):
    """Takes results in input order."""

    skipped: int
    """How many articles were finished already."""

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The inputs without those whose records are there already. Read by another thread than that of ``take``."""

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records of some results. All failures among them, and those of writing. Raises OutputError."""

    def finish(self) -> None:
        """Write what is still owed, at the end of a run that was not stopped."""


class StreamSink:
    """All records on one stream."""

    skipped = 0

    def __init__(self, stream: IO[Any], format: Format, name: str) -> None:
        """A Record is written to ``stream`` in ``format``, what comes written out as it is. ``stream`` stays open;
        ``name`` is that of the stream in messages. Raises OutputError."""
        self._stream, self._name = stream, name
        with told(self._name):
            self._writer = make_writer(format, stream)

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """All of them."""
        return iter(items)

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records."""
        with told(self._name):
            for result in results:
                self._write(result)
        return [result.outcome for result in results if isinstance(result.outcome, Failure)]

    def finish(self) -> None:
        """Close the writer."""
        with told(self._name):
            self._writer.close()

    def _write(self, result: Result) -> None:
        if isinstance(result.outcome, Failure):
            return
        record = result.outcome.record
        if isinstance(record, bytes):
            self._stream.write(record.decode())
            self._stream.flush()
        elif result.article:
            self._writer.write(result.article, record)
