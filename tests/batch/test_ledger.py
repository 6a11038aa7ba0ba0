"""The ledger of an output folder: who may have it, and what it knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsextract.ledger.folder import FolderLedger, record_hash
from newsextract.ledger.layout import Layout, Shard, digest
from newsextract.ledger.ledger import Origin, Origins, as_made
from newsextract.output import OutputError

MADE = {"--only": "people", "--format": "json", "model": "m1"}
OTHER = {**MADE, "model": "m2"}
NAMES = ["0.txt", "1.txt", "2.txt"]
RECORD = b"a record"


@contextmanager
def opened(folder: Path, made: dict[str, str] = MADE, base: str = "/news") -> Iterator[FolderLedger]:
    origins = Origins(Layout([f"{base}/0.txt"], ".json"))
    with closing(FolderLedger(folder, made, origins)) as ledger:
        yield ledger


def origin(name: str, hash: str = "h", base: str = "/news") -> Origin:
    return Origin(f"{base}/{name}", f"{base}/{name}", None, hash)


def fill(folder: Path, made: dict[str, str] = MADE, hash: str = "h") -> None:
    with opened(folder, made) as ledger:
        ledger.begin([(origin(name, hash), 1, f"{name}.json", record_hash(RECORD)) for name in NAMES])
        for name in NAMES:
            (folder / f"{name}.json").write_bytes(RECORD)
        ledger.named([f"{name}.json" for name in NAMES])


def finished(folder: Path, made: dict[str, str] = MADE, hash: str = "h") -> list[str]:
    with opened(folder, made) as ledger:
        found = [(name, ledger.at(f"{name}.json")) for name in NAMES]
        return [name for name, known in found if known and (known[0].hash, known[0].made) == (hash, as_made(made))]


def test_what_was_made_otherwise_or_of_another_text_is_not_finished(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path) == NAMES
    assert finished(tmp_path, OTHER) == finished(tmp_path, hash="edited") == []
    fill(tmp_path, hash="edited")
    assert finished(tmp_path) == []


def test_two_runs_cannot_have_one_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(OutputError, match="another newsextract is writing there"), opened(tmp_path):
        pass
    with opened(tmp_path):
        pass


def test_of_each_part_of_a_run_the_records_are_its_own(tmp_path: Path) -> None:
    fill(tmp_path)
    with opened(tmp_path) as ledger:
        parts = [[output.path for output in ledger.outputs(shard=Shard(number, 3))] for number in (1, 2, 3)]
    assert sorted(path for part in parts for path in part) == [f"{name}.json" for name in NAMES]
    assert parts == [[f"{name}.json" for name in NAMES if digest(name) % 3 == number] for number in range(3)]


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text)")


def damaged(path: Path) -> None:
    fill(path.parent)
    path.write_bytes(path.read_bytes()[:8192] + b"\1" * 8192)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (of_another_program, "not written by newsextract, or damaged: remove it, or give -o another folder"),
        (damaged, "damaged (.*): remove it, and run the same command again, which makes all records again"),
    ],
)
def test_a_ledger_that_is_none_is_told_and_left_alone(tmp_path: Path, make: Any, told: str) -> None:
    make(tmp_path / ".newsextract.db")
    before = (tmp_path / ".newsextract.db").read_bytes()
    with pytest.raises(OutputError, match=rf"\.newsextract\.db: {told}".replace("(.*)", r"\(.*\)")):
        fill(tmp_path)
    assert (tmp_path / ".newsextract.db").read_bytes() == before


def test_records_of_other_inputs_are_known(tmp_path: Path) -> None:
    fill(tmp_path)
    for base, are_other in (("/news", False), ("/other", True), ("/", True), ("/news/deep", True)):
        with opened(tmp_path, base=base) as ledger:
            wanted = {f"{name}.json": f"/news/{name}" for name in NAMES} if are_other else {}
            assert ledger.of_other_inputs() == wanted


def test_of_a_file_of_many_the_place_is_the_folder_of_its_records(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        ledger.begin([(Origin("/news/m.jsonl\n1\nx", "/news/m.jsonl", 1, "h"), 1, "m.jsonl/e0/x.json", "r")])
        ledger.begin([(Origin(name, file, None, "h"), 1, name, "r") for name, file in (("s", None), ("w", "http://w"))])
        (tmp_path / "m.jsonl" / "e0").mkdir(parents=True)
        for name in ("m.jsonl/e0/x.json", "s", "w"):
            (tmp_path / name).touch()
        ledger.named(["m.jsonl/e0/x.json", "s", "w"])
    with opened(tmp_path, base="/other") as ledger:
        assert ledger.of_other_inputs() == {"m.jsonl": "/news/m.jsonl"}


def test_input_and_folder_may_be_moved_together_and_the_folder_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    (one / "out").mkdir(parents=True)
    two.mkdir()
    with opened(one / "out", base=str(one / "news")) as ledger:
        ledger.begin([(origin("0.txt", base=str(one / "news")), 1, "0.txt.json", record_hash(RECORD))])
        (one / "out" / "0.txt.json").write_bytes(RECORD)
    for place, base in ((two / "out", two / "news"), (tmp_path / "out", two / "news")):
        next(tmp_path.rglob("out")).rename(place)
        with opened(place, base=str(base)) as ledger:
            assert ledger.of_other_inputs() == {}
            assert [known.place for known in ledger.all()] == [str(two / "news" / "0.txt")]


def test_folders_that_a_killed_run_made_for_a_record_are_removed(tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        ledger.begin([(origin("a"), 1, "deep/er/a.json", record_hash(RECORD))])
        (tmp_path / "deep").mkdir()  # killed before it made the inner one
    with opened(tmp_path):
        assert not (tmp_path / "deep").exists()
