"""The program of a worker process, started by ``process``: takes requests on standard input, answers on its output.

Both are pickles. It is run by its file, for the path on which to find newsextract is the first thing it gets.
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
        _log_to(answers)
        from newsextract.extraction.pipeline import ModelError

        start = pickle.load(sys.stdin.buffer)
        requests: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
        try:
            answers_to = start()
            _answer(answers, None)
            while True:
                for answer in answers_to(requests.get()):
                    _answer(answers, answer)
        except ModelError as error:
            _answer(answers, error)
    except (EOFError, BrokenPipeError):
        pass  # the parent is gone
    except Exception as error:  # too little memory, not one thread more: reported in a form that surely pickles
        _answer(answers, RuntimeError(f"{type(error).__name__}: {error}"))
    os._exit(1)


def _log_to(answers: BinaryIO) -> None:
    """Have the parent tell what is logged here."""
    import logging

    from newsextract.batch.workers.process import Note

    class Sent(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _answer(answers, Note(record.getMessage()))

    log = logging.getLogger("newsextract")
    log.addHandler(Sent())
    log.setLevel(logging.INFO)


def _listen(stream: BinaryIO, requests: SimpleQueue[Any]) -> None:
    """In a thread of its own, so that the end of the parent is noticed in the middle of an article too."""
    try:
        while True:
            requests.put(pickle.load(stream))
    finally:
        os._exit(0)


def _answer(stream: BinaryIO, answer: Any) -> None:
    pickle.dump(answer, stream)
    stream.flush()


if __name__ == "__main__":
    main()
