"""Work grows in line with the text: counted in steps, not by the clock (tests/benchmarks/doubling.py has the clock)."""

from __future__ import annotations

import dis
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import pytest

from newsextract import Extractor, load
from tests.growing import TEXTS, surname

PIECES, CHARS = 80, 500  # of the shorter text, at least
MOST = 2.6  # times the steps for twice the text
FEW = 2_000  # steps that a function may take more: what looks back a hundred words may do so only in the longer text


@cache
def _loops(code: CodeType) -> bool:
    return any("JUMP_BACKWARD" in step.opname for step in dis.get_instructions(code))


class _Steps(NamedTuple):
    """What is counted of a function, and what counts the lines of one call of it, if they count."""

    code: CodeType
    taken: list[int]
    line: Callable[..., Any] | None


def _counter(code: CodeType, lines: bool) -> _Steps:
    count = [0]

    def line(frame: FrameType, event: str, argument: object) -> Any:
        count[0] += 1
        return line

    return _Steps(code, count, line if lines and _loops(code) else None)


@contextmanager
def counted(lines: bool = True) -> Iterator[Counter[str]]:
    """The steps of each Python function: calls of it and, if they count, the lines that it runs where it has a loop."""
    steps: dict[int, _Steps] = {}  # by id, for the hash of a code object takes longer than a call
    named: Counter[str] = Counter()

    def call(frame: FrameType, event: str, argument: object) -> Any:
        code = frame.f_code
        of = steps.get(id(code)) or steps.setdefault(id(code), _counter(code, lines))
        of.taken[0] += 1
        return of.line

    sys.settrace(call)
    try:
        yield named
    finally:
        sys.settrace(None)
        for code, (count,), _ in steps.values():
            named[f"{Path(code.co_filename).name}:{code.co_firstlineno} {code.co_name}"] += count


@pytest.fixture(scope="module")
def reader() -> Extractor:
    """A pipeline that reads whatever it is given."""
    return load(any_language=True, sentences=True, indirect=True)


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_takes_twice_the_steps(kind: str, reader: Extractor) -> None:
    text, pieces = TEXTS[kind], PIECES
    while len(text(pieces)) < CHARS:
        pieces += PIECES
    reader(text(2 * pieces))  # its words are known from now on
    with counted() as short:
        reader(text(pieces))
    with counted() as long:
        reader(text(2 * pieces))
    assert not outgrown(short, long)


def outgrown(short: Counter[str], long: Counter[str]) -> dict[str, tuple[int, int]]:
    """The functions that take far more than twice the steps for twice the text, with the steps of both."""
    return {name: (short[name], many) for name, many in long.items() if many > MOST * short[name] + FEW}


def test_a_step_for_each_pair_of_pieces_is_too_many() -> None:
    def pairs(pieces: int) -> None:
        for one in range(pieces):
            for _ in range(one):
                pass

    with counted() as short:
        pairs(PIECES)
    with counted() as long:
        pairs(2 * PIECES)
    assert len(outgrown(short, long)) == 1


def test_an_article_of_100_kb_takes_the_calls_of_ten_of_10_kb(extractor: Extractor) -> None:
    lines = [
        f"Ann {surname(place)} of Kenya met {surname(place + 40)} on Monday and paid {place} dollars.\n"
        f"“It floats, and number {place} of them has not sunk,” {surname(place)} said.\n\n"
        for place in range(750)
    ]
    article = "".join(lines)[:100_000]
    pieces = [article[start : start + 10_000] for start in range(0, len(article), 10_000)]
    extractor(pieces[0])
    with counted(lines=False) as apart:
        for piece in pieces:
            extractor(piece)
    with counted(lines=False) as together:
        extractor(article)
    assert together.total() < 1.3 * apart.total()
