"""Reads numerals that begin with digits: spaced groups, powers, whole and part, ordinals such as 21st."""

from __future__ import annotations

import re
from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.numeral import Numeral, read_literal
from newsextract.numbers.numerals.spelled import scaled
from newsextract.numbers.text.tokens import Tokens

_SPACE = "[ \u00a0\u202f\u2009\u2007]"
_SPACED = re.compile(rf"(?<!\d{_SPACE})[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,7}}(?:\.\d+)?(?!{_SPACE}?\d|[-.,]\d)")
_POWER_OF_TEN = re.compile(r"(?:\s?[x×]\s?10(?:\^|(?=[-−–+]))|e)([-−–+]?)(\d{1,3})\b")
_POWER = re.compile(r"\^([-−+]{0,3})(\d{1,2})\b")
_FRACTION = re.compile(r"(\d{1,3})[/⁄](\d{1,4})(?![/⁄\d]|[.,]\d)")
_PART = re.compile(r"(?:[-‐‑]|[^\S\n]{1,3})(\d{1,2})(?:[/⁄](\d{1,3})|\s[/⁄]\s(2|4|8|16))(?![/⁄\d])")
_FINE = 16  # coarser parts than these are written of anything, finer ones of some: 3/51 is none
_BOTTOMS = (20, 24, 25, 30, 32, 40, 50, 60, 64, 72, 80, 90, 100, 128, 200, 256, 365, 500, 1000)
_RANK = re.compile(r"nd|rd|th")
_FIRST = re.compile(r"(?:.*[^1])?1")  # 1st, 21st; 10st and 11st are weights


def read_digits(tokens: Tokens, place: int, words: Lexicon) -> Numeral | None:
    """The numeral whose digits begin at ``place``, or None."""
    literal = tokens.raws[place]
    value = read_literal(literal)
    if value is None:
        return None
    ending = tokens.lows[place + 1]
    rank = _FIRST.fullmatch(literal) if ending == "st" else _RANK.fullmatch(ending)
    if rank and tokens.glued(place + 1):
        return Numeral(place, place + 2, value, "ordinal")
    numeral = _with_power(tokens, _spaced(tokens, Numeral(place, place + 1, value, "digits"), words))
    return scaled(tokens, _with_part(tokens, numeral, words), words)


def _spaced(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``1 500 000``: groups of three digits after one to three, with nothing but a space between."""
    found = _SPACED.match(tokens.text, tokens.starts[numeral.start])
    if found is None:
        return numeral
    end, sets = tokens.at_or_after(found.end()), words.sets
    if tokens.raws[end - 1] in sets["airliners"] and tokens.lows[end] in sets["airliner_before"]:
        return numeral  # 400 737 Max jets
    return numeral._replace(value=Decimal(re.sub(_SPACE, "", found[0])), end=end)


def _with_power(tokens: Tokens, numeral: Numeral) -> Numeral:
    """``1.3x10^6``, ``2.48×10−5``, ``4e14``, ``1.1^23``: the power is part of the number."""
    end = tokens.end(numeral.end - 1)
    found = _POWER_OF_TEN.match(tokens.text, end)
    if found:
        power = int(found[2]) if found[1] in ("", "+") else -int(found[2])
        return numeral._replace(value=numeral.value.scaleb(power), end=tokens.at_or_after(found.end()))
    found = _POWER.match(tokens.text, end)
    if found and numeral.value:
        power = -int(found[2]) if found[1].strip("+") else int(found[2])
        return numeral._replace(value=numeral.value**power, end=tokens.at_or_after(found.end()))
    return numeral


def _with_part(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Numeral:
    """``1½``, ``10 1/2``, ``2-1/2``: whole and part; ``1/16``: a part alone; ``5/1`` and ``50/50`` are two sides."""
    vulgar = words.vulgar.get(tokens.lows[numeral.end])
    if vulgar:
        return numeral._replace(value=numeral.value + vulgar, end=numeral.end + 1)
    found = _FRACTION.match(tokens.text, tokens.starts[numeral.start])
    if found and (part := _proper(found)):
        return Numeral(numeral.start, tokens.at_or_after(found.end()), part, "fraction")
    found = _PART.match(tokens.text, tokens.end(numeral.end - 1))
    if found and (part := _proper(found)):
        return numeral._replace(value=numeral.value + part, end=tokens.at_or_after(found.end()))
    return numeral


def _proper(found: re.Match[str]) -> Decimal:
    """The fraction of a match whose groups are its two numbers; 0 where the upper is not the smaller."""
    top, bottom = (int(number) for number in found.groups() if number)
    return Decimal(top) / bottom if top < bottom and (bottom <= _FINE or bottom in _BOTTOMS) else Decimal(0)
