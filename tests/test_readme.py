"""The README and the pages of docs/ are true: each command is run, and prints what is shown.

A console block holds commands after "$ " and the output of each; a line of only "…" stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.forked import shell
from tests.papers import ROOT, Block, blocks
from tests.process import on_terminal, without_bar, without_styles

COLUMNS = 100
RUN_BY = {  # what runs the blocks of a language; others hold nothing that can be run
    "console": "here",
    "python": "here",
    "sh": ".ci/run",
    "sql": "tests/archive/test_docs.py",
    "bash": "here, and tests/batch/test_tls.py the one for Dask",
}
NOT_RUN = {"json", "text", "toml"}


def console() -> list[tuple[str, str]]:
    """Each command of the console blocks with the output shown below it."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def as_pattern(shown: str) -> str:
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in shown.splitlines()]
    return "".join(lines)


def lines_of(text: str) -> str:
    """Without trailing spaces, and without the time that a run took."""
    return "".join(re.sub(r" in [\d:]+ \([\d,]+ words/s\)", "", line).rstrip() + "\n" for line in text.splitlines())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, in which the commands are run one after the other."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "samples").symlink_to(ROOT / "samples")
    return folder


@pytest.mark.parametrize(("command", "shown"), console(), ids=[command for command, _ in console()])
def test_commands_print_what_is_shown(command: str, shown: str, place: Path) -> None:
    if not set("|>;*") & set(command):
        shown_there = on_terminal(*shlex.split(command)[1:], columns=COLUMNS, cwd=place)
        printed = without_styles(without_bar(shown_there))
    else:
        done = shell(command, place, os.environ)
        if b"not found" in done.stderr:
            pytest.skip(done.stderr.decode())
        assert done.returncode == 0, done.stderr
        printed = (done.stderr + done.stdout).decode()
    assert re.fullmatch(as_pattern(lines_of(shown)), lines_of(printed)), printed


@pytest.mark.parametrize("block", [*blocks("python")], ids=lambda block: f"{block.paper}: {block.code.splitlines()[0]}")
def test_python_examples_print_what_is_shown(
    block: Block, capsys: pytest.CaptureFixture[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    exec(compile(block.code, block.paper, "exec"), {})
    shown = re.findall(r"# prints: (.*)", block.code)
    assert shown
    assert capsys.readouterr().out.splitlines() == shown


def test_the_jobs_of_a_queue_write_their_part(place: Path) -> None:
    (script,) = (block.code for block in blocks("bash") if "#SBATCH" in block.code)
    (place / "news").mkdir()
    (place / "news" / "a.txt").write_text("Ana Duarte spoke.")
    typed = script.replace("/100", "/1").replace("records-", "parts-")
    done = shell(typed, place, {**os.environ, "SLURM_ARRAY_TASK_ID": "1"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert (place / "parts-1" / "a.txt.json").exists()


def test_each_block_that_can_be_run_is_run() -> None:
    assert {block.language for block in blocks()} <= RUN_BY.keys() | NOT_RUN
    assert sum("#SBATCH" in block.code or "dask scheduler" in block.code for block in blocks("bash")) == 2
    assert len(list(blocks("bash"))) == 2


def test_nothing_is_run_twice() -> None:
    commands = [command for command, _ in console()] + [block.code for block in blocks("python")]
    assert len(commands) == len(set(commands))


def test_the_checks_run_the_two_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for block in blocks("sh") for line in block.code.splitlines()]
    assert len(commands) == 2
    for command in commands:
        assert command in script.splitlines()
