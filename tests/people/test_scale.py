"""Many names, marks or letters in a row: the room's own work, must stay linear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from newsextract.people.component import NewsPeople
from tests.growth import grows_in_line


def other_given_names(size: int) -> str:
    return " ".join(f"John X{'abcdefghij'[n % 10]}{n} Smith." for n in range(size))


def other_first_words(size: int) -> str:
    return " ".join(f"A{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}er Smith," for n in range(size))


UNITS = ["Smith ", "John Smith, ", '"', "O'", "Al-", "J.", "President ", "\n", "van der ", "former president "]
LETTERS = {"A": 50_000, "x": 500_000}
TEXTS: list[tuple[int, Callable[[int], str]]] = [
    *((LETTERS.get(unit, 2_500), lambda size, unit=unit: unit * size + "Smith") for unit in (*UNITS, *LETTERS)),
    (1_250, other_given_names),
    (1_000, other_first_words),
]


@pytest.mark.parametrize(("size", "text"), TEXTS, ids=[text(3)[:12] for _, text in TEXTS])
def test_long_texts(size: int, text: Callable[[int], str]) -> None:
    def finding(size: int) -> Callable[[], object]:
        whole = text(size)
        pieces = [whole[at : at + 7] for at in range(0, len(whole), 7)]
        doc = Doc(Vocab(), words=pieces, spaces=[False] * len(pieces))
        return lambda: NewsPeople()(doc)

    grows_in_line(finding, size)


def test_a_name_without_end() -> None:
    def finding(times: int) -> Callable[[], object]:
        words = ["Ann", "Roe"] * times
        ents = ["B-PERSON", *["I-PERSON"] * (len(words) - 1)]
        doc = Doc(Vocab(), words=words, spaces=[True] * len(words), ents=ents)
        return lambda: NewsPeople()(doc)

    grows_in_line(finding, 3_000)
