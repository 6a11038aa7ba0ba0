"""What comes out is in line with what went in: measured on what the real command writes, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsextract.output import BINARY, FORMATS, Format, ending
from tests.process import Command

ROLES = ("mayor", "senator", "judge", "minister", "governor", "director", "president", "chairman")
TOWNS = [
    f"{first}{last}ster" for first in ("Ba", "De", "Fi", "Go", "Ku", "La", "Mo") for last in ("bo", "de", "fi", "gu")
]
_TIMES = 20
_BYTES_OF_A_FIND = 300  # where a text is nothing but finds of a letter or two: the fields of a number in JSON


def town(number: int) -> str:
    return f"{TOWNS[number % 28]}{TOWNS[number // 28 % 28].lower()}"


TEXTS: dict[str, Callable[[int], str]] = {
    "roles": lambda n: "".join(f"Ann Reed, the {ROLES[k % 8]} of {town(k)}, spoke. " for k in range(n)) + "Reed. " * n,
    "titles": lambda n: "".join(f"{ROLES[k % 8].title()} Ann Reed of {town(k)} spoke. Reed left. " for k in range(n)),
    "aliases": lambda n: "".join(f"{chr(65 + k % 26)}. {chr(65 + k // 26)}. Reed met Reed. " for k in range(n)),
    "a shared title": lambda n: f"Former presidents {', '.join('Ann ' + town(k) for k in range(n))} spoke.",
    "one-letter names": lambda n: "Mr. A met Ms. B. " * n,
    "one role, long": lambda n: f"Ann Reed, president of {'the bank of ' * n} Faro, spoke. " + "Reed left. " * n,
    "one name, long": lambda n: f"Ann {'Reed' * n} spoke. " + "Reed left. " * n,
    "countries": lambda n: "France met Chinese envoys in Kyiv. " * n,
    "a bank's name": lambda n: f"The {'Bank of China of ' * n}France met. ",
    "a club's name": lambda n: f"the {'Chinese ' * n}Club met. ",
    "codes": lambda n: "US " * n,
    "figures": lambda n: "1 " * n,
    "sums": lambda n: "$5, 6% " * n,
    "a shared concept": lambda n: f"They sold {'12, ' * n} and 13 {'very ' * n} old ships of the royal navy.",
    "quotes": lambda n: "“It floats,” Ann Reed of France said. " * n,
    "a long quote": lambda n: f"“{'France paid 5 euros to Ann Reed. ' * n}” he said.",
    "one speaker, long": lambda n: f"Ann Reed, the {'acting ' * n} mayor, spoke. " + "“It is,” the mayor said. " * n,
    "a quote of paragraphs": lambda n: "“A\n\n" * n + "A,” he said.",
    "reported": lambda n: "He said that she said that " * n + "it rains.",
    "to be escaped": lambda n: "“\x1b & < \U000e0041 it is,” Mr \u200bA\u202e said. " * n,
}  # fmt: skip


def spans(found: Any) -> int:
    """How many places in the text a record tells of."""
    if isinstance(found, dict):
        return ("start" in found) + sum(map(spans, found.values()))
    return sum(map(spans, found)) if isinstance(found, list) else 0


@pytest.mark.parametrize("format", FORMATS)
def test_the_output_is_in_line_with_the_text(command: Command, tmp_path: Path, format: Format) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.txt").write_bytes(b"")
    for name, text in TEXTS.items():
        for size in (50, 200):
            (tmp_path / f"in/{name} {size}.txt").write_text(text(size), encoding="utf-8")
    for written in {"jsonl", format}:
        done = command("in", "-o", f"{written}/", "-f", written, "--indirect", "-q")
        assert (done.returncode, done.stderr) == (0, b"")
    frame = (tmp_path / f"{format}/empty.txt{ending(format)}").stat().st_size
    for path in (tmp_path / "in").glob("* *.txt"):
        finds = spans(json.loads((tmp_path / f"jsonl/{path.name}.jsonl").read_text(encoding="utf-8")))
        out = (tmp_path / f"{format}/{path.name}{ending(format)}").stat().st_size - frame
        assert out <= max(_TIMES * path.stat().st_size, _BYTES_OF_A_FIND * finds), path.name


def test_a_long_id_and_title_are_not_said_with_each_find(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "i" * 20_000, "title": "t" * 20_000, "text": "US " * 500}))
    for format in set(FORMATS) - set(BINARY):
        assert len(command("a.jsonl", "-f", format).stdout) < _TIMES * 20_000, format
