"""What may be removed from an output folder, and what never is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsextract.batch.ledger.below import Below, LinkError
from newsextract.batch.ledger.folder import record_hash
from newsextract.batch.sinks.removal import remove_errors, remove_record
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


@pytest.fixture
def below(out: Path) -> Iterator[Below]:
    with closing(Below(out)) as below:
        yield below


def test_a_record_goes_and_the_folders_that_it_leaves_empty(out: Path, below: Below) -> None:
    put(out / "deep" / "er" / "a.json")
    kept = put(out / "deep" / "b.json")
    assert remove_record(below, "deep/er/a.json", OURS)
    assert [*out.rglob("*")] == [out / "deep", kept]


def test_a_file_of_other_content_stays(out: Path, below: Below) -> None:
    path = put(out / "deep" / "a.json", b"mine")
    assert not remove_record(below, "deep/a.json", OURS)
    assert path.read_bytes() == b"mine"


def test_where_nothing_is_empty_folders_go(out: Path, below: Below) -> None:
    (out / "deep" / "er").mkdir(parents=True)
    assert remove_record(below, "deep/er/a.json", OURS)
    assert remove_record(below, "no/such/a.json", OURS)
    assert [*out.iterdir()] == []


def test_what_is_a_folder_now_or_in_a_file_is_no_record(out: Path, below: Below) -> None:
    put(out / "a.json" / "b.json")
    put(out / "c.json", b"mine")
    assert remove_record(below, "a.json", OURS)
    assert remove_record(below, "c.json/d.json", OURS)
    assert remove_record(below, "c.json/e/d.json", OURS)
    assert sorted(path.name for path in out.rglob("*.json")) == ["a.json", "b.json", "c.json"]


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
    out: Path, below: Below, tmp_path: Path, plant: Callable[[Path, Path], None], is_link: str | None
) -> None:
    target = put(tmp_path / "elsewhere" / "a.json")
    plant(out, target)
    if is_link:
        with pytest.raises(LinkError, match=f"{is_link}: a link where newsextract needs a"):
            remove_record(below, "deep/a.json", OURS)
    else:
        assert not remove_record(below, "deep/a.json", OURS)
    assert target.exists()
    assert len([*(out / "deep").iterdir()]) == 1


ROW = b'{"id": "a", "kind": "input", "message": "m"}\n'


@pytest.mark.parametrize("content", [ROW, ROW + b"{", ROW[:-10], ROW[:3], b""])
def test_failures_of_an_earlier_run_are_forgotten(out: Path, below: Below, content: bytes) -> None:
    put(out / "errors.jsonl", content)
    remove_errors(below)
    assert [*out.iterdir()] == []


@pytest.mark.parametrize("content", [b"[]", b'{"id": "a"}', b'{"id": "a"\n', b"mine", b"[" * 9000])
def test_a_file_of_that_name_that_tells_of_no_failures_stays(out: Path, below: Below, content: bytes) -> None:
    path = put(out / "errors.jsonl", content)
    with pytest.raises(OutputError, match=r"errors\.jsonl: not written by newsextract, and would be lost"):
        remove_errors(below)
    assert path.exists()
