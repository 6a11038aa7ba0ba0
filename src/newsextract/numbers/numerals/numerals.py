"""Reads numerals, in digits and in words, vague ones too, into a value and a span of pieces."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.digits import read_digits
from newsextract.numbers.numerals.fractions import read_fine_fraction, read_fraction
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.numerals.spelled import and_part, read_decimals, read_whole, scaled
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS, Tokens

_ONE = Decimal(1)


def read_numeral(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The numeral that begins at ``place``, or None."""
    if tokens.is_literal(place):
        return read_digits(tokens, place, words)
    low = tokens.lows[place]
    if low in words.vulgar:
        return scaled(tokens, Numeral(place, place + 1, words.vulgar[low], "fraction"), words)
    vague = _vague(tokens, place, words)
    if vague:
        return vague
    if low in ARTICLES:
        return _after_article(tokens, place, words)
    part = read_fraction(tokens, place, place, _ONE, words) if low in words.fraction else None
    if low in words.ordinal:
        return part or Numeral(place, place + 1, Decimal(words.ordinal[low]), "ordinal")
    return part or _spelled(tokens, place, place, words)


def _after_article(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``a hundred``, ``a half``, ``a third of``, ``a dozen``."""
    behind = place + 1
    behind += tokens.lows[behind] in HYPHENS
    low = tokens.lows[behind]
    if low in words.scale:
        return _spelled(tokens, place, behind, words)
    return read_fraction(tokens, place, behind, _ONE, words) if low in words.fraction else None


def _spelled(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """A numeral in words: ``two hundred and five``, ``a million``, ``five point two million``, ``two thirds``."""
    whole = read_whole(tokens, place, words)
    if whole is None or whole.form == "year":
        return whole
    numeral = whole._replace(first=first)
    if tokens.lows[numeral.behind] == "point":
        decimal = read_decimals(tokens, numeral, words)
        return scaled(tokens, decimal, words) if decimal else numeral
    return _fraction(tokens, numeral, words) or _rank(tokens, numeral, words) or and_part(tokens, numeral, words)


def _fraction(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral | None:
    """A denominator behind a spelled whole: ``two thirds``, ``three forty-firsts``."""
    place = numeral.behind + (tokens.lows[numeral.behind] in HYPHENS)
    part = None
    if tokens.lows[place] in words.fraction:
        part = read_fraction(tokens, numeral.first, place, numeral.value, words)
    return part or read_fine_fraction(tokens, numeral.first, numeral.behind, numeral.value, words)


def _rank(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral | None:
    """An ordinal's end behind a spelled whole: ``twenty-first``, ``two hundredth``, ``hundred and fifth``."""
    place = numeral.behind + (tokens.lows[numeral.behind] in HYPHENS)
    low = tokens.lows[place]
    rank = words.ordinal.get(low, 0)
    last = words.cardinal.get(tokens.lows[numeral.behind - 1], 0)
    if low == "and" and numeral.scale == 100 and tokens.lows[place + 1] in words.ordinal:
        rank = words.ordinal[tokens.lows[place + 1]]
        return Numeral(numeral.first, place + 2, numeral.value + rank, "ordinal")
    if not rank or not (last >= 20 or numeral.scale > rank or rank >= 100):
        return None
    total = numeral.value * rank if rank >= 100 else numeral.value + rank
    return Numeral(numeral.first, place + 1, total, "ordinal")


def _vague(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The vague numeral that begins at ``place``: ``dozens of``, ``several hundred``, ``a few thousand``; or None."""
    article = tokens.lows[place] in ARTICLES
    head = place + article
    low, after = tokens.lows[head], tokens.lows[head + 1]
    if low == "couple":
        return _couple(tokens, place, head, words)
    if low in words.open:
        if after not in words.scale or after in words.vague:
            return None
        value = words.scale[after]
        return Numeral(place, head + 2, Decimal(value), "vague", value, words.open[low])
    return None if article else _plural(tokens, place, words)


def _couple(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """``a couple of``, ``a couple hundred``; not two people who married."""
    of = tokens.lows[place + 1] == "of"
    after = tokens.lows[place + 1 + of]
    if after in words.scale:
        return Numeral(first, place + 2 + of, Decimal(2 * words.scale[after]), "vague", words.scale[after], "~")
    return Numeral(first, place + 1, Decimal(2), "vague", 1, "~") if of else None


def _plural(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``dozens``, ``tens of thousands``, ``scores of``; not the scores of a test."""
    low, behind = tokens.lows[place], place + 1
    of = tokens.lows[behind] == "of"
    if low not in words.vague or (low in ("tens", "scores") and not of):
        return None
    value = Decimal(words.vague[low])
    while tokens.lows[behind] == "of" and tokens.lows[behind + 1] in words.vague:
        value *= words.vague[tokens.lows[behind + 1]]
        behind += 2
    return Numeral(place, behind, value, "vague", 1, ">")
