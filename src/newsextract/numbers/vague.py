"""Reads vague numerals: dozens of, hundreds of thousands, several hundred, a couple of."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, Numeral


def read_vague(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens of``, ``hundreds of thousands``, ``several hundred``, ``a couple of``, ``a few thousand``."""
    start, article = place, tokens.lows[place] in ARTICLES
    place += article
    low = tokens.low(place)
    if low == "couple" and (article or tokens.low(place + 1) == "of"):
        of = tokens.low(place + 1) == "of"
        scale = words.scale.get(tokens.low(place + 1 + of), 1)
        behind = place + 2 + of if scale > 1 else place + 1
        if (
            scale == 1
            and not of
            and tokens.low(place + 1) not in words.near["couple_before"]
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
        tokens.low(behind) != "of" or tokens.low(place - 1) in words.near["scores_after"]
    ):
        return None
    return Numeral(start, behind, value, "vague", 1, ">")
