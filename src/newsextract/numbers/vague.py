"""Reads vague numerals: dozens of, hundreds of thousands, several hundred, a couple of."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, Numeral


def read_vague(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens of``, ``hundreds of thousands``, ``several hundred``, ``a couple of``, ``a few thousand``."""
    article = tokens.lows[place] in ARTICLES
    low = tokens.low(place + article)
    if low == "couple":
        return _couple(tokens, place, place + article, words)
    if low in words.open:
        scale = tokens.low(place + article + 1)
        if scale not in words.scale or scale in words.vague:
            return None
        value = words.scale[scale]
        return Numeral(place, place + article + 2, Decimal(value), "vague", value, words.open[low])
    return None if article else _plural(tokens, place, words)


def _couple(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """``a couple of``, ``a couple of hundred``, ``a couple more``; not two people who married."""
    of = tokens.low(place + 1) == "of"
    after = tokens.low(place + 1 + of)
    if first == place and not of:
        return None
    if after in words.scale:
        return Numeral(first, place + 2 + of, Decimal(2 * words.scale[after]), "vague", words.scale[after], "~")
    if not of and after not in words.near["couple_before"]:
        return None
    return Numeral(first, place + 1, Decimal(2), "vague", 1, "~")


def _plural(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens``, ``tens of thousands``, ``scores of``; not the scores of a test."""
    low, behind = tokens.lows[place], place + 1
    if low not in words.vague:
        return None
    value = Decimal(words.vague[low])
    while tokens.low(behind) == "of" and tokens.low(behind + 1) in words.vague and behind - place < 8:
        value *= words.vague[tokens.lows[behind + 1]]
        behind += 2
    of = tokens.low(place + 1) == "of"
    if (low in ("tens", "scores") and not of) or (
        low == "scores" and tokens.low(place - 1) in words.near["scores_after"]
    ):
        return None
    return Numeral(place, behind, value, "vague", 1, ">")
