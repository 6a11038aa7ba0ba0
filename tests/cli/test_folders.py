"""Folders that hold what must not be read or would never end: links, pipes, devices, and records of earlier runs."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newsextract.output import ending
from newsextract.output.formats import FORMATS, Format
from newsextract.reading import ENDINGS, opening, read
from tests.process import Command

TEXT = "Ana Duarte lives in France."
PLAIN = ["news/a.txt", "news/deep/b.txt"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two articles, with a secret beside it."""
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    for path in (folder / "a.txt", folder / "deep" / "b.txt", tmp_path / "secret" / "s.txt"):
        path.write_text(TEXT)
    return folder


def ids(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def plant_special(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "deep" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may not be long
        server.bind("socket.txt")
        os.chdir(here)


@pytest.mark.parametrize(
    "arguments", [["news"], ["news", "--glob", "*.txt"], ["news/**/*.txt"], ["news/*", "-o", "o/"]]
)
def test_special_files_are_passed_over_and_counted(command: Command, news: Path, arguments: list[str]) -> None:
    plant_special(news)
    done = command(*arguments)
    assert ids(done) == (PLAIN if "-o" not in arguments else [])
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[-1] == "newsextract: skipped 3 special files (in news)"
    assert command(*arguments, "-q").stderr == b""


def test_a_link_to_a_device_is_special_even_where_links_are_followed(command: Command, news: Path) -> None:
    (news / "endless.txt").symlink_to("/dev/zero")
    done = command("news", "--follow-links")
    assert ids(done) == PLAIN
    assert done.stderr == b"newsextract: skipped 1 special file (news/endless.txt)\n"


def test_a_pipe_that_is_named_itself_is_read(command: Command, news: Path) -> None:
    shell = f"{sys.executable} -m newsextract <(cat a.txt) <(gzip -c a.txt)"
    done = subprocess.run(["bash", "-c", shell], cwd=news, capture_output=True, timeout=300, check=False)
    assert [json.loads(line)["people"][0]["name"] for line in done.stdout.splitlines()] == ["Ana Duarte"] * 2
    os.mkfifo(news / "pipe.txt")
    threading.Thread(target=(news / "pipe.txt").write_text, args=(TEXT,)).start()
    assert ids(command("news/pipe.txt")) == ["news/pipe.txt"]


def test_a_pipe_may_hold_the_list_of_inputs(command: Command, news: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "list")
    threading.Thread(target=(tmp_path / "list").write_text, args=("news/a.txt\n",)).start()
    assert ids(command("--files-from", "list")) == ["news/a.txt"]


def test_a_pipe_that_nobody_writes_to_costs_its_own_article(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(news / "pipe.txt")
    script = (
        "from newsextract.reading import opening\nopening.WRITER_WITHIN = 0.2\n"
        "from newsextract.cli.app import main\nmain()"
    )
    command = [sys.executable, "-c", script, "news/pipe.txt", "news/a.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False)
    assert ids(done) == ["news/a.txt"]
    assert done.returncode == 1
    assert done.stderr.decode().startswith(
        "newsextract: news/pipe.txt: a pipe that nobody has written to in 0.2 seconds: "
    )
    command[-2:] = ["--files-from", "news/pipe.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("newsextract: --files-from news/pipe.txt: a pipe that nobody has written to")
    monkeypatch.setattr(opening, "WRITER_WITHIN", 0.05)
    before = threading.active_count()
    assert len(list(read([news / "pipe.txt"]))) == 1
    for thread in threading.enumerate():
        if thread.name == "newsextract-pipe":
            thread.join(300)
    assert threading.active_count() == before  # none is left that waits


def test_links_out_of_a_folder_are_not_followed(command: Command, news: Path, tmp_path: Path) -> None:
    (news / "passwd.txt").symlink_to("/etc/passwd")
    (news / "deep" / "s.txt").symlink_to("../../secret/s.txt")
    (news / "folder").symlink_to(tmp_path / "secret")
    (news / "chain.txt").symlink_to("deep/s.txt")
    told = b"newsextract: skipped 4 links out of the folder (in news): --follow-links reads such\n"
    for arguments in (["news"], ["news/"], ["news/**/*.txt", "news/fold*"], ["news/*"]):
        done = command(*arguments)
        assert (done.returncode, ids(done)) == (0, PLAIN)
        assert done.stderr == told if len(arguments) == 1 else b" links out of the folder" in done.stderr
    assert command("news", "-q").stderr == b""
    followed = command("news", "--follow-links", "-q")  # not in English is what it reads
    assert followed.stderr == b""
    assert sorted(ids(followed)) == sorted(
        [*PLAIN, "news/passwd.txt", "news/deep/s.txt", "news/folder/s.txt", "news/chain.txt"]
    )


def test_a_link_that_is_named_itself_is_followed(command: Command, news: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("news")
    (news / "deep" / "s.txt").symlink_to("../../secret/s.txt")
    assert ids(command("link", "news/deep/s.txt")) == ["link/a.txt", "link/deep/b.txt", "news/deep/s.txt"]


def test_links_that_stay_inside_are_read_and_circles_end(command: Command, news: Path) -> None:
    (news / "again.txt").symlink_to("deep/b.txt")
    (news / ".store").mkdir()
    (news / ".store" / "c.txt").write_text(TEXT)
    (news / "store").symlink_to(".store")
    for circle in ("x", "y"):  # a walk that followed both would take two ways at each of forty turns
        (news / circle).symlink_to(".")
        (news / "deep" / circle).symlink_to("..")
    for arguments in (["news"], ["news/**/*.txt"], ["news/*"]):
        done = command(*arguments)
        assert done.returncode == 0
        assert sorted(ids(done)) == [PLAIN[0], "news/again.txt", PLAIN[1], "news/store/c.txt"]
        assert done.stderr == b"newsextract: skipped 4 links to what is read already (in news)\n"


def test_a_folder_is_read_by_its_own_path_before_a_links(command: Command, news: Path) -> None:
    (news / "aaa").symlink_to("deep")
    assert ids(command("news")) == PLAIN
    assert ids(command("news/*")) == PLAIN


def test_a_broken_link_is_told(command: Command, news: Path) -> None:
    (news / "gone.txt").symlink_to("nowhere.txt")
    (news / "self.txt").symlink_to("self.txt")
    done = command("news")
    assert (done.returncode, ids(done)) == (1, PLAIN)
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[1:3] for line in told] == [
        ["news/gone.txt", "no such file"],
        ["news/self.txt", "too many levels of symbolic links"],
    ]


def test_a_name_that_is_too_long_is_told(command: Command) -> None:
    done = command("a" * 300)
    assert done.returncode == 1
    assert done.stderr.decode() == f"newsextract: {'a' * 300}: file name too long\n"


@pytest.mark.parametrize("inputs", [["news"], ["news/*"], ["news/**"], ["news/*", "news/*/*"]])
def test_the_folder_that_is_written_is_left_out_and_that_is_told(
    command: Command, news: Path, inputs: list[str]
) -> None:
    for counts in ("2 articles", "2 finished before"):
        done = command(*inputs, "-o", "news/out/", "-f", "jsonl")
        told = done.stderr.decode().splitlines()
        assert done.returncode == 0
        assert counts in told[0]
        assert told[1:] == ["newsextract: skipped 1 folder that this run writes to (news/out)"]


@pytest.mark.parametrize("format", FORMATS)
def test_records_of_an_earlier_run_are_told_in_a_line(command: Command, news: Path, format: Format) -> None:
    """Also those of a format whose ending articles have too: reading/ours.py says how such a file begins."""
    (news / ("long name " * 12 + ".txt")).write_text(TEXT)
    (news / "bad.txt").write_bytes(bytes(range(256)))
    (news / "empty.txt").write_text("")
    assert command("news", "-o", "news/old/", "-f", format, "-q").returncode == 1
    (news / "bad.txt").unlink()
    done = command("news")
    assert (done.returncode, len(ids(done))) == (0, 4)
    told = [line for line in done.stderr.decode().splitlines() if "empty" not in line]
    of_other_types = 0 if ending(format) in ENDINGS else 4
    if of_other_types:
        assert told[-1] == "newsextract: news/old/errors.jsonl: holds records, no articles: skipped"
    else:
        assert told[-1] == "newsextract: skipped 5 files of records, no articles (in news/old)"
    other = f"newsextract: skipped {of_other_types} files: {of_other_types} {ending(format)}"
    assert told[:-1] == ([other] if of_other_types else [])


@pytest.mark.parametrize("format", ["table", "html"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.md.gz"])
def test_records_are_told_by_what_is_in_a_file_and_not_by_its_ending(
    command: Command, tmp_path: Path, format: str, name: str
) -> None:
    written = command("-", "-f", format, stdin=TEXT.encode()).stdout
    (tmp_path / name).write_bytes(gzip.compress(written) if name.endswith(".gz") else written)
    done = command(name)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"holds records, no articles" in done.stderr


@pytest.mark.parametrize(
    ("row", "is_read"),
    [
        ({"id": "1", "kind": "input", "message": "no such file"}, False),
        ({"id": "1", "kind": "letter", "message": "Ana Duarte spoke."}, True),
        ({"id": "1", "kind": "input", "message": "x", "to": "y"}, True),
    ],
)
def test_what_is_like_a_list_of_errors_is_none(
    command: Command, tmp_path: Path, row: dict[str, str], is_read: bool
) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    done = command(".")
    assert (b"holds records" in done.stderr) is not is_read
    assert (b"say with --text-field which it is" in done.stderr) is is_read


@pytest.mark.parametrize(
    "text",
    [
        "The paper  12 words · 3 quotes · and more\n\nPeople",
        "The paper 12 words\n\nPeople",
        "12 words · 3 people\n\n",
        "The paper\n\n12 words of 3 people\n\n",
    ],
)
def test_what_is_like_a_table_is_an_article(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert [item.id for item in read(tmp_path)] == [str(tmp_path / "a.txt")]


def test_a_folder_as_it_is_walked(tmp_path: Path) -> None:
    """Names in order, files before folders; what is hidden left out."""
    for name in ("b/2.txt", "b/1.txt", "a/x/3.txt", "a/y.txt", "z.txt", ".h/4.txt", "a/.k.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = [Path(item.id).relative_to(tmp_path).as_posix() for item in read(tmp_path)]
    assert found == ["z.txt", "a/y.txt", "a/x/3.txt", "b/1.txt", "b/2.txt"]


def test_a_folder_may_be_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1500  # more than Python has frames
    try:
        for _ in range(depth):
            os.mkdir("d")  # noqa: PTH102 - as a path it would be too long in one go
            os.chdir("d")
        Path("deep.txt").write_text(TEXT)
        os.chdir(tmp_path)
        (item,) = read(["."])
    finally:
        subprocess.run(["rm", "-r", "d"], cwd=tmp_path, check=True)  # too deep for pytest to clear
    assert item.id == "d/" * depth + "deep.txt"
    assert getattr(item, "text", None) == TEXT
