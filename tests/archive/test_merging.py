"""`newsextract merge`: one archive of several, the same as that of one run."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.filling import merging
from newsextract.archive.filling.settling import settle
from newsextract.archive.store.database import ArchiveError
from newsextract.batch.run.request import Request
from newsextract.batch.workers.fingerprint import Fingerprint
from newsextract.cli import running
from newsextract.cli.commands import other_commands
from tests.archive.fake import Run
from tests.archive.tables import ask, dump, is_sound, run_in
from tests.archive.written import write

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


@pytest.mark.parametrize("count", [2, 5])
def test_parts_merged_are_one_run(quick: Run, merge: Run, news: Path, count: int) -> None:
    quick("news", output="whole.db", status=1)
    for number in range(1, count + 1):
        quick("news", "--shard", f"{number}/{count}", output=f"part-{number}.db", status=None)
    parts = [f"part-{number}.db" for number in range(count, 0, -1)]
    [told] = merge(*parts)
    assert (
        told == f"one.db: {count} archives, 32 articles, {len(ask(Path('whole.db'), 'SELECT id FROM person'))} people"
    )
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
    assert dump(Path("one.db")) == dump(Path("whole.db"))
    for number in (1, 2):  # the parts of a later run are those of the whole
        assert " 0 articles, " in quick("news/0", "news/2", "--shard", f"{number}/2", output="one.db", status=None)[-1]
    assert dump(Path("one.db")) == dump(Path("whole.db"))


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
    assert dump(Path("one.db")) == dump(Path("whole.db"))
    merge("one.db", output="copy.db")
    assert dump(Path("copy.db")) == dump(Path("whole.db"))


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


def test_the_output_is_none_of_the_archives(quick: Run, merge: Run, news: Path) -> None:
    quick("news/0", output="part.db")
    before = Path("part.db").read_bytes()
    [told] = merge("part.db", output="../" + Path.cwd().name + "/part.db", status=2)
    assert told.endswith("part.db: is one of the archives to merge: give -o another name")
    assert Path("part.db").read_bytes() == before


def test_an_output_that_is_there_stays_unless_it_is_empty(quick: Run, merge: Run, news: Path) -> None:
    quick("news/0", output="part.db")
    Path("one.db").write_text("mine")
    assert merge("part.db", status=2) == ["one.db: already exists: remove it first, or give -o another name"]
    assert Path("one.db").read_text() == "mine"
    Path("one.db").write_text("")
    merge("part.db")
    assert dump(Path("one.db")) == dump(Path("part.db"))


def refusals() -> list[tuple[str, str]]:
    return [
        ("gone.db", "gone.db: not found: make it with newsextract FILES -o gone.db"),
        ("text.db", "text.db: not a newsextract archive: give another name"),
        (
            "rules.db",
            "rules.db: made with another rules than part.db: run the command of the older one again, "
            "which makes its records again, then merge; or take all over as they are: newsextract A.db B.db -o NEW.db",
        ),
        (
            "twin.db",
            "twin.db: has news/0/0.txt, which another of the archives has too: "
            "newsextract A.db B.db -o NEW.db takes such articles once, as the last one has them",
        ),
        ("begun.db", "begun.db: its run is not finished: run its command again, then merge"),
    ]


@pytest.mark.parametrize(("name", "told"), refusals())
def test_what_cannot_be_merged_is_told_and_nothing_is_made(
    quick: Run, merge: Run, news: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    quick("news/0", output="part.db")
    Path("text.db").write_text("Ana Duarte")
    if name == "twin.db":
        quick("news/0", output="twin.db")
    if name == "begun.db":
        (news / "1" / "4.txt").write_text("fail")
        quick("news/1", "--fail-fast", output="begun.db", status=1)
    if name == "rules.db":
        monkeypatch.setattr(Request, "_fingerprint", lambda self: Fingerprint("v", "m", "other"))
        quick("news/1", output="rules.db")
    before = sorted(path.name for path in Path().iterdir())
    assert merge("part.db", name, status=2) == [told]
    assert sorted(path.name for path in Path().iterdir()) == before


def test_the_real_command(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news/0", output="part.db")
    said = run_in(tmp_path, "merge", "part.db", "-o", "one.db")
    assert said == "newsextract: one.db: 1 archive, 4 articles, 7 people\n"
    assert run_in(tmp_path, "merge", "part.db", "-o", "two.db", "-q") == ""
    assert dump(tmp_path / "two.db") == dump(tmp_path / "part.db")
    assert run_in(tmp_path, "merge", "-o", "two.db", status=2).startswith("newsextract: missing argument")


def test_a_disk_that_is_full_leaves_nothing_behind(quick: Run, news: Path, tmp_path: Path) -> None:
    quick("news/0", output="part.db")
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", "merge", "part.db", "-o", "one.db"],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY)),
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1), done.stderr
    assert b"the disk" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "part.db"]


def test_the_output_is_there_when_it_is_whole_and_one_merge_makes_it(
    quick: Run, merge: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick("news/0", output="part.db")

    def settle_beside_another(*arguments: Any) -> None:
        assert not Path("one.db").exists()  # so a kill leaves none
        with pytest.raises(ArchiveError, match=r"^one\.db: another newsextract is writing there"):
            merging.merge([Path("part.db")], Path("one.db"))
        assert Path(".one.db.merging").exists()
        settle(*arguments)

    monkeypatch.setattr(merging, "settle", settle_beside_another)
    merge("part.db")
    assert dump(Path("one.db")) == dump(Path("part.db"))
    assert not list(Path().glob(".*"))


def test_a_run_that_came_meanwhile_keeps_its_archive(
    quick: Run, merge: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick("news/0", output="part.db")

    def settle_after_a_run(*arguments: Any) -> None:
        write(Path("one.db"), [])
        settle(*arguments)

    monkeypatch.setattr(merging, "settle", settle_after_a_run)
    assert merge("part.db", status=2) == ["one.db: already exists: remove it first, or give -o another name"]
    assert ask(Path("one.db"), "SELECT count(*) FROM article") == [0]
    assert not list(Path().glob(".*"))


def test_what_a_killed_merge_left_is_in_nobodys_way(quick: Run, merge: Run, news: Path) -> None:
    quick("news/0", output="part.db")
    for name in (".one.db.merging", ".one.db.merging-wal"):
        Path(name).write_text("cut short")
    merge("part.db")
    assert dump(Path("one.db")) == dump(Path("part.db"))
    Path("mine.txt").write_text("mine")
    Path(".two.db.merging").symlink_to("mine.txt")
    merge("part.db", output="two.db")
    assert Path("mine.txt").read_text() == "mine"
    assert not list(Path().glob(".*"))
