"""The grammar on text alone: tables of text and what it says, near misses among them."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract.numbers.component import find_amounts
from newsextract.numbers.numerals.numeral import plain


def values(text: str, countries: tuple[str, ...] = ()) -> list[Any]:
    """The value of each number, a pair for a range."""
    found = []
    for amount in find_amounts(text, countries)[1]:
        low = plain(amount.value)
        found.append(low if amount.upper is None else (low, plain(amount.upper)))
    return found


def units(text: str, countries: tuple[str, ...] = ()) -> list[str | None]:
    amounts = find_amounts(text, countries, [(0, country) for country in countries])[1]
    return [f"{amount.unit} per {amount.per}" if amount.per else amount.unit for amount in amounts]


def spans(text: str) -> list[str]:
    tokens, amounts = find_amounts(text)
    return [text[tokens.starts[a.start] : tokens.end(a.end - 1)] for a in amounts]


VALUES: list[tuple[str, list[Any]]] = [
    ("He sold 1,234,567 of them", [1234567]),
    ("a debt of 12,34,567.89", [1234567.89]),
    ("1\u00a0500\u00a0000 voters", [1500000]),
    ("1\u2009500 voters", [1500]),
    ("１２３ boxes", [123]),
    ("numbers 22, 24 and 26", [22, 24, 26]),
    ("5,00 or 5.00", [5, 5]),
    ("½ a cup and 3¾ cups", [0.5, 3.75]),
    ("10 1/2 miles", [10.5]),
    ("1/16 of a pint", [0.0625]),
    ("4e14 cells and 1.3x10^6 more", [4 * 10**14, 1300000]),
    ("2.48×10−5 of them", [2.48e-05]),
    ("−5 and -7.5 but 3-4", [-5, -7.5, (3, 4)]),
    ("² and ① are no numbers", []),
    ("1" * 100, []),
    ("1e400 of them", []),
    ("007 and 0800 are codes, 0.7 and 0 are not", [0.7, 0]),
    ("one hundred and five", [105]),
    ("forty five hundred thirty eight", [4538]),
    ("seven million five hundred twenty thousand", [7520000]),
    ("two hundred and two thousand", [202000]),
    ("twenty thousand and thirty thousand", [20000, 30000]),
    ("three million, two hundred thousand", [3200000]),
    ("three lakh crore", [3000000000000]),
    ("two and a half million", [2500000]),
    ("3 million and a half", [3500000]),
    ("half a million", [500000]),
    ("half a dozen", [6]),
    ("a quarter of a million", [250000]),
    ("nine point nought four", [9.04]),
    ("five point two million", [5200000]),
    ("minus five point five", [-5.5]),
    ("twenty-one, thirty-one", [21, 31]),
    ("twenty five fifteen", [25, 15]),
    ("nineteen ninety-eight was wet", []),
    ("4 thousand 3 hundred and 21 seats", [4321]),
    ("two thirds, three quarters and one-eighth", [2 / 3, 0.75, 0.125]),
    ("twenty-first and one hundred and eleventh", [21, 111]),
    ("10 to 15 of them", [(10, 15)]),
    ("from 1000 up to 5000 men", [(1000, 5000)]),
    ("from 450 sq ft up to 900 sq ft", [(450, 900)]),
    ("$62-$68", [(62, 68)]),
    ("5k-20k", [(5000, 20000)]),
    ("four to five thousand people", [(4000, 5000)]),
    ("$200,000 to $414 million", [(200000, 414000000)]),
    ("two or three days", [(2, 3)]),
    ("165 pounds to 180", [(165, 180)]),
    ("180 pounds to 165", [180, 165]),
    ("dropped from a high of 400 tonnes to 200 tonnes", [400, 200]),
    ("lenses of 400 mm to 200 mm", [(200, 400)]),
    ("got within 22-20", [(22, 20)]),
    ("31 points - four points behind", [31, 4]),
    ("3.12 - 3.00", [3.12, 3]),
    ("from 55 bags to 1.20 francs", [55, 1.2]),
    ("between 60,000 and 20,000 years ago", [(20000, 60000)]),
    ("gains of 22 to 17 points", [(17, 22)]),
    ("minus 10 to minus 15 degrees", [(-15, -10)]),
    ("between the ninth and the fourth", [(4, 9)]),
    ("6 months to 2 years in jail", [(0.5, 2)]),
    ("6-4 and an 18-year-old", [(6, 4), 18]),
    ("from 4-1 down", [(4, 1)]),
    ("a ratio of 2.1 to one", [(2.1, 1)]),
    ("0.5 to 1 of them", [(0.5, 1)]),
    ("5-6 and 7 million euros", [(5000000, 6000000), 7000000]),
    ("rose 5 percent to 7 percent", [5, 7]),
    ("gave $5 to 7 children", [(5, 7)]),
    ("over 18 and under 25", [(18, 25)]),
    ("over 18 and over 25", [18, 25]),
    ("between 5 men and 7 women", [5, 7]),
    ("3 dollars 50 cents", [3.5]),
    ("5ft 2in tall", [5.166666666666667]),
]
UNITS: list[tuple[str, list[Any]]] = [
    ("200lbs and 2.4GHz", ["pound", "gigahertz"]),
    ("a 5W lamp, 300 Hz, 352 μm", ["watt", "hertz", "micrometre"]),
    ("24.5 cubic feet in 32m2", ["cubic foot", "square metre"]),
    ("60mph or 100km/h or 9 miles an hour", ["mile per hour", "kilometre per hour", "mile per hour"]),
    ("minus 387 Fahrenheit, 30 degrees", ["degree Fahrenheit", "degree"]),
    ("The weight is 20 (kg).", ["kilogram"]),
    ("half an hour, half a percentage point", ["hour", "percentage point"]),
    ("10-plus years and 20 or so miles", ["year", "mile"]),
    ("40 to 50 hours a week", ["hour per week"]),
    ("5 F-150s and 3 C", [None, "degree Celsius"]),
    ("5 TV sets and 3 EVs", [None, None]),
    ("60 bps, 3pp and 4 pc", ["basis point", "percentage point", "percent"]),
    ("1.3 A/cm2", ["ampere per square centimetre"]),
    ("the 2 in the middle", [None]),
    ("2 in thick", ["inch"]),
]
MONEY: list[tuple[str, tuple[str, ...], list[Any]]] = [  # the article's countries too
    ("It cost $5.", (), ["USD"]),
    ("It cost $5.", ("AU",), ["AUD"]),
    ("It cost $5 in the shops.", ("US", "US", "AU"), ["USD"]),
    ("It cost $5.", ("FR",), ["USD"]),
    ("It cost US$5 and five dollars.", ("CA",), ["USD", "CAD"]),
    ("It cost 5 million pounds.", ("EG",), ["EGP"]),
    ("He lost 20 pounds.", ("US",), ["pound"]),
    ("He lost 20 pounds.", ("GB",), ["GBP"]),
    ("about 300 rupees", ("PK",), ["PKR"]),
    ("$76 US a barrel", ("CA",), ["USD per barrel"]),
    ("$21.25 per square foot", (), ["USD per square foot"]),
    ("USD 5bn, EUR50m and 7.5 million Danish crowns", (), ["USD", "EUR", "DKK"]),
    ("30 MUSD and MAUD 60", (), ["USD", "AUD"]),
    ("50 $10 notes", (), [None, "USD"]),
    ("10 € and 100元", (), ["EUR", "CNY"]),
    ("ALL 5 of the TOP 10", (), [None, None]),
    ("RM23.50, Rs 500, R10m, kr 90 and Rp 5,000", (), ["MYR", "INR", "ZAR", "NOK", "IDR"]),
]
KINDS: list[tuple[str, list[Any]]] = [
    ("They won 3-1", ["ratio"]),
    ("a 5-4 ruling", ["ratio"]),
    ("10-15 people", ["cardinal"]),
    ("one in five", ["ratio"]),
    ("killed 12 in six raids", ["cardinal", "cardinal"]),
    ("odds of 10 to 1", ["ratio"]),
    ("Ann Lee, 34, left", ["age"]),
    ("in London, 34 died", ["cardinal"]),
    ("aged 9, she is 10 now", ["age", "age"]),
    ("under the age of 21", ["age"]),
    ("the third of 21 runs", ["ordinal", "cardinal"]),
    ("three years ago", ["duration"]),
    ("4%", ["percent"]),
]
COMPARATORS: list[tuple[str, list[Any]]] = [
    ("more than 30 men", [">"]),
    ("no fewer than 30 men", [">="]),
    ("just under 5 km", ["<"]),
    ("up to 700 men", ["<="]),
    ("nearly 70 kg", ["~"]),
    ("as high as roughly 352 m", ["~"]),
    ("under the age of 5", ["<"]),
    ("children under 5 and 36+ others", ["<", ">="]),
    ("2 + 3 is 5", ["=", "=", "="]),
    ("the moreover 30", ["="]),
    ("not exceeding 30", ["<="]),
    ("296 hp, just over 224 kW (300 PS)", ["=", ">", "="]),
]
CHANGES: list[tuple[str, list[Any]]] = [
    ("rose by 5 % to 30 %", ["up", None]),
    ("down another 58 points", ["down"]),
    ("up from 2.4 million", [None]),
    ("fell from $24 to $23", [None, None]),
    ("a 60 basis point improvement", ["up"]),
    ("a decline of 5 kg", ["down"]),
    ("lost 190 points, or 0.6%", ["down", "down"]),
    ("rose by 5.8 per cent, banks by 1.1 per cent", ["up", "up"]),
    ("lost 3 games", [None]),
    ("set up 5 shops", [None]),
    ("up to 5 shops", [None]),
    ("Dow +0.2%, FTSE -0.6%", ["up", "down"]),
]
SPANS: list[tuple[str, list[Any]]] = [
    ("More than 150 men", ["More than 150"]),
    ("a five-minute clip", ["five-minute"]),
    ("Between 10 and 15 men", ["Between 10 and 15"]),
    ("A 34-year-old man", ["34-year-old"]),
    ("some $1.5 million or more", ["some $1.5 million or more"]),
    ("200 or so.", ["200 or so"]),
    ("rose from 12% to 19%", ["12%", "19%"]),
    ("raised from 2.9 million to 3.4 million guaranies", ["2.9 million", "3.4 million guaranies"]),
    ("from $9bn to $6bn", ["$9bn", "$6bn"]),
    ("the roll has gone up from seven to 12", ["seven", "12"]),
    ("cut from 15 per cent to 14", ["15 per cent", "14"]),
    ("rose from two days a week to six days a week", ["two days a week", "six days a week"]),
    ("cases rose in Delmo (2,560 to 3,365) and Peru (20 to 31)", ["2,560", "3,365", "20", "31"]),
    ("from 10 to 15 people", ["10 to 15"]),
    ("rents rose and ranged from $350 to $600 an hour", ["$350 to $600 an hour"]),
    ("a rise for men aged from 68 to 92", ["68 to 92"]),
    ("between 5 and 7 men", ["between 5 and 7"]),
    ("a van (20 to 31 seats)", ["20 to 31"]),
    ("on 4 July 2019 and on Aug. 14", []),
    ("in May 2018, in 1066, the 2019 season, in 2012-13, the 1990s and the '90s", []),
    ("at 5 p.m., 17:22, 6.30pm, 1800 GMT and two o'clock", []),
    ("2019-09-01T10:38:07.190Z and 9/11 and 24/7", []),
    ("call (212) 555-0101, 0800 123 456 or +44 20 7946 0000", []),
    ("v2.0 and 192.168.1.2", []),
    ("http://example.org/a/2019/5 and @user99 and #22", []),
    ("the G20, an AK-47, MH370, 3D, the 49ers, Covid-19", []),
    ("Section 230, page 5, Route 66, phase three, No. 10, S&P 500", []),
    ("no one, this one, the one, and one another", []),
    ("first-hand, the First Lady, the 21st Infantry, at first", []),
    ("at half-time, half-hearted, in half", []),
]


@pytest.mark.parametrize(("text", "wanted"), VALUES)
def test_values(text: str, wanted: list[Any]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(("text", "countries", "wanted"), MONEY + [(text, (), wanted) for text, wanted in UNITS])
def test_units(text: str, countries: tuple[str, ...], wanted: list[str | None]) -> None:
    assert units(text, countries) == wanted


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        (field, *case)
        for field, cases in {"kind": KINDS, "comparator": COMPARATORS, "change": CHANGES}.items()
        for case in cases
    ],
)
def test_fields(field: str, text: str, wanted: list[str | None]) -> None:
    assert [getattr(amount, field) for amount in find_amounts(text)[1]] == wanted


@pytest.mark.parametrize(("text", "wanted"), SPANS)
def test_spans(text: str, wanted: list[str]) -> None:
    assert spans(text) == wanted
