"""What a run into a folder keeps of earlier ones, does again, takes away, or leaves alone.

By the real command, or (``quick``) by the same command line in this process, with a stand-in for the pipeline.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsextract.cli import running
from newsextract.cli.app import app
from tests.batch.fake import echo_in_this_process
from tests.process import Command, wait_for

TEXTS = {"a.txt": "Ana Duarte lives in France.", "deep/b.txt": "Bo Lee has 12 dogs."}
Run = Callable[..., list[str]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        put(tmp_path / "news" / name, text)
    return tmp_path / "news"


@pytest.fixture
def run(command: Command) -> Run:
    """Runs the command into out/, looking for countries; gives what it says on standard error."""

    def run(*arguments: str | Path, status: int = 0, stdin: bytes = b"") -> list[str]:
        only = () if "--only" in arguments else ("--only", "countries")
        done = command(*arguments, "-o", "out/", *only, stdin=stdin)
        assert (done.returncode, done.stdout) == (status, b"")
        return said(done.stderr.decode())

    return run


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The same in this process."""
    echo_in_this_process(monkeypatch)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, status: int | None = 0, stdin: bytes = b"") -> list[str]:
        monkeypatch.setattr(sys, "argv", ["newsextract", *map(str, arguments), "-o", "out/"])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        assert running.run(app) in ({0, 1} if status is None else {status})
        return said(capfd.readouterr().err)

    return run


def said(errors: str) -> list[str]:
    return [line.removeprefix("newsextract: out") for line in errors.splitlines()]


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def files(folder: Path) -> list[str]:
    """The records, and what else there is besides the ledgers."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith(".newsextract"))


@contextmanager
def ledger(folder: Path) -> Iterator[sqlite3.Connection]:
    """The ledger of an output folder, to be written."""
    with closing(sqlite3.connect(folder / ".newsextract.db")) as connection, connection:
        yield connection


def countries(path: Path) -> list[str]:
    return [country["alpha_2"] for country in json.loads(path.read_text(encoding="utf-8"))["countries"]]


# A resumed run keeps no wrong record


def test_what_is_edited_and_restored_is_done_again_each_time(run: Run, news: Path, tmp_path: Path) -> None:
    for text, country in [("To France.", "FR"), ("To Peru.", "PE"), ("To France.", "FR")]:
        put(news / "a.txt", text)
        assert " 1 article," in run("news")[-1] or country == "FR"
        assert countries(tmp_path / "out" / "a.txt.json") == [country]
    assert " 0 articles, 0 words" in run("news")[-1]


def test_rows_that_are_reordered_and_restored_are_done_again(run: Run, tmp_path: Path) -> None:
    rows = [json.dumps({"id": "x", "text": text}) + "\n" for text in ("To France.", "To Peru.")]
    for lines, wanted in [(rows, ["FR", "PE"]), (rows[::-1], ["PE", "FR"]), (rows, ["FR", "PE"])]:
        put(tmp_path / "m.jsonl", "".join(lines))
        run("m.jsonl")
        places = sorted((tmp_path / "out" / "m.jsonl").glob("*/*"), key=lambda path: len(path.name))
        assert [countries(path)[0] for path in places] == wanted


def test_a_sharded_run_of_other_options_between_two_equal_ones(run: Run, news: Path, tmp_path: Path) -> None:
    run("news")
    whole = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    for number in (1, 2):
        run("news", "--only", "people", "--shard", f"{number}/2")
    assert " 2 articles" in run("news")[-1]
    assert {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")} == whole


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_was_killed_as_it_gave_a_record_its_name(
    quick: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before that the record is of the old text, after it of the new one; the ledger says no more than that it may."""
    quick("news")
    put(news / "a.txt", "To Peru.")
    really_move = Path.replace

    def die(self: Path, to: Path) -> None:
        if moment == "after":
            really_move(self, to)
        os._exit(9)

    monkeypatch.setattr(Path, "replace", die)
    if (child := os.fork()) == 0:
        quick("news")
    os.waitpid(child, 0)
    monkeypatch.setattr(Path, "replace", really_move)
    shutil.copytree(tmp_path / "out", tmp_path / "copy")
    assert f" {int(moment == 'before')} article" in quick("news")[-1]
    assert "To Peru." in (tmp_path / "out" / "a.txt.json").read_text()
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "copy").rename(tmp_path / "out")
    put(news / "a.txt", TEXTS["a.txt"])
    quick("news")
    assert TEXTS["a.txt"] in (tmp_path / "out" / "a.txt.json").read_text()
    (news / "a.txt").unlink()
    assert "1 removed" in quick("news", "--prune")[-1]


