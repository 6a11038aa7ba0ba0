"""What comes out is in line with what went in: measured on what stands in an article's own file, in every format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from newsextract import Article, Extractor, Record, load
from newsextract.output import render
from newsextract.output.formats import FORMATS, ROWS, Format

ROLES = ("mayor", "senator", "judge", "minister", "governor", "director", "president", "chairman")
TOWNS = [
    f"{first}{last}ster" for first in ("Ba", "De", "Fi", "Go", "Ku", "La", "Mo") for last in ("bo", "de", "fi", "gu")
]
_TIMES = 20
_BYTES_OF_A_FIND = 325  # where a text is nothing but finds of a letter or two: the fields of a number in JSON


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


@pytest.fixture(scope="module")
def done() -> list[tuple[Article, Record]]:
    """The texts of two sizes, and one that is empty, with their records."""
    articles = [Article(f"{name} {size}", text(size)) for name, text in TEXTS.items() for size in (50, 200)]
    articles.append(Article("empty", ""))
    return list(zip(articles, load(indirect=True).pipe(articles), strict=True))


@pytest.mark.parametrize("format", FORMATS)
def test_the_output_is_in_line_with_the_text(done: list[tuple[Article, Record]], format: Format) -> None:
    *several, empty = done
    frame = len(render(format, *empty))
    for article, record in several:
        size = len(article.text.encode())
        most = max(_TIMES * size, _BYTES_OF_A_FIND * spans(record.to_dict()))
        assert len(render(format, article, record)) - frame <= most, article.id


def test_a_long_id_and_title_are_not_said_with_each_find(extractor: Extractor) -> None:
    article = Article("i" * 20_000, "US " * 500, "t" * 20_000)
    for format in (format for format in FORMATS if not ROWS[format].is_binary):
        assert len(render(format, article, extractor(article))) < _TIMES * 20_000, format
