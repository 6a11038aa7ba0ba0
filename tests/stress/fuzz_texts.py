"""Texts through the whole pipeline, all kinds and reported speech: each gives a record that keeps the laws."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from newsextract import Article, Extractor, Record, load
from newsextract.output import render
from newsextract.output.formats import FORMATS
from tests.laws import broken_laws
from tests.stress.texts import make_text

_TOGETHER = 50
_SECONDS = 5.0  # for texts together; each alone has a tenth
_SCHEMA_EVERY = 10


def case(seed: int, number: int) -> str:
    """The text of that number."""
    return make_text(random.Random(f"texts {seed} {number}"))


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each text with which something is wrong, and what."""
    for first in range(0, len(numbers), _TOGETHER):
        together = numbers[first : first + _TOGETHER]
        texts = [case(seed, number) for number in together]
        start = time.process_time()
        results = extractor().results(
            [Article(str(number), text) for number, text in zip(together, texts, strict=True)]
        )
        slow = time.process_time() - start > _SECONDS
        for number, text, result in zip(together, texts, results, strict=True):
            if isinstance(result, Exception):
                yield number, f"{type(result).__name__}: {result}"
                continue
            yield from ((number, broken) for broken in broken_laws(text, result, number % _SCHEMA_EVERY == 0))
            yield from ((number, broken) for broken in _badly_written(number, text, result))
            if slow and (seconds := _seconds(text)) > _SECONDS / 10:
                yield number, f"takes {seconds:.1f} s for {len(text)} characters"


def _badly_written(number: int, text: str, record: Record) -> Iterator[str]:
    """Each text in one format, in turn."""
    format = FORMATS[number % len(FORMATS)]
    try:
        render(format, Article(str(number), text), record)
    except Exception as error:
        yield f"as {format}: {type(error).__name__}: {error}"


def _seconds(text: str) -> float:
    start = time.process_time()
    extractor()(text)
    return time.process_time() - start


@cache
def extractor() -> Extractor:
    """One for all texts."""
    return load(indirect=True)
