"""Settings files of any content: the command takes them, or ends with one line that names the file."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from newsextract.cli.app import app
from newsextract.cli.running import run
from tests.stress.texts import PHRASES, mangle, sign

# No scheduler: that one would be called, and waited for.
_NAMES = ["format", "output", "only", "indirect", "model", "rules", "glob", "text-field", "id-field", "workers",
          "shard", "force", "fail-fast", "quiet", "verbose", "version", "help", "config", "files", "tool",
          "timeout", "limit", "follow-links", "sentences", "text"]  # fmt: skip
_VALUES = ["true", "false", "1", "0", "-1", "2.5", "1e400", "nan", "inf", "9" * 5000, "0x1F", "2020-01-01", "12:00",
           "[]", "{}", '["a"]', '[["a"]]', "{a = 1}", '""', '"people"', '"json"', '"jsonl"', '"auto"', '"1/2"',
           '"0/0"', "''' \n '''", '"\\u0000"', '"\\uD7FF"', '"é"', '"/"', '"-"', "[1, 'a', {}]", "[" * 9999,
           "[" * 300 + "]" * 300]  # fmt: skip
_FILES = ["newsextract.toml", "pyproject.toml", "own.toml"]  # the last is named with --config


def case(seed: int, number: int) -> tuple[str, bytes]:
    """Name and content of the file of that number."""
    dice = random.Random(f"settings {seed} {number}")
    name = dice.choice(_FILES)
    head = dice.choice(["[tool.newsextract]\n"] * 6 + ["[tool]\n", "tool = 5\n", "[[tool.newsextract]]\n", ""])
    lines = [_line(dice) for _ in range(dice.randint(0, 4))]
    text = (head if name == "pyproject.toml" else "") + "".join(lines)
    if dice.random() < 0.3:
        text = mangle(dice, text)
    data = text.encode("utf-8", "surrogatepass")
    return name, data if dice.random() < 0.95 else data.decode("latin-1").encode("utf-16")


def _line(dice: random.Random) -> str:
    key = dice.choice([*_NAMES, *_NAMES, dice.choice(PHRASES), sign(dice), f'"{sign(dice)}"', "a.b", '""'])
    value = dice.choice([*_VALUES, f'"{dice.choice(PHRASES)}"', f'"{sign(dice)}"', sign(dice), dice.choice(PHRASES)])
    return dice.choice([f"{key} = {value}\n"] * 8 + [f"[{key}]\n", f"[[{key}]]\n", f"{key}\n", "# a comment\n"])


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each file with which something is wrong, and what. The command is run in this process, on an
    input that is not there, so that no pipeline is loaded."""
    before, on_interrupt = Path.cwd(), signal.getsignal(signal.SIGINT)
    try:
        for number in numbers:
            name, data = case(seed, number)
            folder = place / "here"
            folder.mkdir()
            os.chdir(folder)
            (folder / name).write_bytes(data)
            yield from ((number, wrong) for wrong in _wrong(name))
            os.chdir(before)
            shutil.rmtree(folder)
    finally:
        os.chdir(before)
        signal.signal(signal.SIGINT, on_interrupt)  # which the command has set


def _wrong(name: str) -> Iterator[str]:
    told = io.StringIO()
    arguments = ["newsextract", "no-such-article.txt", *(["--config", name] if name == "own.toml" else [])]
    try:
        with (
            Path(os.devnull).open("w") as written,
            redirect_stdout(written),
            redirect_stderr(told),
            patch.object(sys, "argv", arguments),
        ):
            status = run(app)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    lines = told.getvalue().splitlines()
    if status not in (0, 1, 2) or (status and not lines) or not all(line.startswith("newsextract: ") for line in lines):
        yield f"status {status}: {lines}"
    elif status == 2 and len(lines) != 1:
        yield f"several lines: {lines}"
