"""Links in an output folder: a run writes, moves and removes nothing that they lead to, and names them in a line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from newsextract.ledger.folder import LinkError, inside, own_file
from newsextract.output import OutputError
from tests.process import Command

RUN = ("news", "-o", "out/", "--only", "numbers", "--workers", "1")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("a.txt", "deep/b.txt", "deep/er/c.txt"):
        put(tmp_path / "news" / name, "Bo Lee has 12 dogs.")
    put(tmp_path / "outside" / "1", "mine")
    put(tmp_path / "outside" / "er" / "c.txt.json", "mine")
    put(tmp_path / "outside" / "empty", "")
    return tmp_path / "news"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def all_in(folder: Path) -> dict[str, str | None]:
    return {str(path): path.read_text() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize(
    ("link", "target"),
    [
        (".aside", "../outside"),
        ("deep", "../outside"),
        ("deep", "../nowhere"),
        ("deep", "deep"),
        ("deep", "."),
        ("deep/er", "../../outside"),
        ("deep/er", "../../outside/er"),
        (".newsextract.db", "../outside/empty"),
        (".newsextract.db", "../outside/new"),
        ("errors.jsonl", "../outside/empty"),
        ("errors.jsonl", "../outside/new"),
    ],
)
def test_a_link_is_named_and_nothing_is_done_behind_it(
    command: Command, news: Path, tmp_path: Path, link: str, target: str
) -> None:
    planted = tmp_path / "out" / link
    planted.parent.mkdir(parents=True)
    planted.symlink_to(target)
    before = all_in(tmp_path / "outside")
    done = command(*RUN)
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"newsextract: out/{link}: a link where newsextract needs a f")
    assert ": remove it" in line
    assert done.returncode in (1, 2)
    assert all_in(tmp_path / "outside") == before
    planted.unlink()
    assert command(*RUN).returncode == 0
    assert (tmp_path / "out" / "deep" / "er" / "c.txt.json").read_text().startswith("{")


def test_a_link_to_an_absolute_path_is_no_other(command: Command, news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "deep").symlink_to(tmp_path / "outside")
    before = all_in(tmp_path / "outside")
    assert b"out/deep: a link where newsextract needs a folder: remove it" in command(*RUN).stderr
    assert all_in(tmp_path / "outside") == before


def test_the_folder_that_is_named_may_be_a_link(command: Command, news: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk")
    assert command(*RUN).returncode == 0
    assert (tmp_path / "disk" / "deep" / "er" / "c.txt.json").is_file()


def test_a_link_in_the_place_of_a_record_stays_unless_all_is_to_be_replaced(
    command: Command, news: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt.json").symlink_to("../nowhere")
    done = command(*RUN)
    assert done.returncode == 1
    assert b"out/a.txt.json: a link, and would be replaced: remove it, or give -o another folder" in done.stderr
    assert (tmp_path / "out" / "a.txt.json").is_symlink()
    assert (tmp_path / "out" / "deep" / "er" / "c.txt.json").is_file()
    assert command(*RUN, "--force").returncode == 0
    assert not (tmp_path / "out" / "a.txt.json").is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_nothing_is_pruned_behind_a_link(command: Command, news: Path, tmp_path: Path) -> None:
    assert command(*RUN).returncode == 0
    (tmp_path / "out" / "deep").rename(tmp_path / "moved")
    (tmp_path / "out" / "deep").symlink_to("../moved")
    shutil.rmtree(news / "deep")
    done = command(*RUN, "--prune")
    told = "2 records stay, for newsextract follows no link, and out/deep is one: remove it"
    assert told in done.stderr.decode()
    assert (tmp_path / "moved" / "er" / "c.txt.json").is_file()
    assert (tmp_path / "moved" / "b.txt.json").is_file()


@pytest.mark.parametrize("link", ["a", "a/b"])
def test_no_place_is_reached_by_a_link(tmp_path: Path, link: str) -> None:
    put(tmp_path / "outside" / "b" / "c", "mine")
    put(tmp_path / "out" / "new", "ours")
    (tmp_path / "out" / link).parent.mkdir(exist_ok=True)
    (tmp_path / "out" / link).symlink_to(tmp_path / "outside" / ("" if link == "a" else "b"))
    for place in ("a/b/c", "a/b/new", "a/b/"):
        with pytest.raises(LinkError, match=f"^{tmp_path}/out/{link}: a link where newsextract needs a folder: remove"):
            inside(tmp_path / "out", place)
    assert inside(tmp_path / "out", "new/x") == tmp_path / "out" / "new" / "x"


def test_a_file_of_ours_is_no_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="pipe: not a file, where newsextract needs one: remove it"):
        own_file(tmp_path, "pipe")
    assert own_file(tmp_path, "new") == tmp_path / "new"
