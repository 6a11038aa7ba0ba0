"""Reads numerals that begin with digits: spaced groups, powers, whole and part, ordinals such as 21st."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.literals import read_literal
from newsextract.numbers.numeral import HYPHENS, Numeral
from newsextract.numbers.scales import scaled

_SPACES = {" ", "\u00a0", "\u202f", "\u2009", "\u2007"}
_HIGHEST = 50  # power of ten: beyond, the digits are no number of the news
_SLASHES = ("/", "⁄")
_HALVINGS = {"2", "4", "8", "16"}


def read_digits(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The numeral whose digits begin at ``place``, or None."""
    value = read_literal(tokens.raws[place])
    if value is None:
        return None
    numeral = Numeral(place, place + 1, value, "digits")
    low = tokens.low(place + 1)
    if low in ("st", "nd", "rd", "th") and tokens.glued(place + 1) and (low != "st" or _is_first(value)):
        numeral.behind, numeral.form = place + 2, "ordinal"
        return numeral
    if tokens.raws[place].isdecimal():
        _spaced_groups(tokens, numeral)
        _exponent(tokens, numeral)
    else:
        _exponent(tokens, numeral)
    _mixed(tokens, numeral, words)
    return scaled(tokens, numeral, words)


def _is_first(value: Decimal) -> bool:
    """``1st``, ``21st``; ``10st`` and ``11st`` are weights. (Decimal's own % refuses large values.)"""
    whole = int(value)
    return value == whole and whole % 10 == 1 and whole % 100 != 11


def _spaced_groups(tokens: Tokens, numeral: Numeral) -> None:
    """``1 500 000``: groups of three digits behind one to three, with nothing but a space between."""
    literal = tokens.raws[numeral.first]
    place = numeral.behind
    if (
        len(literal) > 3
        or literal[0] == "0"
        or (tokens.is_literal(numeral.first - 1) and _space(tokens, numeral.first))
    ):
        return
    groups = literal
    while tokens.is_literal(place) and _space(tokens, place) and len(groups) < 24:
        group, dot, _ = tokens.raws[place].partition(".")
        if len(group) != 3 or not group.isdecimal():
            return
        groups += tokens.raws[place]
        place += 1
        if dot:
            break
    follows = tokens.is_literal(place) and _space(tokens, place)
    value = read_literal(groups) if place > numeral.behind and not follows else None
    if value is not None:
        numeral.value, numeral.behind = value, place


def _space(tokens: Tokens, place: int) -> bool:
    return place > 0 and tokens.text[tokens.ends[place - 1] : tokens.starts[place]] in _SPACES


def _apart(tokens: Tokens, place: int) -> bool:
    gap = tokens.text[tokens.ends[place - 1] : tokens.starts[place]]
    return 0 < len(gap) < 4 and not gap.strip() and "\n" not in gap


def _exponent(tokens: Tokens, numeral: Numeral) -> None:
    """``1.3x10^6``, ``2.48×10−5``, ``4e14``: the power is part of the number."""
    place = numeral.behind
    power = ""
    if tokens.low(place) in ("x", "×") and tokens.low(place + 1) == "10":
        place += 2
        place += tokens.low(place) == "^"
    elif tokens.low(place) == "^" and tokens.glued(place):
        _power(tokens, numeral, place + 1)
        return
    elif tokens.low(place) == "e" and tokens.glued(place):
        place += 1
    else:
        return
    if tokens.low(place) in ("-", "−", "–", "+") and tokens.glued(place):
        power = "-" if tokens.low(place) != "+" else ""
        place += 1
    raw = tokens.raw(place)
    if tokens.is_literal(place) and tokens.glued(place) and raw.isdecimal() and len(raw) < 4 and int(raw) <= _HIGHEST:
        numeral.value = numeral.value.scaleb(int(power + raw))
        numeral.behind = place + 1


def _power(tokens: Tokens, numeral: Numeral, place: int) -> None:
    """``1.1^23``, ``2.5^-1``: a base and its power."""
    sign = 1
    while tokens.low(place) in ("-", "−", "+") and tokens.glued(place) and place - numeral.behind < 4:
        sign = -1 if tokens.low(place) != "+" else sign
        place += 1
    raw = tokens.raw(place)
    if (
        not tokens.is_literal(place)
        or not tokens.glued(place)
        or not raw.isdecimal()
        or len(raw) > 2
        or not numeral.value
    ):
        return
    value = numeral.value ** (sign * int(raw))
    if abs(value.adjusted()) <= _HIGHEST:
        numeral.value, numeral.behind = value, place + 1


def _mixed(tokens: Tokens, numeral: Numeral, words: Lexicon) -> None:
    """``10 1/2``, ``1½``, ``1/16``: whole and part."""
    place = numeral.behind
    low = tokens.low(place)
    if low in words.vulgar:
        top, bottom = words.vulgar[low]
        numeral.value += Decimal(top) / bottom
        numeral.behind = place + 1
    elif low in _SLASHES and (part := _slash(tokens, numeral.first)) is not None:
        numeral.value, numeral.behind, numeral.form = part, place + 2, "fraction"
    else:
        _add_part(tokens, numeral, place)


def _add_part(tokens: Tokens, numeral: Numeral, place: int) -> None:
    """``10 1/2``, ``2-1/2``: the part behind a whole."""
    hyphen = tokens.low(place) in HYPHENS and tokens.glued(place) and tokens.glued(place + 1)
    place += hyphen
    if not tokens.is_literal(place) or tokens.low(place + 1) not in _SLASHES or not (hyphen or _apart(tokens, place)):
        return
    part = _slash(tokens, place, spaced=tokens.raw(place + 2) in _HALVINGS)
    if part is not None and part < 1 and numeral.value == numeral.value.to_integral_value():
        numeral.value += part
        numeral.behind = place + 3


def _slash(tokens: Tokens, place: int, spaced: bool = False) -> Decimal | None:
    """``3/4``, and behind a whole number ``3 / 4``; ``5/1`` and ``50/50`` are two sides, no part."""
    top, bottom = tokens.raw(place), tokens.raw(place + 2)
    glued = spaced or (tokens.glued(place + 1) and tokens.glued(place + 2))
    if not glued or not (top.isdecimal() and bottom.isdecimal()) or len(top) > 3 or len(bottom) > 4:
        return None
    if int(bottom) < 2 or int(top) >= int(bottom) or tokens.low(place + 3) in _SLASHES:
        return None
    return Decimal(int(top)) / int(bottom)
