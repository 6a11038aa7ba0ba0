"""Standard streams that are closed, full or read by nobody: one line and a status, no traceback, no record lost."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from newsextract.output.formats import FORMATS
from tests import forked

FULL = "standard output: cannot be written (no space left on device): make room, or choose another place"
CLOSED = "standard output: cannot be written (bad file descriptor): it is closed: open it, or name a file with -o"
PRINTING = [
    *(f"a.txt -f {format}" for format in FORMATS),
    "--help",
    "--version",
    "schema",
    "models",
    "evaluate gold.jsonl",
]
# Python holds what is written back, or does not: then the error comes at another place.
BUFFERED = [(arguments, "") for arguments in PRINTING] + [
    (arguments, "1") for arguments in ("a.txt -f csv", "schema", "--help")
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article and one that is annotated."""
    (tmp_path / "a.txt").write_text("Ana Duarte paid $5 in France, he said. " * 40, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text('{"text": "Ana Duarte spoke.", "people": []}\n', encoding="utf-8")
    return tmp_path


def run(
    place: Path,
    arguments: str,
    streams: Mapping[int, int | None] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """The command with these standard streams, of which None is a closed one; the others are files."""
    with TemporaryFile() as stdin, TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        given = {0: stdin.fileno(), 1: out.fileno(), 2: err.fileno(), **(streams or {})}
        typed = shlex.split(arguments)
        pid = forked.start(typed, [given[number] for number in range(3)], place, {**os.environ, **environment})
        meanwhile()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(typed, status, out.read(), err.read())


def shell(place: Path, arguments: str) -> subprocess.CompletedProcess[str]:
    """What a shell does with the command and its redirections."""
    command = f"{shlex.quote(sys.executable)} -P -m newsextract {arguments}"
    bash = ["bash", "-o", "pipefail", "-c", command]
    return subprocess.run(bash, capture_output=True, text=True, cwd=place, timeout=300, check=False)


@pytest.fixture
def full() -> Iterator[int]:
    """A file on a disk that is full."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("no /dev/full")
    with device.open("wb") as stream:
        yield stream.fileno()


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize(("arguments", "unbuffered"), BUFFERED)
def test_a_full_disk_is_told_in_one_line(place: Path, full: int, arguments: str, unbuffered: str) -> None:
    done = run(place, arguments, {1: full}, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (2, f"newsextract: {FULL}\n")


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_closed_standard_output_is_told_in_one_line(place: Path, arguments: str) -> None:
    done = run(place, arguments, {1: None})
    assert (done.returncode, done.stderr) == (2, f"newsextract: {CLOSED}\n")


@pytest.mark.parametrize(("arguments", "unbuffered"), BUFFERED)
def test_a_reader_that_has_seen_enough_ends_all_quietly(
    place: Path, unread: int, arguments: str, unbuffered: str
) -> None:
    done = run(place, arguments, {1: unread}, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("format", FORMATS)
def test_the_first_line_of_many_ends_all_quietly(place: Path, format: str) -> None:
    reader, writer = os.pipe()

    def read_a_byte() -> None:
        os.close(writer)
        assert os.read(reader, 1)
        os.close(reader)

    done = run(place, f"{' '.join(['a.txt'] * 20)} -f {format}", {1: writer}, read_a_byte)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", ["-", "evaluate -", "explain -"])
def test_a_closed_standard_input_is_told(place: Path, arguments: str) -> None:
    done = run(place, arguments, {0: None})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "newsextract: -: standard input is closed: name a file\n"


def test_a_closed_standard_input_does_not_matter_to_who_reads_none(place: Path) -> None:
    done = run(place, "a.txt", {0: None})
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    nothing = run(place, "", {0: None})
    assert nothing.returncode == 2
    assert nothing.stderr.startswith("newsextract: no article: name a file")


@pytest.mark.parametrize("where", ["closed", "full", "unread"])
@pytest.mark.parametrize(
    ("arguments", "status", "records"), [("a.txt no.txt a.txt", 1, 2), ("--nonsense", 2, 0), ("evaluate no.txt", 1, 0)]
)
def test_messages_that_nobody_can_read_cost_no_record(
    place: Path, full: int, unread: int, where: str, arguments: str, status: int, records: int
) -> None:
    done = run(place, arguments, {2: {"closed": None, "full": full, "unread": unread}[where]})
    assert (done.returncode, done.stdout.count("\n")) == (status, records)


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("schema >/dev/full", 2, f"newsextract: {FULL}\n"),
        ("schema >&-", 2, f"newsextract: {CLOSED}\n"),
        ("schema | true", 0, ""),
        ("a.txt a.txt -f csv | head -c 1", 0, ""),
        ("a.txt no.txt 2>&- <&-", 1, ""),
    ],
)
def test_a_process_that_a_shell_starts_has_such_streams_too(place: Path, typed: str, status: int, told: str) -> None:
    done = shell(place, typed)
    assert (done.returncode, done.stderr) == (status, told)


def test_no_file_gets_what_was_meant_for_a_closed_stream(place: Path) -> None:
    """A file that is opened gets the lowest number that is free: that of a stream, where one is closed."""
    done = shell(place, "a.txt no.txt -o out/ --workers 2 <&- >&- 2>&-")
    assert done.returncode == 1
    assert json.loads((place / "out" / "a.txt.json").read_text("utf-8"))["people"]
    with closing(sqlite3.connect(place / "out" / ".newsextract.db")) as ledger:
        assert ledger.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_signs_that_a_terminal_has_not_are_no_reason_to_fail(place: Path) -> None:
    for arguments in ("--help", "evaluate --help", "evaluate gold.jsonl"):
        done = run(place, arguments, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("columns", ["0", "1", "x", "-5", "99999999999"])
def test_a_terminal_of_no_width_gets_its_tables(place: Path, columns: str) -> None:
    for arguments in ("a.txt -f table", "explain a.txt -f table"):
        done = run(place, arguments, COLUMNS=columns)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Ana" in done.stdout


@pytest.mark.parametrize("arguments", [".", "explain {}/a.txt", "{}/a.txt -o out.json", "{}/a.txt -o out/"])
def test_a_folder_that_has_been_deleted_is_no_place_to_be(place: Path, arguments: str) -> None:
    (place / "gone").mkdir()
    command = f"cd gone; rmdir ../gone; {sys.executable} -P -m newsextract {arguments.format(place)}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=place, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"unexpected" not in done.stderr


@pytest.mark.parametrize(
    "option", ["--model", "--rules", "--scheduler", "--glob", "--text-field", "--id-field", "--output", "--only"]
)
def test_a_name_that_is_empty_is_told(place: Path, option: str) -> None:
    done = run(place, f"a.txt {option} ''")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"newsextract: {option}")
