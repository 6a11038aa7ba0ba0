"""Fixtures that many tests share: the loaded pipeline, and the real command in a real process."""

from __future__ import annotations

import compileall
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import newsextract
from newsextract import Extractor, load
from tests.process import Command, run_command


def pytest_configure(config: pytest.Config) -> None:
    """Compile the package: where Python writes no bytecode, each command that a test starts would do so anew."""
    hypothesis.settings.register_profile("newsextract", deadline=None)  # no example fails for a busy machine
    hypothesis.settings.load_profile("newsextract")
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(Path(newsextract.__file__).parent, quiet=2)


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that the user has set counts in a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session", autouse=True)
def signals_of_a_terminal() -> None:
    """Commands that the tests start end by SIGHUP, though the tests themselves may run under nohup."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The default pipeline, loaded once."""
    return load()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `newsextract` as a process in an empty folder; bytes in, bytes out."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return run_command(list(map(str, arguments)), stdin, tmp_path, {"NO_COLOR": "1", **environment})

    return run
