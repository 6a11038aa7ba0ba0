"""The README is true: each of its commands is run, and prints what the README shows.

A console block holds commands after "$ " and the output of each; a line of only "…" stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.process import on_terminal, without_styles

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COLUMNS = 100


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def console() -> list[tuple[str, str]]:
    """Each command of the console blocks with the output shown below it."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
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
        printed = without_styles(on_terminal(*shlex.split(command)[1:], columns=COLUMNS, cwd=place))
    else:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command, shell=True, cwd=place, env={**os.environ, "PATH": path}, capture_output=True, check=False
        )
        if b"not found" in done.stderr:
            pytest.skip(done.stderr.decode())
        printed = (done.stderr + done.stdout).decode()
    assert re.fullmatch(as_pattern(lines_of(shown)), lines_of(printed)), printed


def test_python_examples_run(capsys: pytest.CaptureFixture[str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    examples = blocks("python")
    assert examples
    for example in examples:
        exec(compile(example, "README.md", "exec"), {})
        shown = re.findall(r"# prints: (.*)", example)
        assert capsys.readouterr().out.splitlines() == shown


def test_the_checks_run_the_two_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) == 2
    for command in commands:
        assert command in script.splitlines()
