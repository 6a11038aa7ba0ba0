"""The list of what is finished, as it is after a run that was killed at any byte, and whichever run comes next."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsextract.batch.sinks.holding import Hold, Part
from newsextract.batch.sinks.layout import digest
from newsextract.batch.sinks.manifest import Entry, Manifest, header
from newsextract.output import OutputError

MADE = {"--only": "people", "--format": "json", "model": "m1"}
OTHER = {**MADE, "model": "m2"}
ENTRIES = [Entry(f"id{n}", f"{n}.txt", n, f"{n}.json", f"hash{n}", f"record{n}") for n in range(3)]
OUTPUTS = [entry.output for entry in ENTRIES]


@contextmanager
def opened(
    folder: Path, made: dict[str, str] = MADE, part: Part | None = None, anew: bool = False, base: str | None = "/news"
) -> Iterator[Manifest]:
    with closing(Hold(folder, header(made, folder, Path(base) if base else None, part), part)) as hold:
        yield Manifest(hold, made, anew)


def fill(folder: Path, made: dict[str, str] = MADE, part: Part | None = None, hash: str | None = None) -> None:
    with opened(folder, made, part) as manifest:
        for entry in ENTRIES:
            if part is None or entry.key % part[1] == part[0] - 1:
                manifest.begin([entry if hash is None else Entry(entry.id, entry.file, entry.key, entry.output, hash)])
                manifest.written([entry.output])


def finished(folder: Path, made: dict[str, str] = MADE, anew: bool = False) -> list[bool]:
    with opened(folder, made, anew=anew) as manifest:
        return [manifest.claim(entry.output, entry.hash) for entry in ENTRIES]


def test_what_was_written_is_finished_under_its_hash_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path) == [True] * 3
    with opened(tmp_path) as manifest:
        assert not manifest.claim("0.json", "hash1")


def test_a_later_line_counts_and_not_an_earlier_one(tmp_path: Path) -> None:
    fill(tmp_path)
    fill(tmp_path, hash="edited")
    assert finished(tmp_path) == [False] * 3
    fill(tmp_path)
    assert finished(tmp_path) == [True] * 3


def test_what_was_begun_and_not_written_is_not_finished(tmp_path: Path) -> None:
    fill(tmp_path)
    with opened(tmp_path) as manifest:
        manifest.begin(ENTRIES[:2])
        manifest.written(OUTPUTS[:1])
    assert finished(tmp_path) == [True, False, True]


def test_it_may_be_torn_at_any_byte(tmp_path: Path) -> None:
    fill(tmp_path)
    path = tmp_path / "manifest.jsonl"
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        said = whole[:size].count(b'"]}')
        with opened(tmp_path) as manifest:
            assert not manifest.changed
            claims = [manifest.claim(entry.output, entry.hash) for entry in ENTRIES]
            assert claims == [True] * said + [False] * (3 - said)
            manifest.begin(ENTRIES)
            manifest.written(OUTPUTS)
        assert finished(tmp_path) == [True] * 3


@pytest.mark.parametrize(
    "tail",
    [
        *(b"\0" * 500, b"{", b"null\n", b'["x"]\n', b'{"output": 3}\n', b"\xff\xfe\n"),
        *(b'{"run": 1, "written": "0.json"}\n', b'{"run": 1, "removed": [3, null, {}]}\n', b'{"run": 1, "run": "x"}\n'),
        b'{"run": 1, ' + b"[" * 5000 + b"\n",
        b'{"run": 1, "id": "x", "file": 0, "key": 1, "output": "0.json", "hash": "h", "record": "r"}\n',
        b'{"run": ' + b"9" * 400 + b', "removed": ["0.json"]}\n',
    ],
)
def test_damaged_lines_are_passed_over(tmp_path: Path, tail: bytes) -> None:
    fill(tmp_path)
    with (tmp_path / "manifest.jsonl").open("ab") as stream:
        stream.write(tail)
    assert finished(tmp_path) == [True] * 3


def test_another_model_is_told_and_what_it_did_not_do_is_still_finished(tmp_path: Path) -> None:
    fill(tmp_path)
    with opened(tmp_path, OTHER) as manifest:
        assert manifest.changed == ["model"]
        assert not manifest.claim("0.json", "hash0")
        manifest.begin(ENTRIES[:1])
        manifest.written(OUTPUTS[:1])
    with opened(tmp_path) as manifest:
        assert manifest.changed == ["model"]
    assert finished(tmp_path) == [False, True, True]


def test_anew(tmp_path: Path) -> None:
    fill(tmp_path)
    assert finished(tmp_path, anew=True) == [False] * 3


PARTS = [(1, 3), (2, 3), (3, 3)]


def test_the_parts_of_a_run_are_read_by_all(tmp_path: Path) -> None:
    for part in PARTS:
        fill(tmp_path, part=part)
    assert finished(tmp_path) == [True] * 3
    assert finished(tmp_path, OTHER) == [False] * 3
    with opened(tmp_path, part=(2, 3)) as manifest:
        assert not manifest.changed
        assert [entry.output for entry in manifest.stale()] == ["1.json"]


def test_a_run_counts_for_more_than_earlier_ones_in_whichever_manifest(tmp_path: Path) -> None:
    fill(tmp_path)
    fill(tmp_path, OTHER, (1, 3))
    assert finished(tmp_path) == [False, True, True]
    assert finished(tmp_path, OTHER) == [True, False, False]
    fill(tmp_path, part=(1, 3))
    fill(tmp_path, OTHER)
    assert finished(tmp_path) == [False] * 3


def test_what_was_removed_comes_back_through_no_other_manifest(tmp_path: Path) -> None:
    for part in PARTS:
        fill(tmp_path, part=part)
    with opened(tmp_path) as manifest:
        manifest.removed(["0.json"])
    assert finished(tmp_path) == [False, True, True]
    with opened(tmp_path) as manifest:
        assert {entry.output for entry in manifest.stale()} == {"1.json", "2.json"}


def test_what_was_written_again_after_it_was_removed_is_stale_for_its_own_part_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as manifest:
        manifest.removed([OUTPUTS[0]])
        manifest.begin([ENTRIES[0]])
        manifest.written([OUTPUTS[0]])
    for part, stale in (((1, 3), [ENTRIES[0]]), ((2, 3), []), ((3, 3), [])):
        with opened(tmp_path, part=part) as manifest:
            assert list(manifest.stale()) == stale


def test_a_lost_manifest_gives_no_number_to_two_runs(tmp_path: Path) -> None:
    for hash in ("first", None, "last"):
        fill(tmp_path, OTHER)
        fill(tmp_path, part=(1, 3), hash=hash)
    (tmp_path / "manifest.jsonl").unlink()
    for _ in range(10):
        fill(tmp_path, OTHER)
        fill(tmp_path)
        assert finished(tmp_path) == [True] * 3


def test_what_is_stale_is_what_no_input_claims(tmp_path: Path) -> None:
    fill(tmp_path)
    with opened(tmp_path) as manifest:
        manifest.claim("0.json", "edited")
        manifest.claim("1.json", "hash1")
        manifest.release("1.json")
        assert [entry.output for entry in manifest.stale()] == ["1.json", "2.json"]
        manifest.removed(["2.json"])
        assert [entry.output for entry in manifest.stale()] == ["1.json"]


@pytest.mark.parametrize("output", ["../x.json", "/tmp/x.json", "a/../../x.json", "", "a//x.json", ".x", "a\\x", "C:x"])
def test_a_planted_line_names_no_place_of_ours(tmp_path: Path, output: str) -> None:
    fill(tmp_path)
    with (tmp_path / "manifest.jsonl").open("a") as stream:
        planted = {"id": "x", "file": "x", "key": 1, "output": output, "hash": "h", "record": "r"}
        stream.write(json.dumps({"run": 1, **planted}) + "\n")
    with opened(tmp_path) as manifest:
        assert {entry.output for entry in manifest.stale()} == set(OUTPUTS)


@pytest.mark.parametrize("line", [b'{"audio": "a.wav"}\n', b'{"audio": "a.wav"}', b"PATH=/bin\n", b"[" * 9000])
def test_a_manifest_of_something_else_is_refused_and_left_alone(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "manifest.jsonl").write_bytes(line)
    with pytest.raises(OutputError, match=r"manifest\.jsonl: not a manifest written by newsextract"):
        fill(tmp_path)
    assert (tmp_path / "manifest.jsonl").read_bytes() == line


@pytest.mark.parametrize("part", [None, (1, 2)])
def test_no_link_is_followed_to_write(tmp_path: Path, part: Part | None) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").touch()
    (tmp_path / "out" / ("manifest.1-of-2.jsonl" if part else "manifest.jsonl")).symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError, match=r"jsonl: a link where newsextract needs a file: remove it"):
        fill(tmp_path / "out", part=part)
    assert (tmp_path / "precious").read_bytes() == b""


def test_two_runs_cannot_have_one_folder_and_the_parts_of_one_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsextract.batch.sinks.holding._JOINS_WITHIN", 0.2)
    busy = pytest.raises(OutputError, match="another newsextract is writing there")
    with opened(tmp_path):
        for part in (None, (1, 2)):
            with busy, opened(tmp_path, part=part):
                pass
    with opened(tmp_path, part=(1, 2)), opened(tmp_path, part=(2, 2)):
        for made, part in [(MADE, None), (MADE, (1, 2)), (MADE, (3, 3)), (OTHER, (2, 2))]:
            with busy, opened(tmp_path, made, part):
                pass
    with opened(tmp_path):
        pass


def test_parts_that_start_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsextract.batch.sinks.holding._JOINS_WITHIN", 300)
    runs, every_part_runs = [], threading.Barrier(20)

    def start(number: int) -> None:
        with opened(tmp_path, part=(number, 20)) as manifest:
            runs.append(manifest._hold.run)
            every_part_runs.wait(300)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(1, 21)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert runs == [1] * 20


@pytest.mark.parametrize(
    ("base", "are_other"),
    [("/news", False), ("/news/.", False), ("/other", True), ("/", True), ("/news/deep", True)],
)
@pytest.mark.parametrize("part", [None, (1, 3)])
def test_records_of_other_inputs_are_known(tmp_path: Path, base: str, are_other: bool, part: Part | None) -> None:
    fill(tmp_path)
    with opened(tmp_path, base=base, part=part) as manifest:
        of_other = manifest.of_other_inputs()
    assert of_other == ({entry.output: f"/news/{entry.file}" for entry in ENTRIES} if are_other else {})
    assert finished(tmp_path) == [True] * 3


def test_of_a_file_of_many_the_place_is_the_folder_of_its_records(tmp_path: Path) -> None:
    with opened(tmp_path) as manifest:
        manifest.begin([Entry("x", "a/m.jsonl", 7, "a/m.jsonl/e0/x.json", "h"), Entry("b", "b", digest("b"), "b", "h")])
    with opened(tmp_path, base="/other") as manifest:
        assert manifest.of_other_inputs() == {"a/m.jsonl": "/news/a/m.jsonl", "b": "/news/b"}


def test_records_of_other_inputs_that_were_removed_are_of_nobody(tmp_path: Path) -> None:
    fill(tmp_path, part=(1, 3))
    with opened(tmp_path) as manifest:
        manifest.removed(OUTPUTS[:1])
    with opened(tmp_path, base="/other") as manifest:
        assert manifest.of_other_inputs() == {}


def test_input_and_folder_may_be_moved_together_and_the_folder_alone(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "news").mkdir(parents=True)
    (tmp_path / "one" / "out").mkdir()
    with opened(tmp_path / "one" / "out", base=str(tmp_path / "one" / "news")) as manifest:
        manifest.begin(ENTRIES)
    (tmp_path / "one" / "out").rename(tmp_path / "two" / "out")
    with opened(tmp_path / "two" / "out", base=str(tmp_path / "two" / "news")) as manifest:
        assert manifest.of_other_inputs() == {}
    (tmp_path / "two" / "out").rename(tmp_path / "out")
    with opened(tmp_path / "out", base=str(tmp_path / "one" / "news")) as manifest:
        assert manifest.of_other_inputs() == {}


def test_what_came_on_standard_input_or_by_an_address_is_of_no_other_inputs(tmp_path: Path) -> None:
    with opened(tmp_path) as manifest:
        for file, output in ((None, "stdin.json"), ("https://example.org/a", "web/a.json")):
            manifest.begin([Entry("-", file, digest(file or "-"), output, "hash", "record")])
    with opened(tmp_path, base="/other") as manifest:
        assert manifest.of_other_inputs() == {}
        assert {entry.file for entry in manifest.stale()} == {None, "https://example.org/a"}
