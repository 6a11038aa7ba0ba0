"""Reads the unit after a number and what it is for each of: 278kg, 30-day, 10-plus years, $21 per square foot."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Tokens, Unit
from newsextract.numbers.text import ARTICLES, HYPHENS, OLD

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_MEASURED = ("money", "quantity", "percent")
_FIELD = 12  # pieces before and after a unit of one letter in which a word of its field stands
_NAMED = 4  # pieces of what a rate is for each of: "$45 per COVID-19 patient"
_AGE_UNITS = {"year", "month", "week", "day", "decade", "century"}


def with_unit(amount: Amount, tokens: Tokens) -> Amount:
    """The amount with the unit after the number, a comparator between them, and "old" after them."""
    lows, words, end = tokens.lows, tokens.words, amount.end
    length = amount.form == "article"  # a week, daylong, the month-long feast: one of a unit
    if length and (word := words.long.get(lows[amount.start])):
        return amount._replace(unit=word, kind="duration")
    of = end + (lows[end] == "of")
    part = tokens.raws[of] in ARTICLES and 0 < amount.value < 1  # half an hour, 0.3 of a point
    vague = amount.form == "vague"  # a couple of months, hundreds of miles
    found = _unit_at(amount, of + 1 if part else of if vague else end, tokens)
    if found or length:
        return _measured(amount, *found, tokens) if found else amount
    closer = _BRACKETS.get(lows[end])
    if closer and not tokens.glued(end):  # 20 (kg), not section 922(g)
        found = words.unit_symbols.at(tokens, end + 1)
        if found and lows[found[1]] == closer:
            return _measured(amount, found[0], found[1] + 1, tokens)
    place = end + (lows[end] in HYPHENS)
    compared = words.compared_after.at(tokens, place)
    if compared and (found := _unit_at(amount, compared[1], tokens)):  # 10-plus years
        return _measured(amount._replace(comparator=compared[0]), *found, tokens)
    if lows[place] in words.sets["before_time"]:  # three consecutive weeks, two more days, one more second
        found = _unit_at(amount, place + 1, tokens)
        one_more = amount.value == 1 and lows[place] == "more"
        if found and found[0].kind == "duration" and (one_more or tokens.is_plural(found[1] - 1)):
            return _measured(amount, *found, tokens)
    half = words.unit_words.before(tokens, amount.start - 1) if 0 < amount.value < 1 else None  # an hour and a half
    if half is None or lows[half[1] - 1] not in ARTICLES:
        return amount
    unit, first = half
    return amount._replace(value=amount.value + 1, start=first - 1, unit=unit.name, kind=unit.kind)


def _measured(amount: Amount, unit: Unit, end: int, tokens: Tokens) -> Amount:
    """The amount in a unit that ends before ``end``: ``a week-long fair``, ``34 years old``, ``6 months of age``."""
    lows = tokens.lows
    end += 2 * (lows[end : end + 2] == ["-", "long"])
    amount = amount._replace(unit=unit.name, per=unit.per, kind=unit.kind, end=end)
    if unit.name not in _AGE_UNITS and amount.form != "article":
        return amount
    hyphen = lows[end] in HYPHENS
    old = 1 + hyphen if lows[end + hyphen] in OLD else 2 * (lows[end : end + 2] == ["of", "age"])
    return amount._replace(kind="age", end=end + old) if old else amount


def _unit_at(amount: Amount, place: int, tokens: Tokens) -> tuple[Unit, int] | None:
    """The unit at ``place``, and the place after it."""
    place += tokens.lows[place] in HYPHENS
    found = tokens.words.unit_symbols.at(tokens, place)
    if found and _symbol_fits(amount, found[0], place, found[1], tokens):
        ends = tokens.raws[found[1] - 1] == "." and not tokens.raws[found[1]].isalnum()
        return found[0], found[1] - ends  # weighs 150 lb.
    found = tokens.words.unit_words.at(tokens, place)
    if found is None or found[0].needs not in ("context", "of") or not amount.is_whole:
        return found
    end = found[1]  # of a unit that is also a plain word: 1/2 cup, 16 stone 4lb, two cups of
    if found[0].needs == "of":
        return found if tokens.lows[end] == "of" else None
    weighed = not tokens.words.sets["weighing"].isdisjoint(tokens.lows[max(0, amount.start - 3) : amount.start])
    return found if weighed or tokens.is_literal(end) or tokens.has(end, "measure_before") else None


def _symbol_fits(amount: Amount, unit: Unit, place: int, end: int, tokens: Tokens) -> bool:
    """Whether a unit's symbol is one here: ``5'2"``, ``25.5″``, ``3 m``; an apostrophe or a letter may be none."""
    raw, before = tokens.raws[place], tokens.lows[amount.start - 1]
    if raw in ("'", "’"):
        return tokens.is_literal(end) and tokens.glued(end)
    if raw in ('"', "”"):
        long = tokens.lows[end] in tokens.words.sets["inches_before"] - {",", "."}
        return long or before in ("'", "’", "′")
    if not raw[0].isalpha():
        return True
    if unit.needs == "never" or (tokens.glued(end) and tokens.raws[end][:1].isalnum()):
        return False
    if raw == "in":
        return before in ("ft", "feet", "foot") or tokens.has(end, "inches_before")
    if len(raw) > 1:
        return unit.needs != "glued" or tokens.glued(place)
    return not tokens.opens_line(place) and _letter_fits(amount, unit, place, end, tokens)


