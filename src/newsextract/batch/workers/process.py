"""A process of ours that answers requests, and is ended when it takes too long."""

from __future__ import annotations

import errno
import logging
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newsextract.batch.workers.engine import StoppedError, TookTooLongError, WorkerDiedError

_PROGRAM = Path(__file__).with_name("worker.py")
_REMEDIES = {
    errno.EMFILE: "use fewer --workers, or raise `ulimit -n`",
    errno.ENFILE: "use fewer --workers",
    errno.EAGAIN: "use fewer --workers, or raise `ulimit -u`",
}
_READY_WITHIN = 300  # seconds to load a model on a busy machine


class Process:
    """``start`` is called there, and makes a function from a request to its answers. It is pickled, and they are."""

    def __init__(self, start: Callable[[], Callable[[Any], Iterable[Any]]]) -> None:
        """Starts it; ``ready`` waits until it is. Raises StoppedError where no process can be started."""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                **_away_from_ctrl_c(),
            )
        except OSError as error:
            raise no_worker_starts(error, error.errno) from None
        self._took_too_long = False
        with suppress(OSError):  # it has died: the first answer will say so
            self._write(sys.path)
            self._write(start)

    def ready(self) -> None:
        """Return once it can answer. Raises what its start raised, or WorkerDiedError."""
        self.answer(_READY_WITHIN)

    def ask(self, request: Any, within: float | None) -> Any:
        """The first answer to a request, in at most ``within`` seconds (None: however long it takes).

        Raises what the process sent as an exception, TookTooLongError, or WorkerDiedError.
        """
        with self._ended_after(within):
            with suppress(OSError):  # it has died: the answer will say so
                self._write(request)
            return self._answer()

    def answer(self, within: float | None) -> Any:
        """The next answer; raises as ``ask`` does."""
        with self._ended_after(within):
            return self._answer()

    def kill(self) -> None:
        """End it at once. Can be called by another thread."""
        self._process.kill()

    def end(self) -> str:
        """Its resources given back; how it came to its end."""
        self._process.kill()
        status = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            with suppress(OSError):  # what was still to be said to it
                stream.close()
        if status >= 0:
            return f"it ended with status {status}"
        return f"it was ended by {signal.Signals(-status).name}"

    def _answer(self) -> Any:
        assert self._process.stdout
        try:
            while isinstance(answer := pickle.load(self._process.stdout), Note):
                logging.getLogger("newsextract").info(answer)
        except (EOFError, OSError, pickle.UnpicklingError):
            how = self.end()
            raise (TookTooLongError if self._took_too_long else WorkerDiedError)(how) from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _write(self, thing: Any) -> None:
        assert self._process.stdin
        pickle.dump(thing, self._process.stdin)
        self._process.stdin.flush()

    @contextmanager
    def _ended_after(self, seconds: float | None) -> Iterator[None]:
        """A process that is stopped, or blocked, ends by this too."""
        if seconds is None:
            yield
            return
        timer = threading.Timer(seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._took_too_long = True
        self._process.kill()


def no_worker_starts(error: Exception, number: int | None = None) -> StoppedError:
    """The error that ends the run; ``number`` is that of a system call that failed."""
    problem = (error.strerror if isinstance(error, OSError) else None) or str(error)
    remedy = _REMEDIES.get(number or 0, "is there memory for it? use fewer --workers")
    return StoppedError(f"no worker could be started ({problem[:1].lower()}{problem[1:]}): {remedy}")


class Note(str):
    """A line for the log that comes before an answer."""

    __slots__ = ()


def _away_from_ctrl_c() -> dict[str, Any]:
    """Ctrl-C at the terminal is for the parent, which then ends its workers."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}
