"""More workers than the system allows: one line with the remedy, and the end."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract import Article
from newsextract.batch.workers.engine import StoppedError
from newsextract.batch.workers.pool import Pool
from tests.batch.fake import FakeJob

SAMPLES = Path(__file__).parents[2] / "samples"


def limited(what: int, soft: int, hard: int, *command: str) -> subprocess.CompletedProcess[bytes]:
    """The command with a limit of the system's on it."""
    return subprocess.run(
        [*command, sys.executable, "-m", "newsextract", str(SAMPLES), "--glob", "*.txt", "--workers", "30"],
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(what, (soft, hard)),
        timeout=300,
        check=False,
    )


def test_no_process_more_is_allowed() -> None:
    as_others = ["setpriv", "--reuid", "65534", "--clear-groups"] if os.geteuid() == 0 else []  # root may start any
    if as_others and not shutil.which("setpriv"):
        pytest.skip("needs setpriv where root runs the tests")
    done = limited(resource.RLIMIT_NPROC, 1, 1, *as_others)
    if b"No module named newsextract" in done.stderr or done.returncode in (126, 127):
        pytest.skip("another user may not read this folder, or run this Python")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert done.stderr.endswith(b"raise `ulimit -u`\n")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EMFILE, "use fewer --workers, or raise `ulimit -n`"),
        (errno.EAGAIN, "use fewer --workers, or raise `ulimit -u`"),
        (errno.ENOMEM, r"is there memory for it\? use fewer --workers"),
    ],
)
def test_why_no_worker_starts(monkeypatch: pytest.MonkeyPatch, number: int, says: str) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(subprocess, "Popen", fail)
    workers = Pool(FakeJob(), 2)
    with pytest.raises(StoppedError, match=rf"no worker could be started \({os.strerror(number).lower()}\): {says}"):
        workers.submit([Article("a", "b")]).result()
    workers.close()


def test_a_thread_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError("can't start new thread")

    workers = Pool(FakeJob(), 2)
    monkeypatch.setattr("threading.Thread.start", fail)
    with pytest.raises(
        StoppedError, match=r"no worker could be started \(can't start new thread\): .* raise `ulimit -u`"
    ):
        workers.submit([Article("a", "b")])
