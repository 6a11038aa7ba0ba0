"""What holds for any text: exact spans in order, finite values, no error, time in proportion to length."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.numbers.component import NewsNumbers, find_amounts
from newsextract.numbers.numerals.numeral import plain
from newsextract.records.record import Number
from tests.growth import grows_in_line

_BLANK = spacy.blank("en")
_BLANK.max_length = 10_000_000
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PIECES = st.sampled_from(
    [
        *("1", "12", "1,500", "2.5", "19", "2019", "½", "²", "٣", "１２", "-", "–", "−", "+", "/", ":", "(",
        ")", "$", "£", "US$", "%", "°"),
        *("one", "two", "hundred", "million", "half", "third", "a", "and", "of", "to", "point", "minus",
        "between", "from", "per"),
        *("more than", "up", "rose", "by", "or", "more", "year", "old", "kg", "m", "in", "feet", "dollars",
        "cents", "May", "No", "."),
        *(" ", " ", " ", "\n", "\u00a0", "\x00", "\u0301", "😀", "\u200f", ",", "'", '"', "x", "e", "^"),
    ]
)  # fmt: skip


def numbers(text: str) -> tuple[Number, ...]:
    doc = NewsNumbers()(_BLANK.make_doc(text))
    found: tuple[Number, ...] = doc._.numbers
    return found


def spelled(number: int) -> str:
    """A whole number under a billion in British words."""
    for scale, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " " if rest else ""
            return f"{spelled(number // scale)} {name}{joint}{spelled(rest) if rest else ''}"
    if number < 20:
        return _SMALL[number]
    return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_exact_ordered_finite_numbers(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]
        end = number.end
        json.dumps([number.value, number.upper], allow_nan=False)


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_a_whole_number_keeps_its_value_and_type(number: int) -> None:
    (found,) = find_amounts(f"They counted {number:,} votes.")[1]
    value = plain(found.value)
    assert value == number
    assert isinstance(value, int)


@given(st.integers(0, 999_999_999).filter(lambda number: number != 1))
@settings(deadline=None)
def test_a_spelled_number_has_its_value(number: int) -> None:
    (found,) = find_amounts(f"They counted {spelled(number)} votes.")[1]
    assert plain(found.value) == number


@given(st.decimals("0.01", "999999", places=2))
@settings(deadline=None)
def test_money_keeps_value_and_currency(price: object) -> None:
    (found,) = find_amounts(f"It cost €{price:,} then.")[1]
    assert found.value == price
    assert found.unit == "EUR"


@pytest.mark.parametrize(
    "piece",
    [
        *("12 ", "1", "1.", "11,", "111,", "1-", "1/", "and ", "one and ", "hundred ", "million ", "a ",
        "half a ", "twenty-"),
        *("one point ", "hundreds of ", "$", "$1 ", "5% ", "5 to ", "from 5 to ", "111 ", '5\'2" ',
        "rose by ", "more than "),
        *("\n", ".\n", '"', "(", "-", "+1 ", "1:", "@", "http://", "5 per hour ", "4^9", "0800 ",
        "one of the ", "5 kg, ", " ", "aged 4, ", "pages 5, ", "€5 K2 ", "between the 1st ", "9 points, to ", "737-8",
        "UTC +2 ", "one twenty-"),
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    grows_in_line(lambda times: lambda: find_amounts(piece * times), 500)


def test_the_component_takes_thousands_of_numbers_in_a_row() -> None:
    def finding(times: int) -> Callable[[], object]:
        doc = _BLANK.make_doc("5 kg of rice, 3 men. " * times)

        def find() -> None:
            assert len(NewsNumbers()(doc)._.numbers) == 2 * times

        return find

    grows_in_line(finding, 300)


def test_a_long_line_of_digits_is_no_number() -> None:
    assert numbers("7" * 100_000) == ()


_ENDS = st.tuples(
    st.sampled_from(["", "-", "minus ", "$", "about ", "over ", "under "]),
    st.sampled_from(
        ["0", "1", "2", "5", "9.5", "12", "40", "1,500", "two", "ten", "a million", "third", "20th", "half"]
    ),
    st.sampled_from(["", " million", "%", " km", " metres", " years", " months", " cents", " points", "-year-old"]),
)


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(["", "between ", "between the ", "from ", "rose ", "by ", "ages ", "won ", "lows of "]),
    st.lists(_ENDS, min_size=2, max_size=3),
    st.sampled_from(
        [" to ", "-", " - ", "–", " and ", " and the ", " or ", " up to ", " ± ", " through ", "-to-", ", "]
    ),
)
def test_a_range_has_its_lower_end_first(before: str, ends: list[tuple[str, str, str]], joint: str) -> None:
    text = before + joint.join("".join(end) for end in ends) + " of them."
    for amount in find_amounts(text)[1]:
        assert amount.kind == "ratio" or amount.upper is None or amount.value <= amount.upper, amount
