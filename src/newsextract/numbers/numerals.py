"""Reads numerals: digits and number words with their scales, fractions and ordinals, into a value and a span of pieces."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.literals import read_literal
from newsextract.records import Comparator

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year"]
_HYPHENS = {"-", "‐", "‑"}
_ARTICLES = {"a", "an"}
_POINT_DIGITS = {"o": 0, "oh": 0}
_SPACES = {" ", "\u00a0", "\u202f", "\u2009", "\u2007"}
_LONGEST = 60  # pieces of one numeral: no number in words is longer


@dataclass(slots=True)
class Numeral:
    """A value and the pieces that say it: from ``first`` up to before ``behind``. ``scale``: the last word multiplied by."""

    first: int
    behind: int
    value: Decimal
    form: Form
    scale: int = 1
    comparator: Comparator | None = None


def read_numeral(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The numeral that begins at ``place``, or None."""
    if tokens.is_literal(place):
        return _digits(tokens, place, words)
    low = tokens.lows[place]
    if low in words.vulgar:
        top, bottom = words.vulgar[low]
        return _scaled(tokens, Numeral(place, place + 1, Decimal(top) / bottom, "fraction"), words)
    if low in words.vague or low in words.open or low == "couple" or low in _ARTICLES:
        found = _vague(tokens, place, words)
        if found:
            return found
    if low in _ARTICLES:
        return _after_article(tokens, place, words)
    if low in words.fraction or low in words.ordinal:
        return _part(tokens, place, place, Decimal(1), words) or _ordinal(tokens, place, words)
    return _spelled(tokens, place, place, words)


