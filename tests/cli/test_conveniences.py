"""What a user types by habit or by mistake: short options, other commands' names, lists of files, the tab key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract import __version__
from newsextract.cli.commands import meant
from tests.process import Command

TEXT = "Ana Duarte met French officials. “We agreed on 12 points,” Duarte said.\n"


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    names = ["a.txt", "two words.txt", "new\nline.txt", "-"]
    for name in names:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return names


def ids(lines: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in lines.splitlines()]


def test_the_help_is_short_and_in_panels(command: Command) -> None:
    shown = command("--help", COLUMNS="100").stdout.decode()
    assert len(shown.splitlines()) < 65
    for heading in ("Options", "Switches (--no-NAME overrides a settings file)", "Input", "Many articles"):
        assert f"─ {heading} ─" in shown
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= 100
    assert command("-h", COLUMNS="100").stdout.decode() == shown


@pytest.mark.parametrize(
    "name",
    [
        "summary",
        "quotes",
        "numbers",
        "sql",
        "evaluate",
        "explain",
        "schema",
        "models",
        "same",
        "apart",
        "nobody",
        "somebody",
        "call",
        "correct",
        "corrections",
    ],
)
def test_each_command_has_short_help(command: Command, name: str) -> None:
    done = command(name, "-h")
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"newsextract {name} [OPTIONS]" in done.stdout.decode()


def test_the_version_by_one_letter(command: Command) -> None:
    done = command("-V")
    assert (done.returncode, done.stdout.decode()) == (0, f"newsextract {__version__}\n")


@pytest.mark.parametrize(
    ("word", "likely"),
    [
        ("evalute", "evaluate"),
        ("explian", "explain"),
        ("shema", "schema"),
        ("model", "models"),
        ("schema", None),
        ("./shema", None),
        ("shema.txt", None),
        ("article", None),
        ("https://a.org/shema", None),
        ("-", None),
        ("", None),
    ],
)
def test_commands_that_are_meant(word: str, likely: str | None) -> None:
    assert meant(word) == likely


def test_a_command_that_is_meant_is_named_unless_a_file_has_that_name(command: Command, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "people": []}) + "\n", encoding="utf-8")
    done = command("evalute", "gold.jsonl", "--errors", "2")
    assert (done.returncode, done.stdout) == (2, b"")
    told = "no file or command is called 'evalute': did you mean `newsextract evaluate`?"
    assert done.stderr.decode() == f"newsextract: {told}\n"
    done = command("letters", "gold.jsonl", "port")
    told = "no file or command is called 'letters': name what is to be read, or see newsextract --help"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"newsextract: {told}\n")
    (tmp_path / "letters").mkdir()
    assert ids(command("letters", "gold.jsonl").stdout) == ["a"]
    (tmp_path / "evalute").write_text(TEXT, encoding="utf-8")
    assert ids(command("evalute", "gold.jsonl").stdout) == ["evalute", "a"]


def completions(words: str, **environment: str) -> list[str]:
    script = Path(sys.executable).with_name("newsextract")
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_NEWSEXTRACT_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [script], capture_output=True, encoding="utf-8", env={**os.environ, **asked, **environment}, check=True
    )
    return done.stdout.split()


def test_the_tab_key_knows_kinds_of_numbers_and_installed_pipelines(tmp_path: Path) -> None:
    assert completions("newsextract --numbers money,p") == ["money,percent"]
    about = tmp_path / "xx_made_up-3.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: xx_made_up\nVersion: 3.1\n")
    (about / "entry_points.txt").write_text("[spacy_models]\nxx_made_up = xx_made_up\n")
    assert completions("newsextract --model xx_", PYTHONPATH=str(tmp_path)) == ["xx_made_up"]
    assert completions("newsextract --model zz_", PYTHONPATH=str(tmp_path)) == []


def test_inputs_come_from_a_list(command: Command, articles: list[str], tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a.txt\r\n\ntwo words.txt\n-\n")
    done = command("--files-from", "list", stdin=b"no article")
    assert (ids(done.stdout), done.stderr) == (["a.txt", "two words.txt", "./-"], b"")
    done = command("two words.txt", "--files-from", "-", stdin=b"a.txt")
    assert ids(done.stdout) == ["two words.txt", "a.txt"]


def test_a_nul_may_end_each_name(command: Command, articles: list[str], tmp_path: Path) -> None:
    names = "\0".join(articles[:3]).encode() + b"\0"
    for option in ("-0", "--null"):
        assert ids(command("--files-from", "-", option, stdin=names).stdout) == articles[:3]


def test_a_list_resumes_as_named_files_do(command: Command, articles: list[str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("b.txt", "c.txt"):
        (tmp_path / "folder" / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "list").write_text("a.txt\nfolder\n")
    done = command("--files-from", "list", "-o", "records/")
    assert b"3 articles" in done.stderr
    made = sorted(path.name for path in (tmp_path / "records").glob("**/*.json"))
    assert made == ["a.txt.json", "b.txt.json", "c.txt.json"]
    assert b"0 articles" in (again := command("a.txt", "folder", "-o", "records/").stderr)
    assert b"3 finished before" in again
    (tmp_path / "folder" / "b.txt").unlink()
    done = command("--files-from", "list", "-o", "records/")
    assert b"1 record of inputs that are gone kept (--prune removes it)" in done.stderr
    done = command("--files-from", "list", "-o", "records/", "--prune")
    assert b"2 finished before; 1 removed" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--files-from", "no-list"], "--files-from no-list: no such file"),
        (["--files-from", "empty"], "--files-from empty: it is empty: check how it was made"),
        (["--files-from", ""], "--files-from: no name"),
        (["-", "--files-from", "-"], "--files-from -: standard input cannot be both the list and an article"),
        (["a.txt", "-0"], "--null: it needs --files-from"),
    ],
)
def test_mistakes_about_lists_are_one_line(
    command: Command, articles: list[str], tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "empty").write_bytes(b"\n\n")
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_what_a_list_names_and_is_not_there_is_told(command: Command, articles: list[str]) -> None:
    done = command("--files-from", "-", stdin=b"a.txt\ngone.txt\n")
    assert (done.returncode, ids(done.stdout)) == (1, ["a.txt"])
    assert done.stderr.startswith(b"newsextract: gone.txt: no such file")


def test_evaluate_prints_its_figures_as_json(command: Command, tmp_path: Path) -> None:
    people = [{"name": "Ana Duarte", "mentions": [{"text": "Ana Duarte"}]}]
    gold = {"id": "a", "text": TEXT, "people": people, "quotes": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    done = command("evaluate", "gold.jsonl", "-f", "json", "--errors", "1")
    figures = json.loads(done.stdout)
    assert (done.returncode, done.stderr, figures["articles"]) == (0, b"", 1)
    assert list(figures["measures"])[:2] == ["people", "people, grouped"]
    people_found = figures["measures"]["people"]
    assert (people_found["precision"], people_found["recall"]) == (0.5, 1)
    assert (people_found["wanted"], people_found["found"], people_found["right_if"]) == (1, 2, "exact span")
    assert figures["measures"]["quotes"]["recall"] is None
    assert figures["mistakes"][0] == {
        "id": "a", "kind": "people", "problem": "not one", "text": "Duarte", "start": 59, "end": 65,
    }  # fmt: skip
    assert "mistakes" not in json.loads(command("evaluate", "gold.jsonl", "-f", "json").stdout)
    done = command("evaluate", "gold.jsonl", "-f", "csv")
    assert (done.returncode, done.stderr) == (2, b"newsextract: --format csv: choose one of table, json\n")
