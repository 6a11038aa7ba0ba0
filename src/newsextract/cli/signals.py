"""SIGTERM (kill, a queue's time limit) and SIGHUP (the terminal is closed) end a run as Ctrl-C does."""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

_NUMBERS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # Windows has one


class Ended(KeyboardInterrupt):
    """A signal has come. Whatever is done at Ctrl-C is done for it."""

    def __init__(self, number: int) -> None:
        """``number`` is the signal's."""
        super().__init__()
        self.signal = signal.Signals(number)


def end_as_at_ctrl_c() -> None:
    """Have the signals raise Ended from now on, except one that whoever started this has turned off (nohup)."""
    for number in _NUMBERS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _raise)


def ending_of(interrupt: KeyboardInterrupt) -> tuple[int, str]:
    """The exit status, 128 and the signal's number, and what to say."""
    if isinstance(interrupt, Ended):
        return 128 + interrupt.signal, f"ended by {interrupt.signal.name}"
    return 128 + signal.SIGINT, "interrupted"


def _raise(number: int, frame: FrameType | None) -> Any:
    for other in _NUMBERS:  # a shell sends SIGHUP once more, and the first has begun to end all
        signal.signal(other, signal.SIG_IGN)
    raise Ended(number)