def _digits(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    value = read_literal(tokens.raws[place])
    if value is None:
        return None
    numeral = Numeral(place, place + 1, value, "digits")
    low = tokens.low(place + 1)
    if low in ("st", "nd", "rd", "th") and tokens.glued(place + 1):
        numeral.behind, numeral.form = place + 2, "ordinal"
        return numeral
    if tokens.raws[place].isdecimal():
        _spaced_groups(tokens, numeral)
        _exponent(tokens, numeral)
    else:
        _exponent(tokens, numeral)
    _mixed(tokens, numeral, words)
    return _scaled(tokens, numeral, words)


def _spaced_groups(tokens: Tokens, numeral: Numeral) -> None:
    """``1 500 000``: groups of three digits behind one to three, with nothing but a space between."""
    literal = tokens.raws[numeral.first]
    place = numeral.behind
    if (
        len(literal) > 3
        or literal[0] == "0"
        or (tokens.is_literal(numeral.first - 1) and _space(tokens, numeral.first))
    ):
        return
    groups = literal
    while tokens.is_literal(place) and _space(tokens, place) and len(groups) < 24:
        group, dot, _ = tokens.raws[place].partition(".")
        if len(group) != 3 or not group.isdecimal():
            return
        groups += tokens.raws[place]
        place += 1
        if dot:
            break
    follows = tokens.is_literal(place) and _space(tokens, place)
    value = read_literal(groups) if place > numeral.behind and not follows else None
    if value is not None:
        numeral.value, numeral.behind = value, place


def _space(tokens: Tokens, place: int) -> bool:
    return place > 0 and tokens.text[tokens.ends[place - 1] : tokens.starts[place]] in _SPACES


def _apart(tokens: Tokens, place: int) -> bool:
    gap = tokens.text[tokens.ends[place - 1] : tokens.starts[place]]
    return 0 < len(gap) < 4 and not gap.strip() and "\n" not in gap


def _exponent(tokens: Tokens, numeral: Numeral) -> None:
    """``1.3x10^6``, ``2.48×10−5``, ``4e14``: the power is part of the number."""
    place = numeral.behind
    power = ""
    if tokens.low(place) in ("x", "×") and tokens.low(place + 1) == "10":
        place += 2
        place += tokens.low(place) == "^"
    elif tokens.low(place) == "^" and tokens.glued(place):
        _power(tokens, numeral, place + 1)
        return
    elif tokens.low(place) == "e" and tokens.glued(place):
        place += 1
    else:
        return
    if tokens.low(place) in ("-", "−", "–", "+") and tokens.glued(place):
        power = "-" if tokens.low(place) != "+" else ""
        place += 1
    if (
        tokens.is_literal(place)
        and tokens.glued(place)
        and tokens.raws[place].isdecimal()
        and len(tokens.raws[place]) < 4
    ):
        numeral.value = numeral.value.scaleb(int(power + tokens.raws[place]))
        numeral.behind = place + 1


def _power(tokens: Tokens, numeral: Numeral, place: int) -> None:
    """``1.1^23``, ``2.5^-1``: a base and its power."""
    sign = 1
    while tokens.low(place) in ("-", "−", "+") and tokens.glued(place) and place - numeral.behind < 4:
        sign = -1 if tokens.low(place) != "+" else sign
        place += 1
    raw = tokens.raw(place)
    if (
        not tokens.is_literal(place)
        or not tokens.glued(place)
        or not raw.isdecimal()
        or len(raw) > 2
        or not numeral.value
    ):
        return
    value = numeral.value ** (sign * int(raw))
    if abs(value.adjusted()) < 300:
        numeral.value, numeral.behind = value, place + 1


def _mixed(tokens: Tokens, numeral: Numeral, words: Lexicon) -> None:
    """``10 1/2``, ``1½``, ``1/16``: whole and part."""
    place = numeral.behind
    low = tokens.low(place)
    if low in words.vulgar:
        top, bottom = words.vulgar[low]
        numeral.value += Decimal(top) / bottom
        numeral.behind = place + 1
    elif low in ("/", "⁄") and (part := _slash(tokens, numeral.first)) is not None:
        numeral.value, numeral.behind, numeral.form = part, place + 2, "fraction"
    elif tokens.is_literal(place) and tokens.low(place + 1) in ("/", "⁄") and _apart(tokens, place):
        part = _slash(tokens, place)
        if part is not None and part < 1 and numeral.value == numeral.value.to_integral_value():
            numeral.value += part
            numeral.behind = place + 3


def _slash(tokens: Tokens, place: int) -> Decimal | None:
    top, bottom = tokens.raw(place), tokens.raw(place + 2)
    glued = tokens.glued(place + 1) and tokens.glued(place + 2)
    if not glued or not (top.isdecimal() and bottom.isdecimal()) or len(top) > 3 or len(bottom) > 4:
        return None
    if int(bottom) < 2 or int(top) >= 4 * int(bottom) or tokens.low(place + 3) in ("/", "⁄"):
        return None
    return Decimal(int(top)) / int(bottom)


def _scaled(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``1.5 million``, ``3 hundred``, ``half a million``, ``4 thousand 3 hundred``, ``13 lakh crore``."""
    place = numeral.behind
    if tokens.low(place) in _HYPHENS and tokens.low(place + 1) in words.scale:
        place += 1
    if (
        tokens.low(place) == "and"
        and numeral.form == "digits"
        and tokens.low(place + 1) in ("a", "one", "half")
    ):
        return _and_part(tokens, numeral, words)
    while tokens.low(place) in words.scale and place - numeral.first < _LONGEST:
        numeral.scale = words.scale[tokens.lows[place]]
        numeral.value *= numeral.scale
        place += 1
        numeral.behind = place
    if numeral.scale > 1 and numeral.form == "digits":
        _more_groups(tokens, numeral, words)
        return _and_part(tokens, numeral, words)
    return numeral


def _more_groups(tokens: Tokens, numeral: Numeral, words: Lexicon) -> None:
    """``4 thousand 3 hundred and 21``, ``6 crore and two hundred``: smaller groups behind a scale."""
    place = numeral.behind
    joined = tokens.low(place) == "and"
    place += joined
    if tokens.is_literal(place) and tokens.raws[place].isdecimal():
        part = Decimal(tokens.raws[place]) if len(tokens.raws[place]) < 4 else None
        scale = words.scale.get(tokens.low(place + 1), 1)
        if part and part * scale < numeral.scale and (scale > 1 if not joined else numeral.scale == 100):
            numeral.value += part * scale
            numeral.behind = place + 1 + (scale > 1)
            if scale == 100:
                numeral.scale = 100
                _more_groups(tokens, numeral, words)
    elif tokens.low(place) in words.cardinal and (
        tokens.low(place + 1) in words.scale or (joined and numeral.scale == 100)
    ):
        rest = _spelled(tokens, place, place, words)
        if rest and rest.form == "words" and rest.value < numeral.scale:
            numeral.value += rest.value
            numeral.behind = rest.behind


def _and_part(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``two and a half``, ``3 million and a quarter``: the part is one of the last scale."""
    place, hyphen = numeral.behind, tokens.low(numeral.behind) in _HYPHENS
    if tokens.low(place + hyphen) != "and":
        return numeral
    place += 1 + hyphen
    place += tokens.low(place) in _HYPHENS
    top = Decimal(1)
    if tokens.low(place) in _ARTICLES or tokens.low(place) in words.cardinal:
        top = Decimal(words.cardinal.get(tokens.lows[place], 1))
        place += 1
        place += tokens.low(place) in _HYPHENS
    low = tokens.low(place)
    if (
        low not in words.fraction
        or top >= words.fraction[low]
        or (low == "quarter" and tokens.low(place + 1) == "century")
    ):
        return numeral
    if low in words.ordinal and top != 1:
        return numeral
    scale = numeral.scale if numeral.scale >= 1_000_000 else 1
    if scale > 1 and tokens.low(place + 1) == "of":
        return numeral
    numeral.value += top * scale / words.fraction[low]
    numeral.behind = place + 1
    if scale == 1 and tokens.low(place + 1) in words.scale:
        return _scaled(tokens, numeral, words)
    return numeral


def _vague(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens of``, ``hundreds of thousands``, ``several hundred``, ``a couple of``, ``a few thousand``."""
    start, article = place, tokens.lows[place] in _ARTICLES
    place += article
    low = tokens.low(place)
    if low == "couple" and (article or tokens.low(place + 1) == "of"):
        of = tokens.low(place + 1) == "of"
        scale = words.scale.get(tokens.low(place + 1 + of), 1)
        behind = place + 2 + of if scale > 1 else place + 1
        if (
            scale == 1
            and not of
            and tokens.low(place + 1) not in ("more", "days", "years", "weeks", "hours", "months")
        ):
            return None
        return Numeral(start, behind, Decimal(2 * scale), "vague", scale, "~")
    if low in words.open:
        scale = words.scale.get(tokens.low(place + 1), 0)
        if not scale or tokens.low(place + 1) in words.vague:
            return None
        return Numeral(start, place + 2, Decimal(scale), "vague", scale, words.open[low])
    if article or low not in words.vague or (low == "tens" and tokens.low(place + 1) != "of"):
        return None
    value, behind = Decimal(words.vague[low]), place + 1
    while tokens.low(behind) == "of" and tokens.low(behind + 1) in words.vague and behind - place < 8:
        value *= words.vague[tokens.lows[behind + 1]]
        behind += 2
    if low == "scores" and (
        tokens.low(behind) != "of" or tokens.low(place - 1) in ("the", "test", "final", "credit")
    ):
        return None
    return Numeral(start, behind, value, "vague", 1, ">")


def _after_article(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``a hundred``, ``a half``, ``a third of``, ``a dozen``."""
    behind = place + 1
    if tokens.low(behind) in _HYPHENS:
        behind += 1
    low = tokens.low(behind)
    if low in words.scale and low not in words.vague:
        return _spelled(tokens, place, behind, words)
    if low in words.fraction:
        return _part(tokens, place, behind, Decimal(1), words)
    return None


def _part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> Numeral | None:
    """A fraction whose denominator stands at ``place``: ``half``, ``a third``, ``three quarters``."""
    low = tokens.lows[place]
    bottom = words.fraction.get(low)
    if bottom is None or not _is_part(tokens, first, place, top, words):
        return None
    numeral = Numeral(first, place + 1, top / bottom, "fraction")
    article = tokens.low(place + 1) in _ARTICLES
    of_a = tokens.low(place + 1) == "of" and tokens.low(place + 2) in _ARTICLES
    ahead = place + 1 + article + 2 * of_a
    if low in ("half", "quarter", "quarters") or of_a:
        scale = tokens.low(ahead)
        if scale in words.scale and (scale not in words.vague) and (words.scale[scale] > 1000 or not of_a):
            numeral.behind = ahead
            return _scaled(tokens, numeral, words)
    return numeral


def _is_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """Whether a word that may be a part ("third", "half", "quarter") is one here."""
    low, after, before = tokens.lows[place], tokens.low(place + 1), tokens.low(first - 1)
    if low in words.ordinal:  # singular: "a third of", "one-fifth", never "the third of"
        if first == place:
            return False
        if tokens.lows[first] == "one":
            return after not in words.scale
        return top == 1 and (
            after in ("of", "more", "less", "higher", "lower", "as", "", ".", ",", ")", ";")
            or before in words.no["half_after"]
        )
    if low == "half":
        if after in words.no["half_before"] or (
            after in _HYPHENS and tokens.low(place + 2) in words.no["half_before"]
        ):
            return False
        if before in words.ordinal or (
            before in ("the", "in", "other", "final", "either", "each") and after != "of"
        ):
            return before == "the" and after in ("a", "million")
        return bool(
            after in words.no["half_of"] or first < place or before in words.no["half_after"] or after in words.scale
            or after in _HYPHENS or words.unit_words.at(tokens, place + 1) or len(tokens) == 1 or tokens.low(place + 1) in ("", ".")
        )  # fmt: skip
    if low in ("quarter", "quarters"):
        if first == place:
            return after in words.scale or (after in _HYPHENS and tokens.low(place + 2) in words.scale)
        if tokens.lows[first] in _ARTICLES:
            return (
                after in ("of", *words.scale)
                or before in ("by", "than", "nearly", "almost")
                or after == "mile"
            )
        return top == 1 or (top < 4 and (after in ("of", "mile", "miles", *words.scale) or top == 3))
    return first < place


def _ordinal(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    if tokens.lows[place] not in words.ordinal:
        return None
    return Numeral(place, place + 1, Decimal(words.ordinal[tokens.lows[place]]), "ordinal")


def _spelled(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """A numeral in words: ``two hundred and five``, ``a million``, ``five point two million``, ``two thirds``."""
    if tokens.lows[place] in ("minus", "negative"):
        return None
    reader = _Spelling(tokens, place, words)
    if not reader.read():
        return None
    numeral = Numeral(first, reader.behind, Decimal(reader.value), "words", reader.last_scale)
    if reader.is_year:
        numeral.form = "year"
        return numeral
    if (
        tokens.low(numeral.behind) == "point"
        and (place != numeral.behind)
        and _decimals(tokens, numeral, words)
    ):
        return _scaled(tokens, numeral, words)
    return _tail(tokens, numeral, words)


def _decimals(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """``point two five``, ``point seventy-one``: the digits behind a spelled point."""
    place, digits = numeral.behind + 1, ""
    while place - numeral.behind < 20:
        digit = words.cardinal.get(tokens.low(place), _POINT_DIGITS.get(tokens.low(place), 100))
        if digit > 99 or (digit > 9 and digits):
            break
        place += 1
        if digit >= 20 and tokens.low(place) in _HYPHENS:
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


def _tail(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """What may follow a spelled whole: an ordinal's end, a denominator, ``and a half``."""
    place = numeral.behind
    hyphen = tokens.low(place) in _HYPHENS
    low = tokens.low(place + hyphen)
    if low in words.fraction and (low not in words.ordinal or numeral.value == 1):
        part = _part(tokens, numeral.first, place + hyphen, numeral.value, words)
        if part:
            return part
    rank = words.ordinal.get(low, 0)
    last = words.cardinal.get(tokens.lows[place - 1], 0)
    fits = (
        (last >= 20 and rank < 10)
        or (numeral.scale > rank > 0 and not last)
        or (rank in (100, 1000, 10**6, 10**9, 10**12))
    )
    if rank and fits and not (low == "second" and tokens.low(place + hyphen + 1) in ("", ",") and False):
        total = numeral.value * rank if rank >= 100 else numeral.value + rank
        return Numeral(numeral.first, place + hyphen + 1, total, "ordinal")
    if low == "and" and tokens.low(place + 1) in words.ordinal and numeral.scale == 100:
        return Numeral(
            numeral.first, place + 2, numeral.value + words.ordinal[tokens.lows[place + 1]], "ordinal"
        )
    return _and_part(tokens, numeral, words)


class _Spelling:
    """Adds up the words of one whole number, left to right."""

    def __init__(self, tokens: Tokens, place: int, words: Lexicon) -> None:
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
        while place - self._first < _LONGEST:
            low = self._tokens.low(place)
            joined = place > self._first and low in ("and", "&", ",")
            if joined and not self._may_join(place):
                break
            if place > self._first and low in _HYPHENS:
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
        """``hundred and five``, ``million, two hundred thousand``: what follows must be smaller than what stands before."""
        low, last, after = (self._tokens.low(p) for p in (place, place - 1, place + 1))
        if last not in self._words.scale or last in self._words.vague or last == "dozen":
            return False
        part = self._tokens.low(place + 2 + (self._tokens.low(place + 2) in _HYPHENS))
        follows = after in self._words.cardinal and (
            part not in self._words.fraction or part in self._words.ordinal
        )
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
            elif low not in self._words.cardinal and low not in _HYPHENS:
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
        elif (group % 100 == 0 and group and value) or (
            group % 10 == 0 and group % 100 >= 20 and 0 < value < 10
        ):
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
