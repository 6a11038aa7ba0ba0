"""The standard streams of the process: a line on standard error, and what to do where a stream fails."""

from __future__ import annotations

import os
import stat
import sys
from typing import IO, Any, TextIO

from newsextract.output.inert import inert_line


def say(message: str) -> None:
    """Print one line on standard error, at once. Where that is closed or full, nothing but the line is lost."""
    try:
        print(inert_line(f"newsextract: {message}"), file=sys.stderr, flush=True)
    except OSError:
        forget(sys.stderr)


def is_file(stream: IO[Any]) -> bool:
    """Whether a stream writes to a file: not to a terminal, a pipe or a device."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def forget(stream: TextIO) -> None:
    """Have all that is written to a standard stream from now on, and what is in its buffer, go nowhere.

    Else Python tries to write the buffer once more as it ends, and prints a long message about it.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
