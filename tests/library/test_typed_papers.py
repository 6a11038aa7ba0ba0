"""The Python of the README and of docs/ passes `mypy --strict`, as a program that uses the library would."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.papers import blocks

WRONG = {
    "speaker": "from newsextract import extract\nextract('').quotes[0].speaker.name\n",
    "one not asked for": "from newsextract import extract\nextract('', only='people').quotes[0]\n",
    "one of an extractor": "from newsextract import load\nload(only=['people'])('').quotes[0]\n",
    "kind": "from newsextract import load\nload(only='places')\n",
    "name": "from newsextract import Persons\n",
    "record": "from newsextract import Record\nRecord.from_dict([])\n",
}
RIGHT = {
    "asked": """
from newsextract import Extractor, PartialRecord, Record, extract, load

def names(extractor: Extractor, record: Record) -> list[str]:
    return [person.name for found in (*extractor.pipe(["Bo Lee ran."]), record) for person in found.people]

def count(record: PartialRecord) -> int:
    return len(record.people or ()) + (0 if record.quotes is None else len(record.quotes))

names(load(text=True), extract(""))
count(extract("")) + count(extract("", "people")) + count(next(load(None, ["quotes"]).pipe([""])))
"""
}
SETTINGS = "[mypy]\nstrict = true\n[mypy-pandas.*]\nignore_missing_imports = true\n"  # it has no types


def checked(programs: Mapping[str, str], folder: Path) -> list[str]:
    """The lines in which mypy says what is wrong in programs by name; what they import is as it is installed."""
    (folder / "mypy.ini").write_text(SETTINGS)
    for name, program in programs.items():
        (folder / f"{name}.py").write_text(program)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file=mypy.ini", *(f"{name}.py" for name in programs)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return [line for line in done.stdout.splitlines() if ": error:" in line]


@pytest.mark.skipif(not find_spec("mypy"), reason="mypy is not installed")
def test_the_papers_pass_and_what_is_wrong_does_not(tmp_path: Path) -> None:
    """Both in one call, which reads the library and spaCy once."""
    right = {f"block_{number}": block.code for number, block in enumerate(blocks("python"))}
    assert len(right) > 5
    wrong = {name.replace(" ", "_"): program for name, program in WRONG.items()}
    told = checked({**right, **RIGHT, **wrong}, tmp_path)
    assert [line for line in told if line.startswith(("block_", *RIGHT))] == []
    assert {line.partition(".")[0] for line in told} == wrong.keys()
