"""Reads parts of one in words: half, a third of, three quarters; and tells them from ordinals and halves of a game."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, HYPHENS, Numeral
from newsextract.numbers.scales import scaled


def read_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> Numeral | None:
    """A fraction whose denominator stands at ``place``: ``half``, ``a third``, ``three quarters``."""
    low = tokens.lows[place]
    bottom = words.fraction.get(low)
    if bottom is None or not _is_part(tokens, first, place, top, words):
        return None
    numeral = Numeral(first, place + 1, top / bottom, "fraction")
    article = tokens.low(place + 1) in ARTICLES
    of_a = tokens.low(place + 1) == "of" and tokens.low(place + 2) in ARTICLES
    ahead = place + 1 + article + 2 * of_a
    if low in ("half", "quarter", "quarters") or of_a:
        scale = tokens.low(ahead)
        if scale in words.scale and (scale not in words.vague) and (words.scale[scale] > 1000 or not of_a):
            numeral.behind = ahead
            return scaled(tokens, numeral, words)
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
            after in HYPHENS and tokens.low(place + 2) in words.no["half_before"]
        ):
            return False
        if before in words.ordinal or (
            before in ("the", "in", "other", "final", "either", "each") and after != "of"
        ):
            return before == "the" and after in ("a", "million")
        return bool(
            after in words.no["half_of"] or first < place or before in words.no["half_after"] or after in words.scale
            or after in HYPHENS or words.unit_words.at(tokens, place + 1) or len(tokens) == 1 or tokens.low(place + 1) in ("", ".")
        )  # fmt: skip
    if low in ("quarter", "quarters"):
        if first == place:
            return after in words.scale or (after in HYPHENS and tokens.low(place + 2) in words.scale)
        if tokens.lows[first] in ARTICLES:
            return (
                after in ("of", *words.scale)
                or before in ("by", "than", "nearly", "almost")
                or after == "mile"
            )
        return top == 1 or (top < 4 and (after in ("of", "mile", "miles", *words.scale) or top == 3))
    return first < place
