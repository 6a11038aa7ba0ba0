"""Chunks over an engine: many at a time, results in input order, a bounded part of the input in memory.

A thread reads the input and submits chunks; the caller's thread takes the results, head of the line first. A chunk
whose worker died or took too long is done again article by article, which finds the article that does it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextvars import copy_context
from queue import SimpleQueue

from newsextract.batch.workers.engine import Engine, StoppedError, TookTooLongError, WorkerDiedError
from newsextract.batch.workers.results import Chunk, Result, articles_of, results, size, took_too_long
from newsextract.batch.workers.work import Extraction, Outcome
from newsextract.reading import Article, RawFile, failure_of

_AHEAD = 3  # chunks per worker that are submitted at a time: enough that none waits for the reader
_HELD_CHARS = 16_000_000  # read and not yet given out: what others do while a long article is at the head of the line
_TRIES_ALONE = 2  # the second death of one article, alone with its worker, was no accident


def in_order(chunks: Iterable[Chunk], job: Extraction, engine: Engine) -> Iterator[list[Result]]:
    """The results of each chunk, in order. Raises what reading raises, and the engine's ModelError and StoppedError."""
    line = _Line(chunks, engine)
    try:
        for chunk, future in line:
            yield results(chunk, job, _outcomes(engine, articles_of(chunk), future))
    finally:
        line.stop()


class _Line:
    """Chunks with the futures of their outcomes, in order, as a thread submits them."""

    def __init__(self, chunks: Iterable[Chunk], engine: Engine) -> None:
        self._chunks, self._engine = chunks, engine
        self._ready: SimpleQueue[tuple[Chunk, Future[list[Outcome]]] | BaseException | None] = SimpleQueue()
        self._change, self._owner = threading.Condition(), os.getpid()
        self._submitted = 0
        self._held_chars = 0
        self._stopped = False
        context = copy_context()  # the rules laid over ours count in the thread that reads too
        reader = threading.Thread(target=context.run, args=(self._feed,), daemon=True, name="newsextract-reader")
        try:
            reader.start()
        except RuntimeError as error:
            raise StoppedError(f"no thread could be started to read ({error}): raise `ulimit -u`") from None

    def __iter__(self) -> Iterator[tuple[Chunk, Future[list[Outcome]]]]:
        while (entry := self._ready.get()) is not None:
            if isinstance(entry, BaseException):
                raise entry
            yield entry
            self._count(held_chars=-size(entry[0]))

    def stop(self) -> None:
        """Let the thread end as soon as it has read what it is reading; a forked process does not have it."""
        if os.getpid() != self._owner:
            return
        with self._change:
            self._stopped = True
            self._change.notify_all()

    def _feed(self) -> None:
        # Where it is still reading standard input when the program ends, the stream must not be closed under it: the
        # interpreter would abort. This thread's frame keeps it.
        kept_open = sys.stdin  # noqa: F841
        try:
            for chunk in self._chunks:
                if not self._wait_for_room():
                    return
                self._count(submitted=1, held_chars=size(chunk))
                articles = articles_of(chunk)
                future = self._engine.submit(articles) if articles else _nothing()
                future.add_done_callback(lambda _: self._count(submitted=-1))
                self._ready.put((chunk, future))
            self._ready.put(None)
        except BaseException as error:
            self._ready.put(error)

    def _wait_for_room(self) -> bool:
        """False where there is nothing more to do."""
        with self._change:
            self._change.wait_for(
                lambda: (
                    self._stopped or (self._submitted < _AHEAD * self._engine.slots and self._held_chars < _HELD_CHARS)
                )
            )
            return not self._stopped

    def _count(self, submitted: int = 0, held_chars: int = 0) -> None:
        with self._change:
            self._submitted += submitted
            self._held_chars += held_chars
            self._change.notify_all()


def _nothing() -> Future[list[Outcome]]:
    future: Future[list[Outcome]] = Future()
    future.set_result([])
    return future


def _outcomes(engine: Engine, articles: Sequence[Article | RawFile], future: Future[list[Outcome]]) -> list[Outcome]:
    try:
        return future.result()
    except WorkerDiedError:
        each = [(article, engine.submit([article])) for article in articles]
    return [_outcome_alone(engine, article, future, _TRIES_ALONE) for article, future in each]


def _outcome_alone(engine: Engine, article: Article | RawFile, future: Future[list[Outcome]], tries: int) -> Outcome:
    try:
        return future.result()[0]
    except TookTooLongError:
        return took_too_long(article)
    except WorkerDiedError as death:
        if tries > 1:
            return _outcome_alone(engine, article, engine.submit([article]), tries - 1)
        problem = f"this article crashed its worker ({death}): the usual cause is too little memory"
        return failure_of(article, problem, "worker")
