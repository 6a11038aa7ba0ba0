"""Reads numerals, in digits and in words, parts of one and vague ones too, into a value and a span of pieces."""

from __future__ import annotations

import re
from decimal import Decimal

from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.numerals.numeral import Numeral, and_part, read_decimals, read_literal, read_whole, scaled
from newsextract.numbers.text import ARTICLES, HYPHENS

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
_ONE = Decimal(1)
_PARTS = ("half", "quarter")
_BEFORE_SCALE = {"of", *ARTICLES, *HYPHENS}  # half-a-million, a third of a million
_PARTED = (["up", "to"], ["of", "which"], ["of", "whom"])  # of which a third


def read_digits(tokens: Tokens, place: int) -> Numeral | None:
    """The numeral whose digits begin at ``place``, or None."""
    literal = tokens.raws[place]
    value = read_literal(literal)
    if value is None:
        return None
    ending = tokens.lows[place + 1]
    rank = _FIRST.fullmatch(literal) if ending == "st" else _RANK.fullmatch(ending)
    if rank and tokens.glued(place + 1):
        return Numeral(place, place + 2, value, "ordinal")
    numeral = Numeral(place, place + 1, value, "digits")
    if found := _SPACED.match(tokens.text, tokens.starts[place]):  # 1 500 000, but not 400 737 Max jets
        end, sets = tokens.at_or_after(found.end()), tokens.words.sets
        if tokens.raws[end - 1] not in sets["airliners"] or tokens.lows[end] not in sets["airliner_before"]:
            numeral = numeral._replace(value=Decimal(re.sub(_SPACE, "", found[0])), end=end)
    return scaled(tokens, _with_part(tokens, _with_power(tokens, numeral)))


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


def _with_part(tokens: Tokens, numeral: Numeral) -> Numeral:
    """``1½``, ``10 1/2``, ``2-1/2``: whole and part; ``1/16``: a part alone; ``5/1`` and ``50/50`` are two sides."""
    vulgar = tokens.words.vulgar.get(tokens.lows[numeral.end])
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


def read_numeral(tokens: Tokens, place: int) -> Numeral | None:
    """The numeral that begins at ``place``, or None."""
    return read_digits(tokens, place) if tokens.is_literal(place) else _in_words(tokens, place)


def _in_words(tokens: Tokens, place: int) -> Numeral | None:
    low, after = tokens.lows[place], tokens.lows[place + 1]
    if low in ARTICLES and after in tokens.words.lengths:
        end = tokens.lows[place + 2 : place + 4]
        halved = end[:1] == ["and"] and end[1] in ARTICLES and tokens.lows[place + 4] in _PARTS  # an hour and a half
        return None if halved else Numeral(place, place + 1, _ONE, "article")
    if low in ARTICLES and after not in tokens.words.heads:  # as most are
        return None
    if low in tokens.words.vulgar:
        return scaled(tokens, Numeral(place, place + 1, tokens.words.vulgar[low], "fraction"))
    if low in tokens.words.long:
        return Numeral(place, place + 1, _ONE, "article")
    if low in tokens.words.lengths:  # the month-long feast, a decade-old feud
        tied = after == "-" and tokens.lows[place + 2] in ("long", "old")
        return Numeral(place, place, _ONE, "article") if tied else None
    vague = _vague(tokens, place)
    if vague:
        return vague
    if low in ARTICLES:  # a hundred, a half, a third of
        if after in tokens.words.scale:
            return _spelled(tokens, place, place + 1)
        return _read_fraction(tokens, place, place + 1, _ONE) if after in tokens.words.fraction else None
    if low in tokens.words.fold:
        return Numeral(place, place + 1, Decimal(tokens.words.fold[low]), "fold")
    if low in tokens.words.ordinal:
        return Numeral(place, place + 1, Decimal(tokens.words.ordinal[low]), "ordinal")
    part = _read_fraction(tokens, place, place, _ONE) if low in tokens.words.fraction else None
    return part or _spelled(tokens, place, place)


def _spelled(tokens: Tokens, first: int, place: int) -> Numeral | None:
    """A numeral in words: ``two hundred and five``, ``a million``, ``five point two million``, ``two thirds``."""
    whole = read_whole(tokens, place)
    if whole is None:
        return None
    numeral = whole._replace(start=first)
    if tokens.lows[numeral.end] == "point":
        decimal = read_decimals(tokens, numeral)
        return scaled(tokens, decimal) if decimal else numeral
    end = numeral.end + (tokens.lows[numeral.end] in HYPHENS)
    part = _read_fraction(tokens, first, end, numeral.value) if tokens.lows[end] in tokens.words.fraction else None
    part = part or _read_fine_fraction(tokens, first, numeral.end, numeral.value)
    return part or _rank(tokens, numeral) or and_part(tokens, numeral)


