"""Where results go: one stream for all, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, Protocol

from newsextract.batch.results import Result
from newsextract.output import Writer, cannot_write
from newsextract.reading import Article, Failure, Source


class Sink(Protocol):
    """Takes results in input order."""

    skipped: int
    """How many articles were finished already."""

    def wants(self, source: Source) -> bool:
        """Whether a file is to be read. Asked by the thread that reads."""

    def watched(self, items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """All inputs, those of other parts of a sharded run among them."""

    def todo(self, items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """The inputs without those whose records are there already. Read by another thread than that of ``take``."""

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records of some results. All failures among them, and those of writing. Raises OutputError."""

    def finish(self) -> list[Failure]:
        """Do what is still owed, at the end of a run that was not stopped. The failures of that."""


class StreamSink:
    """All records on one stream."""

    skipped = 0

    def __init__(self, stream: IO[Any], writer: Writer, name: str) -> None:
        """``writer`` gets what comes as a Record; what comes written out goes to ``stream``. Both stay open.
        ``name`` is that of the stream in messages."""
        self._stream, self._writer, self._name = stream, writer, name

    def wants(self, source: Source) -> bool:
        """Yes, and again where it is named again."""
        return True

    def watched(self, items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """They tell it nothing."""
        return iter(items)

    def todo(self, items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """All of them."""
        return iter(items)

    def take(self, results: Sequence[Result]) -> list[Failure]:
        """Write the records."""
        with self._told():
            for result in results:
                self._write(result)
        return [result.outcome for result in results if isinstance(result.outcome, Failure)]

    def finish(self) -> list[Failure]:
        """Close the writer."""
        with self._told():
            self._writer.close()
        return []

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(self._name, error) from error

    def _write(self, result: Result) -> None:
        if isinstance(result.outcome, bytes):
            self._stream.write(result.outcome.decode())
            self._stream.flush()
        elif result.article and not isinstance(result.outcome, Failure):
            self._writer.write(result.article, result.outcome)
