"""Work grows in line with the text: counted in calls, not by the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from spacy.tokens import Doc

from newsextract import Extractor
from newsextract.extraction.long_texts import tokenize

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def name(number: int) -> str:
    """A made-up surname, another for each number."""
    first, rest = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[rest]}{SYLLABLES[first % len(SYLLABLES)]}ster".capitalize()


TEXTS: dict[str, Callable[[int], str]] = {
    "marks": lambda n: '"' * n,
    "quotes": lambda n: "“It floats,” he said. " * n,
    # twice as much as of others: a speaker is looked for among 60 names, which the first 60 quotes do not have
    "paragraphs of quotes": lambda n: "Ann Reed spoke.\n“It floats,” she said.\n" * n,
    "quotes never closed": lambda n: "He said “it floats.\n" * n,
    "single marks": lambda n: "The workers’ song ‘It floats’ won. " * n,
    "one name": lambda n: "Ann Reed met Reed. " * n,
    "many names": lambda n: " ".join(f"Ann {name(place)} met her." for place in range(n)),
    "numbers": lambda n: "About 12.5 million dollars, 3 percent, " * (n // 2),
    "bare numbers": lambda n: "12 " * n,
    "numbers that own": lambda n: "5’s " * n,
    "number words": lambda n: "two hundred and three ships, " * n,
    "countries": lambda n: "France, Georgia and the US met. " * n,
}


@contextmanager
def counted() -> Iterator[list[int]]:
    """The calls of functions, Python's and C's, in a list of one."""
    calls = [0]

    def count(frame: FrameType, event: str, argument: object) -> None:
        calls[0] += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def calls_for(extractor: Extractor, text: str) -> dict[str, int]:
    """The calls that each of our components makes."""
    found = {}
    doc: Doc = tokenize(extractor.nlp, text)
    for component, process in extractor.nlp.pipeline:
        with counted() as calls:
            doc = process(doc)
        found[component] = calls[0]
    return found


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_takes_twice_the_calls(kind: str, extractor: Extractor) -> None:
    calls_for(extractor, TEXTS[kind](10))
    short, long = (calls_for(extractor, TEXTS[kind](size)) for size in (250, 1000))
    slow = {name: (few, many) for name, few in short.items() if (many := long[name]) > 4.4 * few + 1000}
    assert not slow


def test_an_article_of_100_kb_takes_the_calls_of_ten_of_10_kb(extractor: Extractor) -> None:
    lines = [
        f"Ann {name(place)} of Kenya met {name(place + 40)} on Monday and paid {place} dollars.\n"
        f"“It floats, and number {place} of them has not sunk,” {name(place)} said.\n\n"
        for place in range(750)
    ]
    article = "".join(lines)[:100_000]
    pieces = [article[start : start + 10_000] for start in range(0, len(article), 10_000)]
    extractor(pieces[0])
    with counted() as apart:
        for piece in pieces:
            extractor(piece)
    with counted() as together:
        extractor(article)
    assert together[0] < 1.3 * apart[0]
