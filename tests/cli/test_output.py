"""Where -o cannot write, or must not put a file in place of what is there: one line with the remedy."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process import Command

MAY = "choose a place where you may write"
LONG = f"{'n' * 245}.json"


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Ana Duarte spoke in France.", encoding="utf-8")
    return path


def check_told(done: subprocess.CompletedProcess[bytes], line: str) -> None:
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"newsextract: {line}\n")


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A file system that cannot be written to."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["a.json", "a.parquet", "new/", ""])
def test_a_read_only_file_system(command: Command, read_only: Path, name: str) -> None:
    target = f"{read_only}/{name}"
    check_told(
        command("a.txt", "-o", target), f"{target.rstrip('/')}: cannot be written (read-only file system): {MAY}"
    )


@pytest.mark.parametrize("name", ["a.json", "new/"])
def test_a_folder_without_permission(tmp_path: Path, name: str) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    as_others = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []  # root may write anywhere
    if as_others and not shutil.which("setpriv"):
        pytest.skip("needs setpriv where root runs the tests")
    command = [*as_others, sys.executable, "-m", "newsextract", "a.txt", "-o", f"closed/{name}"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    check_told(done, f"closed/{name.rstrip('/')}: cannot be written (permission denied): {MAY}")


@pytest.mark.parametrize("stem", ["n" * 245, "€" * 81, "n" * 244 + "é"], ids=["ascii", "wide", "cut in two"])
def test_a_name_that_leaves_no_room_for_that_of_the_file_aside(command: Command, tmp_path: Path, stem: str) -> None:
    done = command("a.txt", "-o", f"{stem}.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(os.listdir(tmp_path)) == sorted(["a.txt", f"{stem}.json"])  # noqa: PTH208


def test_a_name_that_is_too_long(command: Command) -> None:
    name = "n" * 300
    for target in (f"{name}.json", f"{name}/", name, f"{name}/a.json"):
        line = f"{target.rstrip('/')}: cannot be written (file name too long): give -o a shorter name"
        check_told(command("a.txt", "-o", target), line)


@pytest.mark.parametrize("name", ["n" * 300, "n" * 300 + "/", "n" * 300 + "*"])
def test_an_input_whose_name_is_too_long(command: Command, name: str) -> None:
    done = command(name, "a.txt", "-q")
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr.count(b"\n")) == (1, 1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_device_is_written_to_and_stays_one(command: Command, tmp_path: Path) -> None:
    if os.geteuid() == 0:  # a device of our own: whoever may make one may also lose one
        full, null = tmp_path / "full", tmp_path / "null"
        os.mknod(full, 0o666 | stat.S_IFCHR, os.stat("/dev/full").st_rdev)  # noqa: PTH116
        os.mknod(null, 0o666 | stat.S_IFCHR, os.stat("/dev/null").st_rdev)  # noqa: PTH116
    else:
        full, null = Path("/dev/full"), Path("/dev/null")
    done = command("a.txt", "-o", full)
    check_told(done, f"{full}: cannot be written (no space left on device): make room, or choose another place")
    assert command("a.txt", "-o", null).returncode == 0
    assert full.is_char_device()
    assert null.is_char_device()


@pytest.mark.parametrize("inputs", [["a.txt"], ["news"]])
def test_what_is_there_and_no_file_is_written_to_also_from_a_folder(
    command: Command, tmp_path: Path, inputs: list[str]
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "b.txt").write_text("Ana Duarte spoke.", encoding="utf-8")
    said = command(*inputs, "-f", "csv").stdout
    assert said.startswith(b"id,")
    for output in ("/dev/stdout", "/dev/fd/1", "-"):
        assert command(*inputs, "-o", output, "-f", "csv").stdout == said
    done = command(*inputs, "-o", "/dev/null")
    assert (done.returncode, done.stdout) == (0, b"")
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        assert command(*inputs, "-o", "pipe", "-f", "csv").returncode == 0
        assert reader.stdout
        assert reader.stdout.read() == said


def test_what_may_be_a_folder_or_a_file_is_asked_back(command: Command, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "b.txt").write_text("Ana Duarte spoke.", encoding="utf-8")
    remedy = "give -o foo/ for a file per article, or -o foo.jsonl for one file"
    check_told(command("news", "-o", "foo", "-f", "jsonl"), f"foo: a folder or a file? {remedy}")
    assert command("news", "-o", "foo/", "-f", "jsonl").returncode == 0
    assert command("news", "-o", "foo", "-f", "jsonl").returncode == 0  # the folder that is there
    assert (tmp_path / "foo" / "b.txt.jsonl").is_file()
    assert command("a.txt", "-o", "bar", "-f", "jsonl").returncode == 0
    assert (tmp_path / "bar").is_file()


def test_a_link_stays_one(command: Command, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link.json").symlink_to("there/b.json")
    for _ in range(2):
        assert command("a.txt", "-o", "link.json").returncode == 0
        assert (tmp_path / "link.json").is_symlink()
        assert (tmp_path / "there" / "b.json").read_bytes().startswith(b"{")


def test_a_pipe_with_a_name_is_written_to(command: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        assert command("a.txt", "-o", "pipe", "-f", "jsonl").returncode == 0
        assert reader.stdout
        assert reader.stdout.read().count(b"\n") == 1
    assert (tmp_path / "pipe").is_fifo()
