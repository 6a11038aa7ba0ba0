"""Memory and work grow in line with a text that says few things, over and over, whatever they are."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from newsextract import Extractor
from tests.test_scale import counted

# Each is repeated without end.
UNITS = [
    "\n", " \n", " ", "1", "1 ", "1\n", "1-", "a ", "A ", "Mr. ", '"', '" ', "“", "“ ", "'", ".", ". ", ", ", "(", "]",
    "🙂", "🙂 ", "🇫🇷", "\u0301", "\u200b", "Ann Reed ", "France ", "“A,” said B. ", "two hundred ", "http://x ", "-a",
]  # fmt: skip
SIZE = 500
BYTES_OF_A_CHARACTER = 5_500
MEGABYTE = 1 << 20


def cost(extractor: Extractor, text: str) -> tuple[int, int]:
    """The most memory held while a text is worked through, in bytes, and the calls that it took."""
    with counted(lines=False) as calls:
        extractor(text)
    tracemalloc.start()
    extractor(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, calls.total()


@pytest.mark.parametrize("unit", UNITS)
def test_memory_and_work_are_in_line_with_the_text(extractor: Extractor, unit: str) -> None:
    texts = [(unit * size)[:size] for size in (SIZE, 4 * SIZE)]
    for text in texts:
        extractor(text)  # what is kept for good is there from now on
    (few, short), (many, long) = (cost(extractor, text) for text in texts)
    assert many < 4.5 * few + MEGABYTE
    assert many < BYTES_OF_A_CHARACTER * 4 * SIZE + MEGABYTE
    assert long < 5 * short + 50_000  # what looks back a hundred words does so only in the longer text


MEASURED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
sys.exit(status or print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr))
"""
"""Runs a command and tells its largest size. A small process does it: what it starts counts the starter's size too."""


@pytest.mark.parametrize("unit", ["\n", "\r\n ", "=-"])
def test_four_megabytes_of_nothing_cost_the_command_little_memory(tmp_path: Path, unit: str) -> None:
    (tmp_path / "a.txt").write_text(unit * (4_000_000 // len(unit)), newline="")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, "-m", "newsextract", "a.txt", "-q"],
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    assert done.stdout.startswith(b'{"schema_version"')
    assert int(done.stderr) < 700_000  # kilobytes


def test_articles_of_words_never_met_before_leave_little_behind(tmp_path: Path) -> None:
    """What is kept of words and names is bounded, and so is what a batch takes."""
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choices("abcdefghijklmnoprstuvwy", k=8))

    def sentence() -> str:
        name = f"{word().title()} {word().title()}"
        return f"“The {word()} of the {word()} was {word()},” said {name}, the {word()} minister, after 12 {word()}s."

    def size(articles: int) -> int:
        texts = (" ".join(sentence() for _ in range(12)) for _ in range(articles))
        (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
        typed = ["-m", "newsextract", "a.jsonl", "-q", "-o", "b.jsonl"]
        command = [sys.executable, "-c", MEASURED, sys.executable, *typed]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=True)
        records = (tmp_path / "b.jsonl").read_text().splitlines()
        assert sum(len(json.loads(record)["people"]) for record in records) > 6 * articles
        return int(done.stderr)  # kilobytes

    few, many = size(40), size(120)
    assert few < 190_000  # where libraries have just been written, 18,000 more of their pages are mapped
    assert many < few + 30_000
