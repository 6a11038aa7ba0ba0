from __future__ import annotations

import pytest

from newsextract import Extractor, PartialRecord, load

TEXT = "Prime Minister Ana Duarte, 54, met Jonas Weber in Faro. "


@pytest.fixture(scope="module")
def both() -> Extractor[PartialRecord]:
    return load(only=["people", "numbers"])


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("", [0]),
        ("Weber, aged 61, is ill.", [1, 0]),  # named twice, he is the first of people
        ("His wife Mia Weber, 58, left.", [0, 2]),
        ("Duarte, 54, spoke.", [0, 0]),
        ("Duarte's salary rose 5%.", [0, None]),
        ("A teacher, 30, left.", [0, None]),
        ("Some 40 people came.", [0, None]),
    ],
)
def test_whose_age_or_number_it_is(both: Extractor, text: str, owners: list[int | None]) -> None:
    record = both(TEXT + text)
    assert [number.person for number in record.numbers] == owners


def test_without_people_a_number_has_no_owner(extractor: Extractor) -> None:
    assert [number.person for number in extractor(TEXT).numbers] == [None]