def _letter_fits(amount: Amount, unit: Unit, place: int, end: int, tokens: Tokens) -> bool:
    """``5 W``, ``3 m``, ``32°C``; not ``5 F-150s``, ``23456 F Block``, the ``30s``, ``747s``."""
    raw, following = tokens.raws[place], tokens.raws[end]
    field = tokens.words.fields.get(raw)
    near = tokens.lows[max(0, amount.start - _FIELD) : place] + tokens.lows[end : end + _FIELD]
    if field and field.isdisjoint(near) and following != "/":  # 1.3 A/cm2
        return False
    if raw == "s" and (amount.value >= 100 or (amount.value >= 20 and tokens.raws[amount.number][-1] == "0")):
        return False
    if tokens.glued(place):
        return tokens.is_literal(end + 1) or not (raw in "CFB" and following in ("/", "-"))
    if unit.needs == "glued" or following[:1].isupper():
        return False
    return not (following in "-.'’&" and tokens.glued(end + 1))


def with_rate(amount: Amount, tokens: Tokens) -> Amount:
    """The amount with the rates after it, and with what compares before these: ``$5 or so a year``."""
    rated = _with_rate(amount, tokens)
    compared = tokens.words.compared_after.at(tokens, amount.end) if rated is amount else None
    if compared is None:
        return rated
    further = amount._replace(comparator=compared[0], end=compared[1])
    rated = _with_rate(further, tokens)
    return amount if rated is further else rated


def _with_rate(amount: Amount, tokens: Tokens) -> Amount:
    """The amount with up to two rates after its unit: ``$5 per person per day``; a percentage and an age have none."""
    if amount.kind in ("age", "ordinal"):
        return amount
    if amount.unit is None or amount.kind == "percent":
        found = time_after(tokens, amount.end) or _often(amount, tokens)
        return amount._replace(per=found[0], end=found[1]) if found else amount
    for _ in range(2):
        found = _rate(tokens, amount.end) or _piece(amount, tokens) or _often(amount, tokens)
        if found is None:
            return amount
        per, whole = found[0], f"{amount.unit} per {found[0]}"
        amount = amount._replace(end=found[1], kind="quantity" if amount.kind == "duration" else amount.kind)
        if whole in tokens.words.rates:  # mile per hour
            amount = amount._replace(unit=whole)
        else:
            amount = amount._replace(per=f"{amount.per} per {per}" if amount.per else per)
    return amount


def _often(amount: Amount, tokens: Tokens) -> tuple[str, int] | None:
    """``$5 million annually,``, ``2 % yearly``: how often, where the phrase ends after it; not ``a $5 weekly pass``."""
    often = tokens.words.often.get(tokens.lows[amount.end]) if amount.kind in _MEASURED else None
    return (often, amount.end + 1) if often and tokens.has(amount.end + 1, "rate_ends") else None


def _piece(amount: Amount, tokens: Tokens) -> tuple[str, int] | None:
    """``£1 a ride,``, ``$45 per CT scan``: money for each of anything, where the phrase ends after it; or None."""
    joiner, first = tokens.lows[amount.end], amount.end + 1
    if amount.kind != "money" or not (joiner == "per" or joiner in ARTICLES) or tokens.is_literal(first):
        return None
    for place in range(first, first + (_NAMED if joiner == "per" else 1)):
        following = tokens.lows[place + 1]
        if tokens.has(place + 1, "rate_ends") or (joiner == "per" and following in ("per", "of")):
            dated = tokens.lows[place] in tokens.words.times or tokens.has(place, "never_piece")
            is_noun = tokens.raws[place].islower() and not (dated or tokens.is_plural(place))
            return (tokens.lows[place], place + 1) if is_noun else None
        if not (following.isalpha() or following in HYPHENS or tokens.is_literal(place + 1)):
            return None
    return None


def time_after(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """The time that a count is for each of, where it stands at ``place``, and the place after it: ``12 a day``."""
    found = _rate(tokens, place)
    return found if found and found[0] in tokens.words.times else None


def _rate(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """What a rate that begins here is for each of, and the place after it."""
    words, place = tokens.words, place + (tokens.lows[place] in HYPHENS)
    joiner = tokens.lows[place]
    if joiner == "for" and tokens.lows[place + 1] in ("each", "every"):  # one week for each year
        place, joiner = place + 1, tokens.lows[place + 1]
    if joiner not in words.sets["rate_joiners"]:
        return None
    start = place + 1 + (tokens.lows[place + 1] in HYPHENS)
    found = words.rate_words.at(tokens, start) or words.piece_words.at(tokens, start)
    if found is None or words.rate_words.at(tokens, found[1]):  # every second day
        return None
    low, ends = tokens.lows[found[1]], tokens.after(found[1] + 1) == "."
    dated = low in words.sets["rate_dated"] or (ends and low in ("before", "after"))  # $5 billion a year earlier
    return None if dated and joiner in ARTICLES else found
