"""Ctrl-C at any moment: one line, status 130, no traceback of the command or of its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.process import children, heed_interrupts, wait_for

# Python's own start is not ours: until the command's first line is run it ends as it will.
SCRIPT = """
import os, sys
sys.argv[0] = "newsextract"
from newsextract.cli.entry import end_at_once, main
end_at_once()
os.write(2, b"begins\\n")
main()
"""
LINE = "newsextract: interrupted"
KEPT = f"{LINE}; finished work is kept, the same command resumes"


def interrupted(place: Path, after: float, *arguments: str, ignored: bool = False) -> tuple[int, list[str]]:
    """Status and lines of a run whose process group gets SIGINT so long after it has begun."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=place,
        process_group=0,
        preexec_fn=_ignore_interrupts if ignored else heed_interrupts,
    ) as process:
        assert process.stderr
        process.stderr.readline()
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read().decode().splitlines()
    return process.returncode, told


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text("Ana Duarte paid $5 in France, he said. " * 200, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "moments"),
    [
        ("in -f table", 6),
        ("in -o out/ --workers 2", 3),
        ("in -o out.html", 2),
        ("schema", 2),
        ("--help", 2),
    ],
)
def test_whatever_is_being_done_ends_with_one_line(place: Path, arguments: str, moments: int) -> None:
    told = []
    for moment in range(moments):
        status, lines = interrupted(place, 0.02 + moment / moments, *arguments.split())
        if status == 0 and not lines:  # it was quicker
            continue
        assert status == 130, lines
        assert lines in ([LINE], [KEPT])
        told.append(lines)
        assert not list(place.glob(".*.part"))
    assert told


def test_a_second_one_does_not_wait_for_what_the_first_has_to_put_in_order(place: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "newsextract", "in", "-o", "out/", "--workers", "2"],
        stderr=subprocess.PIPE,
        cwd=place,
        preexec_fn=heed_interrupts,
    )
    wait_for(lambda: children(process.pid))  # it has begun, and has work to put in order
    for _ in range(5):
        process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 130
    assert errors.decode().splitlines()[-1] in (LINE, KEPT)
    assert b"Traceback" not in errors


def test_who_is_told_to_ignore_it_does(place: Path) -> None:
    status, lines = interrupted(place, 0.3, "in/1.txt", ignored=True)
    assert (status, lines) == (0, [])


def test_workers_leave_it_to_their_parent(place: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "newsextract", "in", "-q", "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=place,
        preexec_fn=heed_interrupts,
    ) as process:
        sent = 0
        while sent < 100 and process.poll() is None:
            for worker in children(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGINT)
                    sent += 1
            time.sleep(0.02)
        records, errors = process.communicate(timeout=300)
    assert (process.returncode, errors, records.count(b"\n")) == (0, b"", 40)
    assert sent
