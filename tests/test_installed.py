"""What to type to add a package fits how newsextract was installed, and is told once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from newsextract import installed
from newsextract.installed import Remedies, how_to_add, lacks
from tests.process import Command


@pytest.fixture
def prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An environment of its own, active in the shell, with pip and with newsextract by its name."""
    folder = tmp_path / "venvs" / "newsextract"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "prefix", str(folder))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(sys, "executable", str(folder / "bin" / "python"))
    monkeypatch.setenv("VIRTUAL_ENV", str(folder))
    monkeypatch.delenv("PIPX_HOME", raising=False)
    came_from(monkeypatch, None)
    how_to_add.cache_clear()
    yield folder
    how_to_add.cache_clear()


def came_from(monkeypatch: pytest.MonkeyPatch, direct_url: Any) -> None:
    class Distribution:
        requires = ("spacy>=3.8", "pyarrow>=17; extra == 'parquet'", "distributed>=2024.8; extra == 'cluster'")

        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(direct_url) if direct_url else None

    monkeypatch.setattr(metadata, "distribution", lambda name: Distribution())


CHECKOUT = {"url": "file:///home/ana/news%20extract", "dir_info": {"editable": True}}
COPY = {"url": "file:///home/ana/newsextract", "dir_info": {}}


WHEEL = {"url": "https://a.org/n.whl", "archive_info": {}}


@pytest.mark.parametrize(
    ("origin", "typed"),
    [
        (None, "pip install 'newsextract[parquet]'"),
        (CHECKOUT, "pip install -e '/home/ana/news extract[parquet]'"),
        (COPY, "pip install '/home/ana/newsextract[parquet]'"),
        (WHEEL, "pip install 'newsextract[parquet]'"),
    ],
)
def test_with_pip(prefix: Path, monkeypatch: pytest.MonkeyPatch, origin: Any, typed: str) -> None:
    came_from(monkeypatch, origin)
    assert how_to_add("parquet") == typed


def test_with_pip_of_an_environment_that_is_not_the_shells(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV")
    assert how_to_add("parquet") == f"{prefix}/bin/python -m pip install 'newsextract[parquet]'"


def test_without_pip_by_uv(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    assert how_to_add("parquet") == f"uv pip install --python {prefix}/bin/python 'newsextract[parquet]'"


@pytest.mark.parametrize("home", [False, True])
def test_with_pipx(prefix: Path, monkeypatch: pytest.MonkeyPatch, home: bool) -> None:
    if home:
        monkeypatch.setenv("PIPX_HOME", str(prefix.parents[1]))
    else:
        (prefix / "pipx_metadata.json").write_text("{}")
    assert how_to_add("cluster") == "pipx inject newsextract 'distributed>=2024.8'"


@pytest.mark.parametrize(
    ("origin", "what"),
    [(None, "newsextract"), (COPY, "/home/ana/newsextract"), (CHECKOUT, "--editable '/home/ana/news extract'")],
)
def test_with_uv_tool(prefix: Path, monkeypatch: pytest.MonkeyPatch, origin: Any, what: str) -> None:
    (prefix / "uv-receipt.toml").write_text("[tool]\n")
    came_from(monkeypatch, origin)
    assert how_to_add("parquet") == f"uv tool install --with 'pyarrow>=17' {what}"


def test_a_remedy_is_told_once() -> None:
    remedies = Remedies()
    for message in (lacks("parquet", "parquet"), lacks("--scheduler", "cluster"), "no such file: check the name"):
        assert remedies.once(message) == message
    assert remedies.once(lacks("parquet", "parquet")) == "parquet needs one more package"
    assert remedies.once("no such file: check the name") == "no such file: check the name"


@pytest.mark.parametrize("words", [[], ["explain"]])
def test_a_run_over_many_files_says_once_what_to_type(command: Command, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError\n")
    for name in "abc":
        (tmp_path / f"{name}.parquet").write_bytes(b"PAR1")
    done = command(*words, "a.parquet", "b.parquet", "c.parquet", PYTHONPATH=str(tmp_path))
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines)) == (1, 3)
    assert lines[0] == f"newsextract: a.parquet: {lacks('parquet', 'parquet')}"
    assert lines[1:] == [f"newsextract: {name}.parquet: parquet needs one more package" for name in "bc"]
