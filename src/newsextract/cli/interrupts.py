"""What Ctrl-C, SIGTERM (kill, a queue's time limit) and SIGHUP (a closed terminal) do: one line, and status 128 plus
the signal's number, at whatever moment they come.

While modules are imported and where nothing has to be put in order they end the process at once. During a run the first
raises Ended, a KeyboardInterrupt, so that workers are ended and files put away. A second Ctrl-C ends the process.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    import _signal as signal  # what the module signal is made of, at once: that one's import can be interrupted

_NAMES = {number: name for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))}


class Ended(KeyboardInterrupt):
    """A signal has come; ``signal`` is its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = number


def end_at_once() -> None:
    """Have the signals end the process, from now on. One that is ignored (after nohup) stays ignored."""
    _handle_by(_end)


def raise_at_first() -> None:
    """Have the first signal raise Ended in the main thread, from now on."""
    _handle_by(_raise)


def ending_of(interrupt: KeyboardInterrupt) -> tuple[int, str]:
    """The exit status, 128 and the signal's number, and what to say."""
    number = interrupt.signal if isinstance(interrupt, Ended) else signal.SIGINT
    return 128 + number, _said(number)


def _said(number: int) -> str:
    return "interrupted" if number == signal.SIGINT else f"ended by {_NAMES[number]}"


def _handle_by(handler: object) -> None:
    for number in _NAMES:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)  # type: ignore[arg-type]


def _end(number: int, frame: FrameType | None) -> None:
    try:  # by no Python object of a stream: one of them may be what was interrupted
        os.write(2, f"newsextract: {_said(number)}\n".encode())
    finally:
        os._exit(128 + number)


def _raise(number: int, frame: FrameType | None) -> None:
    for other in _NAMES:  # a shell sends SIGHUP once more, and the first has begun to end all
        if signal.getsignal(other) != signal.SIG_IGN:
            signal.signal(other, _end if other == signal.SIGINT else signal.SIG_IGN)
    raise Ended(number)
