"""Multiplies a numeral by its scale words, and adds what follows them:
smaller groups, and a part of the scale."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, HYPHENS, LONGEST, Numeral
from newsextract.numbers.spelling import Spelling


def scaled(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``1.5 million``, ``3 hundred``, ``half a million``, ``4 thousand 3 hundred``, ``13 lakh crore``."""
    place = numeral.behind
    if tokens.low(place) in HYPHENS and tokens.low(place + 1) in words.scale:
        place += 1
    if (
        tokens.low(place) == "and"
        and numeral.form == "digits"
        and tokens.low(place + 1) in ("a", "one", "half", *words.vulgar)
    ):
        return and_part(tokens, numeral, words)
    while tokens.low(place) in words.scale and place - numeral.first < LONGEST:
        numeral.scale = words.scale[tokens.lows[place]]
        numeral.value *= numeral.scale
        place += 1
        numeral.behind = place
    if numeral.scale > 1 and numeral.form == "digits":
        _more_groups(tokens, numeral, words)
        return and_part(tokens, numeral, words)
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
        rest = Spelling(tokens, place, words)
        if rest.read() and not rest.is_year and rest.value < numeral.scale:
            numeral.value += rest.value
            numeral.behind = rest.behind


def and_part(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``two and a half``, ``3 million and a quarter``: the part is one of the last scale."""
    place, hyphen = numeral.behind, tokens.low(numeral.behind) in HYPHENS
    if tokens.low(place + hyphen) != "and":
        return numeral
    place += 1 + hyphen
    if tokens.low(place) in words.vulgar and numeral.scale == 1:  # 1 and ½
        above, below = words.vulgar[tokens.lows[place]]
        numeral.value, numeral.behind = numeral.value + Decimal(above) / below, place + 1
        return numeral
    place += tokens.low(place) in HYPHENS
    top = Decimal(1)
    if tokens.low(place) in ARTICLES or tokens.low(place) in words.cardinal:
        top = Decimal(words.cardinal.get(tokens.lows[place], 1))
        place += 1
        place += tokens.low(place) in HYPHENS
        if top >= 20 and 0 < words.cardinal.get(tokens.low(place), 0) < 10:  # fifty-four hundredths
            top += words.cardinal[tokens.lows[place]]
            place += 1
    low = tokens.low(place)
    if (
        low not in words.fraction
        or top >= words.fraction[low]
        or (low == "quarter" and tokens.low(place + 1) == "century")
    ):
        return numeral
    if low in words.ordinal and top != 1:
        return numeral
    named = words.scale.get(tokens.low(place + 1), 0)
    if 1 < named < numeral.scale and low not in words.ordinal:  # two billion and a half million
        numeral.value += top * named / words.fraction[low]
        numeral.behind = place + 2
        return numeral
    scale = numeral.scale if numeral.scale >= 1_000_000 else 1
    if scale > 1 and tokens.low(place + 1) == "of":
        return numeral
    numeral.value += top * scale / words.fraction[low]
    numeral.behind = place + 1
    if scale == 1 and tokens.low(place + 1) in words.scale:
        return scaled(tokens, numeral, words)
    return numeral
