"""What may be removed from an output folder, and what never is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsextract.batch.sinks.folder import remove_errors, remove_record
from newsextract.ledger.folder import LinkError, record_hash
from newsextract.output import OutputError

OURS = record_hash(b"ours")


def put(path: Path, content: bytes = b"ours") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("files", "folders", "record", "is_gone", "left"),
    [
        (["deep/er/a.json", "deep/b.json"], [], "deep/er/a.json", True, ["deep", "deep/b.json"]),
        (["deep/a.json=mine"], [], "deep/a.json", False, ["deep", "deep/a.json"]),
        ([], ["deep/er"], "deep/er/a.json", True, []),
        ([], [], "no/such/a.json", True, []),
        (["a.json/b.json"], [], "a.json", True, ["a.json", "a.json/b.json"]),
        (["c.json=mine"], [], "c.json/d.json", True, ["c.json"]),
        (["c.json=mine"], [], "c.json/e/d.json", True, ["c.json"]),
    ],
)
def test_a_record_goes_with_the_folders_that_it_leaves_empty_and_nothing_else(
    out: Path, files: list[str], folders: list[str], record: str, is_gone: bool, left: list[str]
) -> None:
    for name, _, content in (file.partition("=") for file in files):
        put(out / name, content.encode() or b"ours")
    for folder in folders:
        (out / folder).mkdir(parents=True)
    assert remove_record(out, record, OURS) == is_gone
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*")) == left


def link_to_file(out: Path, target: Path) -> None:
    (out / "deep").mkdir()
    (out / "deep" / "a.json").symlink_to(target)


def link_to_folder(out: Path, target: Path) -> None:
    (out / "deep").symlink_to(target.parent)


def pipe(out: Path, target: Path) -> None:
    (out / "deep").mkdir()
    os.mkfifo(out / "deep" / "a.json")


@pytest.mark.parametrize(("plant", "is_link"), [(link_to_file, "a.json"), (link_to_folder, "deep"), (pipe, None)])
def test_nothing_is_removed_through_a_link(
    out: Path, tmp_path: Path, plant: Callable[[Path, Path], None], is_link: str | None
) -> None:
    target = put(tmp_path / "elsewhere" / "a.json")
    plant(out, target)
    if is_link:
        with pytest.raises(LinkError, match=f"{is_link}: a link where newsextract needs a"):
            remove_record(out, "deep/a.json", OURS)
    else:
        assert not remove_record(out, "deep/a.json", OURS)
    assert target.exists()
    assert len([*(out / "deep").iterdir()]) == 1


ROW = b'{"id": "a", "kind": "input", "message": "m"}\n'


@pytest.mark.parametrize("content", [ROW, ROW + b"{", ROW[:-10], ROW[:3], b""])
def test_failures_of_an_earlier_run_are_forgotten(out: Path, content: bytes) -> None:
    put(out / "errors.jsonl", content)
    remove_errors(out)
    assert [*out.iterdir()] == []


@pytest.mark.parametrize("content", [b"[]", b'{"id": "a"}', b'{"id": "a"\n', b"mine", b"[" * 9000])
def test_a_file_of_that_name_that_tells_of_no_failures_stays(out: Path, content: bytes) -> None:
    path = put(out / "errors.jsonl", content)
    with pytest.raises(OutputError, match=r"errors\.jsonl: not written by newsextract, and would be lost"):
        remove_errors(out)
    assert path.exists()
