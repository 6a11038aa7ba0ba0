"""Standard streams that are closed, full or read by nobody: one line and a status, no traceback, no record lost."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract.output.formats import FORMATS

NEWSEXTRACT = f"{shlex.quote(sys.executable)} -m newsextract"
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


def shell(place: Path, arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What a shell does with the command and its redirections."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{NEWSEXTRACT} {arguments}"],
        capture_output=True,
        cwd=place,
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize(("arguments", "unbuffered"), BUFFERED)
def test_a_full_disk_is_told_in_one_line(place: Path, arguments: str, unbuffered: str) -> None:
    done = shell(place, f"{arguments} >/dev/full", PYTHONUNBUFFERED=unbuffered)
    told = (
        "newsextract: standard output: cannot be written (no space left on device): make room, or choose another place"
    )
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [told])


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_closed_standard_output_is_told_in_one_line(place: Path, arguments: str) -> None:
    done = shell(place, f"{arguments} >&-")
    told = (
        "newsextract: standard output: cannot be written (bad file descriptor): it is closed: open it, or name a file"
    )
    assert (done.returncode, done.stderr.decode().splitlines()) == (2, [f"{told} with -o"])


@pytest.mark.parametrize(("arguments", "unbuffered"), BUFFERED)
def test_a_reader_that_has_seen_enough_ends_all_quietly(place: Path, arguments: str, unbuffered: str) -> None:
    done = shell(place, f"{arguments} | true", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("format", FORMATS)
def test_the_first_line_of_many_ends_all_quietly(place: Path, format: str) -> None:
    done = shell(place, f"{' '.join(['a.txt'] * 60)} -f {format} | head -c 1")
    assert (done.returncode, done.stderr, len(done.stdout)) == (0, b"", 1)


@pytest.mark.parametrize("arguments", ["-", "evaluate -", "explain -"])
def test_a_closed_standard_input_is_told(place: Path, arguments: str) -> None:
    done = shell(place, f"{arguments} <&-")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"newsextract: -: standard input is closed: name a file\n"


def test_a_closed_standard_input_does_not_matter_to_who_reads_none(place: Path) -> None:
    done = shell(place, "a.txt <&-")
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)
    nothing = shell(place, "<&-")
    assert nothing.returncode == 2
    assert nothing.stderr.startswith(b"newsextract: no article: name a file")


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "2> >(true)"])
@pytest.mark.parametrize(
    ("arguments", "status", "records"), [("a.txt no.txt a.txt", 1, 2), ("--nonsense", 2, 0), ("evaluate no.txt", 1, 0)]
)
def test_messages_that_nobody_can_read_cost_no_record(
    place: Path, where: str, arguments: str, status: int, records: int
) -> None:
    done = shell(place, f"{arguments} {where}")
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (status, records, b"")


def test_no_file_gets_what_was_meant_for_a_closed_stream(place: Path) -> None:
    """A file that is opened gets the lowest number that is free: that of a stream, where one is closed."""
    done = shell(place, "a.txt no.txt -o out/ --workers 2 <&- >&- 2>&-")
    assert done.returncode == 1
    assert json.loads((place / "out" / "a.txt.json").read_text("utf-8"))["people"]
    for line in (place / "out" / "manifest.jsonl").read_text("utf-8").splitlines():
        json.loads(line)


def test_signs_that_a_terminal_has_not_are_no_reason_to_fail(place: Path) -> None:
    for arguments in ("--help", "evaluate --help", "evaluate gold.jsonl"):
        done = shell(place, arguments, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("columns", ["0", "1", "x", "-5", "99999999999"])
def test_a_terminal_of_no_width_gets_its_tables(place: Path, columns: str) -> None:
    for arguments in ("a.txt -f table", "explain a.txt -f table"):
        done = shell(place, arguments, COLUMNS=columns)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"Ana" in done.stdout


@pytest.mark.parametrize("arguments", [".", "explain {}/a.txt", "{}/a.txt -o out.json", "{}/a.txt -o out/"])
def test_a_folder_that_has_been_deleted_is_no_place_to_be(place: Path, arguments: str) -> None:
    (place / "gone").mkdir()
    command = f"cd gone; rmdir ../gone; {sys.executable} -P -m newsextract {arguments.format(place)}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=place, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert b"not foreseen" not in done.stderr


@pytest.mark.parametrize(
    "option", ["--model", "--rules", "--scheduler", "--glob", "--text-field", "--id-field", "--output", "--only"]
)
def test_a_name_that_is_empty_is_told(place: Path, option: str) -> None:
    done = shell(place, f"a.txt {option} ''")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert done.stderr.startswith(f"newsextract: {option}".encode())
