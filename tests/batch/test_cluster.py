"""A real Dask scheduler with two workers, all on this machine, and what becomes of a run when they are killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsextract.batch.run.runner import run
from newsextract.batch.workers.cluster import Cluster
from newsextract.batch.workers.engine import StoppedError
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted
from newsextract.extraction.pipeline import ModelError
from newsextract.reading import Article, Failure
from tests.batch.fake import FakeJob
from tests.process import Command, children, is_running, listens_on, wait_for

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
LONG = 40_000


@dataclass
class Dask:
    """A running cluster."""

    address: str
    scheduler: subprocess.Popen[bytes]
    nannies: list[subprocess.Popen[bytes]]


@contextmanager
def cluster() -> Iterator[Dask]:
    with closing(socket.socket()) as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    address = f"tcp://{HOST}:{port}"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
    }

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0]]
        bound = ["--host", HOST, "--dashboard-address", f"{HOST}:0"]
        return subprocess.Popen(
            [*program, *arguments[1:], *bound], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    scheduler = start("scheduler", "--port", str(port))
    nannies = [start("worker", address, "--nthreads", "1") for _ in range(2)]
    try:
        wait_for(lambda: all(listens_on(process.pid) for process in (scheduler, *nannies)))
        yield Dask(address, scheduler, nannies)
    finally:
        workers = [pid for nanny in nannies for pid in children(nanny.pid)]
        for process in (*nannies, scheduler):
            process.kill()
            process.wait()
        for pid in filter(is_running, workers):
            os.kill(pid, signal.SIGKILL)


def kill_workers_of(nanny: subprocess.Popen[bytes]) -> None:
    for pid in children(nanny.pid):
        os.kill(pid, signal.SIGKILL)


def articles(*texts: str) -> list[Article]:
    return [Article(str(place), text.ljust(LONG)) for place, text in enumerate(texts)]


def test_a_run_loses_nothing_to_workers_that_die_but_the_article_that_kills_them() -> None:
    with cluster() as dask, closing(Cluster(job := FakeJob(), dask.address)) as engine:
        done: list[Result] = []
        texts = ["sleep 0.1"] * 30
        texts[20] = "die"
        items = [Article(str(place), text if text == "die" else text.ljust(LONG)) for place, text in enumerate(texts)]
        for results in run(items, job, engine):
            done += results
            if len(done) == 5:
                kill_workers_of(dask.nannies[0])
        assert [result.article.id for result in done if result.article] == [str(place) for place in range(30)]
        assert [place for place, result in enumerate(done) if isinstance(result.outcome, Failure)] == [20]
        assert isinstance(done[20].outcome, Failure)
        assert done[20].outcome.kind == "worker"


def test_a_scheduler_that_dies_ends_the_run_with_one_line(tmp_path: Path, command: Command) -> None:
    for number in range(60):
        (tmp_path / "news" / f"{number}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / "news" / f"{number}.txt").write_text(f"Ana Duarte met {number} friends in France. " * 100)
    with cluster() as dask:

        def kill() -> None:
            try:
                wait_for(lambda: list(tmp_path.glob("out/*.json")))
            finally:
                dask.scheduler.kill()

        threading.Thread(target=kill).start()
        done = command("news", "-o", "out/", "--scheduler", dask.address)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"newsextract: the scheduler at {dask.address} is lost")
    assert done.stderr.decode().endswith("; finished work is kept, the same command resumes\n")
    assert len(done.stderr.splitlines()) == 1
    assert b"finished before" in command("news", "-o", "out/", "--workers", "2").stderr


def test_a_scheduler_that_is_neither_here_nor_encrypted_is_warned_of_once(tmp_path: Path, command: Command) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ana Duarte lives in France.")
    with cluster() as dask:
        elsewhere = dask.address.replace(HOST, "0.0.0.0")  # for all that newsextract knows
        told = command("a.txt", "b.txt", "--scheduler", elsewhere)
        assert (told.returncode, len(told.stdout.splitlines())) == (0, 2)
        assert told.stderr.decode() == (
            f"newsextract: {elsewhere}: not encrypted: "
            "anyone on the network path can read the articles and run code here; "
            "docs/batch.md shows how to start a cluster with TLS\n"
        )
        assert command("a.txt", "--scheduler", elsewhere, "-q").stderr == b""
        assert command("a.txt", "--scheduler", dask.address).stderr == b""


def test_no_scheduler_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsextract.batch.workers.cluster.ANSWERS_WITHIN", 1)
    with pytest.raises(StoppedError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        Cluster(FakeJob(), f"tcp://{HOST}:1")


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ModelError, match=r"--scheduler needs one more package: .*\[cluster\]"):
        Cluster(FakeJob(), f"tcp://{HOST}:1")


def test_a_record_is_a_record() -> None:
    with cluster() as dask, closing(Cluster(job := FakeJob(), dask.address)) as engine:
        assert engine.slots >= 1
        done = [result for results in run(articles("one", "two"), job, engine) for result in results]
    assert [type(result.outcome) for result in done] == [Extracted, Extracted]
