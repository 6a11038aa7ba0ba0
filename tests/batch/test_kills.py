"""Killed with -9, the parent or a worker or both, and resumed: the output is that of a run that nobody disturbed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.process import Command, children, heed_interrupts, is_running
from tests.stress.make_articles import SAMPLES, write

COUNT = 40
RUN = [sys.executable, "-m", "newsextract", "news", "--workers", "2", "-o"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in news/, and in whole/ the output of an undisturbed run."""
    folder = tmp_path_factory.mktemp("kills")
    write(COUNT, folder / "news")
    subprocess.run([*RUN, "whole/"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder


def contents(folder: Path) -> dict[str, object]:
    """Every file of an output folder; the manifest's lines in any order and how often they like."""
    found: dict[str, object] = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    return {**found, "manifest.jsonl": set((folder / "manifest.jsonl").read_bytes().splitlines())}


def finished(output: Path) -> int:
    try:
        return (output / "manifest.jsonl").read_bytes().count(b"\n") - 1
    except FileNotFoundError:
        return 0


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("victims", ["parent", "worker", "both"])
def test_the_output_after_a_kill_is_that_of_an_undisturbed_run(folder: Path, victims: str) -> None:
    output = folder / victims
    with subprocess.Popen([*RUN, f"{victims}/"], cwd=folder, stderr=subprocess.PIPE) as process:
        wait_until(lambda: finished(output) > COUNT // 6)
        workers = children(process.pid)
        assert len(workers) == 2
        if victims != "parent":
            os.kill(workers[0], signal.SIGKILL)
        if victims != "worker":
            process.send_signal(signal.SIGKILL)
        process.communicate()
    wait_until(lambda: not any(map(is_running, workers)), 10)
    if victims == "worker":
        assert process.returncode == 0
    else:
        assert process.returncode == -signal.SIGKILL
        assert finished(output) < COUNT
        again = subprocess.run([*RUN, f"{victims}/"], cwd=folder, capture_output=True, check=True)
        assert b"finished before" in again.stderr
    assert contents(output) == contents(folder / "whole")


def test_ctrl_c_of_a_run_into_a_folder_says_that_it_can_go_on(folder: Path) -> None:
    command = [sys.executable, "-m", "newsextract", "-", "-o", "stopped/"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stderr=pipe, preexec_fn=heed_interrupts) as process:
        assert process.stdin
        process.stdin.write(b'{"id": "x", "text": "Ana."}\n{"id": "y", "text": "Bo."}\n')  # and stays open
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not (folder / "stopped" / "stdin").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().splitlines() == [
        "newsextract: stopped/: what is done is kept, the same command goes on from there",
        "newsextract: interrupted",
    ]


def test_ctrl_c_ends_all_promptly(folder: Path) -> None:
    command = [sys.executable, "-m", "newsextract", "-", "--workers", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0, preexec_fn=heed_interrupts
    ) as process:
        assert process.stdin
        assert process.stdout
        line = b'{"id": "x", "text": "%s"}\n' % (b"Ana Duarte met Bo Lee. " * 2000)
        process.stdin.write(line * 4)  # and stays open
        process.stdin.flush()
        process.stdout.readline()
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        start = time.monotonic()
        _, errors = process.communicate(timeout=60)
    assert time.monotonic() - start < 10
    assert process.returncode == 130
    assert errors == b"newsextract: interrupted\n"
    assert workers
    assert not any(map(is_running, workers))


def test_head_ends_a_run_with_workers_quietly(command: Command, folder: Path) -> None:
    shell = f'"{sys.executable}" -m newsextract news --workers 2 | head -1'
    done = subprocess.run(shell, shell=True, capture_output=True, cwd=folder, timeout=60, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("format", ["jsonl", "table"])
def test_two_workers_write_what_one_process_does(command: Command, format: str) -> None:
    outputs = [command(SAMPLES, "-f", format, "--workers", str(count)).stdout for count in (1, 2)]
    assert outputs[0] == outputs[1] != b""
