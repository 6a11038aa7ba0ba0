"""Reads parts of one in words: half, a third of, three quarters;
and tells them from ordinals and halves of a game."""

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
    hyphen = tokens.low(place + 1) in HYPHENS
    ahead = place + 1 + article + 2 * of_a + hyphen
    if low in ("half", "quarter", "quarters") or of_a:
        scale = tokens.low(ahead)
        if scale in words.scale and (scale not in words.vague) and (words.scale[scale] > 1000 or not of_a):
            numeral.behind = ahead
            return scaled(tokens, numeral, words)
    return numeral


def read_fine_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> Numeral | None:
    """A fraction whose denominator begins at ``place`` and is two words: ``three forty-firsts``, ``two
    one-hundredths``, ``one ten-thousandth``.
    """
    head = words.cardinal.get(tokens.low(place), 100 if tokens.low(place) == "hundred" else 0)
    last = place + 1 + (tokens.low(place + 1) in HYPHENS)
    low = tokens.low(last)
    plural = low[:-1] in words.ordinal
    rank = words.ordinal.get(low[:-1] if plural else low, 0)
    if not head or not rank or not (plural or top == 1):
        return None
    if rank >= 100:
        return Numeral(first, last + 1, top / (head * rank), "fraction")
    time = low == "second" and tokens.low(last + 1) != "of"  # one thirty-second spot
    tens = head >= 20 and head % 10 == 0 and rank < 10 and not time
    return Numeral(first, last + 1, top / (head + rank), "fraction") if tens else None


def _is_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """Whether a word that may be a part ("third", "half", "quarter") is one here."""
    low = tokens.lows[place]
    if low in words.ordinal:
        return _is_ordinal_part(tokens, first, place, top, words)
    if low == "half":
        return _is_half(tokens, first, place, words)
    if low in ("quarter", "quarters"):
        return _is_quarter(tokens, first, place, top, words)
    return first < place


def _is_ordinal_part(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """``a third of``, ``one-fifth``, ``by a tenth``; never ``the third of``, ``a third man``."""
    after = tokens.low(place + 1)
    if first == place or top != 1:
        return False
    if tokens.lows[first] == "one":
        return after not in words.scale
    beside = after in words.near["part_before"] or tokens.low(first - 1) in words.no["half_after"]
    return beside or _is_moved(tokens, first, after, words)


def _is_moved(tokens: Tokens, first: int, after: str, words: Lexicon) -> bool:
    """``fell a third to $3m``, ``sank a quarter in May``; not ``rose a third time``."""
    found = words.change_before.before(tokens, first)
    return found is not None and not found[0][1] and (after == "to" or after in words.near["moved_before"])


def _is_half(tokens: Tokens, first: int, place: int, words: Lexicon) -> bool:
    """``half of``, ``half a million``, ``more than half``; not ``the first half``, ``half-time``, ``a fly-half``."""
    after, before = tokens.low(place + 1), tokens.low(first - 1)
    hyphen = after in HYPHENS
    if before in HYPHENS and first == place and tokens.glued(place) and tokens.glued(place - 1):
        return False
    part = tokens.low(place + 1 + hyphen)
    if part in words.no["half_before"] or (part == "year" and tokens.low(place + 3) in words.no["half_years"]):
        return False
    if before in words.ordinal or (before in words.near["half_never_after"] and after != "of"):
        return before in ("the", "that", "this") and after in ("a", "million")
    counted = after in words.no["half_of"] or after in words.scale or after in ("", ".") or hyphen
    beside = first < place or before in words.no["half_after"]
    return counted or beside or words.unit_words.at(tokens, place + 1) is not None


def _is_quarter(tokens: Tokens, first: int, place: int, top: Decimal, words: Lexicon) -> bool:
    """``a quarter of``, ``three quarters``, ``quarter million``, ``quarter-point``; not ``the quarter``,
    ``two quarters``."""
    after = tokens.low(place + 1)
    if after in HYPHENS and tokens.low(place + 2) in words.near["quarter_before"]:
        return top == 1 or tokens.low(place - 1) in HYPHENS  # two quarter-point cuts
    if first == place:
        return tokens.low(place + 1 + (after in HYPHENS)) in words.scale
    if tokens.lows[first] in ARTICLES:
        beside = tokens.low(first - 1) in words.near["quarter_after"] or _is_moved(tokens, first, after, words)
        return after in words.near["quarter_before"] or after in words.scale or beside
    return top in (1, 3) or (top == 2 and (after in words.near["quarter_before"] or after in words.scale))
