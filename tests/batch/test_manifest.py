"""The list of what is finished, as it is after a run that was killed at any byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsextract.batch.manifest import Entry, Manifest
from newsextract.output import OutputError

MADE = {"model": "m1", "rules": "r1"}
ENTRIES = [Entry(f"id{number}", f"{number}.json", f"hash{number}") for number in range(3)]


def fill(folder: Path, part: str = "") -> None:
    manifest = Manifest(folder, MADE, part)
    manifest.add(ENTRIES[:2])
    manifest.add(ENTRIES[2:])
    manifest.close()


def finished(folder: Path, made: dict[str, str] = MADE, **options: bool) -> list[bool]:
    manifest = Manifest(folder, made, **options)  # type: ignore[arg-type]
    manifest.close()
    return [manifest.finished(entry.output, entry.hash) for entry in ENTRIES]


def test_what_was_added_is_finished_under_its_hash_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path) == [True] * 3
    manifest = Manifest(tmp_path, MADE)
    assert not manifest.finished("0.json", "hash1")
    manifest.close()


def test_it_may_be_torn_at_any_byte(tmp_path: Path) -> None:
    fill(tmp_path)
    whole = (tmp_path / "manifest.jsonl").read_bytes()
    for size in range(len(whole)):
        (tmp_path / "manifest.jsonl").write_bytes(whole[:size])
        manifest = Manifest(tmp_path, MADE)
        lines = whole[:size].count(b"\n") - 1
        assert not manifest.changed
        assert [manifest.finished(entry.output, entry.hash) for entry in ENTRIES][: max(lines, 0)] == [True] * lines
        manifest.add(ENTRIES)
        manifest.close()
        assert finished(tmp_path) == [True] * 3


@pytest.mark.parametrize("tail", [b"\0" * 500, b"{", b"null\n", b'["x"]\n', b'{"output": 3}\n', b"\xff\xfe\n"])
def test_damaged_lines_are_passed_over(tmp_path: Path, tail: bytes) -> None:
    fill(tmp_path)
    with (tmp_path / "manifest.jsonl").open("ab") as stream:
        stream.write(tail)
    assert finished(tmp_path) == [True] * 3


def test_another_model_starts_over_and_says_what_changed(tmp_path: Path) -> None:
    fill(tmp_path)
    manifest = Manifest(tmp_path, {**MADE, "model": "m2"})
    assert manifest.changed == ["model"]
    assert not manifest.finished("0.json", "hash0")
    manifest.close()
    assert finished(tmp_path) == [False] * 3  # the old entries are gone, should the old model come again


def test_anew(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path, anew=True) == [False] * 3


def test_the_parts_of_a_run_read_each_others(tmp_path: Path) -> None:
    fill(tmp_path, ".1-of-2")
    assert finished(tmp_path) == [True] * 3
    assert finished(tmp_path, {**MADE, "rules": "r2"}) == [False] * 3


def test_two_runs_cannot_have_one_part(tmp_path: Path) -> None:
    first = Manifest(tmp_path, MADE)
    Manifest(tmp_path, MADE, ".1-of-2").close()
    with pytest.raises(OutputError, match="another newsextract is writing there"):
        Manifest(tmp_path, MADE)
    first.close()
    Manifest(tmp_path, MADE).close()
