"""Reads vague numerals: dozens of, hundreds of thousands, several hundred, a couple of."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.text.tokens import ARTICLES, Tokens


def read_vague(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The vague numeral that begins at ``place``: ``dozens of``, ``several hundred``, ``a few thousand``; or None."""
    article = tokens.lows[place] in ARTICLES
    head = place + article
    low, after = tokens.low(head), tokens.low(head + 1)
    if low == "couple":
        return _couple(tokens, place, head, words)
    if low in words.open:
        if after not in words.scale or after in words.vague:
            return None
        value = words.scale[after]
        return Numeral(place, head + 2, Decimal(value), "vague", value, words.open[low])
    return None if article else _plural(tokens, place, words)


def _couple(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """``a couple of``, ``a couple of hundred``, ``a couple more``; not two people who married."""
    of = tokens.low(place + 1) == "of"
    after = tokens.low(place + 1 + of)
    if first == place and not of:
        return None
    if after in words.scale:
        return Numeral(first, place + 2 + of, Decimal(2 * words.scale[after]), "vague", words.scale[after], "~")
    counts = of or after in words.sets["couple_before"]
    return Numeral(first, place + 1, Decimal(2), "vague", 1, "~") if counts else None


def _plural(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens``, ``tens of thousands``, ``scores of``; not the scores of a test."""
    low, behind = tokens.lows[place], place + 1
    of = tokens.low(behind) == "of"
    if low not in words.vague or (low in ("tens", "scores") and not of):
        return None
    if low == "scores" and tokens.low(place - 1) in words.sets["scores_after"]:
        return None
    value = Decimal(words.vague[low])
    while tokens.low(behind) == "of" and tokens.low(behind + 1) in words.vague:
        value *= words.vague[tokens.lows[behind + 1]]
        behind += 2
    return Numeral(place, behind, value, "vague", 1, ">")
