"""Fixtures that many tests share: the loaded pipeline, and the real command in a real process."""

from __future__ import annotations

import compileall
import importlib
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

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
def recipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """Gives a script of the recipe by its name; its folder is imported from for as long as a test lasts."""
    folder = Path(__file__).parents[1] / "models" / "train"
    if not folder.is_dir():
        pytest.skip("the recipe is no part of the wheel")
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(folder))
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `newsextract` as a process in an empty folder; bytes in, bytes out."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return run_command(list(map(str, arguments)), stdin, tmp_path, {"NO_COLOR": "1", **environment})

    return run
