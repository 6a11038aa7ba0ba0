"""Two runs never write to one archive or folder at once, whatever links they reach it by. Each is a real process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsextract.archive.store.database import ArchiveError, held, opened
from tests.archive.fake import Run
from tests.archive.tables import ask, is_sound
from tests.process import wait_for

_AS_ON_MACOS = (
    "import os, sys; from newsextract.cli.entry import main; import newsextract.output; "
    "sys.modules['newsextract.output.lock'].lock_byte = lambda stream, place: os.stat('/no/such'); main()"
)
ARTICLE = b'{"id": "x", "text": "Ana Duarte spoke."}\n'
NAMES = ["all.db", "link.db", "hard.db", "elsewhere/hard.db", "folder/all.db"]


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """An archive's other names. The file is made first, for a hard link needs one."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "all.db").touch()
    (tmp_path / "link.db").symlink_to("all.db")
    os.link(tmp_path / "all.db", tmp_path / "hard.db")
    os.link(tmp_path / "all.db", tmp_path / "elsewhere" / "hard.db")
    (tmp_path / "folder").symlink_to(".")
    return tmp_path


@contextmanager
def a_run_that_waits(folder: Path, output: str, program: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A run into ``output`` that holds it and waits for standard input."""
    process = subprocess.Popen(
        [sys.executable, *program, "-", "-o", output], cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        yield process
        process.communicate(ARTICLE)
    assert process.returncode in (0, -signal.SIGKILL)


def is_busy(path: Path) -> bool:
    try:
        with held(path):
            pass
    except ArchiveError:
        return True
    return False


@pytest.mark.parametrize("program", [["-m", "newsextract"], ["-c", _AS_ON_MACOS]], ids=["ours", "as on macOS"])
def test_an_archive_has_one_writer_by_whatever_name(
    quick: Run, links: Path, program: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if _AS_ON_MACOS in program:
        monkeypatch.setenv("TMPDIR", str(links))
        monkeypatch.setattr(tempfile, "tempdir", str(links))
        module = sys.modules["newsextract.output.lock"]  # its name in the package is that of its function
        monkeypatch.setattr(module, "lock_byte", lambda stream, place: os.stat("/no/such"))  # noqa: PTH116
    (links / "a.txt").write_text("Bo Lee")
    inode = (links / "all.db").stat().st_ino
    with a_run_that_waits(links, "link.db", program):
        wait_for(lambda: is_busy(links / "all.db") and (links / "all.db").stat().st_size)
        for name in NAMES:
            assert quick("a.txt", output=name, status=2) == [
                f"{name}: another newsextract is writing there: wait for it, or give this run a file of its own "
                "(newsextract merge joins them)"
            ]
        opened(links / "folder" / "all.db").close()  # others may read
    assert ask(links / "all.db", "SELECT name FROM article") == ["x"]
    for name in NAMES:
        quick("a.txt", output=name)
    assert ask(links / "all.db", "SELECT count(*) FROM article") == [2]
    assert (links / "link.db").is_symlink()
    assert {(links / name).stat().st_ino for name in NAMES} == {inode}
    assert is_sound(links / "all.db")
    assert not list(links.glob(".*"))


def test_a_killed_run_holds_nothing(quick: Run, links: Path) -> None:
    (links / "a.txt").write_text("Bo Lee")
    with a_run_that_waits(links, "all.db", ["-m", "newsextract"]) as process:
        wait_for(lambda: is_busy(links / "hard.db"))
        process.kill()
    quick("a.txt", output="all.db")
    assert ask(links / "all.db", "SELECT count(*) FROM article") == [1]


def test_a_folder_has_one_writer_by_whatever_name(quick: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bo Lee")
    (tmp_path / "records").mkdir()
    (tmp_path / "link").symlink_to("records")
    with a_run_that_waits(tmp_path, "link/", ["-m", "newsextract"]):
        wait_for((tmp_path / "records" / ".aside").exists)
        for name in ("records", "link"):
            assert quick("a.txt", output=f"{name}/", status=2) == [
                f"{name}: another newsextract is writing there: wait for it, or choose another folder"
            ]
