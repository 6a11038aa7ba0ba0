"""Workers on this machine: processes, each with a thread of ours that hands it one chunk at a time.

Each has pipes of its own and shares no lock or queue with another, so one that is killed takes nothing with it but its
chunk. (In ``concurrent.futures.ProcessPoolExecutor`` the death of one breaks the whole pool.)
"""

from __future__ import annotations

import errno
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsextract.batch.engine import StoppedError, WorkerDiedError
from newsextract.batch.work import Job, Outcome
from newsextract.reading import Article

_PROGRAM = Path(__file__).with_name("worker.py")
_STARTS = 3  # a worker that dies that often before it is ready would always
_FILES = 2  # that a worker needs open here: its pipes
_OTHER_FILES = 40  # what is read and written, and libraries
_FEWER = "is there memory for {}? use fewer --workers"
_REMEDIES = {
    errno.EMFILE: "use fewer --workers, or raise `ulimit -n`",
    errno.ENFILE: "use fewer --workers",
    errno.EAGAIN: "use fewer --workers, or raise `ulimit -u`",
}


class Pool:
    """An Engine of ``slots`` processes. They start with the first chunks; the next chunk replaces one that died."""

    def __init__(self, job: Job, slots: int) -> None:
        """``slots`` is the number of processes. Raises StoppedError where their pipes are too many open files."""
        _allow_files(slots)
        self.slots = slots
        self._job = job
        self._threads = ThreadPoolExecutor(slots, "newsextract-worker", initializer=_leave_ctrl_c_to_others)
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._all: set[_Worker] = set()
        self._closed = False

    def submit(self, articles: Sequence[Article]) -> Future[list[Outcome]]:
        """The outcomes of a chunk, or WorkerDiedError, ModelError, StoppedError (no worker will start)."""
        try:
            return self._threads.submit(self._ask, articles)
        except RuntimeError as error:
            raise StoppedError(f"no worker starts ({error}): {_REMEDIES[errno.EAGAIN]}") from None

    def close(self) -> None:
        """Kill every worker, in the middle of whatever it does."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.end()

    def _ask(self, articles: Sequence[Article]) -> list[Outcome]:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = self._ready_worker()
        try:
            answer: list[Outcome] = worker.ask(articles)
        except WorkerDiedError:
            self._mine.worker = None
            self._forget(worker)
            raise
        return answer

    def _ready_worker(self) -> _Worker:
        for start in range(1, _STARTS + 1):
            with self._lock:
                if self._closed:
                    raise StoppedError("closed")
                worker = self._started()
                self._all.add(worker)
            try:
                worker.answer()
            except RuntimeError as error:
                raise StoppedError(f"no worker starts ({error}): {_FEWER.format(self.slots)}") from None
            except WorkerDiedError as death:
                self._forget(worker)
                if start == _STARTS:
                    raise StoppedError(f"no worker starts ({death}): {_FEWER.format(self.slots)}") from None
                continue
            return worker
        raise AssertionError

    def _started(self) -> _Worker:
        try:
            return _Worker(self._job)
        except OSError as error:
            problem = f"no worker starts ({(error.strerror or str(error)).lower()})"
            remedy = _REMEDIES.get(error.errno or 0, _FEWER.format(self.slots))
            raise StoppedError(f"{problem}: {remedy}") from None

    def _forget(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)


class _Worker:
    def __init__(self, job: Job) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **_away_from_ctrl_c(),
        )
        try:
            self._tell(sys.path)
            self._tell(job)
        except OSError:
            pass  # it has died: the first answer will say so

    def ask(self, articles: Sequence[Article]) -> Any:
        try:
            self._tell(articles)
        except OSError:
            raise WorkerDiedError(self.end()) from None
        return self.answer()

    def answer(self) -> Any:
        assert self.process.stdout
        try:
            answer = pickle.load(self.process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise WorkerDiedError(self.end()) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _tell(self, thing: Any) -> None:
        assert self.process.stdin
        pickle.dump(thing, self.process.stdin)
        self.process.stdin.flush()

    def end(self) -> str:
        """Its resources given back; how it came to its end."""
        self.process.kill()
        status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            with suppress(OSError):  # what was still to be said to it
                stream.close()
        if status >= 0:
            return f"it ended with status {status}"
        return f"it was ended by {signal.Signals(-status).name}"


def _allow_files(workers: int) -> None:
    """Have as many files allowed as the workers need, where the system lets us. Raises StoppedError."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    needed = _FILES * workers + _OTHER_FILES
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or needed <= soft:
        return
    if most != resource.RLIM_INFINITY and needed > most:
        enough = max(1, (most - _OTHER_FILES) // _FILES)
        raise StoppedError(
            f"--workers {workers} takes {needed:,} open files, and {most:,} are allowed: "
            f"use {enough:,} or fewer, or raise `ulimit -n`"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))


def _leave_ctrl_c_to_others() -> None:
    """For a thread that starts workers: they inherit it, and until they run a line of ours could not see to it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _away_from_ctrl_c() -> dict[str, Any]:
    """Ctrl-C at the terminal is for the parent, which then ends its workers."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}
