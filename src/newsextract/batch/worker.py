"""The program of a worker process, started by ``pool``: takes chunks on standard input, gives outcomes on its output.

Both are pickles. It is run by its file, for the path on which to find newsextract is the first thing it is told.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from queue import SimpleQueue
from typing import Any, BinaryIO


def main() -> None:
    """Answer until the parent closes the pipe, or dies: then end at once, whatever is being done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the answers
    try:
        sys.path[:] = pickle.load(sys.stdin.buffer)
        from newsextract.batch.work import extractor, work
        from newsextract.pipeline import ModelError

        job = pickle.load(sys.stdin.buffer)
        chunks: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=_listen, args=(sys.stdin.buffer, chunks), daemon=True).start()
        try:
            extractor(job)
            _answer(answers, None)
            while True:
                _answer(answers, work(job, chunks.get()))
        except ModelError as error:
            _answer(answers, error)
    except (EOFError, BrokenPipeError):
        pass  # the parent is gone
    except Exception as error:  # too little memory, not one thread more: told in a form that surely pickles
        _answer(answers, RuntimeError(f"{type(error).__name__}: {error}"))
    os._exit(1)


def _listen(stream: BinaryIO, chunks: SimpleQueue[Any]) -> None:
    """In a thread of its own, so that the end of the parent is noticed in the middle of an article too."""
    try:
        while True:
            chunks.put(pickle.load(stream))
    finally:
        os._exit(0)


def _answer(stream: BinaryIO, answer: Any) -> None:
    pickle.dump(answer, stream)
    stream.flush()


if __name__ == "__main__":
    main()