# A second input


def test_an_input_that_would_be_laid_out_otherwise_is_refused_and_the_same_by_another_name_is_not(
    run: Run, command: Command, news: Path, tmp_path: Path
) -> None:
    put(tmp_path / "bad" / "x.txt", "\0\1\2\3" * 99)
    put(news / "bad.txt", "\0\1\2\3" * 99)
    run("news", "bad/x.txt", status=1)
    assert (tmp_path / "out" / "errors.jsonl").read_bytes().count(b"\n") == 2
    before = files(tmp_path / "out")
    above = f"{tmp_path.name}/news/a.txt.json"
    for inputs, place in ((["news"], "a.txt.json"), (["news/a.txt"], "a.txt.json"), ([".."], above)):
        [told] = run(*inputs, status=2)
        assert told == (
            f": has {news}/a.txt as news/a.txt.json, which would be {place} now: name the same input as before, or "
            "give -o another folder"
        )
    assert files(tmp_path / "out") == before
    assert len((tmp_path / "out" / "errors.jsonl").read_bytes().splitlines()) == 2
    for inputs in (["bad/x.txt", "news"], [str(news), "./bad/../bad/x.txt"], ["news", "news/a.txt", "bad/x.txt"]):
        run(*inputs, status=1)
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", ".", "../bad/x.txt", "-o", "../out/", "--only", "countries"],
        cwd=news,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert countries(tmp_path / "out" / "news" / "a.txt.json") == ["FR"]


def test_a_file_that_is_named_twice_is_done_once(quick: Run, news: Path, tmp_path: Path) -> None:
    put(news / "m.jsonl", '{"id": "x", "text": "To Peru."}\n')
    assert " 3 articles," in quick("news", "news/m.jsonl", "news/a.txt", "./news/m.jsonl")[-1]
    assert " 3 finished before" in quick("news/m.jsonl", "news")[-1]


@pytest.mark.parametrize("shard", [(), ("--shard", "1/2")])
def test_an_input_that_asks_for_a_name_which_anothers_record_has_is_refused(
    quick: Run, news: Path, tmp_path: Path, shard: tuple[str, ...]
) -> None:
    put(news / "m.jsonl", '{"id": "x", "text": "To Peru."}\n')
    quick("news")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")}
    for name, place in (("a.txt", "a.txt.json"), ("m.jsonl", "m.jsonl"), ("A.txt", "A.txt.json")):
        put(tmp_path / "tue" / "b.txt", "To Chad.")
        put(tmp_path / "tue" / name, '{"id": "y", "text": "To Chad."}\n')
        [told] = quick("tue", *shard, status=2)
        owner = news / (name if name != "A.txt" else "a.txt")
        assert told == (
            f": {place} is the record of {owner}, and of {tmp_path / 'tue' / name} too: give -o another folder"
        )
        assert {name: (tmp_path / "out" / name).read_bytes() for name in files(tmp_path / "out")} == before
        (tmp_path / "tue" / name).unlink()
    (news / "a.txt").unlink()
    quick("news", "--prune")
    put(tmp_path / "tue" / "a.txt", "To Chad.")
    assert " 2 articles, " in quick("tue")[-1]


