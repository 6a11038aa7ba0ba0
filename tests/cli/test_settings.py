"""Settings files: the nearest one counts, the command line beats it, a mistake is told with file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsextract.cli.settings import SettingsError, read_settings
from tests.process import Command

TYPES: dict[str, tuple[type, ...]] = {"only": (str,), "quiet": (bool,), "workers": (str, int)}


def test_the_nearest_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsextract.toml").write_text('only = "people"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert read_settings(None, TYPES) == {"only": "people"}
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert read_settings(None, TYPES) == {"only": "people"}
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.newsextract]\nworkers = 2\n")
    assert read_settings(None, TYPES) == {"workers": 2}
    (tmp_path / "a" / "newsextract.toml").write_text("quiet = true\n")
    assert read_settings(None, TYPES) == {"quiet": True}
    assert read_settings(str(tmp_path / "newsextract.toml"), TYPES) == {"only": "people"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\nonyl = 'people'\n", "x.toml:2: no setting 'onyl': choose from only, quiet, workers"),
        ("quiet = 1\n", "x.toml:1: quiet = 1: it takes true or false"),
        ("only = true\n", "x.toml:1: only = True: it takes a string"),
        ("workers = 2.5\n", "x.toml:1: workers = 2.5: it takes a string or a whole number"),
        ("only = people\n", "x.toml: Invalid value (at line 1, column 8)"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        read_settings(str(tmp_path / "x.toml"), TYPES)
    assert str(error.value) == str(tmp_path / says)


def test_options_have_defaults_from_the_file(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte lives in France.")
    (tmp_path / "pyproject.toml").write_text('[tool.newsextract]\nonly = "people"\nformat = "json"\n')
    record = json.loads(command("a.txt").stdout)
    assert record["people"]
    assert record["countries"] is None
    assert command("a.txt").stdout.startswith(b"{\n")
    assert json.loads(command("a.txt", "--only", "countries").stdout)["people"] is None
    (tmp_path / "other.toml").write_text('only = "numbers"\n')
    assert json.loads(command("a.txt", "--config", "other.toml").stdout)["numbers"] == []


def test_what_a_file_switches_on_is_switched_off_by_hand(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte said that it was late.")
    (tmp_path / "b.jpg").write_bytes(b"")
    (tmp_path / "newsextract.toml").write_text("quiet = true\nindirect = true\n")
    done, undone = command("."), command(".", "--no-quiet", "--no-indirect")
    assert (done.stderr, [quote["kind"] for quote in json.loads(done.stdout)["quotes"]]) == (b"", ["indirect"])
    assert undone.stderr.startswith(b"newsextract: passed over")
    assert json.loads(undone.stdout)["quotes"] == []


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("fail_fast = true", "newsextract.toml:1: no setting 'fail_fast': choose from format, output"),
        ("version = true", "newsextract.toml:1: no setting 'version'"),
        ("workers = 0", "--workers 0: give a number from 1"),
        ('model = "a\\u0000b"', "newsextract.toml:1: model = 'a\\x00b': no name holds a zero character"),
        (f"quiet = {'9' * 5000}", "newsextract.toml: Exceeds the limit (4300 digits)"),
        (f"quiet = {'[' * 9999}", "newsextract.toml: TOML inline arrays/tables are nested more than"),
    ],
)
def test_mistakes_end_the_command(command: Command, tmp_path: Path, setting: str, says: str) -> None:
    (tmp_path / "newsextract.toml").write_text(setting)
    done = command("a.txt")
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there(command: Command) -> None:
    done = command("a.txt", "--config", "no.toml")
    assert (done.returncode, done.stderr) == (
        2,
        b"newsextract: no.toml: cannot be read (no such file or directory)\n",
    )
