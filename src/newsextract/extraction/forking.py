"""Locks that a fork waits for: what another thread does under one is complete in the child, and the lock is free there.

Threads end in a child: a lock that one held would stay locked there, a module half imported, a pipeline in the middle
of a batch. So a fork takes all these locks first, as Python does with those of logging.
"""

from __future__ import annotations

import logging  # noqa: F401  # first imported while a fork waits, its own lock would be released untaken
import os
from itertools import count
from threading import Lock, RLock, local
from weakref import WeakValueDictionary


class ForkLock:
    """Such a lock, as a context manager. A thread that holds one may take it again, or another that was made later."""

    def __init__(self) -> None:
        self._lock = RLock()
        _locks[next(_number)] = self

    def __enter__(self) -> None:
        """Wait until no other thread holds it, and no fork waits."""
        if not _mine.held:
            with _gate:  # a thread that works on and on would take the lock again before a fork had it
                pass
        self._lock.acquire()
        _mine.held += 1

    def __exit__(self, *exception: object) -> None:
        _mine.held -= 1
        self._lock.release()


class _Mine(local):
    held = 0
    """How many of the locks this thread holds."""


_mine = _Mine()
_gate = Lock()
_number = count()
_locks: WeakValueDictionary[int, ForkLock] = WeakValueDictionary()
_taken: list[ForkLock] = []

loading = ForkLock()
"""Held while modules are imported and while a pipeline is loaded, which makes another lock: the first of them."""


def _take() -> None:
    """All, in the order in which they were made; once ``loading`` is taken, no more are made."""
    _gate.acquire()
    while len(_taken) < len(_locks):
        _, one = sorted(_locks.items())[len(_taken)]
        one._lock.acquire()
        _taken.append(one)


def _release() -> None:
    while _taken:
        _taken.pop()._lock.release()
    _gate.release()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(before=_take, after_in_parent=_release, after_in_child=_release)
