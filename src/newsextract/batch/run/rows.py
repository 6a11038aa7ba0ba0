"""Files of many articles, read by a process of their own: a file that crashes or blocks its reader costs itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from newsextract.analysis.grouping import runs
from newsextract.batch.workers.engine import StoppedError, TookTooLongError, WorkerDiedError
from newsextract.batch.workers.process import Process
from newsextract.batch.workers.results import item_size
from newsextract.reading import Fields, Item, Limits, Source, read_file
from newsextract.reading.article import UnreadableError

_AT_ONCE = 50_000  # characters that are sent at once

_Asked = tuple[Source, Fields, Limits]
_Start = Callable[[], Callable[[_Asked], Iterator[Any]]]


def _reading() -> Callable[[_Asked], Iterator[Any]]:
    return _items


def _items(asked: _Asked) -> Iterator[Any]:
    """Lists of items of a file, then None; or an exception where reading breaks off."""
    end: Exception | None = None

    def items() -> Iterator[Item]:
        nonlocal end
        try:
            yield from read_file(*asked)
        except Exception as error:  # what was read before it counts
            end = error

    yield from runs(items(), item_size, _AT_ONCE)
    yield end


def _counting() -> Callable[[_Asked], Iterator[int]]:
    return _number


def _number(asked: _Asked) -> Iterator[int]:
    """How many items a file gives; where reading breaks off, that is a failure more."""
    number = 0
    try:
        for _ in read_file(*asked):
            number += 1
    except Exception:
        number += 1
    yield number


class _OfRows:
    """Has a process, from the first file on, that takes one file after the other."""

    _start: ClassVar[_Start]
    _process: Process | None = None

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.end()
            self._process = None

    def _ready(self) -> Process:
        if self._process is None:
            self._process = Process(type(self)._start)
            self._process.ready()
        return self._process


class RowReader(_OfRows):
    """Reads one file after the other; call it as ``newsextract.reading.read_file``."""

    _start = staticmethod(_reading)

    def __init__(self, seconds: float | None = None) -> None:
        """``seconds``: how long the next rows of a file may take."""
        self._seconds = seconds

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


class RowCounter(_OfRows):
    """Counts the items of one file after the other."""

    _start = staticmethod(_counting)
    _is_closed = False

    def __call__(self, source: Source, fields: Fields, limits: Limits) -> int | None:
        """How many there are; None where the process ends before it has counted them."""
        try:
            count: int | None = None if self._is_closed else self._ready().ask((source, fields, limits), None)
        except (WorkerDiedError, StoppedError):
            return None
        return count

    def close(self) -> None:
        """End the process. Can be called by another thread than the one that counts."""
        self._is_closed = True
        if self._process:
            self._process.kill()


def _after(number: int) -> str:
    return f"after row {number}" if number else "from its beginning"