def test_a_second_input_is_added_and_each_is_gone_on_with(quick: Run, news: Path, tmp_path: Path) -> None:
    put(tmp_path / "tue" / "c.txt", "To Chad.")
    put(tmp_path / "tue" / "deep" / "d.jsonl", '{"id": "x", "text": "To Peru."}\n')
    quick("news")
    [line] = quick("tue")
    assert " 2 articles, " in line
    [row] = [name for name in files(tmp_path / "out") if name.endswith("/x.json")]
    assert files(tmp_path / "out") == sorted(["a.txt.json", "c.txt.json", "deep/b.txt.json", row])
    for _ in range(2):
        for day in ("news", "tue"):
            [line] = quick(day)
            assert "2 finished before; 0 failed" in line
    (tmp_path / "tue" / "c.txt").unlink()
    (news / "a.txt").unlink()
    said = quick("tue", "--prune")
    assert said[0] == "/: 2 records stay, of inputs that this command does not name"
    assert "1 finished before; 1 removed" in said[-1]
    assert len(files(tmp_path / "out")) == 3
    assert quick("news")[0] == "/: 1 record of inputs that are gone kept (--prune removes it)"
    quick("tue", "-f", "csv")
    assert "1 finished before; 1 removed" in quick("news", "--prune")[-1]
    assert [name for name in files(tmp_path / "out") if "jsonl" not in name] == ["deep/b.txt.json"]


def test_an_article_of_another_text_is_counted_as_replaced(quick: Run, news: Path) -> None:
    quick("news")
    put(news / "a.txt", "To Peru.")
    assert "1 finished before; 1 replaced; 0 failed" in quick("news")[-1]
    for arguments in (["news", "--force"], ["news", "--only", "people"], ["news", "-f", "csv"]):
        assert "replaced" not in quick(*arguments)[-1]


# What is removed, if asked to


def test_records_of_inputs_that_are_gone_or_fail_now_stay_unless_pruned(run: Run, news: Path, tmp_path: Path) -> None:
    put(news / "m.jsonl", '{"id": "x", "text": "To Peru."}\n{"id": "y", "text": "To Peru."}\n')
    put(news / "fails.txt", "To Peru.")
    run("news")
    assert len(files(tmp_path / "out")) == 5
    (news / "deep" / "b.txt").unlink()
    put(news / "fails.txt", "\0\1\2\3" * 99)
    put(news / "m.jsonl", '{"id": "y", "text": "To Peru."}\n')
    before = files(tmp_path / "out")
    told = run("news", status=1)
    assert told[-2] == "/: 3 records of inputs that are gone kept (--prune removes them)"
    assert "2 finished before; 1 failed" in told[-1]
    assert files(tmp_path / "out") == sorted([*before, "errors.jsonl"])
    told = run("news", "--prune", status=1)
    assert "2 finished before; 3 removed; 1 failed" in told[-1]
    assert [name for name in files(tmp_path / "out") if "jsonl" not in name] == ["a.txt.json"]
    assert len(files(tmp_path / "out" / "m.jsonl")) == 1
    assert not (tmp_path / "out" / "deep").exists()


def test_a_record_that_was_written_twice_is_taken_away_and_told_once(quick: Run, news: Path, tmp_path: Path) -> None:
    for text in ("To Peru.", "To Chad."):
        put(news / "a.txt", text)
        quick("news")
    (news / "a.txt").unlink()
    [told] = quick("news", "--prune")
    assert "1 removed" in told
    assert files(tmp_path / "out") == ["deep/b.txt.json"]


