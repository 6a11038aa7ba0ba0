"""Files of many articles, read by a process of their own: a file that crashes or blocks its reader costs itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from newsextract.analysis.grouping import runs
from newsextract.batch.engine import StoppedError, TookTooLongError, WorkerDiedError
from newsextract.batch.process import Process
from newsextract.batch.results import item_size
from newsextract.reading import Fields, Item, Limits, Source, read_file
from newsextract.reading.article import UnreadableError

_AT_ONCE = 50_000  # characters that are sent together


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """The duty of the process that reads."""

    def start(self) -> Callable[[tuple[Source, Fields, Limits]], Iterator[Any]]:
        """Makes lists of items of a file, then None; or an exception where reading breaks off."""
        return _answers


def _answers(request: tuple[Source, Fields, Limits]) -> Iterator[Any]:
    end: Exception | None = None

    def items() -> Iterator[Item]:
        nonlocal end
        try:
            yield from read_file(*request)
        except Exception as error:  # what was read before it counts
            end = error

    yield from runs(items(), item_size, _AT_ONCE)
    yield end


class RowReader:
    """Reads one file after the other; call it as ``newsextract.reading.read_file``."""

    def __init__(self, seconds: float | None = None) -> None:
        """``seconds``: how long the next rows of a file may take."""
        self._seconds = seconds
        self._process: Process | None = None

    def __call__(self, source: Source, fields: Fields, limits: Limits) -> Iterator[Item]:
        """The items of a file. Raises what ``read_file`` does."""
        number = 0
        whole = False
        try:
            items = self._ready().ask((source, fields, limits), self._seconds)
            while items is not None:
                number += len(items)
                yield from items
                items = self._ready().answer(self._seconds)
            whole = True
        except TookTooLongError:
            raise UnreadableError(
                f"reading on {_after(number)} took longer than {self._seconds:g} s: --timeout gives more time"
            ) from None
        except WorkerDiedError as death:
            raise UnreadableError(
                f"crashed the process that read it {_after(number)} ({death}): create the file again"
            ) from None
        except Exception:
            whole = True
            raise
        finally:
            if not whole:  # what it still sends is of no use
                self.close()

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.end()
            self._process = None

    def _ready(self) -> Process:
        if self._process is None:
            self._process = Process(ReadingRows())
            self._process.ready()
        return self._process


@dataclass(frozen=True, slots=True)
class CountingRows:
    """The duty of the process that counts."""

    def start(self) -> Callable[[tuple[Source, Fields, Limits]], Iterator[int]]:
        """Answers how many items a file gives; where reading breaks off, that is a failure more."""
        return _number_of


def _number_of(request: tuple[Source, Fields, Limits]) -> Iterator[int]:
    number = 0
    try:
        for _ in read_file(*request):
            number += 1
    except Exception:
        number += 1
    yield number


class RowCounter:
    """Counts the items of one file after the other, in a process of its own as ``RowReader`` reads them."""

    def __init__(self) -> None:
        """The process starts with the first file."""
        self._process: Process | None = None
        self._closed = False

    def __call__(self, source: Source, fields: Fields, limits: Limits) -> int | None:
        """How many there are; None where the process ends before it has counted them."""
        try:
            if self._process is None:
                self._process = Process(CountingRows())
                self._process.ready()
            if self._closed:
                self._process.end()
                return None
            count: int = self._process.ask((source, fields, limits), None)
        except (WorkerDiedError, StoppedError):
            return None
        return count

    def close(self) -> None:
        """End the process. Can be called by another thread."""
        self._closed = True
        if self._process:
            self._process.kill()


def _after(number: int) -> str:
    return f"after row {number}" if number else "from its beginning"
