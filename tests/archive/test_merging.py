"""Archives into one, by `newsextract merge` or without that word: the same as that of one run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from newsextract.batch.run import request
from newsextract.batch.workers.fingerprint import Fingerprint
from newsextract.cli import running
from newsextract.cli.commands import other_commands
from tests.archive.fake import Run
from tests.archive.tables import ask, dump, is_sound, run_in

NAMES = ["Ana Duarte", "Mr Bo Lee, a judge", "Bo Lee", "Duarte", "B. Lee, a judge", "Cy Young, a poet", "Cy Young"]


@pytest.fixture
def merge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """The command in this process; gives what it says on standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, status: int = 0, output: str = "one.db") -> list[str]:
        monkeypatch.setattr(sys, "argv", ["newsextract", "merge", *map(str, arguments), "-o", output])
        assert running.run(other_commands) == status
        said = capfd.readouterr()
        assert said.out == ""
        return [line.removeprefix("newsextract: ") for line in said.err.splitlines()]

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Files of one article and files of many, in folders, with people of like names."""
    folder = tmp_path / "news"
    for place in range(12):
        path = folder / f"{place % 3}" / f"{place}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{NAMES[place % 7]}; {NAMES[(place * 5 + 1) % 7]} in: FR")
    for name in ("a.jsonl", "2/m.jsonl"):
        rows = [{"id": f"r{row % 5}", "date": f"2026-0{row + 1}-01", "text": NAMES[row % 7]} for row in range(9)]
        lines = [json.dumps(row) for row in rows] + ['{"text": "no id, Duarte"}', '{"id": "z", "text": "fail"}']
        (folder / name).write_text("\n".join(lines))
    return folder


def without_runs(archive: str) -> dict[str, list[Any]]:
    """All that it has but which run made what: that of two runs is not that of one."""
    tables = dump(Path(archive))
    del tables["run"]
    return {**tables, "source": [row[:2] + row[3:] for row in tables["source"]]}


@pytest.mark.parametrize("count", [2, 5])
def test_parts_merged_are_one_run(quick: Run, merge: Run, news: Path, count: int) -> None:
    quick("news", output="whole.db", status=1)
    for number in range(1, count + 1):
        quick("news", "--shard", f"{number}/{count}", output=f"part-{number}.db", status=None)
    parts = [f"part-{number}.db" for number in range(count, 0, -1)]
    [told] = merge(*parts)
    assert told.startswith("one.db: 32 articles, ")
    assert told.endswith("; 32 records taken over, none extracted again (made by fake); 0 failed")
    assert dump(Path("one.db")) == dump(Path("whole.db"))
    assert is_sound(Path("one.db"))
    assert not list(Path().glob(".*"))
    again = quick("news", output="one.db", status=1)[-1]
    assert " 0 articles, " in again
    assert "32 finished before; 2 failed" in again
    assert dump(Path("one.db")) == dump(Path("whole.db"))


def test_archives_of_two_folders_are_one_run_over_both(quick: Run, merge: Run, news: Path) -> None:
    quick("news/0", "news/2", output="whole.db", status=1)
    quick("news/0", output="0.db")
    for number in (1, 2):
        quick("news/2", "--shard", f"{number}/2", output=f"2-{number}.db", status=None)
    merge("0.db", "2-1.db", "2-2.db")
    assert without_runs("one.db") == without_runs("whole.db")
    for number in (1, 2):  # the parts of a later run are those of the whole
        assert " 0 articles, " in quick("news/0", "news/2", "--shard", f"{number}/2", output="one.db", status=None)[-1]
    assert without_runs("one.db") == without_runs("whole.db")


@pytest.mark.parametrize(
    ("one", "two"),
    [("news/a.jsonl", "news/b.jsonl"), ("news/b.jsonl", "news/a.jsonl"), ("news/a.jsonl", "other/b.jsonl")],
)
def test_articles_of_the_first_archive_come_first(quick: Run, merge: Run, tmp_path: Path, one: str, two: str) -> None:
    """Also where each is the first file of its own run, in one folder; who a bare "Duarte" is may hang on it."""
    for file, names in ((one, NAMES), (two, [*NAMES[::-1], "Ana Duarte, a judge; Bo Lee"])):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        rows = (json.dumps({"id": f"{file} {row}", "text": name}) for row, name in enumerate(names))
        (tmp_path / file).write_text("\n".join(rows))
    quick(one, two, output="whole.db")
    quick(one, output="1.db")
    quick(two, output="2.db")
    merge("1.db", "2.db")
    assert without_runs("one.db") == without_runs("whole.db")
    merge("one.db", output="copy.db")
    assert without_runs("copy.db") == without_runs("whole.db")


def test_a_copy_keeps_the_order_of_the_archive(quick: Run, merge: Run, news: Path) -> None:
    quick("news/2/11.txt", output="whole.db")
    quick("news/0", output="whole.db")  # the numbers of its files begin anew
    quick("news/1/4.txt", output="other.db")
    names = ask(Path("whole.db"), "SELECT name FROM article ORDER BY id")
    merge("whole.db", "other.db")
    assert ask(Path("one.db"), "SELECT name FROM article ORDER BY id")[: len(names)] == names
    merge("whole.db", output="copy.db")
    assert ask(Path("copy.db"), "SELECT name FROM article ORDER BY id") == names


def test_what_came_on_standard_input_is_merged_too(quick: Run, merge: Run, news: Path) -> None:
    lines = b'{"id": "s", "text": "Ana Duarte"}\n{"id": "t", "text": "Bo Lee"}\n'
    quick("news/a.jsonl", "-", output="whole.db", status=1, stdin=lines)
    for number in (1, 2):
        quick("news/a.jsonl", "-", "--shard", f"{number}/2", output=f"{number}.db", status=None, stdin=lines)
    merge("1.db", "2.db")
    assert dump(Path("one.db")) == dump(Path("whole.db"))


def test_one_archive_and_an_empty_one(quick: Run, merge: Run, news: Path) -> None:
    quick("news/0", output="whole.db")
    quick("news/0/1.txt", output="nothing.db", status=None)
    merge("whole.db")
    assert dump(Path("one.db")) == dump(Path("whole.db"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone.db", "gone.db: not found: make it with newsextract FILES -o gone.db"),
        ("text.db", "text.db: not a newsextract archive: give another name"),
        ("../{here}/one.db", "one.db: also an input: give -o another name"),
    ],
)
def test_what_cannot_be_merged_is_told_and_nothing_is_made(
    quick: Run, merge: Run, news: Path, name: str, told: str
) -> None:
    quick("news/0", output="part.db")
    Path("text.db").write_text("Ana Duarte")
    if "one" in name:
        quick("news/1", output="one.db")
    before = {path.name: path.read_bytes() for path in Path().glob("*.db")}
    assert merge("part.db", name.format(here=Path.cwd().name), status=2) == [told]
    assert {path.name: path.read_bytes() for path in Path().glob("*.db")} == before


def test_archives_of_other_makes_and_with_articles_in_common_go_into_one(
    quick: Run, merge: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick("news/0", "news/1", output="old.db")
    (news / "1" / "4.txt").write_text("Di Ha")
    monkeypatch.setattr(request.Run, "_fingerprint", lambda self: Fingerprint("v", "m", "other"))
    quick("news/1", output="new.db")
    assert "; 1 replaced; 0 failed" in merge("old.db", "new.db")[-1]
    assert ask(Path("one.db"), "SELECT text FROM article WHERE name = 'news/1/4.txt'") == ["Di Ha"]
    assert ask(Path("one.db"), "SELECT count(*) FROM article") == ask(Path("old.db"), "SELECT count(*) FROM article")
    assert is_sound(Path("one.db"))


def test_an_archive_whose_run_is_not_finished_is_told(quick: Run, merge: Run, news: Path) -> None:
    (news / "1" / "4.txt").write_text("fail")
    quick("news/1", "--fail-fast", output="begun.db", status=1)
    assert merge("begun.db")[0] == "one.db: begun.db: its run is not finished: run its command again, then this one"
    (news / "1" / "4.txt").write_text("Di Ha")
    quick("news/1", output="begun.db")
    assert len(merge("begun.db")) == 1
    assert ask(Path("one.db"), "SELECT count(*) FROM article") == [4]


def test_without_the_word_it_is_the_same_and_more_is_added_later(quick: Run, merge: Run, news: Path) -> None:
    for number in range(3):
        quick(f"news/{number}", output=f"{number}.db", status=None)
    merge("0.db", "1.db", output="two.db")
    quick("0.db", "1.db", output="plain.db")
    assert dump(Path("two.db")) == dump(Path("plain.db"))
    merge("2.db", output="two.db")
    quick("0.db", "1.db", "2.db", output="all.db")
    assert articles("two.db") == articles("all.db")
    assert "0 articles" in merge("0.db", "1.db", "2.db", output="all.db")[-1]


def articles(archive: str) -> list[Any]:
    return ask(Path(archive), "SELECT name, text FROM article ORDER BY id")


def test_the_real_command(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news/0", output="part.db")
    assert run_in(tmp_path, "merge", "part.db", "-o", "one.db").startswith("newsextract: one.db: 4 articles, ")
    assert run_in(tmp_path, "merge", "part.db", "-o", "two.db", "-q") == ""
    assert dump(tmp_path / "two.db") == dump(tmp_path / "part.db")
    assert run_in(tmp_path, "merge", "-o", "two.db", status=2).startswith("newsextract: missing argument")
    told = "newsextract: new.json: no name of an archive by its ending: give -o another, as new.db\n"
    assert run_in(tmp_path, "merge", "part.db", "-o", "new.json", status=2) == told
    told = "newsextract: --output: an archive is a file: name one, as all.db\n"
    assert run_in(tmp_path, "merge", "part.db", "-o", "-", status=2) == told
