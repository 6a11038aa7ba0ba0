from __future__ import annotations

from typing import Any

import pytest

from newsextract.output.readable import measured_first, readable_value
from newsextract.records.record import Number


def number(kind: str, value: float, **rest: Any) -> Number:
    fields: dict[str, Any] = {
        "upper": None,
        "unit": None,
        "per": None,
        "comparator": "=",
        "change": None,
        "concept": None,
    }
    return Number(rest.pop("text", "1"), 0, 0, kind, value, **{**fields, **rest})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (number("cardinal", 150, comparator=">"), "> 150"),
        (number("cardinal", 12_000, comparator="~"), "≈ 12,000"),
        (number("cardinal", 12, comparator=">="), "≥ 12"),
        (number("cardinal", 1_234_567), "1,234,567"),
        (number("cardinal", 2_000_000), "2 million"),
        (number("cardinal", 0.5), "0.5"),
        (number("cardinal", 1 / 3), "0.3333"),
        (number("cardinal", 1 / 3, text="a third"), "1/3"),
        (number("cardinal", 0.5, text="more than half", comparator=">"), "> 1/2"),
        (number("cardinal", 10**40), "1.000e+40"),
        (number("cardinal", 10**400), "1.000e+400"),
        (number("cardinal", 1e-7), "1.000e-7"),
        (number("cardinal", -3), "-3"),
        (number("duration", 5, unit="minute"), "5 minutes"),
        (number("duration", 1, unit="day"), "1 day"),
        (number("duration", 10, upper=12, unit="year"), "10–12 years"),
        (number("money", 1_500_000, unit="USD"), "$1.5 million"),
        (number("money", 184.2, unit="SEK"), "SEK 184.20"),
        (number("money", 43_500_000_000, unit="SEK"), "SEK 43.5 billion"),
        (number("money", 1_500_000_000, upper=2_000_000_000, unit="EUR"), "€1.5–2 billion"),
        (number("money", 900_000, upper=1_100_000, unit="EUR"), "€900,000 – 1.1 million"),
        (number("money", 90, unit="EUR", per="year", comparator="<="), "≤ €90 per year"),
        (number("money", 83.1, unit="INR", per="USD"), "₹83.10 per USD"),
        (number("duration", 1, unit="day", per="week"), "1 day per week"),
        (number("cardinal", 620_000, per="week"), "620,000 per week"),
        (number("percent", 4, upper=5, unit="percent", per="year"), "4–5% per year"),
        (number("duration", 0.5, unit="hour", text="half an hour"), "1/2 hour"),
        (number("duration", 0.5, unit="hour", text="0.5 hours"), "0.5 hours"),
        (number("percent", 3, unit="percent", change="up"), "↑ 3%"),
        (number("percent", 1.2, unit="percentage point", change="down"), "↓ 1.2 percentage points"),
        (number("quantity", 112, unit="kilometre per hour"), "112 kilometres per hour"),
        (number("quantity", 6, unit="foot"), "6 feet"),
        (number("quantity", 2, unit="country"), "2 countries"),
        (number("quantity", 38, unit="degree Celsius"), "38 degrees Celsius"),
        (number("money", 5, unit="CAD", text="$5", confidence=0.7), "$5"),
        (number("money", 5, unit="CAD", text="$5", confidence=0.9), "C$5"),
        (number("money", 5, unit="CAD", text="C$5", confidence=0.7), "C$5"),
        (number("money", 5, unit="AUD", text="$A5", confidence=0.7), "A$5"),
        (number("money", 5, unit="CAD", text="five dollars", confidence=0.7), "C$5"),
        (number("age", 34, unit="year"), "aged 34"),
        (number("age", 36, unit="year", comparator=">="), "aged ≥ 36"),
        (number("age", 18, unit="month"), "18 months"),
        (number("ordinal", 1), "1st"),
        (number("ordinal", 12), "12th"),
        (number("ordinal", 22), "22nd"),
        (number("ratio", 3, upper=1), "3–1"),
    ],
)
def test_values_read_as_in_a_newspaper(found: Number, shown: str) -> None:
    assert readable_value(found) == shown


def test_ranks_and_single_things_come_after_what_counts_or_measures() -> None:
    third, spot, two = number("ordinal", 3), number("cardinal", 1), number("cardinal", 2)
    metre, span = number("quantity", 1, unit="metre"), number("cardinal", 1, upper=2)
    over, score = number("cardinal", 1, comparator=">"), number("ratio", 1, upper=0)
    found = [third, two, spot, metre, span, over, score]
    assert measured_first(found) == [two, metre, span, over, score, third, spot]
