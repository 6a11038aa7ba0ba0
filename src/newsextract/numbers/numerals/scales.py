"""Multiplies a numeral by its scale words, and adds what follows them: smaller groups, and a part of the scale."""

from __future__ import annotations

import re
from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.numerals.spelled import read_whole
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS, Tokens

_GROUP = re.compile(r"[1-9]\d{0,2}")
_MILLION = 1_000_000


def scaled(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """The numeral with its scale: ``1.5 million``, ``half a million``, ``4 thousand 3 hundred``, ``13 lakh crore``."""
    place = numeral.behind
    place += tokens.low(place) in HYPHENS
    while tokens.low(place) in words.scale:
        scale = words.scale[tokens.lows[place]]
        place += 1
        numeral = numeral._replace(value=numeral.value * scale, scale=scale, behind=place)
    if numeral.form != "digits":
        return numeral
    whole = _with_smaller_groups(tokens, numeral, words) if numeral.scale > 1 else numeral
    return and_part(tokens, whole, words)


def _with_smaller_groups(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``4 thousand 3 hundred and 21``, ``6 crore and two hundred``: smaller groups behind a scale."""
    joined = tokens.low(numeral.behind) == "and"
    place = numeral.behind + joined
    if _GROUP.fullmatch(tokens.raw(place)):
        scale = words.scale.get(tokens.low(place + 1), 1)
        part = int(tokens.raws[place]) * scale
        ends = numeral.scale == 100 if joined else scale > 1
        if not ends or part >= numeral.scale:
            return numeral
        whole = numeral._replace(value=numeral.value + part, behind=place + 1 + (scale > 1), scale=scale)
        return _with_smaller_groups(tokens, whole, words) if scale == 100 else whole
    rest = read_whole(tokens, place, words)
    tied = rest and (rest.scale > 1 or (joined and numeral.scale == 100))
    if rest and tied and rest.value < numeral.scale:
        return numeral._replace(value=numeral.value + rest.value, behind=rest.behind)
    return numeral


def and_part(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """The numeral with its part: ``two and a half``, ``3 million and a quarter``: the part is one of the last scale."""
    place = numeral.behind
    place += tokens.low(place) in HYPHENS
    if tokens.low(place) != "and":
        return numeral
    place += 1
    top, place = _top(tokens, place + (tokens.low(place) in HYPHENS), words)
    low = tokens.low(place)
    bottom = words.fraction.get(low, 0)
    if top >= bottom:
        return numeral
    named = words.scale.get(tokens.low(place + 1), 0)
    if 1 < named < numeral.scale:  # two billion and a half million
        return numeral._replace(value=numeral.value + top * named / bottom, behind=place + 2)
    scale = numeral.scale if numeral.scale >= _MILLION else 1
    whole = numeral._replace(value=numeral.value + top * scale / bottom, behind=place + 1)
    return scaled(tokens, whole, words) if scale == 1 else whole


def _top(tokens: Tokens, place: int, words: Lexicon) -> tuple[Decimal, int]:
    """How many parts the words here say, and the place behind them: ``a half``, ``three quarters``."""
    if tokens.low(place) in ARTICLES:
        return Decimal(1), place + 1 + (tokens.low(place + 1) in HYPHENS)
    top = words.cardinal.get(tokens.low(place), 0)
    if not top:
        return Decimal(1), place
    place += 1
    place += tokens.low(place) in HYPHENS
    one = words.cardinal.get(tokens.low(place), 0) if top >= 20 else 0
    return Decimal(top + one), place + (one > 0)
