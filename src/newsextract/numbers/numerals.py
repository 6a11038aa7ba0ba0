"""Reads numerals, in digits and in words, with scales, fractions and ordinals,
into a value and a span of pieces."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.digits import read_digits
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES, HYPHENS, Numeral
from newsextract.numbers.parts import read_fine_part, read_part
from newsextract.numbers.scales import and_part, scaled
from newsextract.numbers.spelling import Spelling, read_decimals
from newsextract.numbers.vague import read_vague


def read_numeral(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The numeral that begins at ``place``, or None."""
    if tokens.is_literal(place):
        return read_digits(tokens, place, words)
    low = tokens.lows[place]
    if low in words.vulgar:
        top, bottom = words.vulgar[low]
        return scaled(tokens, Numeral(place, place + 1, Decimal(top) / bottom, "fraction"), words)
    if low in words.vague or low in words.open or low == "couple" or low in ARTICLES:
        found = read_vague(tokens, place, words)
        if found:
            return found
    if low in ARTICLES:
        return _after_article(tokens, place, words)
    if low in words.fraction or low in words.ordinal:
        return read_part(tokens, place, place, Decimal(1), words) or _ordinal(tokens, place, words)
    return _spelled(tokens, place, place, words)


def _after_article(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """``a hundred``, ``a half``, ``a third of``, ``a dozen``."""
    behind = place + 1
    if tokens.low(behind) in HYPHENS:
        behind += 1
    low = tokens.low(behind)
    if low in words.scale and low not in words.vague:
        return _spelled(tokens, place, behind, words)
    if low in words.fraction:
        return read_part(tokens, place, behind, Decimal(1), words)
    return None


def _ordinal(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    if tokens.lows[place] not in words.ordinal:
        return None
    return Numeral(place, place + 1, Decimal(words.ordinal[tokens.lows[place]]), "ordinal")


def _spelled(tokens: Tokens, first: int, place: int, words: Lexicon) -> Numeral | None:
    """A numeral in words: ``two hundred and five``, ``a million``, ``five point two million``,
    ``two thirds``."""
    if tokens.lows[place] in ("minus", "negative"):
        return None
    reader = Spelling(tokens, place, words)
    if not reader.read():
        return None
    numeral = Numeral(first, reader.behind, Decimal(reader.value), "words", reader.last_scale)
    if reader.is_year:
        numeral.form = "year"
        return numeral
    if tokens.low(numeral.behind) == "point" and (place != numeral.behind) and read_decimals(tokens, numeral, words):
        return scaled(tokens, numeral, words)
    return _tail(tokens, numeral, words)


def _tail(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """What may follow a spelled whole: an ordinal's end, a denominator, ``and a half``."""
    place = numeral.behind
    hyphen = tokens.low(place) in HYPHENS
    low = tokens.low(place + hyphen)
    if low in words.fraction and (low not in words.ordinal or numeral.value == 1):
        part = read_part(tokens, numeral.first, place + hyphen, numeral.value, words)
        if part:
            return part
    fine = read_fine_part(tokens, numeral.first, place, numeral.value, words)
    if fine:
        return fine
    rank = words.ordinal.get(low, 0)
    last = words.cardinal.get(tokens.lows[place - 1], 0)
    fits = (
        (last >= 20 and rank < 10)
        or (numeral.scale > rank > 0 and not last)
        or (rank in (100, 1000, 10**6, 10**9, 10**12))
    )
    lasts = low == "second" and hyphen and tokens.low(numeral.first - 1) in ("a", "one", "each", "every")
    if rank and fits and not lasts:  # a thirty-second spot, the thirty-second president
        total = numeral.value * rank if rank >= 100 else numeral.value + rank
        return Numeral(numeral.first, place + hyphen + 1, total, "ordinal")
    if low == "and" and tokens.low(place + 1) in words.ordinal and numeral.scale == 100:
        return Numeral(numeral.first, place + 2, numeral.value + words.ordinal[tokens.lows[place + 1]], "ordinal")
    return and_part(tokens, numeral, words)
