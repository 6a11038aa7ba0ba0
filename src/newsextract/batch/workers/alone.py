"""Articles worked on in this process, each within its time: a run of one article, which needs no worker.

A signal ends what takes too long, so this is for the main thread, and for systems that have the signal.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from newsextract.batch.workers.results import time_for, took_too_long
from newsextract.batch.workers.work import Extraction, Outcome, article_or_failure, extracted, extractor
from newsextract.reading import Article, RawFile

_AGAIN = 1.0  # seconds: where the first signal came in a callback whose exceptions are dropped, another follows


def can_be_stopped() -> bool:
    """Whether ``work_within`` can end an article here; if not, it takes a worker."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def work_within(seconds: float | None, job: Extraction, items: Sequence[Article | RawFile]) -> list[Outcome]:
    """One outcome per item, in order; a Failure for each that takes longer. The time to load counts for nobody."""
    try:
        within = time_for(seconds, items)
        with _ended_after(within):
            read = [article_or_failure(job, item) for item in items]
        if any(isinstance(one, Article) for one in read):
            extractor(job)
        with _ended_after(within):
            return extracted(job, items, read)
    except _TookTooLong:
        signal.setitimer(signal.ITIMER_REAL, 0)  # again, for a second signal may have come before the first time
        if len(items) == 1:
            return [took_too_long(items[0])]
    return [outcome for item in items for outcome in work_within(seconds, job, [item])]


class _TookTooLong(BaseException):
    """No Exception: those are failures of the article's own, and are caught on the way."""


@contextmanager
def _ended_after(seconds: float | None) -> Iterator[None]:
    if seconds is None:
        yield
        return
    before = signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise _TookTooLong
