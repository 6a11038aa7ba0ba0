"""Where results go: one stream for all, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Protocol, TextIO, cast

from newsextract.batch.results import Result
from newsextract.output import Format, make_writer, told
from newsextract.reading import Failure, Item, Source


class Sink(Protocol):
    """Takes results in input order."""

    skipped: int
    """How many articles were finished already."""

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read. Asked by the thread that reads, also of files of other parts of the run."""

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """All inputs, those of other parts of a sharded run among them."""

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """The inputs without those whose records are there already. Read by another thread than that of ``take``."""

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records of some results. All failures among them, and those of writing. Raises OutputError."""

    def finish(self) -> list[Failure]:
        """Do what is still owed, at the end of a run that was not stopped. The failures of that."""


class KeptSink(Sink, Protocol):
    """A folder or an archive that runs fill one after the other, and go on with."""

    replaced: int
    """How many records took the place of one that an earlier run made of another text."""
    removed: int
    """How many records were removed."""

    @property
    def changed(self) -> list[str]:
        """What has changed since the last run, so that its records are done again."""

    def kept(self) -> list[str]:
        """Which records stay, after ``finish``, that a run into an empty place would not write, and why: in a run that
        prunes, all; else those that pruning would remove."""

    def close(self) -> None:
        """Let another run have the place."""


class StreamSink:
    """All records on one stream."""

    skipped = 0

    def __init__(self, stream: IO[Any], format: Format, name: str) -> None:
        """A Record is written to ``stream`` in ``format``, what comes written out as it is. ``stream`` stays open;
        ``name`` is that of the stream in messages. Raises OutputError."""
        self._stream, self._name = stream, name
        with told(self._name):
            self._writer = make_writer(format, stream)

    def wants(self, source: Source) -> bool:
        """Yes, and again where it is named again."""
        return True

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """They tell it nothing."""
        return iter(items)

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """All of them."""
        return iter(items)

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records."""
        with told(self._name):
            for result in results:
                self._write(result)
        return [result.outcome for result in results if isinstance(result.outcome, Failure)]

    def finish(self) -> list[Failure]:
        """Close the writer."""
        with told(self._name):
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
