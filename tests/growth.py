"""Whether time grows in line with the size, where the work is done in C, whose steps cannot be counted: by a twin."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import thread_time

TIMES = 4
MOST = 8
"""In line with the size it takes 4 times as long, with the square of it 16 times."""
TURNS = 6


def grows_in_line(prepare: Callable[[int], Callable[[], object]], size: int) -> None:
    """Fails where what ``prepare`` makes of four times the size takes over eight times the CPU time.

    The two take turns, after a first one of the short for what is made once, and the least time of each counts: what
    else the machine does slows both, and at the most all but one of their turns.
    """
    short, long = prepare(size), prepare(TIMES * size)
    times = [_cost(short)], list[float]()
    for _ in range(TURNS):
        times[0].append(_cost(short))
        times[1].append(_cost(long))
        if min(times[1]) < MOST * min(times[0]):
            return
    raise AssertionError(f"{TIMES} times the size takes {min(times[1]) / min(times[0]):.1f} times the CPU time")


def _cost(run: Callable[[], object]) -> float:
    """CPU seconds of this thread, without Python's search for garbage among all that the tests have loaded."""
    gc.disable()
    try:
        begin = thread_time()
        run()
        return thread_time() - begin
    finally:
        gc.enable()
