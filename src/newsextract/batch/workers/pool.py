"""Workers on this machine: processes, each with a thread of ours that hands it one chunk at a time.

Each has pipes of its own and shares no lock or queue with another, so one that is killed takes nothing with it but its
chunk. (In ``concurrent.futures.ProcessPoolExecutor`` the death of one breaks the whole pool.)
"""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from newsextract.batch.workers.engine import StoppedError, WorkerDiedError
from newsextract.batch.workers.process import Process, no_worker_starts
from newsextract.batch.workers.results import time_for
from newsextract.batch.workers.work import Extraction, Outcome, extracting
from newsextract.reading import Article, RawFile

_STARTS = 3  # a worker that dies that often before it is ready would always


class Pool:
    """An Engine of ``slots`` processes. They start with the first chunks; the next chunk replaces one that died."""

    def __init__(self, job: Extraction, slots: int, seconds: float | None = None) -> None:
        """``slots`` is the number of processes. ``seconds``: the time for a chunk, or for each million characters of a
        larger one; a worker that takes longer is ended."""
        self.slots = slots
        self._start = partial(extracting, job)
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(slots, "newsextract-worker", initializer=_leave_ctrl_c_to_others)
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._all: set[Process] = set()
        self._closed = False

    def submit(self, articles: Sequence[Article | RawFile]) -> Future[list[Outcome]]:
        """The outcomes of a chunk, or WorkerDiedError, ModelError, StoppedError (no worker will start)."""
        try:
            return self._threads.submit(self._ask, articles)
        except RuntimeError as error:  # no thread more
            raise no_worker_starts(error, errno.EAGAIN) from None

    def close(self) -> None:
        """Kill every worker, in the middle of whatever it does."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.end()

    def _ask(self, articles: Sequence[Article | RawFile]) -> list[Outcome]:
        worker: Process | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = self._ready_worker()
        try:
            answer: list[Outcome] = worker.ask(articles, time_for(self._seconds, articles))
        except WorkerDiedError:
            self._mine.worker = None
            self._forget(worker)
            raise
        return answer

    def _ready_worker(self) -> Process:
        for start in range(1, _STARTS + 1):
            with self._lock:
                if self._closed:
                    raise StoppedError("closed")
                worker = Process(self._start)
                self._all.add(worker)
            try:
                worker.ready()
            except RuntimeError as error:
                raise no_worker_starts(error) from None
            except WorkerDiedError as death:
                self._forget(worker)
                if start == _STARTS:
                    raise no_worker_starts(death) from None
                continue
            return worker
        raise AssertionError

    def _forget(self, worker: Process) -> None:
        with self._lock:
            self._all.discard(worker)


def _leave_ctrl_c_to_others() -> None:
    """For a thread that starts workers: they inherit it, and until they run a line of ours could not see to it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
