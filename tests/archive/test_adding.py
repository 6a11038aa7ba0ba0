"""Several inputs into one archive, one run after the other: what is added, replaced, known again, or left alone."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from newsextract.archive.filling import blocks, sink
from newsextract.archive.store.database import opened_to_write
from tests.archive.fake import Run
from tests.archive.tables import ask, is_sound


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def rows(path: str, **texts: str) -> None:
    put(path, "".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()))


def articles(archive: str = "a.db") -> list[tuple[str, str]]:
    assert is_sound(Path(archive))
    return ask(Path(archive), "SELECT name, text FROM article ORDER BY name, text")


@pytest.fixture
def days(quick: Run) -> Run:
    """The command, where mon/ and tue/ have files of one name."""
    for day, name in (("mon", "Ana Duarte"), ("tue", "Bo Lee")):
        put(f"{day}/a.txt", f"{name}, a baker")
        put(f"{day}/deep/{day}.txt", name)
    return quick


MONDAY = [("mon/a.txt", "Ana Duarte, a baker"), ("mon/deep/mon.txt", "Ana Duarte")]
TUESDAY = [("tue/a.txt", "Bo Lee, a baker"), ("tue/deep/tue.txt", "Bo Lee")]


def test_a_second_folder_is_added_under_the_ids_typed(days: Run) -> None:
    days("mon/")
    [told] = days("tue/")
    assert " 2 articles, " in told
    assert told.endswith("words/s); 0 failed")
    assert articles() == MONDAY + TUESDAY
    for inputs in (["mon/"], ["tue/"], ["mon", "tue"], ["."], ["tue/deep/tue.txt", "mon/a.txt"]):
        [told] = days(*inputs)
        assert " 0 articles, " in told
    assert ask(Path("a.db"), "SELECT name, articles FROM person ORDER BY name") == [("Ana Duarte", 2), ("Bo Lee", 2)]


def test_each_folder_is_pruned_by_a_command_that_names_it(days: Run) -> None:
    days("mon/")
    days("tue/")
    for day in ("mon", "tue"):
        Path(day, "a.txt").unlink()
    told = days("tue/", "--prune")
    assert told[0] == "a.db: 2 records stay, of inputs that this command does not name"
    assert "1 finished before; 1 removed" in told[-1]
    assert articles() == MONDAY + TUESDAY[1:]
    for number in (1, 2):
        days(".", "--shard", f"{number}/2", "--prune")
    assert articles() == MONDAY[1:] + TUESDAY[1:]


@pytest.mark.parametrize("call", ["{absolute}/mon", "mon/../mon", "{absolute}/mon/*", "linked"])
def test_an_input_that_is_named_otherwise_is_known_again_and_has_the_ids_typed(
    days: Run, tmp_path: Path, call: str
) -> None:
    days("mon")
    Path("linked").symlink_to("mon")
    name = call.format(absolute=tmp_path)
    [told] = days(name)
    assert " 0 articles, " in told
    assert "2 finished before" in told
    folder = name.removesuffix("/*")
    assert articles() == [(id.replace("mon", folder, 1), text) for id, text in MONDAY]
    assert "2 finished before" in days(name)[-1]


def test_from_another_folder_an_input_is_known_again(days: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    days("mon")
    days("tue")
    monkeypatch.chdir("mon")
    [told] = days(".", output="../a.db")
    assert "2 finished before" in told
    monkeypatch.chdir("../tue")  # where a.txt is another
    [told] = days(".", output="../a.db")
    assert "2 finished before" in told
    monkeypatch.chdir("..")
    wanted = [("a.txt", "Ana Duarte, a baker"), ("a.txt", "Bo Lee, a baker")]
    assert articles() == [*wanted, ("deep/mon.txt", "Ana Duarte"), ("deep/tue.txt", "Bo Lee")]


def test_an_edited_file_replaces_its_record_and_is_counted(days: Run) -> None:
    days("mon", "tue")
    put("mon/a.txt", "Cy Young")
    [told] = days("mon")
    assert " 1 article, " in told
    assert "1 finished before; 1 replaced; 0 failed" in told
    assert articles() == [("mon/a.txt", "Cy Young"), *MONDAY[1:], *TUESDAY]
    assert "replaced" not in days("mon", "--force")[-1]


@pytest.mark.parametrize("then", ["tue.jsonl", "-"])
def test_an_id_that_comes_again_from_elsewhere_replaces_its_record(quick: Run, then: str) -> None:
    rows("mon.jsonl", x="Ana Duarte", y="Bo Lee", z="Cy Young")
    rows("tue.jsonl", x="Ana Duarte, a baker", y="Bo Lee", w="Di Ha")
    quick("mon.jsonl")
    [told] = quick(then, stdin=Path("tue.jsonl").read_bytes())
    assert " 2 articles, " in told
    assert "1 finished before; 1 replaced; 0 failed" in told
    assert articles() == [("w", "Di Ha"), ("x", "Ana Duarte, a baker"), ("y", "Bo Lee"), ("z", "Cy Young")]
    [told] = quick(then, stdin=Path("tue.jsonl").read_bytes())
    assert "3 finished before; 0 failed" in told


def test_rows_of_one_id_that_one_command_names_are_all_kept(quick: Run) -> None:
    rows("mon.jsonl", x="Ana Duarte", y="Bo Lee")
    quick("mon.jsonl")
    rows("a/tue.jsonl", x="Cy Young", y="Bo Lee")
    assert "2 finished before; 0 failed" in quick("mon.jsonl", "a/tue.jsonl")[-1]
    wanted = [("x", "Ana Duarte"), ("x", "Cy Young"), ("y", "Bo Lee"), ("y", "Bo Lee")]
    assert articles() == wanted
    for number in (1, 2, 3):
        assert "replaced" not in quick(".", "--shard", f"{number}/3", "--force")[-1]
    assert articles() == wanted


def test_rows_of_a_file_that_is_gone_are_replaced_by_those_of_another(quick: Run) -> None:
    rows("feed/mon.jsonl", x="Ana Duarte", y="Bo Lee")
    quick("feed")
    rows("feed/tue.jsonl", x="Cy Young", z="Di Ha")
    Path("feed/mon.jsonl").unlink()
    kept, told = quick("feed")
    assert kept == "a.db: 1 record of inputs that are gone kept (--prune removes it)"
    assert " 2 articles, " in told
    assert "; 1 replaced; 0 failed" in told
    assert articles() == [("x", "Cy Young"), ("y", "Bo Lee"), ("z", "Di Ha")]


def test_rows_that_only_have_a_number_are_of_their_file_alone(quick: Run) -> None:
    for day, name in (("mon", "Ana Duarte"), ("tue", "Bo Lee")):
        put(f"{day}/m.jsonl", json.dumps({"text": name}))
    quick("mon/m.jsonl")
    assert " 1 article, " in quick("tue/m.jsonl")[-1]
    assert articles() == [("mon/m.jsonl:1", "Ana Duarte"), ("tue/m.jsonl:1", "Bo Lee")]


def test_inputs_and_archive_that_were_moved_are_known_again(
    days: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days("mon", "tue")
    Path("moved").mkdir()
    for name in ("mon", "tue", "a.db"):
        Path(name).rename(f"moved/{name}")
    monkeypatch.chdir("moved")
    put("mon/a.txt", "Cy Young")
    [told] = days("mon", "tue")
    assert " 1 article, " in told
    assert "3 finished before; 1 replaced; 0 failed" in told
    assert articles() == [("mon/a.txt", "Cy Young"), *MONDAY[1:], *TUESDAY]
    assert "4 finished before; 0 failed" in days(str(tmp_path / "moved"))[-1]


def test_files_of_one_name_in_two_folders_stay_two(days: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("mon", "tue"):
        monkeypatch.chdir(day)
        assert "0 failed" in days("a.txt", output="../a.db")[-1]
        monkeypatch.chdir("..")
    assert articles() == [("a.txt", "Ana Duarte, a baker"), ("a.txt", "Bo Lee, a baker")]


def test_texts_on_standard_input_are_told_apart_by_their_names(quick: Run) -> None:
    for name, text in (("one", "Ana Duarte"), ("two", "Bo Lee"), ("one", "Cy Young")):
        quick("-", "--id", name, stdin=text.encode())
    assert articles() == [("one", "Cy Young"), ("two", "Bo Lee")]
    assert "1 finished before" in quick("-", "--id", "two", stdin=b"Bo Lee")[-1]


@pytest.mark.skipif(os.name != "posix", reason="names of files are no bytes there")
def test_names_and_ids_that_utf8_cannot_hold_are_known_again(quick: Run) -> None:
    put("news/m.jsonl", '{"id": "\\ud800x", "text": "Ana Duarte"}\n{"id": "\\ud801x", "text": "Bo Lee"}\n')
    with open(b"news/caf\xe9.txt", "wb") as stream:  # noqa: PTH123 - a name in bytes
        stream.write(b"Cy Young")
    assert " 3 articles, " in quick("news")[-1]
    assert "3 finished before; 0 failed" in quick("news")[-1]
    assert [text for _, text in articles()] == ["Cy Young", "Ana Duarte", "Bo Lee"]
    assert "3 finished before; 0 failed" in quick("news", "--prune")[-1]


def test_one_more_article_costs_the_same_in_a_larger_archive(quick: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    statements: list[str] = []

    def traced(path: Path) -> sqlite3.Connection:
        connection = opened_to_write(path)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(blocks, "SIZE", 3)  # both archives fill their last block
    rows("tue.jsonl", x="Bo Lee")
    counts = []
    for many in (3, 300):
        rows("mon.jsonl", **{f"r{number}": f"Ana Duarte {number}" for number in range(many)})
        quick("mon.jsonl", output=f"{many}.db")
        with monkeypatch.context() as patch:
            patch.setattr(sink, "opened_to_write", traced)
            assert " 1 article, " in quick("tue.jsonl", output=f"{many}.db")[-1]
        counts.append(sum("_fts_" not in statement for statement in statements))  # whose indexes merge at times
        statements.clear()
    assert counts[0] == counts[1] > 10