def test_records_of_a_former_format_are_taken_away(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    assert "2 removed" in quick("news", "-f", "csv")[-1]
    assert files(tmp_path / "out") == ["a.txt.csv", "deep/b.txt.csv"]
    taken_away = [quick("news", "-f", "jsonl", "--shard", f"{number}/2")[-1] for number in (1, 2)]
    assert any("removed" in line for line in taken_away)
    assert files(tmp_path / "out") == ["a.txt.jsonl", "deep/b.txt.jsonl"]


def test_records_of_a_former_format_stay_where_none_is_written_anew(quick: Run, news: Path, tmp_path: Path) -> None:
    put(news / "m.jsonl", '{"id": "x", "text": "To Peru."}\n{"id": "x", "text": "To Chad."}\n')
    put(news / "fails.txt", "To Peru.")
    quick("news")
    [second] = [name for name in files(tmp_path / "out") if "~~2" in name]
    (news / "a.txt").unlink()
    put(news / "fails.txt", "fail")
    put(news / "m.jsonl", '{"id": "x", "text": "To Peru."}\n')
    told = quick("news", "-f", "csv", status=1)
    assert told[-2] == "/: 3 records of inputs that are gone kept (--prune removes them)"
    assert "2 removed; 1 failed" in told[-1]
    [first] = [name for name in files(tmp_path / "out") if name.endswith("x.csv")]
    kept = ["a.txt.json", "deep/b.txt.csv", "errors.jsonl", "fails.txt.json", first, second]
    assert files(tmp_path / "out") == sorted(kept)


def test_a_run_that_stops_takes_nothing_away(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    (news / "a.txt").unlink()
    put(news / "c.txt", "\0\1\2\3" * 99)
    quick("news", "--fail-fast", status=1)
    assert "a.txt.json" in files(tmp_path / "out")
    assert "1 removed" in quick("news", "--prune", status=1)[-1]


def test_what_a_command_does_not_name_stays_and_is_told(quick: Run, news: Path, tmp_path: Path) -> None:
    put(news / "2026-07-01.txt", "To Peru.")
    quick("news")
    (news / "2026-07-01.txt").unlink()
    put(news / "2026-07-02.txt", "To Chad.")
    told = quick("news/2026-07-02.txt", "--prune")
    assert told[0] == "/: 3 records stay, of inputs that this command does not name"
    told = quick("news", "--glob", "2026-*", "--prune")
    assert told[0] == "/: 2 records stay, of inputs that this command does not name"
    assert "1 removed" in told[-1]
    assert len(quick("news")) == 1
    assert files(tmp_path / "out") == ["2026-07-02.txt.json", "a.txt.json", "deep/b.txt.json"]


def test_records_of_standard_input_stay(quick: Run, tmp_path: Path) -> None:
    quick("-", stdin=b'{"id": "x", "text": "To Peru."}\n')
    told = quick("-", "--prune", stdin=b'{"id": "y", "text": "To Peru."}\n')
    assert told[0] == "/: 1 record stays, of what came on standard input before"
    assert len(files(tmp_path / "out")) == 2


@pytest.mark.parametrize("inputs", [["news"], ["news/*.txt", "news/*/*.txt"], ["news", "--glob", "*.txt"]])
@pytest.mark.parametrize("parts", [1, 3])
def test_a_folder_that_is_empty_today_takes_nothing_away(
    quick: Run, news: Path, tmp_path: Path, inputs: list[str], parts: int
) -> None:
    quick(*inputs)
    (news / "a.txt").rename(tmp_path / "a")
    (news / "deep").rename(tmp_path / "deep")
    stay = []
    for number in range(1, parts + 1):
        (tmp_path / "out" / "errors.jsonl").unlink(missing_ok=True)
        told = quick(*inputs, "--shard", f"{number}/{parts}", "--prune", status=None)
        stay += [line for line in told if "of a folder that has no article now, or could not be read" in line]
    assert sum(int(line.split()[1]) for line in stay) == 2
    assert len([name for name in files(tmp_path / "out") if not name.startswith("errors")]) == 2
    (tmp_path / "a").rename(news / "a.txt")
    (news / "deep").mkdir()
    (news / "deep" / "c.txt").touch()
    assert "1 removed" in quick(*inputs, "--prune")[-1]


def test_a_folder_that_cannot_be_read_today_takes_nothing_away(
    quick: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick("news")
    really_scan = os.scandir

    def scan(path: str) -> Any:
        if Path(path).name == "deep":
            raise PermissionError(errno.EACCES, "permission denied", path)
        return really_scan(path)

    monkeypatch.setattr(os, "scandir", scan)
    told = quick("news", "--prune", status=1)
    assert told[1].startswith("/: 1 record stays, of a folder that has no article now, or could not be read")


# What is never removed


def test_a_planted_ledger_removes_nothing_of_others(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    precious = {
        "out/notes.txt": "mine",
        "out/link/deep.json": "mine",
        "outside.json": "mine",
        "out/deep/c.json": "mine",
    }
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "elsewhere")
    for name, text in precious.items():
        put(tmp_path / name, text)
    mine = hashlib.blake2b(b"mine", digest_size=16).hexdigest()
    outside = ["../outside.json", str(tmp_path / "outside.json"), "a/../../outside.json", 3, b"link"]
    with ledger(tmp_path / "out") as planted:
        planted.execute("INSERT INTO source VALUES (99, 1, 'x', ?, 1, NULL, 'h')", (str(news / "gone.txt"),))
        for output, record in [*((one, mine) for one in (*outside, "link/deep.json")), ("deep/c.json", "0" * 32)]:
            planted.execute("INSERT INTO output VALUES (?, 99, 'h', ?, NULL)", (output, record))
    told = quick("news", "--prune")
    assert told[0] == "/: 1 record stays, though their inputs are gone: they were changed by others than newsextract"
    assert told[1] == "/: 1 record stays, for newsextract follows no link, and out/link is one: remove it"
    assert {name: (tmp_path / name).read_text() for name in precious} == precious


def test_a_record_that_was_changed_by_hand_stays(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news")
    (news / "a.txt").unlink()
    put(tmp_path / "out" / "a.txt.json", "corrected")
    assert quick("news", "--prune")[0].startswith("/: 1 record stays, though their inputs are gone")
    assert (tmp_path / "out" / "a.txt.json").read_text() == "corrected"


@pytest.mark.parametrize("name", [".newsextract.db", "errors.jsonl"])
def test_files_of_others_under_our_names_are_refused_and_stay(
    quick: Run, news: Path, tmp_path: Path, name: str
) -> None:
    put(tmp_path / "out" / name, '{"audio": "a.wav"}\n')
    [told] = quick("news", status=2)
    assert told.startswith(f"/{name}: not written by newsextract")
    assert (tmp_path / "out" / name).read_text() == '{"audio": "a.wav"}\n'


def test_a_table_is_replaced_wherever_its_headline_breaks(quick: Run, tmp_path: Path) -> None:
    names = ["n" * length for length in range(1, 81)]
    for name in names:
        put(tmp_path / "news" / name / "a.txt", "Ana Duarte went to France.")
    for input in ("news", f"../{tmp_path.name}/news", "news"):
        assert quick(input, "-f", "table", "-q") == []
        for name in names:
            assert (tmp_path / "out" / name / "a.txt.txt").read_text().startswith(f"{input}/{name}/a.txt"[:80])


@pytest.mark.parametrize("text", ["Ana Duarte spoke.\n", "Slug: fire\n250 words\n3 quotes\n\nAna Duarte spoke.\n"])
def test_a_text_of_others_where_a_table_would_be_stays(quick: Run, news: Path, tmp_path: Path, text: str) -> None:
    put(tmp_path / "out" / "a.txt.txt", text)
    told = quick("news", "-f", "table", status=1)
    assert "a.txt.txt: holds no records of newsextract, and would be overwritten: give -o another folder" in told[0]
    assert (tmp_path / "out" / "a.txt.txt").read_text() == text


# What killed runs leave behind


def test_what_killed_runs_left_aside_is_removed_and_nothing_else(quick: Run, news: Path, tmp_path: Path) -> None:
    put(tmp_path / "out" / ".aside" / "7", "torn")
    quick("news", "--shard", "1/3")
    assert not (tmp_path / "out" / ".aside").exists()
    put(tmp_path / "out" / ".aside" / "7", "torn")
    put(tmp_path / "out" / ".aside" / "notes", "mine")
    quick("news")
    assert files(tmp_path / "out" / ".aside") == ["notes"]


def test_no_link_is_followed_to_what_is_aside(quick: Run, news: Path, tmp_path: Path) -> None:
    put(tmp_path / "mine" / "1", "mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".aside").symlink_to(tmp_path / "mine")
    [told] = quick("news", status=2)
    assert told == "/.aside: a link where newsextract needs a folder: remove it"
    assert files(tmp_path / "mine") == ["1"]


def test_files_of_killed_runs_beside_an_output_file_are_removed(command: Command, news: Path, tmp_path: Path) -> None:
    start = [sys.executable, "-m", "newsextract", "-", "-o", "all.jsonl"]
    others = [".all.jsonl.part", ".all.jsonl.x.part", ".other.jsonl.3.part"]
    for name in others:
        put(tmp_path / name, "torn")
    (tmp_path / ".all.jsonl.4.part").symlink_to(tmp_path / "news" / "a.txt")

    def started() -> subprocess.Popen[bytes]:
        """One that holds its own file, for it has removed another."""
        put(torn := tmp_path / ".all.jsonl.3.part", "torn")
        process = subprocess.Popen(start, cwd=tmp_path, stdin=subprocess.PIPE)
        wait_for(lambda: not torn.exists())
        return process

    with started() as killed, started() as other:
        parts = [tmp_path / f".all.jsonl.{process.pid}.part" for process in (killed, other)]
        put(tmp_path / ".all.jsonl.3.part", "torn")
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert command("news", "-o", "all.jsonl", "-q").returncode == 0
        assert [path.exists() for path in parts] == [False, True]
        other.communicate(b'{"id": "x", "text": "Ana."}\n')
        assert other.returncode == 0
    assert sorted(path.name for path in tmp_path.glob(".*.part")) == sorted([*others, ".all.jsonl.4.part"])
    assert json.loads((tmp_path / "all.jsonl").read_text())["id"] == "x"


# Two inputs that want one place


def test_a_folder_called_as_the_record_of_its_neighbour(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "news" / "a.txt", "To France.")
    put(tmp_path / "news" / "a.txt.json" / "b.txt", "To Peru.")
    put(tmp_path / "news" / "A.txt", "To Chad.")
    run("news")
    names = files(tmp_path / "out")
    assert [name for name in names if "~" not in name or "/" in name] == ["a.txt.json~/b.txt.json"]
    assert len({name.casefold() for name in names}) == 3
    assert sorted(countries(tmp_path / "out" / name)[0] for name in names) == ["FR", "PE", "TD"]
    assert "3 finished before" in run("news")[-1]


@pytest.mark.parametrize("parts", [1, 3])
def test_what_a_former_format_left_in_the_way_is_taken_away(quick: Run, tmp_path: Path, parts: int) -> None:
    for letter in "abcdef":  # so many that what is in the way is another part's
        put(tmp_path / "news" / f"{letter}.txt", "To France.")
        put(tmp_path / "news" / f"{letter}.txt.json" / "b.txt", "To Peru.")
        put(tmp_path / "news" / f"{letter}.txt.jsonl" / "b.txt", "To Chad.")
    for format, places in [
        ("json", ("{}.txt.json", "{}.txt.json~/b.txt.json", "{}.txt.jsonl/b.txt.json")),
        ("jsonl", ("{}.txt.jsonl", "{}.txt.jsonl~/b.txt.jsonl", "{}.txt.json/b.txt.jsonl")),
        ("json", ("{}.txt.json", "{}.txt.json~/b.txt.json", "{}.txt.jsonl/b.txt.json")),
    ]:
        for number in range(1, parts + 1):
            told = quick("news", "-f", format, "--shard", f"{number}/{parts}")
            assert "0 failed" in told[-1]
            assert not any("stay" in line for line in told)
        assert files(tmp_path / "out") == sorted(place.format(letter) for letter in "abcdef" for place in places)


def test_a_file_of_others_where_a_folder_must_be_costs_its_articles_alone(
    quick: Run, news: Path, tmp_path: Path
) -> None:
    put(tmp_path / "out" / "deep", "mine")
    told = quick("news", status=1)
    assert told[0].endswith(
        "out/deep/b.txt.json: cannot be written (not a directory): a file stands where a folder must be, give -o "
        "another name"
    )
    assert files(tmp_path / "out") == ["a.txt.json", "deep", "errors.jsonl"]
