"""A place that an archive cannot be written to, or a file that is none: one line with the remedy, and nothing lost."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.asking.correcting import same, undo
from newsextract.archive.filling import sink
from newsextract.archive.filling.settling import settle
from newsextract.archive.store.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    ArchiveError,
    closed,
    held,
    opened,
    opened_to_write,
    transaction,
)
from tests.archive.fake import Run
from tests.archive.tables import ask, dump, is_sound

GOES_ON = "; finished work is kept, the same command resumes"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / "news" / f"{name}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / "news" / f"{name}.txt").write_text(f"Ana {name.upper()}duarte; Bo Lee")
    return tmp_path / "news"


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text)")


def no_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")
        connection.execute("VACUUM")


def later(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE article (id)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def text(path: Path) -> None:
    path.write_text("Ana Duarte lives here.")


def cut_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 50)


def pipe(path: Path) -> None:
    os.mkfifo(path)


FOREIGN: list[tuple[Callable[[Path], None], str]] = [
    (other_program, "a.db: a database of another program: give another name"),
    (
        later,
        f"a.db: an archive of version {SCHEMA_VERSION + 1}, and this newsextract has {SCHEMA_VERSION}: upgrade "
        "newsextract, or make the archive again under another name",
    ),
    (text, "a.db: not a newsextract archive: give another name"),
    (
        cut_short,
        "a.db: damaged (file is not a database): restore a backup of it, or remove it and run the command that made it "
        "again",
    ),
    (pipe, "a.db: not a newsextract archive: give another name"),
]


@pytest.mark.parametrize(("make", "told"), FOREIGN, ids=[make.__name__ for make, _ in FOREIGN])
def test_a_file_of_somebody_else_is_told_and_stays(
    quick: Run, news: Path, make: Callable[[Path], None], told: str
) -> None:
    make(Path("a.db"))
    before = Path("a.db").read_bytes() if Path("a.db").is_file() else b""
    assert quick("news", status=2) == [told]
    assert sorted(path.name for path in Path().iterdir()) == ["a.db", "news"]
    assert not Path("a.db").is_file() or Path("a.db").read_bytes() == before
    with pytest.raises(ArchiveError) as raised:
        opened(Path("a.db"))
    assert str(raised.value) == told


def test_a_database_without_tables_becomes_an_archive(quick: Run, news: Path) -> None:
    no_tables(Path("a.db"))
    quick("news")
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [3]


def test_an_empty_file_becomes_an_archive(quick: Run, news: Path) -> None:
    Path("a.db").touch()
    quick("news")
    assert ask(Path("a.db"), "PRAGMA user_version") == [SCHEMA_VERSION]
    assert ask(Path("a.db"), "PRAGMA application_id") == [APPLICATION_ID]


def test_there_is_none_to_read(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"a\.db: not found: make it with newsextract FILES -o .*a\.db"):
        opened(tmp_path / "a.db")


def test_one_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "a.db"
    closed(opened_to_write(tmp_path / "whole.db"))
    with closing(sqlite3.connect(tmp_path / "whole.db")) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("INSERT INTO run VALUES (1, json_object('x', ?), NULL)", ("x" * 100_000,))
        for ending in ("", "-journal"):  # as a run leaves it that was cut short where it puts all into one file
            shutil.copy(tmp_path / f"whole.db{ending}", tmp_path / f"a.db{ending}")
    with pytest.raises(ArchiveError, match=r"a\.db: cannot be read \(attempt to .*\): see .* run that command again$"):
        opened(archive)

    def refuse(path: Path, *arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArchiveError, match=r"a\.db: cannot be read \(permission denied\): see that you may read it$"):
        opened(archive)


def test_a_program_that_writes_there(quick: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick("news/a.txt", "news/b.txt")
    before = dump(Path("a.db"))
    monkeypatch.setattr("newsextract.archive.store.database.WAITS", 0.1)
    with closing(sqlite3.connect("a.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert quick("news", status=2) == ["a.db: another program uses it: close that, and run the same command again"]
    assert dump(Path("a.db")) == before
    assert "2 finished before" in quick("news")[-1]


def test_others_may_read_while_it_is_written(quick: Run, news: Path) -> None:
    quick("news/a.txt", "news/b.txt")
    ours = opened_to_write(Path("a.db"))
    with closing(sqlite3.connect("a.db")) as other, transaction(Path("a.db"), ours):
        ours.execute("DELETE FROM article WHERE id = 1")
        assert other.execute("SELECT count(*) FROM article").fetchone() == (2,)
    closed(ours)
    assert ask(Path("a.db"), "SELECT count(*) FROM article") == [1]


def test_one_that_is_read_as_its_run_ends_is_whole_in_two_files_and_the_run_says_so(
    quick: Run, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsextract.archive.store.database.WAITS", 0.1)
    quick("news", output="whole.db")
    says = (
        "a.db: not whole without a.db-wal, for another program reads it: copy both files, or close that and "
        "run the same command again"
    )
    with closing(sqlite3.connect("a.db")) as reader:

        def settle_while_it_is_read(*arguments: Any) -> None:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM article").fetchall()
            settle(*arguments)

        monkeypatch.setattr(sink, "settle", settle_while_it_is_read)
        told = quick("news", "-q")
        monkeypatch.setattr(sink, "settle", settle)
        assert told == [says]
        assert dump(Path("a.db")) == dump(Path("whole.db"))  # all is there, and settled
        assert says in quick("news")
        for name in ("a.db", "a.db-wal"):
            shutil.copy(name, f"copy-of-{name}")
        assert dump(Path("copy-of-a.db")) == dump(Path("whole.db"))
        assert same(Path("a.db"), ["Ana Aduarte", "Ana Bduarte"]).problem
        reader.rollback()
        assert not undo(Path("a.db"), [1]).problem  # the program has it open, and reads nothing
        shutil.copy("a.db", "copy.db")
        assert ask(Path("copy.db"), "SELECT name FROM person ORDER BY id") == ask(
            Path("whole.db"), "SELECT name FROM person ORDER BY id"
        )
    assert len(quick("news")) == 1
    assert not Path("a.db-wal").exists()
    assert {**dump(Path("a.db")), "correction": []} == dump(Path("whole.db"))  # the undone one is still in the table


def test_a_reader_sees_no_half_of_a_new_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, seen = tmp_path / "a.db", list[str]()

    class Watched(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            self._look()
            return super().execute(*arguments)

        def executescript(self, *arguments: Any) -> sqlite3.Cursor:
            self._look()
            return super().executescript(*arguments)

        def _look(self) -> None:
            try:
                with closing(opened(archive)) as reader:
                    seen.append(str(reader.execute("SELECT count(*) FROM article").fetchone()[0]))
            except ArchiveError as error:
                seen.append(str(error))

    connect = sqlite3.connect

    def watched(*arguments: Any, **named: Any) -> sqlite3.Connection:
        return connect(*arguments, **named) if "uri" in named else connect(*arguments, factory=Watched, **named)

    monkeypatch.setattr(sqlite3, "connect", watched)
    with held(archive):
        closed(opened_to_write(archive))
    empty = f"{archive}: empty: wait for the run that fills it, or run newsextract FILES -o {archive}"
    assert set(seen) == {empty, "0"}
    assert seen == sorted(seen)


def test_two_runs_at_once(quick: Run, news: Path) -> None:
    with held(Path("a.db")):
        assert quick("news", status=2) == [
            "a.db: another newsextract is writing there: wait for it, or give this run a file of its own "
            "(newsextract merge joins them)"
        ]
    quick("news")
    assert not list(Path().glob(".*"))


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("gone/a.db", "gone/a.db: cannot be written (no such file or directory): make the folder first"),
        (
            "news/a.txt/a.db",
            "news/a.txt/a.db: cannot be written (not a directory): a file stands where a folder must be, "
            "give -o another name",
        ),
    ],
)
def test_a_place_where_nothing_can_be(quick: Run, news: Path, place: str, told: str) -> None:
    assert quick("news", output=place, status=2) == [told]


@pytest.mark.skipif(not shutil.which("setpriv") and os.geteuid() == 0, reason="needs setpriv where root runs the tests")
def test_a_place_where_one_may_not_write(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    as_others = ["setpriv", "--reuid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_others, sys.executable, "-m", "newsextract", "-", "-o", folder / "a.db"],
        input=b"Ana Duarte.",
        capture_output=True,
        timeout=300,
        check=False,
    )
    if b"No module named newsextract" in done.stderr or done.returncode in (126, 127):
        pytest.skip("another user may not read this folder, or run this Python")
    told = f"newsextract: {folder}/a.db: cannot be written (permission denied): choose a place where you may write\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_a_file_that_may_not_be_written(quick: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick("news/a.txt", "news/b.txt")
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **options: connect(f"file:{path}?mode=ro", uri=True, **options)
    )
    [told] = quick("news", status=2)
    assert told.startswith("a.db: cannot be written (")
    assert told.endswith("): choose a place where you may write")


def test_a_disk_that_is_full_loses_nothing_and_the_same_command_goes_on(tmp_path: Path) -> None:
    """RLIMIT_FSIZE is a disk of that size for each file."""
    for place in range(30):
        path = tmp_path / "news" / f"{place:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Ana Duarte met {place} friends in Kenya. " * 150)
    command = [sys.executable, "-m", "newsextract", "news", "-o", "a.db"]

    def run(limit: int) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)),
            timeout=300,
            check=False,
        )

    done = run(500_000)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1), done.stderr
    assert b"a.db: the disk" in done.stderr
    assert done.stderr.decode().endswith(f"run the same command again{GOES_ON}\n")
    archive = tmp_path / "a.db"
    kept = ask(archive, "SELECT count(*) FROM article")[0]
    assert 0 < kept < 30
    assert is_sound(archive)
    done = run(resource.RLIM_INFINITY)
    assert done.returncode == 0, done.stderr
    assert f"{kept} finished before; 0 failed" in done.stderr.decode()
    assert ask(archive, "SELECT count(*) FROM article") == [30]
    assert is_sound(archive)
