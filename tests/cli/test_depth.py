"""JSON and TOML nested a hundred thousand deep, wherever the command reads some: one line, and the rest is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.process import Command

DEEP = "[" * 100_000 + "]" * 100_000
KEYS = ".".join("a" * 100_000)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Ana Duarte spoke in France.")
    for folder in ("people", "countries"):
        (tmp_path / "rules" / folder).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people/votes_by_hand.toml", f"x = {DEEP}\n"),
        ("people/votes_by_hand.toml", f"{KEYS} = 1\n"),
        ("countries/countries.jsonl", f'{{"alpha_2": {DEEP}}}\n'),
    ],
)
def test_a_rules_file(command: Command, place: Path, name: str, content: str) -> None:
    (place / "rules" / name).write_text(content)
    done = command("a.txt", "--rules", "rules")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert f"rules/{name}:".encode() in done.stderr


ROWS = f'{{"text": "One.", "x": {DEEP}}}\n{{"id": "b", "text": "Two.", "people": []}}\n'


@pytest.mark.parametrize("named", [True, False])
def test_json_lines(command: Command, place: Path, named: bool) -> None:
    (place / "rows.jsonl").write_text(ROWS)
    done = command("rows.jsonl") if named else command("-", stdin=ROWS.encode())
    assert (done.returncode, done.stdout.count(b'"id": "b"'), done.stderr.count(b"\n")) == (1, 1, 1)
    assert b":1: not JSON (" in done.stderr


def test_gold(command: Command, place: Path) -> None:
    (place / "gold.jsonl").write_text("".join(reversed(ROWS.splitlines(keepends=True))))
    done = command("evaluate", "gold.jsonl")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"newsextract: gold.jsonl:2: not JSON (")
    assert b"1 article" in done.stdout


def test_a_text(command: Command, place: Path) -> None:
    (place / "deep.txt").write_text(DEEP)
    done = command("deep.txt")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert done.stderr.startswith(b"newsextract: deep.txt: JSON, not prose")
