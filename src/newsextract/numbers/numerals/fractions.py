"""Reads parts of one in words: half, a third of, three quarters; and tells them from ordinals and halves of a game."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.numerals.spelled import scaled
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS, Tokens


def read_fraction(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> Numeral | None:
    """A fraction whose denominator stands at ``place``, scaled: ``half``, ``three quarters``, ``half a million``."""
    low = tokens.lows[place]
    if not _is_part(tokens, first, place, top, words):
        return None
    numeral = Numeral(first, place + 1, top / words.fraction[low], "fraction")
    after, of = tokens.lows[place + 1], tokens.lows[place + 1 : place + 3]
    ahead = place + 1 + (after in ARTICLES or after in HYPHENS) + 2 * (of in (["of", "a"], ["of", "an"]))
    return scaled(tokens, numeral._replace(behind=ahead), words) if tokens.lows[ahead] in words.scale else numeral


def read_fine_fraction(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> Numeral | None:
    """A fraction whose denominator begins at ``place`` and is two words: ``one ten-thousandth``."""
    head = words.cardinal.get(tokens.lows[place], 100 if tokens.lows[place] == "hundred" else 0)
    last = place + 1 + (tokens.lows[place + 1] in HYPHENS)
    low = tokens.lows[last]
    one = low.removesuffix("s")
    rank = words.ordinal.get(one, 0)
    bottom = head * rank if rank >= 100 else head + rank if head >= 20 else 0
    if not rank or not bottom:
        return None
    return Numeral(first, last + 1, top / bottom, "fraction")


def _is_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """Whether a word that may be a part ("third", "half", "quarter") is one here."""
    low = tokens.lows[place]
    if low in words.ordinal:
        return first < place and top == 1 and _is_ordinal_part(tokens, first, place, words)
    if low == "half":
        return _is_half(tokens, first, place, words)
    if low in ("quarter", "quarters"):
        return _is_quarter(tokens, first, place, top, words)
    return first < place


def _is_ordinal_part(tokens: Tokens, first: int, place: int, words: Lexicon) -> bool:
    """``a third of``, ``one-fifth``, ``by a tenth``; never ``a third man``, ``one third million``."""
    after = tokens.after(place + 1)
    if tokens.lows[first] == "one":
        return after not in words.scale
    return after in words.sets["part_before"] or tokens.lows[first - 1] in words.sets["part_after"]


def _is_half(tokens: Tokens, first: int, place: int, words: Lexicon) -> bool:
    """``half of``, ``half a million``, ``more than half``; not ``the first half``, ``half-time``, ``a fly-half``."""
    after, before = tokens.after(place + 1), tokens.lows[first - 1]
    hyphen = after in HYPHENS
    if before in HYPHENS and first == place:
        return False
    part = tokens.lows[place + 1 + hyphen]
    if part in words.sets["half_before"]:
        return False
    if before in words.ordinal or (before in words.sets["half_never_after"] and after != "of"):
        return after in ("a", "million")
    counted = after in words.sets["half_of"] or after in words.scale or hyphen
    return counted or first < place or before in words.sets["part_after"]


def _is_quarter(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """``a quarter of``, ``three quarters``, ``quarter million``, ``quarter-point``."""
    after = tokens.after(place + 1)
    if after in HYPHENS:
        return top == 1 and tokens.lows[place + 2] in words.sets["quarter_before"]
    counted = after in words.sets["quarter_before"] or after in words.scale
    if first == place:
        return after in words.scale
    if tokens.lows[first] not in ARTICLES:
        return top in (1, 3)
    return counted or tokens.lows[first - 1] in words.sets["part_after"]
