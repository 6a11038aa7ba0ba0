"""Annotated articles in which anything may stand: each is scored, or told of in one line by its number."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from newsextract import Extractor, Record, load
from newsextract.evaluation.gold import Gold, read_gold
from newsextract.evaluation.report import write_report
from newsextract.evaluation.scores import Scores
from newsextract.reading import Failure
from tests.stress.texts import SAMPLES, make_text, mangle

_ODD: list[Any] = [None, True, False, 0, -1, 1, 2.5, 10**30, 10**400, float("nan"), float("inf"), "", " ", "\ud800",
                   [], [[]], [None], [1], ["a"], {}, {"text": "a"}, {"start": 0, "end": 1}, {"name": 5}]  # fmt: skip
_TOGETHER = 100


def case(seed: int, number: int) -> bytes:
    """The line of that number."""
    dice = random.Random(f"gold {seed} {number}")
    text, record = dice.choice(_annotated())
    row: Any = json.loads(json.dumps(record)) | {"text": text}
    if dice.random() < 0.1:
        row["text"] = make_text(dice)
    for _ in range(dice.choice([0, 1, 1, 2, 4])):
        row = _changed(dice, row)
    line = json.dumps(row, ensure_ascii=dice.random() < 0.9)
    if dice.random() < 0.1:
        line = mangle(dice, line).replace("\n", " ").replace("\r", " ")
    return line.encode("utf-8", "surrogatepass").replace(b"\n", b" ")


def _changed(dice: random.Random, value: Any) -> Any:
    """The value with something in it taken away, added, doubled or made another."""
    if dice.random() < 0.15 or not isinstance(value, dict | list) or not value:
        return dice.choice(_ODD)
    if isinstance(value, list):
        place = dice.randrange(len(value))
        return [*value[:place], _changed(dice, value[place]), *value[place + dice.choice([0, 1]) :]]
    key = dice.choice([*value])
    if dice.random() < 0.15:
        return {name: inner for name, inner in value.items() if name != key}
    return value | {key: _changed(dice, value[key])}


@cache
def _annotated() -> list[tuple[str, dict[str, Any]]]:
    texts = [path.read_text("utf-8")[:900] for path in sorted(SAMPLES.glob("*.txt"))]
    return [(text, record.to_dict()) for text, record in zip(texts, _extractor().pipe(texts), strict=True)]


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each line with which something is wrong, and what."""
    for first in range(0, len(numbers), _TOGETHER):
        together = numbers[first : first + _TOGETHER]
        file = place / "gold.jsonl"
        file.write_bytes(b"".join(case(seed, number) + b"\n" for number in together))
        try:
            rows = list(read_gold([str(file)]))
        except Exception as error:
            yield together[0], f"or one after it: {type(error).__name__}: {error}"
            continue
        if len(rows) != len(together) and not isinstance(rows[0], Failure):
            yield together[0], f"or one after it: {len(rows)} of {len(together)} came out"
            continue
        for number, row in zip(together, rows, strict=False):
            yield from ((number, wrong) for wrong in _wrong(row))


def _wrong(row: Gold | Failure) -> Iterator[str]:
    if isinstance(row, Failure):
        if not row.message or "\n" in row.message:
            yield f"told as {row.message!r}"
        return
    scores = Scores()
    try:
        scores.add(row, _record(row.text))
        with redirect_stdout(io.StringIO()) as shown:
            write_report(scores, shown, errors=3)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"


@cache
def _record(text: str) -> Record:
    return _extractor()(text)


@cache
def _extractor() -> Extractor:
    return load(indirect=True)
