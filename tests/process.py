"""The real command in a real process: in a pipe (the type of the `command` fixture), and on a terminal."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Command = Callable[..., subprocess.CompletedProcess[bytes]]


def on_terminal(*arguments: str, columns: int = 80, cwd: Path | None = None, **environment: str) -> str:
    """The lines that the command shows on a terminal of that width, with their escape sequences."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsextract", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other side has closed
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=60)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def heed_interrupts() -> None:
    """For ``preexec_fn``: a child of what runs in the background would inherit that it ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def without_styles(shown: str) -> str:
    """The text alone of what a terminal was sent."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def children(pid: int) -> list[int]:
    """The ids of the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_running(pid: int) -> bool:
    """Whether a process has not ended (one that has, but was not waited for, does not count)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
