"""How many processes share the work where nobody says so: as many as there are cores, and as save time."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.filling.sink import ArchiveSink
from newsextract.batch.run.options import Request
from newsextract.batch.run.request import Run
from newsextract.batch.workers.engine import StoppedError
from newsextract.cli.typed import worker_count
from tests.process import Command

CORES = 4


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with small and large inputs, on a machine of four cores."""
    for name, files, size in (("small", 6, 3_000), ("middling", 5, 100_000), ("large", 20, 100_000)):
        (tmp_path / name).mkdir()
        for number in range(files):
            (tmp_path / name / f"{number}.txt").write_text("word " * (size // 5))
    (tmp_path / "small.jsonl").write_text('{"text": "Ana Duarte spoke."}\n' * 10)
    (tmp_path / "large.jsonl").write_text('{"text": "Ana Duarte spoke."}\n' * 50_000)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newsextract.batch.run.request.core_count", lambda: CORES)
    return tmp_path


class StartedError(StoppedError):
    """In place of a pool."""


def workers_of(monkeypatch: pytest.MonkeyPatch, **request: Any) -> int:
    """How many processes a run asks for."""

    def pool(job: object, slots: int, seconds: float | None) -> None:
        raise StartedError(str(slots))

    monkeypatch.setattr("newsextract.batch.workers.pool.Pool", pool)
    with pytest.raises(StoppedError) as started:
        Run(Request(**request)).carry_out(ArchiveSink)
    return int(str(started.value).partition(";")[0])


@pytest.mark.parametrize("output", ["a.jsonl", "a.db", "out/", "a.csv"])
@pytest.mark.parametrize(
    ("inputs", "workers"),
    [
        (["small"], 1),
        (["small.jsonl"], 1),
        (["middling"], 3),
        (["small", "middling"], 3),
        (["large"], CORES),
        (["large.jsonl"], CORES),
        (["large/*.txt"], CORES),
        (["small", "https://news.example/1"], CORES),  # nobody knows what it answers
    ],
)
def test_as_many_as_save_time_where_a_file_or_folder_is_written(
    place: Path, inputs: list[str], output: str, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workers_of(monkeypatch, inputs=inputs, output=output) == workers


def test_one_for_standard_output_and_for_standard_input(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers_of(monkeypatch, inputs=["large"]) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(b'{"text": "One."}\n'))))
    assert workers_of(monkeypatch, inputs=["-"], output="a.db") == 1


@pytest.mark.parametrize("inputs", [["small"], ["large"], ["small/1.txt"]])
def test_as_many_as_are_asked_for(place: Path, inputs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers_of(monkeypatch, inputs=inputs, workers=3) == 3
    assert workers_of(monkeypatch, inputs=inputs, workers=3, output="out/") == 3


def test_what_is_not_read_does_not_count(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers_of(monkeypatch, inputs=["large"], output="out/", glob="1.txt") == 1
    (place / "small" / "records").mkdir()
    (place / "small" / "records" / "old.txt").write_text("word " * 500_000)
    assert workers_of(monkeypatch, inputs=["small"], output="small/records/") == 1


def test_auto_is_typed_for_one_per_core(place: Path, command: Command) -> None:
    assert worker_count("auto") >= 1
    done = command(place / "small", "--workers", "")
    assert (done.returncode, done.stderr) == (
        2,
        b"newsextract: --workers: no name: give one, or leave the option out\n",
    )
