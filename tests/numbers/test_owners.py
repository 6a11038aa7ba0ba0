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


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Weber hit a girl of 11.", [None]),
        ("Weber hit a girl who was 11.", [None]),
        ("A woman sued Weber, saying he hit her when she was 13.", [None]),
        ("Duarte met Weber when she was 13.", ["Ana Duarte"]),
        ("Duarte met Weber when he was 13.", ["Jonas Weber"]),
        ("Weber said: “I was 13 then.”", [None]),
        ("Ana Duarte said of Duarte’s town that she was 9 then.", ["Ana Duarte"]),
        ("Duarte left. Now 55, she is well.", ["Ana Duarte"]),
        ("“You're 17,” Duarte said.", [None]),
        ("Duarte, 54, and Weber, also 54, left.", ["Ana Duarte", "Jonas Weber"]),
        ("They have a son called Bo, 2.", ["Bo"]),
        ("Taught by Duarte, the 17-year-old Weber won.", ["Jonas Weber"]),
        ("Weber, the head of the Faro port, died aged 70.", ["Jonas Weber"]),
    ],
)
def test_an_age_is_theirs_to_whom_the_sentence_gives_it(both: Extractor, text: str, owners: list[str | None]) -> None:
    record = both(TEXT + text)
    ages = [number for number in record.numbers if number.kind == "age"][1:]
    assert [None if age.person is None else record.people[age.person].name for age in ages] == owners


def test_without_people_a_number_has_no_owner(extractor: Extractor) -> None:
    assert [number.person for number in extractor(TEXT).numbers] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "“We will pay 12” — Ana Duarte",
        "“We will pay 1 million” Ana Duarte said.",
        "“We will pay 1 million,” Ana Duarte said.",
        '"12" director Ana Duarte told voters.',
        "Ana Duarte: “12”",
    ],
)
def test_who_says_a_number_is_not_what_it_counts(both: Extractor, text: str) -> None:
    (number,) = both(text).numbers
    assert (number.concept, number.person) == (None, None)