def _rank(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """An ordinal's end after a spelled whole: ``twenty-first``, ``two hundredth``, ``hundred and fifth``."""
    place = numeral.end + (tokens.lows[numeral.end] in HYPHENS)
    joined = tokens.lows[place] == "and" and numeral.scale == 100
    place += joined
    rank = tokens.words.ordinal.get(tokens.lows[place], 0)
    if joined and rank:
        return Numeral(numeral.start, place + 1, numeral.value + rank, "ordinal")
    last = tokens.words.cardinal.get(tokens.lows[numeral.end - 1], 0)
    if joined or not rank or not (last >= 20 or numeral.scale > rank or rank >= 100):
        return None
    total = numeral.value * rank if rank >= 100 else numeral.value + rank
    return Numeral(numeral.start, place + 1, total, "ordinal")


def _vague(tokens: Tokens, place: int) -> Numeral | None:
    """The vague numeral that begins here: ``several hundred``, ``tens of thousands``, ``scores of``; or None."""
    words, lows = tokens.words, tokens.lows
    article = lows[place] in ARTICLES
    head = place + article
    low, after = lows[head], lows[head + 1]
    of = after == "of"
    if low == "couple":  # a couple of; not two people who married
        scale = words.scale.get(lows[head + 1 + of], 0)
        if scale:  # a couple hundred
            return Numeral(place, head + 2 + of, Decimal(2 * scale), "vague", scale, "~")
        weeks = after.endswith("s") and after[:-1] in words.times  # the past couple weeks
        some = of or weeks or (tokens.raws[place] == "a" and tokens.is_plural(head + 1))  # not "A couple runs"
        return Numeral(place, head + 1, Decimal(2), "vague", 1, "~") if some else None
    if low in words.open:
        value = 0 if after in words.vague else words.scale.get(after, 0)
        return Numeral(place, head + 2, Decimal(value), "vague", value, words.open[low]) if value else None
    if article:
        return None
    if of and low in words.scale and lows[place + 2] in words.vague:  # hundred of thousands, a slip
        low = low if low in words.vague else f"{low}s"
    if low not in words.vague or (low in ("tens", "scores") and not of):
        return None
    number, end = Decimal(words.vague[low]), place + 1
    while lows[end] == "of" and lows[end + 1] in words.vague:
        number, end = number * words.vague[lows[end + 1]], end + 2
    again = lows[end] in ("upon", "and") and lows[end + 1] == low  # thousands upon thousands
    return Numeral(place, end + 2 * again, number, "vague", 1, ">")


def _read_fraction(tokens: Tokens, first: int, place: int, top: Decimal) -> Numeral | None:
    """A fraction whose denominator stands at ``place``, scaled: ``half``, ``three quarters``, ``half a million``."""
    low = tokens.lows[place]
    if low in tokens.words.ordinal:
        is_part = top == 1 and _is_ordinal_part(tokens, first, place)
    elif low == "half":
        is_part = _is_half(tokens, first, place)
    elif low in ("quarter", "quarters"):
        is_part = _is_quarter(tokens, first, place, top)
    else:
        is_part = first < place
    if not is_part:
        return None
    numeral = Numeral(first, place + 1, top / tokens.words.fraction[low], "fraction")
    ahead = place + 1
    while tokens.lows[ahead] in _BEFORE_SCALE:
        ahead += 1
    return scaled(tokens, numeral._replace(end=ahead)) if tokens.lows[ahead] in tokens.words.scale else numeral


def _read_fine_fraction(tokens: Tokens, first: int, place: int, top: Decimal) -> Numeral | None:
    """A fraction whose denominator begins at ``place`` and is two words: ``one ten-thousandth``."""
    head = tokens.words.cardinal.get(tokens.lows[place], 100 if tokens.lows[place] == "hundred" else 0)
    last = place + 1 + (tokens.lows[place + 1] in HYPHENS)
    rank = tokens.words.ordinal.get(tokens.lows[last].removesuffix("s"), 0)
    bottom = head * rank if rank >= 100 else head + rank if head >= 20 and rank else 0
    return Numeral(first, last + 1, top / bottom, "fraction") if bottom else None


def _is_ordinal_part(tokens: Tokens, first: int, place: int) -> bool:
    """``a third of``, ``one-fifth``, ``by a tenth``; never ``a third man``, ``one third million``."""
    after = tokens.after(place + 1)
    if tokens.lows[first] == "one":
        return after not in tokens.words.scale
    sets, before = tokens.words.sets, tokens.lows[first - 1]
    alone = tokens.lows[place + 1] == "" and before == ""
    moved = alone or (before in sets["moving"] and not after.isalpha())  # shrank a fifth, and
    if after == "as":
        return tokens.lows[place + 2] in sets["as_much"]  # not: they had a sixth as he fell
    bound = before in sets["part_after"] or tokens.lows[max(0, first - 2) : first] in _PARTED
    return after in sets["part_before"] or bound or moved


def _is_half(tokens: Tokens, first: int, place: int) -> bool:
    """``half of``, ``half a million``, ``the next half hour``; not ``the first half``, ``half-time``, ``fly-half``."""
    after, before = tokens.after(place + 1), tokens.lows[first - 1]
    hyphen = after in HYPHENS
    if before in HYPHENS and first == place:
        return False
    part = tokens.lows[place + 1 + hyphen]
    if part in tokens.words.lengths:
        results = first == place and before == "the"  # for the half-year
        cricket = part == "century" and not tokens.words.sets["cricket"].isdisjoint(tokens.lows)
        return not (results or cricket)
    if part in tokens.words.sets["half_before"]:
        return False
    if before in tokens.words.ordinal or (before in tokens.words.sets["half_never_after"] and after != "of"):
        return after in ("a", "million")
    counted = after in tokens.words.sets["half_of"] or after in tokens.words.scale or hyphen
    return counted or first < place or before in tokens.words.sets["part_after"]


def _is_quarter(tokens: Tokens, first: int, place: int, top: Decimal) -> bool:
    """``a quarter of``, ``three quarters``, ``quarter million``, ``quarter-point``; not ``three quarters later``."""
    sets, after = tokens.words.sets, tokens.after(place + 1)
    if after in HYPHENS:
        return top == 1 and tokens.lows[place + 2] in sets["quarter_before"]
    scales, bound = after in tokens.words.scale, tokens.lows[first - 1] in sets["part_after"]
    if first == place:
        return scales
    if tokens.lows[first] in ARTICLES:
        return scales or bound or after in sets["quarter_before"]
    ends = after in ("of", "and") or scales or not after.isalpha()
    return top == 1 or (top == 3 and (tokens.lows[place - 1] in HYPHENS or bound or ends))
