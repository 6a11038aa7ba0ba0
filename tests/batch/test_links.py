"""Links in an output folder: a run writes, moves and removes nothing that they lead to, and names them in a line."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract.batch.ledger import below
from newsextract.batch.ledger.below import Below, LinkError
from tests.process import Command

RUN = ("news", "-o", "out/", "--only", "numbers", "--workers", "1")
WAYS = pytest.mark.parametrize("from_folders", [True, False], ids=["from folders", "as on Windows"])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("a.txt", "deep/b.txt", "deep/er/c.txt"):
        put(tmp_path / "news" / name, "Bo Lee has 12 dogs.")
    put(tmp_path / "outside" / "1", "mine")
    put(tmp_path / "outside" / "er" / "c.txt.json", "mine")
    put(tmp_path / "outside" / "empty", "")
    return tmp_path / "news"


@pytest.fixture(autouse=True)
def _opened_so(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not getattr(request.node, "callspec", None) or request.node.callspec.params.get("from_folders", True):
        return
    monkeypatch.setattr(below, "_CAN_OPEN_FROM", False)  # the command is forked from here


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def all_in(folder: Path) -> dict[str, str | None]:
    return {str(path): path.read_text() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@WAYS
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
    command: Command, news: Path, tmp_path: Path, link: str, target: str, from_folders: bool
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
    if from_folders:
        planted.unlink()
        assert command(*RUN).returncode == 0
        assert (tmp_path / "out" / "deep" / "er" / "c.txt.json").read_text().startswith("{")


@WAYS
def test_a_link_to_an_absolute_path_is_no_other(
    command: Command, news: Path, tmp_path: Path, from_folders: bool
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "deep").symlink_to(tmp_path / "outside")
    before = all_in(tmp_path / "outside")
    assert b"out/deep: a link where newsextract needs a folder: remove it" in command(*RUN).stderr
    assert all_in(tmp_path / "outside") == before


@WAYS
def test_the_folder_that_is_named_may_be_a_link(
    command: Command, news: Path, tmp_path: Path, from_folders: bool
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk")
    assert command(*RUN).returncode == 0
    assert (tmp_path / "disk" / "deep" / "er" / "c.txt.json").is_file()


@WAYS
def test_a_link_in_the_place_of_a_record_stays_unless_all_is_to_be_replaced(
    command: Command, news: Path, tmp_path: Path, from_folders: bool
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


@WAYS
def test_nothing_is_pruned_behind_a_link(command: Command, news: Path, tmp_path: Path, from_folders: bool) -> None:
    assert command(*RUN).returncode == 0
    (tmp_path / "out" / "deep").rename(tmp_path / "moved")
    (tmp_path / "out" / "deep").symlink_to("../moved")
    shutil.rmtree(news / "deep")
    done = command(*RUN, "--prune")
    told = "2 records stay, for newsextract follows no link, and out/deep is one: remove it"
    assert told in done.stderr.decode()
    assert (tmp_path / "moved" / "er" / "c.txt.json").is_file()
    assert (tmp_path / "moved" / "b.txt.json").is_file()


def test_a_link_that_is_put_there_while_a_file_is_moved_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside").mkdir()
    put(tmp_path / "out" / "aside", "ours")
    really_move = os.replace

    def move(*names: str, **folders: Any) -> None:
        (tmp_path / "out" / "deep").rename(tmp_path / "out" / "was deep")
        (tmp_path / "out" / "deep").symlink_to("../outside")
        really_move(*names, **folders)

    monkeypatch.setattr(os, "replace", move)
    with closing(Below(tmp_path / "out")) as folder:
        folder.move("aside", "deep/a.json")
    assert (tmp_path / "out" / "was deep" / "a.json").read_text() == "ours"
    assert all_in(tmp_path / "outside") == {}


@WAYS
def test_all_that_is_done_below_a_folder(tmp_path: Path, from_folders: bool) -> None:
    with closing(Below(tmp_path)) as folder:
        with folder.open("new", "xb") as stream:
            stream.write(b"one")
        with folder.open("new", "ab") as stream:
            stream.write(b" two")
        with folder.open("new", "rb") as stream:
            assert stream.read() == b"one two"
        with pytest.raises(FileExistsError):
            folder.open("new", "xb")
        folder.move("new", "a/b/c")
        folder.make_folder("a/b/d/e")
        assert (folder.names(), sorted(folder.names("a/b"))) == (["a"], ["c", "d"])
        assert (folder.is_file("a/b/c"), folder.is_file("a/b"), folder.is_file("a/b/c/d")) == (True, False, False)
        folder.remove("a/b/c")
        for path in ("a/b/d/e", "a/b/d", "a/b"):
            folder.remove_folder(path)
        assert folder.names("a") == []
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(Exception, match="pipe: not a file, where newsextract needs one: remove it"):
            folder.open("pipe", "rb")


@WAYS
@pytest.mark.parametrize("link", ["a", "a/b"])
def test_each_way_refuses_a_link_wherever_it_is(tmp_path: Path, link: str, from_folders: bool) -> None:
    put(tmp_path / "outside" / "b" / "c", "mine")
    put(tmp_path / "out" / "new", "ours")
    (tmp_path / "out" / link).parent.mkdir(exist_ok=True)
    (tmp_path / "out" / link).symlink_to(tmp_path / "outside" / ("" if link == "a" else "b"))
    with closing(Below(tmp_path / "out")) as folder:
        for do in (
            lambda: folder.open("a/b/c", "rb"),
            lambda: folder.open("a/b/new", "xb"),
            lambda: folder.open("a/b/c", "ab"),
            lambda: folder.mode("a/b/c"),
            lambda: folder.names("a/b"),
            lambda: folder.make_folder("a/b/d"),
            lambda: folder.move("new", "a/b/c"),
            lambda: folder.move("a/b/c", "new"),
            lambda: folder.remove("a/b/c"),
            lambda: folder.remove_folder("a/b/c"),
        ):
            with pytest.raises(LinkError) as error:
                do()
            assert str(error.value).startswith(f"{tmp_path}/out/{link}: a link where newsextract needs a ")
        assert not folder.is_file("a/b/c")
    assert all_in(tmp_path / "outside") == {
        str(tmp_path / "outside" / "b"): None,
        str(tmp_path / "outside" / "b" / "c"): "mine",
    }
