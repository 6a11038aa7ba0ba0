"""Killed with -9, the parent or a worker or both, and resumed: the output is that of a run that nobody disturbed."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import termios
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Running
from tests.process import Command, children, heed_interrupts, is_running, wait_for
from tests.stress.make_articles import SAMPLES, write

COUNT = 40
RUN = ["news", "--workers", "2", "-o"]
REALLY_RUN = [sys.executable, "-m", "newsextract", *RUN]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in news/, and in whole/ the output of an undisturbed run."""
    folder = tmp_path_factory.mktemp("kills")
    write(COUNT, folder / "news")
    assert Running([*RUN, "whole/"], folder).end().returncode == 0
    return folder


def contents(folder: Path) -> tuple[dict[str, bytes], set[Any]]:
    """Every file of an output folder, and what the ledger says."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}
    question = "SELECT path, place, output.hash, record, earlier FROM output JOIN source USING (article_id)"
    with closing(sqlite3.connect(folder / ".newsextract.db")) as ledger:
        return files, set(ledger.execute(question))


def finished(output: Path) -> int:
    return len([*output.rglob("*.json")])


@pytest.mark.parametrize("victims", ["parent", "worker", "both"])
def test_the_output_after_a_kill_is_that_of_an_undisturbed_run(folder: Path, victims: str) -> None:
    output = folder / victims
    process = Running([*RUN, f"{victims}/"], folder)
    wait_for(lambda: finished(output) > 0)  # the first goes alone
    workers = children(process.pid)
    assert len(workers) == 2
    if victims != "parent":
        os.kill(workers[0], signal.SIGKILL)
    if victims != "worker":
        process.send_signal(signal.SIGKILL)
    done = process.end()
    wait_for(lambda: not any(map(is_running, workers)))
    if victims == "worker":
        assert done.returncode == 0
    else:
        assert done.returncode == -signal.SIGKILL
        assert finished(output) < COUNT
        again = Running([*RUN, f"{victims}/"], folder).end()
        assert again.returncode == 0
        assert b"finished before" in again.stderr
    assert contents(output) == contents(folder / "whole")


SIGNALS = [
    (signal.SIGINT, "interrupted"),
    (signal.SIGTERM, "ended by SIGTERM"),
    (signal.SIGHUP, "ended by SIGHUP"),
]


@pytest.mark.parametrize(("number", "how"), SIGNALS)
def test_a_run_into_a_folder_that_is_ended_says_that_it_can_go_on(
    folder: Path, number: signal.Signals, how: str
) -> None:
    output = folder / number.name
    command = ["-", "-o", f"{output}/", "--workers", "2"]
    process = Running(command, folder)
    process.write(b'{"id": "x", "text": "Ana."}\n{"id": "y", "text": "Bo."}\n')
    wait_for(lambda: finished(output) > 0)
    workers = children(process.pid)
    process.send_signal(number)
    wait_for(lambda: not is_running(process.pid))
    done = process.end()
    assert done.returncode == 128 + number
    assert done.stderr.decode().splitlines() == [
        f"newsextract: {how}; finished work is kept, the same command resumes",
    ]
    assert workers
    assert not any(map(is_running, workers))
    again = Running(command, folder).end(b'{"id": "x", "text": "Ana."}\n')
    assert again.returncode == 0
    assert b"1 finished before" in again.stderr


def test_a_signal_that_comes_twice_ends_all_once(folder: Path) -> None:
    process = Running([*RUN, "twice/"], folder)
    wait_for(lambda: finished(folder / "twice") > 0)
    for _ in range(3):
        process.send_signal(signal.SIGTERM)
    done = process.end(timeout=300)
    assert (done.returncode, len(done.stderr.splitlines())) == (143, 1)


def test_a_signal_that_was_turned_off_stays_so(folder: Path) -> None:
    command = ["nohup", *REALLY_RUN, "hup/"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        wait_for(lambda: finished(folder / "hup") > 0)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=300)
    assert process.returncode == 0


def test_a_terminal_that_is_closed_ends_the_run(folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*REALLY_RUN, "closed/"],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    wait_for(lambda: finished(folder / "closed") > 0)
    workers = children(process.pid)
    os.close(ours)
    assert process.wait(300) == 128 + signal.SIGHUP
    assert workers
    assert not any(map(is_running, workers))


def test_ctrl_c_ends_all_before_the_work_is_done(folder: Path) -> None:
    command = [sys.executable, "-m", "newsextract", "-", "--workers", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0, preexec_fn=heed_interrupts
    ) as process:
        assert process.stdin
        assert process.stdout
        line = b'{"id": "x", "text": "%s"}\n' % (b"Ana Duarte met Bo Lee in the town. " * 2000)
        process.stdin.write(line * 4)  # and stays open
        process.stdin.flush()
        process.stdout.readline()
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        records, errors = process.communicate(timeout=300)
    assert records.count(b"\n") < 3
    assert process.returncode == 130
    assert errors == b"newsextract: interrupted\n"
    assert workers
    assert not any(map(is_running, workers))


def test_head_ends_a_run_with_workers_quietly(command: Command, folder: Path) -> None:
    shell = f'"{sys.executable}" -m newsextract news --workers 2 | head -1'
    done = subprocess.run(shell, shell=True, capture_output=True, cwd=folder, timeout=300, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("format", ["jsonl", "table"])
def test_two_workers_write_what_one_process_does(command: Command, format: str) -> None:
    outputs = [command(SAMPLES, "-f", format, "--workers", str(count)).stdout for count in (1, 2)]
    assert outputs[0] == outputs[1] != b""
