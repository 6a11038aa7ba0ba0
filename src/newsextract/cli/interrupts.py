"""What Ctrl-C does: one line, and status 130, at whatever moment it comes.

While modules are imported and where nothing has to be put in order it ends the process at once. During a run the first
raises KeyboardInterrupt, so that workers are ended and files put away; the second ends the process.
"""

from __future__ import annotations

import _thread
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    import _signal as signal  # what the module signal is made of, at once: that one's import can be interrupted

INTERRUPTED = 130


def end_at_once() -> None:
    """Have Ctrl-C end the process, from now on. Where it is ignored (after nohup), it stays ignored."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _end)


def raise_at_first() -> None:
    """Have the first Ctrl-C raise KeyboardInterrupt in the main thread, from now on, and the second end the process.

    One that comes while Python runs what cannot raise (a finaliser, a callback out of C) is raised after it.
    """
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        sys.unraisablehook = _again
        signal.signal(signal.SIGINT, _raise)


def _end(number: int, frame: FrameType | None) -> None:
    try:
        os.write(2, b"newsextract: interrupted\n")  # by no Python object: one of them may be what was interrupted
    finally:
        os._exit(INTERRUPTED)


def _raise(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, _end)
    raise KeyboardInterrupt


def _again(unraisable: sys.UnraisableHookArgs) -> None:
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    signal.signal(signal.SIGINT, _raise)
    _thread.interrupt_main()
