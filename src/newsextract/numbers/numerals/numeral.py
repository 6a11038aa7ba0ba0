"""A numeral, its value in digits, the whole numbers in words, and both multiplied by their scale words."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from typing import Literal, NamedTuple

from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text import ARTICLES, HYPHENS
from newsextract.records.record import Comparator

MILLION = 1_000_000
_LARGEST = 10**60  # beyond, a number in the news is a slip of the keyboard
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_MISGROUPED = re.compile(r"\d{1,3},(?!19|20)\d{4}")  # 3,2251
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year", "fold", "article"]
_LONGEST = 60  # pieces of one numeral: no number in words is longer
_AHEAD = 8  # pieces within which a number's scale stands
_POINT_DIGITS = {"o": 0, "oh": 0}
_NO_DIGIT = 100
_GROUP = re.compile(r"[1-9]\d{0,2}")


class Numeral(NamedTuple):
    """A value and the pieces that say it: from ``start`` up to before ``end``.

    ``scale`` is the last word that the number was multiplied by, ``comparator`` what a vague word says ("dozens").
    """

    start: int
    end: int
    value: Decimal
    form: Form
    scale: int = 1
    comparator: Comparator = "="


def read_literal(literal: str) -> Decimal | None:
    """The value of one number in digits; None of a list ("22,24,26")."""
    if _PLAIN.fullmatch(literal):
        return Decimal(literal)
    if _GROUPED.fullmatch(literal) or _MISGROUPED.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if _COMMA_DECIMAL.fullmatch(literal):
        return Decimal(literal.replace(".", "").replace(",", "."))
    return None


def is_news(value: Decimal) -> bool:
    """Whether a number in the news can be as large."""
    return abs(value) <= _LARGEST


def plain(value: Decimal) -> int | float:
    """The value as the record holds it: an int where it is whole, else a float."""
    whole = value.to_integral_value()
    if value == whole:
        return int(whole)
    number = float(value)
    return int(number) if number.is_integer() else number


def read_whole(tokens: Tokens, first: int) -> Numeral | None:
    """The whole number in words that begins at ``first``, of form "year" where it is one; None where there is none."""
    words, lows = tokens.words, tokens.lows
    total, group = 0, None  # ``group`` is what the next scale will multiply
    top, last_scale = 0, 1  # ``top`` is the smallest scale so far: the next must be smaller
    form: Form = "words"
    place = end = first
    while place - first < _LONGEST:
        if place > first and (lows[place] in HYPHENS or _may_join(tokens, place, last_scale)):
            place += 1
        low = lows[place]
        scale = 0 if low in words.cardinal else words.scale.get(low, 0)
        if low in words.cardinal:
            added = _added(group, words.cardinal[low])
            if added is None:
                break
            form = "year" if group is not None and group < 100 <= added else form
            group = added
        elif not scale or (place == first and low in words.vague):
            break
        elif scale in (12, 100):
            if group == 0 or (scale == 100 and group is not None and group >= 100):
                break
            group = (1 if group is None else group) * scale
        elif group is None and scale <= top:
            break
        elif top and scale >= top:
            total, group = (total + (group or 0)) * scale, None
        else:
            total, group = total + (1 if group is None else group) * scale, None
        top, last_scale = scale if scale > 100 else top, scale or last_scale
        place = end = place + 1
    return None if end == first else Numeral(first, end, Decimal(total + (group or 0)), form, last_scale)


def _added(group: int | None, value: int) -> int | None:
    """The group of a number with a small number after it: ``hundred five``, ``twenty one``; None of two numbers."""
    if group is None:
        return value
    if (group % 100 == 0 and group and value) or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10):
        return group + value
    if 17 <= group <= 20:  # nineteen ninety-eight
        return group * 100 + value
    return value if group == 0 and value < 10 else None  # zero eight


def _may_join(tokens: Tokens, place: int, last_scale: int) -> bool:
    """``hundred and five``, ``million, two hundred thousand``: what follows is smaller."""
    words, (last, low, after) = tokens.words, tokens.lows[place - 1 : place + 2]
    if low not in ("and", "&", ",") or after not in words.cardinal:
        return False
    part = tokens.lows[place + 2 + (tokens.lows[place + 2] in HYPHENS)]
    if part in words.fraction and part not in words.ordinal:  # two million and three quarters
        return False
    if last == "hundred":
        return tokens.lows[place + 2] != "hundred"
    ahead = takewhile(lambda one: one in words.scale or one in words.cardinal, tokens.lows[place + 1 : place + _AHEAD])
    return (low == ",") < max(words.scale.get(one, 1) for one in ahead) < last_scale


def read_decimals(tokens: Tokens, whole: Numeral) -> Numeral | None:
    """The number with the digits after its "point": ``two point two five``, ``point seventy-one``; None without."""
    place, digits = whole.end + 1, ""
    known = tokens.words.cardinal | _POINT_DIGITS
    while (digit := known.get(tokens.lows[place], _NO_DIGIT)) < 10:
        place, digits = place + 1, digits + str(digit)
    if not digits and digit < _NO_DIGIT:  # point seventy-one
        place += 1
        end = place + (tokens.lows[place] in HYPHENS)
        one = known.get(tokens.lows[end], _NO_DIGIT) if digit >= 20 else 0
        digits, place = (str(digit + one), end + 1) if 0 < one < 10 else (str(digit), place)
    return whole._replace(value=whole.value + Decimal(f"0.{digits}"), end=place) if digits else None


def scaled(tokens: Tokens, numeral: Numeral) -> Numeral:
    """The numeral with its scale: ``1.5 million``, ``half a million``, ``4 thousand 3 hundred``, ``13 lakh crore``."""
    place = numeral.end
    place += tokens.lows[place] in HYPHENS
    while tokens.lows[place] in tokens.words.scale:
        scale = tokens.words.scale[tokens.lows[place]]
        place += 1
        numeral = numeral._replace(value=numeral.value * scale, scale=scale, end=place)
    whole = _with_smaller_groups(tokens, numeral) if numeral.scale > 1 else numeral
    return and_part(tokens, whole)


def _with_smaller_groups(tokens: Tokens, numeral: Numeral) -> Numeral:
    """``4 thousand 3 hundred and 21``, ``6 crore and two hundred``: smaller groups after a scale."""
    joined = tokens.lows[numeral.end] == "and"
    place = numeral.end + joined
    if _GROUP.fullmatch(tokens.raws[place]):
        scale = tokens.words.scale.get(tokens.lows[place + 1], 1)
        part = int(tokens.raws[place]) * scale
        bare = numeral.scale == 1000 and len(tokens.raws[place]) == 3  # 67 thousand 338
        ends = numeral.scale == 100 if joined else scale > 1 or bare
        if not ends or part >= numeral.scale:
            return numeral
        whole = numeral._replace(value=numeral.value + part, end=place + 1 + (scale > 1), scale=scale)
        return _with_smaller_groups(tokens, whole) if scale == 100 else whole
    rest = read_whole(tokens, place)
    if rest and (rest.scale > 1 or numeral.scale == 100) and rest.value < numeral.scale:
        return numeral._replace(value=numeral.value + rest.value, end=rest.end)
    return numeral


def and_part(tokens: Tokens, numeral: Numeral) -> Numeral:
    """The numeral with its part: ``two and a half``, ``3 million and a quarter``: the part is one of the last scale."""
    place = numeral.end
    place += tokens.lows[place] in HYPHENS
    if tokens.lows[place] != "and":
        return numeral
    place += 1
    place += tokens.lows[place] in HYPHENS
    top = Decimal(1)
    if tokens.lows[place] in ARTICLES:  # a half
        place += 1
    elif whole := read_whole(tokens, place):  # three quarters
        top, place = whole.value, whole.end
    place += tokens.lows[place] in HYPHENS
    bottom = tokens.words.fraction.get(tokens.lows[place], 0)
    ranked = tokens.lows[place - 1] == "and" and tokens.lows[place] in tokens.words.ordinal  # $3 billion and third-rate
    if top >= bottom or ranked:
        return numeral
    named = tokens.words.scale.get(tokens.lows[place + 1], 0)
    if 1 < named < numeral.scale:  # two billion and a half million
        return numeral._replace(value=numeral.value + top * named / bottom, end=place + 2)
    scale = numeral.scale if numeral.scale >= MILLION else 1
    whole = numeral._replace(value=numeral.value + top * scale / bottom, end=place + 1)
    return scaled(tokens, whole) if scale == 1 else whole
