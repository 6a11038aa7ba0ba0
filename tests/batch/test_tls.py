"""A cluster as docs/batch.md starts it, on this machine: where it listens, and whom it lets in."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsextract.batch.workers.cluster import Cluster, danger_of
from newsextract.batch.workers.engine import StoppedError
from tests.batch.fake import FakeJob
from tests.process import Command, children, is_running, listens_on, wait_for

pytest.importorskip("distributed")
PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
SCHEDULER, WORKER = "127.0.0.1", "127.0.0.2"  # the page's 10.0.0.1 and 10.0.0.2


@dataclass
class Dask:
    """A running cluster: where its scheduler is, the variables that its machines have, and its two processes."""

    address: str
    variables: dict[str, str]
    scheduler: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind((SCHEDULER, 0))
        port: int = free.getsockname()[1]
        return port


def block() -> list[str]:
    """The page's commands, with the addresses of this machine and few workers."""
    (found,) = re.findall(r"^```bash\n((?:(?!^```).)*dask scheduler.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    port = str(free_port())
    own = {
        "scheduler ": f"scheduler --port {port} ",
        ":8786": f":{port}",
        ":8787": ":0",
        "--nworkers 8": "--nworkers 2",
    }
    for there, here in {"10.0.0.1": SCHEDULER, "10.0.0.2": WORKER, **own}.items():
        assert there in found
        found = found.replace(there, here)
    return [part for part in re.split(r"^#.*\n", found, flags=re.MULTILINE) if part.strip()]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")
    home = tmp_path_factory.mktemp("home")
    certificate, variables, scheduler, worker, run = block()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ours = {**os.environ, "HOME": str(home), "PATH": path, "PYTHONPATH": str(Path(__file__).parents[2])}

    def start(*parts: str) -> subprocess.Popen[bytes]:
        command = "".join(parts).replace("dask ", "exec dask ", 1)
        return subprocess.Popen(["bash", "-ec", command], env=ours, stderr=subprocess.DEVNULL)

    subprocess.run(["bash", "-ec", certificate], env=ours, check=True, stderr=subprocess.DEVNULL)
    shown = subprocess.run(["bash", "-ec", f"{variables}env -0"], env=ours, check=True, stdout=subprocess.PIPE).stdout
    pairs = [pair.split("=", 1) for pair in shown.decode().split("\0") if pair.startswith("DASK_")]
    with ExitStack() as stack:
        stack.callback(end, scheduling := start(variables, scheduler))
        wait_for(lambda: listens_on(scheduling.pid))
        stack.callback(end, working := start(variables, worker))
        yield Dask(run.split()[-1], dict(pairs), scheduling, working)


def end(process: subprocess.Popen[bytes]) -> None:
    started = children(process.pid)
    process.kill()
    process.wait()
    for pid in filter(is_running, started):
        os.kill(pid, signal.SIGKILL)


def test_the_readmes_cluster_does_the_work(dask: Dask, command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte lives in France.")
    assert dask.address.startswith("tls://")
    done = command("a.txt", "--scheduler", dask.address, **dask.variables)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["people"][0]["name"] == "Ana Duarte"


def test_it_listens_on_the_addresses_that_the_readme_gives_and_no_other(dask: Dask) -> None:
    wait_for(lambda: len(children(dask.worker.pid)) >= 2)
    wait_for(lambda: len(listens_on(dask.worker.pid)) > 1)
    assert listens_on(dask.scheduler.pid) == {SCHEDULER}
    assert listens_on(dask.worker.pid) == {WORKER, SCHEDULER}  # the latter: a dashboard of each worker's


def test_without_the_certificate_it_is_told_in_one_line(dask: Dask, command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte lives in France.")
    done = command("a.txt", "--scheduler", dask.address)
    assert (done.returncode, done.stdout) == (1, b"")
    told = (
        f"newsextract: {dask.address}: no certificate to present: docs/batch.md shows how to start a cluster with TLS\n"
    )
    assert done.stderr.decode() == told
    gone = {name: f"{value}.gone" for name, value in dask.variables.items() if name.endswith(("CA_FILE", "CERT"))}
    done = command("a.txt", "--scheduler", dask.address, **gone)
    told = f"newsextract: {dask.address}: a file named in dask's distributed.comm.tls does not exist\n"
    assert (done.returncode, done.stderr.decode()) == (1, told)
    plain = dask.address.replace("tls", "tcp")
    done = command("a.txt", "--scheduler", plain, **dask.variables)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.decode().startswith(f"newsextract: no Dask scheduler answers at {plain} (encryption required")


def test_another_certificate_does_not_open_it(dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dask as settings

    certificate = block()[0].replace("~", str(tmp_path))
    subprocess.run(["bash", "-ec", certificate], check=True, stderr=subprocess.DEVNULL)
    names = ("ca-file", "client.cert")
    other = {f"distributed.comm.tls.{name}": str(tmp_path / "dask.pem") for name in names}
    monkeypatch.setattr("newsextract.batch.workers.cluster.ANSWERS_WITHIN", 2)
    with settings.config.set(other), pytest.raises(StoppedError, match="no Dask scheduler answers at tls://"):
        Cluster(FakeJob(), dask.address)
    with settings.config.set({name: dask.variables[_variable(name)] for name in other}):
        Cluster(FakeJob(), dask.address).close()


def _variable(name: str) -> str:
    return "DASK_" + name.upper().replace(".", "__").replace("-", "_")


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "tcp://[2001:db8::1]:8786", "tcp://head:8786"]
)
def test_a_scheduler_elsewhere_that_speaks_no_tls_is_a_danger(address: str) -> None:
    assert "not encrypted" in str(danger_of(address))


@pytest.mark.parametrize(
    "address",
    ["tls://10.0.0.1:8786", "tcp://127.0.0.1:8786", "127.0.3.1:8786", "tcp://[::1]:8786", "TCP://localhost:1"],
)
def test_one_that_is_here_or_speaks_tls_is_none(address: str) -> None:
    assert danger_of(address) is None
