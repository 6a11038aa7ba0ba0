"""Adds up the words of one whole number, and reads the digits behind a spelled point."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import HYPHENS, LONGEST, Numeral

_POINT_DIGITS = {"o": 0, "oh": 0}


class Spelling:
    """Adds up the words of one whole number, left to right."""

    def __init__(self, tokens: Tokens, place: int, words: Lexicon) -> None:
        """``place``: where the number begins."""
        self._tokens, self._words = tokens, words
        self._total = 0
        self._group: int | None = None
        self._top = 0  # the smallest scale so far: the next must be smaller
        self.behind = self._first = place
        self.last_scale = 1
        self.is_year = False
        self.value = 0

    def read(self) -> bool:
        """Read as far as the words make one number; false where there is none."""
        place = self._first
        while place - self._first < LONGEST:
            low = self._tokens.low(place)
            joined = place > self._first and low in ("and", "&", ",")
            if joined and not self._may_join(place):
                break
            if place > self._first and low in HYPHENS:
                joined = True
            if joined:
                place += 1
                low = self._tokens.low(place)
            if not self._take(low, place):
                break
            place += 1
            self.behind, self.value = place, self._total + (self._group or 0)
        return self.behind > self._first

    def _may_join(self, place: int) -> bool:
        """``hundred and five``, ``million, two hundred thousand``: what follows is smaller."""
        low, last, after = (self._tokens.low(p) for p in (place, place - 1, place + 1))
        if last not in self._words.scale or last in self._words.vague or last == "dozen":
            return False
        part = self._tokens.low(place + 2 + (self._tokens.low(place + 2) in HYPHENS))
        follows = after in self._words.cardinal and (part not in self._words.fraction or part in self._words.ordinal)
        scale = self._scale_ahead(place + 1)
        if low == ",":
            return follows and 1 < scale < self.last_scale
        if last == "hundred":
            return follows and self._tokens.low(place + 2) != "hundred"
        return follows and scale < self.last_scale

    def _scale_ahead(self, place: int) -> int:
        """The first scale word in the next pieces: what the number there would be multiplied by."""
        scale = 1
        for ahead in range(place, place + 7):
            low = self._tokens.low(ahead)
            if low in self._words.scale and low not in self._words.vague:
                scale = max(scale, self._words.scale[low])
            elif low not in self._words.cardinal and low not in HYPHENS:
                break
        return scale

    def _take(self, low: str, place: int) -> bool:
        if low in self._words.cardinal:
            return self._take_small(self._words.cardinal[low])
        scale = self._words.scale.get(low)
        if scale is None or (place == self._first and low in self._words.vague):
            return False
        return self._take_scale(scale)

    def _take_small(self, value: int) -> bool:
        group = self._group
        if group is None:
            self._group = value
        elif (group % 100 == 0 and group and value) or (group % 10 == 0 and group % 100 >= 20 and 0 < value < 10):
            self._group = group + value
        elif 17 <= group <= 20 and 10 <= value < 100 and not self._total:  # nineteen ninety-eight
            self._group, self.is_year = group * 100 + value, True
        elif group == 0 and value < 10 and self.behind == self._first + 1:  # zero eight
            self._group = value
        else:
            return False
        return True

    def _take_scale(self, scale: int) -> bool:
        if self.is_year:
            return False
        if scale in (12, 100):
            if self._group is not None and (self._group == 0 or (self._group >= 100 and scale == 100)):
                return False
            self._group = (1 if self._group is None else self._group) * scale
        elif self._group is None and self._total and scale <= self._top:
            return False
        elif self._top and scale >= self._top:
            self._total = (self._total + (self._group or 0)) * scale
            self._group = None
        else:
            self._total += (1 if self._group is None else self._group) * scale
            self._group = None
        if scale > 100:
            self._top = scale
        self.last_scale = scale
        return True


def read_decimals(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """``point two five``, ``point seventy-one``: the digits behind a spelled point."""
    place, digits = numeral.behind + 1, ""
    while place - numeral.behind < 20:
        digit = words.cardinal.get(tokens.low(place), _POINT_DIGITS.get(tokens.low(place), 100))
        if digit > 99 or (digit > 9 and digits):
            break
        place += 1
        if digit >= 20 and tokens.low(place) in HYPHENS:
            place += 1
        if digit >= 20 and 0 < words.cardinal.get(tokens.low(place), 0) < 10:
            digit += words.cardinal[tokens.lows[place]]
            place += 1
        digits += str(digit)
        if digit > 9:
            break
    if not digits:
        return False
    numeral.value += Decimal(f"0.{digits}")
    numeral.behind = place
    return True
