"""Our pipeline with a bit turned over or a file cut: the command gives a record that looks right, or one line."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.rules import models_folder
from tests.laws import spans
from tests.stress.texts import SAMPLES

TRAINED = models_folder() / "trained"
_ARTICLE = SAMPLES / "court.txt"
_SECONDS = 120
_SUMS = "checksums.json"


@dataclass(frozen=True)
class Damage:
    """A file, the place of a bit in it, how much of it is left; and whether there are checksums to tell of it."""

    file: str
    bit: int
    length: int
    checked: bool


def case(seed: int, number: int) -> Damage:
    """The damage of that number. A file is chosen without regard to its size, and the weights every other time."""
    dice = random.Random(f"models {seed} {number}")
    files = sorted(path.relative_to(TRAINED).as_posix() for path in TRAINED.rglob("*") if path.is_file())
    file = dice.choice([dice.choice(files), "tok2vec/weights.npy"])
    size = (TRAINED / file).stat().st_size
    length = dice.choice([size, size, size, dice.randint(0, size)])
    return Damage(file, dice.randrange(8 * size), length, checked=True)


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each damage with which something is wrong, and what."""
    for number in numbers:
        yield from (
            (number, f"{wrong} ({case(seed, number)})") for wrong in _wrong(case(seed, number), place / "model")
        )


def _wrong(damage: Damage, model: Path) -> Iterator[str]:
    shutil.copytree(TRAINED, model)
    data = bytearray((model / damage.file).read_bytes())
    data[damage.bit // 8] ^= 1 << damage.bit % 8
    (model / damage.file).write_bytes(data[: damage.length])
    if not damage.checked:
        (model / _SUMS).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "newsextract", str(_ARTICLE), "--indirect", "--model", str(model)],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    shutil.rmtree(model)
    told = done.stderr.decode(errors="replace").splitlines()
    if done.returncode == 0 and not told:
        yield from _no_record(done.stdout)
    elif done.returncode not in (1, 2) or len(told) != 1 or not told[0].startswith("newsextract: "):
        yield f"status {done.returncode}, {len(told)} lines, the last {told[-1:]}"
    elif "not foreseen" in told[0]:
        yield told[0]


def _no_record(written: bytes) -> Iterator[str]:
    """What keeps the output from looking like a record."""
    text = _ARTICLE.read_text("utf-8")
    try:
        record: Any = json.loads(written)
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    for where, span in spans(record):
        if text[span["start"] : span["end"]] != span["text"]:
            yield f"{where} is not what stands there"
