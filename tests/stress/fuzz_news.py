"""News as a newspaper might print it, or a page of the web show it, through the whole pipeline: each text keeps the
laws, in company and alone, and nobody reads an article's words from behind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from newsextract import Article
from tests.laws import broken_laws
from tests.stress.fuzz_texts import extractor
from tests.stress.news import make_news, read_articles
from tests.stress.strict import strict_columns

FILES: list[Path] = []  # of articles to write from, instead of our own; fuzz.py says which
WHOLE = False  # whether the articles are wanted as they are
_TOGETHER = 50
_SCHEMA_EVERY = 50


def case(seed: int, number: int) -> str:
    """The text of that number."""
    articles = _articles()
    return articles[number % len(articles)] if WHOLE else make_news(random.Random(f"news {seed} {number}"), articles)


@cache
def _articles() -> list[str]:
    return read_articles(FILES)


def fuzz(seed: int, numbers: Sequence[int], place: Path) -> Iterator[tuple[int, str]]:
    """The number of each text with which something is wrong, and what."""
    for first in range(0, len(numbers), _TOGETHER):
        together = numbers[first : first + _TOGETHER]
        texts = [case(seed, number) for number in together]
        articles = [Article(str(number), text) for number, text in zip(together, texts, strict=True)]
        for number, article, result in zip(together, articles, extractor().results(articles), strict=True):
            with strict_columns():
                (alone,) = extractor().results([article])
            if isinstance(alone, Exception):
                yield number, f"alone, {type(alone).__name__}: {alone}"
            if isinstance(result, Exception):
                yield number, f"{type(result).__name__}: {result}"
                continue
            yield from ((number, broken) for broken in broken_laws(article.text, result, number % _SCHEMA_EVERY == 0))
            if not isinstance(alone, Exception) and alone != result:
                yield number, "alone it gives another record"
