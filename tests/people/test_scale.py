"""Many names, marks or letters in a row: the room's own work, must stay linear."""

from __future__ import annotations

from time import process_time

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsextract.people.component import NewsPeople

SECONDS = 4.0


@pytest.mark.parametrize(
    "text",
    [
        "Smith " * 10_000,
        "John Smith, " * 10_000,
        " ".join(f"John X{'abcdefghij'[n % 10]}{n} Smith." for n in range(5_000)),
        " ".join(f"A{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}er Smith," for n in range(4_000)),
        '"' * 10_000,
        "O'" * 10_000,
        "Al-" * 10_000,
        "J." * 10_000,
        "van der " * 5_000,
        "President " * 10_000,
        "former president " * 5_000 + "Smith",
        "\n" * 10_000,
        "A" * 200_000,
        "x" * 2_000_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_texts(text: str) -> None:
    pieces = [text[at : at + 7] for at in range(0, len(text), 7)]
    doc = Doc(Vocab(), words=pieces, spaces=[False] * len(pieces))
    people = NewsPeople()
    before = process_time()
    people(doc)
    assert process_time() - before < SECONDS


def test_a_name_without_end() -> None:
    words = ["Ann", "Roe"] * 12_000
    doc = Doc(Vocab(), words=words, spaces=[True] * len(words), ents=["B-PERSON", *["I-PERSON"] * (len(words) - 1)])
    people = NewsPeople()
    before = process_time()
    people(doc)
    assert process_time() - before < SECONDS
