"""The real command in a real process: in a pipe (the type of the `command` fixture), and on a terminal."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tests import forked

Command = Callable[..., subprocess.CompletedProcess[bytes]]


def run_command(
    arguments: Sequence[str], stdin: bytes, cwd: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """The command, forked from this process, unless it is to see variables that Python or dask reads as it starts."""
    variables = {**os.environ, **environment}
    if not any(name.startswith(("PYTHON", "DASK_")) for name in environment.keys() - forked.KNOWN):
        return forked.run(arguments, stdin, cwd, variables)
    return subprocess.run(
        [sys.executable, "-m", "newsextract", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=variables,
        timeout=300,
        check=False,
    )


def on_terminal(*arguments: str, columns: int = 80, cwd: Path | None = None, **environment: str) -> str:
    """The lines that the command shows on a terminal of that width, with their escape sequences."""
    ours, theirs = pty.openpty()
    shown_by = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment}
    pid = forked.start(arguments, [theirs] * 3, cwd, shown_by)
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
    os.waitpid(pid, 0)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def without_bar(shown: str) -> str:
    """What stays in a terminal's window once the bar of a run, if it took so long that one came, is taken away."""
    shown = re.sub(r"\x1b\[\?25[lh]", "", shown)
    shown = re.sub(r"[^\n]*\n\r?\x1b\[1A\x1b\[2K", "", shown)
    return re.sub(r"[^\n]*\r\x1b\[2K", "", shown)


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


def listens_on(pid: int) -> set[str]:
    """The addresses on which a process and those that it has started listen, "0.0.0.0" and "::" for all."""
    sockets = {}
    for family, name in ((socket.AF_INET, "tcp"), (socket.AF_INET6, "tcp6")):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            _, place, _, state, *rest = line.split()
            words = re.findall(".{8}", place.partition(":")[0])  # each in the byte order of this machine
            packed = b"".join(int(word, 16).to_bytes(4, sys.byteorder) for word in words)
            if state == "0A":
                sockets[f"socket:[{rest[5]}]"] = socket.inet_ntop(family, packed)
    found = set()
    for each in (pid, *descendants(pid)):
        for link in Path(f"/proc/{each}/fd").iterdir():
            with suppress(OSError):
                found.add(sockets.get(os.readlink(link), ""))  # noqa: PTH115 - what it says is no path
    return found - {""}


def descendants(pid: int) -> Iterator[int]:
    """The ids of the processes that a process has started, and those have."""
    for child in children(pid):
        yield child
        yield from descendants(child)


def wait_for(condition: Callable[[], object], seconds: float = 300) -> None:
    """Until it holds. Fails where that takes too long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether a process has not ended (one that has, but was not waited for, does not count)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
