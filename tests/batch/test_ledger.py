"""The ledger of an output folder: who may have it, and what its parts know."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsextract.batch.ledger.below import Below
from newsextract.batch.ledger.folder import FolderLedger, record_hash
from newsextract.batch.ledger.layout import Layout, Part, digest
from newsextract.batch.ledger.ledger import as_made
from newsextract.batch.ledger.origins import Origin, Origins
from newsextract.output import OutputError

MADE = {"--only": "people", "--format": "json", "model": "m1"}
OTHER = {**MADE, "model": "m2"}
NAMES = ["0.txt", "1.txt", "2.txt"]
PARTS: list[Part] = [(1, 3), (2, 3), (3, 3)]
RECORD = b"a record"


@contextmanager
def opened(
    folder: Path, made: dict[str, str] = MADE, part: Part | None = None, base: str = "/news"
) -> Iterator[FolderLedger]:
    origins = Origins(Layout([f"{base}/0.txt"], ".json"))
    with closing(Below(folder)) as below, closing(FolderLedger(below, made, origins, part)) as ledger:
        yield ledger


def origin(name: str, hash: str = "h", base: str = "/news") -> Origin:
    return Origin(f"{base}/{name}", f"{base}/{name}", None, hash)


def fill(folder: Path, made: dict[str, str] = MADE, part: Part | None = None, hash: str = "h") -> None:
    with opened(folder, made, part) as ledger:
        mine = [name for name in NAMES if part is None or digest(name) % part[1] == part[0] - 1]
        ledger.begin([(origin(name, hash), 1, f"{name}.json", record_hash(RECORD)) for name in mine])
        for name in mine:
            (folder / f"{name}.json").write_bytes(RECORD)
        ledger.named([f"{name}.json" for name in mine])


def finished(folder: Path, made: dict[str, str] = MADE, part: Part | None = None, hash: str = "h") -> list[str]:
    with opened(folder, made, part) as ledger:
        found = [(name, ledger.at(f"{name}.json")) for name in NAMES]
        return [name for name, known in found if known and (known[0].hash, known[0].made) == (hash, as_made(made))]


def test_what_was_made_otherwise_or_of_another_text_is_not_finished(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path) == NAMES
    assert finished(tmp_path, OTHER) == finished(tmp_path, hash="edited") == []
    fill(tmp_path, hash="edited")
    assert finished(tmp_path) == []


def test_the_parts_of_a_run_have_ledgers_that_the_next_run_puts_into_one(tmp_path: Path) -> None:
    fill(tmp_path, OTHER)
    for part in PARTS:
        fill(tmp_path, part=part)
    found = [finished(tmp_path, part=part) for part in PARTS]
    assert sorted(name for names in found for name in names) == NAMES
    with opened(tmp_path, part=PARTS[0]) as ledger:
        ledger.removed(["0.txt.json"])
    assert finished(tmp_path) == NAMES[1:]
    assert [path.name for path in tmp_path.glob(".*")] == [".newsextract.db"]


def test_two_runs_cannot_have_one_folder_and_the_parts_of_one_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsextract.batch.ledger.opening.JOINS_WITHIN", 0.05)
    busy = pytest.raises(OutputError, match="another newsextract is writing there")
    with opened(tmp_path):
        for part in (None, (1, 2)):
            with busy, opened(tmp_path, part=part):
                pass
    with opened(tmp_path, part=(1, 2)), opened(tmp_path, part=(2, 2)):
        for made, part in [(MADE, None), (MADE, (1, 2)), (MADE, (3, 3)), (OTHER, (2, 2))]:
            with busy, opened(tmp_path, made, part):
                pass
    with opened(tmp_path):
        pass


def test_parts_that_start_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsextract.batch.ledger.opening.JOINS_WITHIN", 300)
    fill(tmp_path, OTHER)
    started, every_part_runs = [], threading.Barrier(12)

    def start(number: int) -> None:
        with opened(tmp_path, part=(number, 12)) as ledger:
            started.append([output.path for output in ledger.outputs()])
            every_part_runs.wait(300)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path for paths in started for path in paths) == [f"{name}.json" for name in NAMES]
    assert len(started) == 12


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text)")


def later(path: Path) -> None:
    with opened(path.parent):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 2")


def damaged(path: Path) -> None:
    fill(path.parent)
    path.write_bytes(path.read_bytes()[:8192] + b"\1" * 8192)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (of_another_program, "not written by newsextract, or damaged: remove it, or give -o another folder"),
        (later, "of a later newsextract: upgrade newsextract, or give -o another folder"),
        (damaged, "damaged (.*): remove it, and run the same command again, which makes all records again"),
    ],
)
def test_a_ledger_that_is_none_is_told_and_left_alone(tmp_path: Path, make: Any, told: str) -> None:
    make(tmp_path / ".newsextract.db")
    before = (tmp_path / ".newsextract.db").read_bytes()
    with pytest.raises(OutputError, match=rf"\.newsextract\.db: {told}".replace("(.*)", r"\(.*\)")):
        fill(tmp_path)
    assert (tmp_path / ".newsextract.db").read_bytes() == before


@pytest.mark.parametrize("target", ["empty", "ledger"])
def test_a_link_that_takes_its_place_as_it_is_opened_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (tmp_path / "outside").mkdir()
    fill(tmp_path / "outside")
    (tmp_path / "outside" / ".newsextract.db").rename(tmp_path / "ledger")
    (tmp_path / "empty").touch()
    (tmp_path / "out").mkdir()
    before = (tmp_path / target).read_bytes()
    connect = sqlite3.connect

    def swapped(file: str, **options: Any) -> Any:
        (tmp_path / "out" / ".newsextract.db").unlink()
        (tmp_path / "out" / ".newsextract.db").symlink_to(tmp_path / target)
        return connect(file, **options)

    monkeypatch.setattr(sqlite3, "connect", swapped)
    with pytest.raises(OutputError, match=r"\.newsextract\.db: a link where newsextract needs a file: remove it"):
        fill(tmp_path / "out")
    assert (tmp_path / target).read_bytes() == before


@pytest.mark.parametrize("part", [None, (1, 1)])
def test_records_of_other_inputs_are_known(tmp_path: Path, part: Part | None) -> None:
    fill(tmp_path)
    for base, are_other in (("/news", False), ("/other", True), ("/", True), ("/news/deep", True)):
        with opened(tmp_path, base=base, part=part) as ledger:
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
