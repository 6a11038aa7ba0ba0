"""Where results go: one stream for all, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Protocol

from newsextract.batch.results import Result
from newsextract.output import Writer, cannot_write
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

    def __init__(self, stream: IO[Any], writer: Writer, name: str) -> None:
        """``writer`` gets what comes as a Record; what comes written out goes to ``stream``. Both stay open.
        ``name`` is that of the stream in messages."""
        self._stream, self._writer, self._name = stream, writer, name

    def todo(self, items: Iterable[Item]) -> Iterator[Item]:
        """All of them."""
        return iter(items)

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records."""
        with self._told():
            for result in results:
                self._write(result)
        return [result.outcome for result in results if isinstance(result.outcome, Failure)]

    def finish(self) -> None:
        """Close the writer."""
        with self._told():
            self._writer.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(self._name, error) from error

    def _write(self, result: Result) -> None:
        if isinstance(result.outcome, Failure):
            return
        record = result.outcome.record
        if isinstance(record, bytes):
            self._stream.write(record.decode())
            self._stream.flush()
        elif result.article:
            self._writer.write(result.article, record)
