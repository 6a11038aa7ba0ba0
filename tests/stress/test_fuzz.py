"""A few of each fuzzer's cases: that the fuzzers work, and find nothing in these. ``fuzz.py`` tries more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from newsextract import Failure, Record
from newsextract.analysis.columns import PADDING
from newsextract.numbers.text import lex
from newsextract.records.record import Mention, Person, Quote, Speaker
from tests.laws import broken_laws
from tests.records import NO_FINDS
from tests.stress import fuzz_files, fuzz_texts
from tests.stress.fuzz import WHAT, findings
from tests.stress.strict import strict_columns

COUNTS = {"texts": 250, "news": 300, "files": 50, "readers": 200, "rules": 3, "settings": 150, "gold": 200, "models": 2}
SEED = 21


@pytest.mark.parametrize("what", WHAT)
def test_a_few_of_each(what: str) -> None:
    assert list(findings(what, SEED, range(COUNTS[what]))) == []


def test_the_same_seed_makes_the_same() -> None:
    assert [fuzz_texts.case(3, number) for number in range(50)] == [fuzz_texts.case(3, number) for number in range(50)]
    assert fuzz_texts.case(3, 1) != fuzz_texts.case(4, 1)
    assert fuzz_files.case(3, 1) == fuzz_files.case(3, 1)


@pytest.mark.parametrize(
    ("text", "mention", "says"),
    [
        ("Ana.", Mention("Ana", 0, 3), None),
        ("Ana.", Mention("Ann", 0, 3), "'Ann' is not what stands at 0 to 3: 'Ana'"),
        ("Ana .", Mention("Ana ", 0, 4), "'Ana ' begins or ends in white space"),
        ("Ana.", Mention("Ana.", 0, 5), "0 to 5 is not in the text"),
        ("\ud800.", Mention("\ufffd", 0, 1), None),
    ],
)
def test_a_broken_law_is_told(text: str, mention: Mention, says: str | None) -> None:
    person = Person("Ana", (), (), (), (mention,))
    record = _record((person,))
    assert list(broken_laws(text, record)) == ([f"people.mentions: {says}"] if says else [])


def test_people_that_are_not_the_most_mentioned_first_are_told() -> None:
    one = Person("Ana", (), (), (), (Mention("Ana", 0, 3),))
    two = Person("Bo", (), (), (), (Mention("Bo", 4, 6), Mention("Bo", 7, 9)))
    assert list(broken_laws("Ana Bo Bo", _record((one, two)))) == ["people are not the most mentioned first"]


def _record(people: tuple[Person, ...]) -> Record:
    return Record(1, "", "", None, None, **{**NO_FINDS, "people": people})


def test_a_file_that_loses_a_row_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number in range(100) if fuzz_files.case(1, number).rows)
    monkeypatch.setattr(fuzz_files, "read", lambda path: [Failure(str(path), "lost")])
    monkeypatch.setattr(fuzz_files, "by_the_command", lambda place, items: iter(()))
    (finding,) = findings("files", 1, [number])
    assert "came out of" in finding[1]


_ANA = Person("Ana", (), (), (), (Mention("Ana", 0, 3),))
_SPOKEN = Quote("No", 4, 6, "direct", 0, Speaker("Ana", 0, 3, "Ana", 0), None)


@pytest.mark.parametrize(
    ("finds", "says"),
    [
        ({}, None),
        ({"people": (replace(_ANA, roles=("",)),)}, "people.roles: '' is empty, or begins or ends in white space"),
        ({"people": (_ANA, _ANA)}, "people: 'Ana' and 'Ana' overlap"),
        ({"quotes": (replace(_SPOKEN, speaker=Speaker("Ana", 0, 3, "Ana", 1)),)}, "'Ana' is of none of the people"),
        (
            {"quotes": (replace(_SPOKEN, speaker=Speaker("Ana", 0, 3, "Bo", 0)),)},
            "'Bo' speaks and is none of the people",
        ),
        ({"quotes": (_SPOKEN, replace(_SPOKEN, text="o", start=5))}, "quotes: 'No' and 'o' overlap"),
    ],
)
def test_a_broken_law_of_finds_is_told(finds: dict[str, Any], says: str | None) -> None:
    record = Record(1, "", "", None, None, **{**NO_FINDS, "people": (_ANA,), "quotes": (_SPOKEN,), **finds})
    assert list(broken_laws("Ana No", record, schema=False)) == ([says] if says else [])


def test_strict_columns_fail_for_whoever_counts_from_behind() -> None:
    with strict_columns():
        tokens = lex("No dice.")
        assert (tokens.lows[-1], tokens.lows[1]) == ("", "dice")
        for wrong in (slice(-1, 2), slice(0, -1), -PADDING - 1):
            with pytest.raises(IndexError, match="counts from behind"):
                tokens.lows[wrong]
