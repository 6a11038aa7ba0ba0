"""A numeral, its value in digits, the whole numbers in words, and both multiplied by their scale words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS
from newsextract.records.record import Comparator

MILLION = 1_000_000
_LARGEST = 10**60  # beyond, a number in the news is a slip of the keyboard
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_MISGROUPED = re.compile(r"\d{1,3},(?!19|20)\d{4}")  # 3,2251
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year", "fold", "article"]
_LONGEST = 60  # pieces of one numeral: no number in words is longer
_AHEAD = 7  # pieces within which a number's scale stands
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


def read_whole(tokens: Tokens, place: int) -> Numeral | None:
    """The whole number in words that begins at ``place``, of form "year" where it is one; None where there is none."""
    return _Adder(tokens, place).read()


class _Adder:
    """Adds up the words of one whole number, left to right."""

    def __init__(self, tokens: Tokens, place: int) -> None:
        self._tokens, self._words = tokens, tokens.words
        self._total = 0
        self._group: int | None = None
        self._top = 0  # the smallest scale so far: the next must be smaller
        self._first = place
        self._last_scale = 1
        self._form: Form = "words"

    def read(self) -> Numeral | None:
        """The numeral, as far as the words make one number."""
        place = end = self._first
        value = 0
        while place - self._first < _LONGEST:
            low = self._tokens.lows[place]
            if place > self._first and (low in HYPHENS or (low in ("and", "&", ",") and self._may_join(place))):
                place += 1
                low = self._tokens.lows[place]
            scale = self._words.scale.get(low)
            if low in self._words.cardinal:
                taken = self._take_small(self._words.cardinal[low])
            else:
                vague = place == self._first and low in self._words.vague
                taken = scale is not None and not vague and self._take_scale(scale)
            if not taken:
                break
            place += 1
            end, value = place, self._total + (self._group or 0)
        if end == self._first:
            return None
        return Numeral(self._first, end, Decimal(value), self._form, self._last_scale)

    def _may_join(self, place: int) -> bool:
        """``hundred and five``, ``million, two hundred thousand``: what follows is smaller."""
        low, last, after = (self._tokens.lows[at] for at in (place, place - 1, place + 1))
        if after not in self._words.cardinal:
            return False
        part = self._tokens.lows[place + 2 + (self._tokens.lows[place + 2] in HYPHENS)]
        if part in self._words.fraction and part not in self._words.ordinal:  # two million and three quarters
            return False
        if last == "hundred":
            return self._tokens.lows[place + 2] != "hundred"
        return (low == ",") < self._scale_ahead(place + 1) < self._last_scale

    def _scale_ahead(self, place: int) -> int:
        """The largest scale word in the next pieces: what the number there would be multiplied by."""
        scale = 1
        for low in self._tokens.lows[place : place + _AHEAD]:
            scale = max(scale, self._words.scale.get(low, 1))
            if low not in self._words.scale and low not in self._words.cardinal:
                break
        return scale

    def _take_small(self, value: int) -> bool:
        group = self._group
        if group is None:
            self._group = value
        elif (group % 100 == 0 and group and value) or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10):
            self._group = group + value
        elif 17 <= group <= 20:  # nineteen ninety-eight
            self._group, self._form = group * 100 + value, "year"
        elif group == 0 and value < 10:  # zero eight
            self._group = value
        else:
            return False
        return True

    def _take_scale(self, scale: int) -> bool:
        group = 1 if self._group is None else self._group
        if scale in (12, 100):
            if group == 0 or (group >= 100 and scale == 100):
                return False
            self._group = group * scale
        elif self._group is None and scale <= self._top:
            return False
        elif self._top and scale >= self._top:
            self._total = (self._total + (self._group or 0)) * scale
            self._group = None
        else:
            self._total += group * scale
            self._group = None
        if scale > 100:
            self._top = scale
        self._last_scale = scale
        return True


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
    top, place = _top(tokens, place + (tokens.lows[place] in HYPHENS))
    low = tokens.lows[place]
    bottom = tokens.words.fraction.get(low, 0)
    if top >= bottom:
        return numeral
    named = tokens.words.scale.get(tokens.lows[place + 1], 0)
    if 1 < named < numeral.scale:  # two billion and a half million
        return numeral._replace(value=numeral.value + top * named / bottom, end=place + 2)
    scale = numeral.scale if numeral.scale >= MILLION else 1
    whole = numeral._replace(value=numeral.value + top * scale / bottom, end=place + 1)
    return scaled(tokens, whole) if scale == 1 else whole


def _top(tokens: Tokens, place: int) -> tuple[Decimal, int]:
    """How many parts the words here say, and the place after them: ``a half``, ``three quarters``."""
    if tokens.lows[place] in ARTICLES:
        top, end = Decimal(1), place + 1
    elif whole := read_whole(tokens, place):
        top, end = whole.value, whole.end
    else:
        return Decimal(1), place
    return top, end + (tokens.lows[end] in HYPHENS)
