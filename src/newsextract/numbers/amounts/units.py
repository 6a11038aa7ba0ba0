"""Reads the unit after a number and what it is for each of: 278kg, 30-day, 10-plus years, $21 per square foot."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon, Unit
from newsextract.numbers.text.tokens import ARTICLES, HYPHENS, OLD, Tokens

_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_MEASURED = ("money", "quantity", "percent")
_FIELD = 12  # pieces before and after a unit of one letter in which a word of its field stands
_AGE_UNITS = {"year", "month", "week", "day", "decade", "century"}


class Units:
    """Reads the units of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: the units' words and symbols."""
        self._tokens, self._words = tokens, words

    def with_unit(self, amount: Amount) -> Amount:
        """The amount with the unit after the number, a comparator between them, and "old" after them."""
        if amount.form == "article":
            return self._with_length(amount)
        tokens, of = self._tokens, amount.end + (self._tokens.lows[amount.end] == "of")
        part = tokens.raws[of] in ARTICLES and 0 < amount.value < 1  # half an hour, 0.3 of a point
        vague = amount.form == "vague"  # a couple of months, hundreds of miles
        found = self._at(amount, of + 1 if part else of if vague else amount.end) or self._bracketed(amount)
        if found is None:
            hyphen = tokens.lows[amount.end] in HYPHENS
            compared = self._words.compared_after.at(tokens, amount.end + hyphen)  # 10-plus years
            if compared and (found := self._at(amount, compared[1])):
                amount = amount._replace(comparator=compared[0])
        found = found or self._time_further_on(amount)
        if found is None:
            return self._with_half(amount)
        measured = self._measured(amount, *found)
        return self._with_age(measured) if measured.unit in _AGE_UNITS else measured

    def _measured(self, amount: Amount, unit: Unit, end: int) -> Amount:
        """The amount in a unit that ends before ``end``, with the "long" tied to it: ``a three-week-long fair``."""
        end += 2 * (self._tokens.lows[end : end + 2] == ["-", "long"])
        return amount._replace(unit=unit.name, per=unit.per, kind=unit.kind, end=end)

    def _with_length(self, amount: Amount) -> Amount:
        """``a week``, ``daylong``, ``the month-long feast``: one of a unit, with its ``long``."""
        tokens, place = self._tokens, amount.end
        word = self._words.long.get(tokens.lows[amount.start])
        if word:
            return amount._replace(unit=word, kind="duration")
        found = self._at(amount, place)
        return self._with_age(self._measured(amount, *found)) if found else amount

    def _time_further_on(self, amount: Amount) -> tuple[Unit, int] | None:
        """``three consecutive weeks``, ``two more days``, ``four-straight months``: a unit of time after a word."""
        tokens, place = self._tokens, amount.end + (self._tokens.lows[amount.end] in HYPHENS)
        found = self._at(amount, place + 1) if tokens.lows[place] in self._words.sets["before_time"] else None
        if found is None or found[0].kind != "duration":
            return None
        one_more = amount.value == 1 and tokens.lows[place] == "more"  # one more second
        return found if one_more or tokens.is_plural(found[1] - 1) else None

    def _with_half(self, amount: Amount) -> Amount:
        """``an hour and a half``: one and a part of the unit before it."""
        tokens, place = self._tokens, amount.start - 1
        found = self._words.unit_words.before(tokens, place) if 0 < amount.value < 1 else None
        if found is None or tokens.lows[found[1] - 1] not in ARTICLES:
            return amount
        unit, first = found
        return amount._replace(value=amount.value + 1, start=first - 1, unit=unit.name, kind=unit.kind)

    def _bracketed(self, amount: Amount) -> tuple[Unit, int] | None:
        """``20 (kg)``: the unit in brackets; not ``section 922(g)``."""
        tokens, place = self._tokens, amount.end
        closer = _BRACKETS.get(tokens.lows[place])
        found = self._words.unit_symbols.at(tokens, place + 1) if closer and not tokens.glued(place) else None
        return (found[0], found[1] + 1) if found and tokens.lows[found[1]] == closer else None

    def _at(self, amount: Amount, place: int) -> tuple[Unit, int] | None:
        """The unit at ``place``, and the place after it."""
        tokens, words = self._tokens, self._words
        place += tokens.lows[place] in HYPHENS
        found = words.unit_symbols.at(tokens, place)
        if found and self._symbol_fits(amount, found[0], place, found[1]):
            ends = tokens.raws[found[1] - 1] == "." and not tokens.raws[found[1]].isalnum()
            return found[0], found[1] - ends  # weighs 150 lb.
        found = words.unit_words.at(tokens, place)
        return found if found and self._measures(amount, found[0], found[1]) else None

    def _measures(self, amount: Amount, unit: Unit, end: int) -> bool:
        """Whether a unit that is also a plain word is one here: ``1/2 cup``, ``16 stone 4lb``, ``two cups of``."""
        tokens, sets = self._tokens, self._words.sets
        if unit.needs not in ("context", "of") or not amount.is_whole:
            return True
        if unit.needs == "of":
            return tokens.lows[end] == "of"
        weighed = not sets["weighing"].isdisjoint(tokens.lows[max(0, amount.start - 3) : amount.start])
        return weighed or tokens.is_literal(end) or tokens.after(end) in sets["measure_before"]

    def _symbol_fits(self, amount: Amount, unit: Unit, place: int, end: int) -> bool:
        """Whether a unit's symbol is one here: a letter after digits is much else."""
        tokens, raw = self._tokens, self._tokens.raws[place]
        if not raw[0].isalpha():
            return self._mark_fits(amount, raw, end)
        if unit.needs == "never" or (tokens.glued(end) and tokens.raws[end][:1].isalnum()):
            return False
        if raw == "in":
            feet = tokens.lows[amount.start - 1] in ("ft", "feet", "foot")
            return feet or tokens.after(end) in self._words.sets["inches_before"]
        if len(raw) > 1:
            return unit.needs != "glued" or tokens.glued(place)
        return not tokens.opens_line(place) and self._letter_fits(amount, unit, place, end)

    def _letter_fits(self, amount: Amount, unit: Unit, place: int, end: int) -> bool:
        """``5 W``, ``3 m``, ``32°C``; not ``5 F-150s``, ``23456 F Block``, the ``30s``, ``747s``."""
        tokens, raw = self._tokens, self._tokens.raws[place]
        field = self._words.fields.get(raw)
        near = tokens.lows[max(0, amount.start - _FIELD) : place] + tokens.lows[end : end + _FIELD]
        if field and field.isdisjoint(near) and tokens.lows[end] != "/":  # 1.3 A/cm2
            return False
        if raw == "s" and (amount.value >= 100 or (amount.value >= 20 and tokens.raws[amount.number][-1] == "0")):
            return False
        if tokens.glued(place):
            return tokens.is_literal(end + 1) or not (raw in "CFB" and tokens.lows[end] in ("/", "-"))
        following = tokens.raws[end]
        if unit.needs == "glued" or following[:1].isupper():
            return False
        return not (following in "-.'’&" and tokens.glued(end + 1))

    def _mark_fits(self, amount: Amount, raw: str, end: int) -> bool:
        """``5'2"``, ``25.5″``: feet and inches by marks; an apostrophe or a closing quote is not one."""
        tokens = self._tokens
        if raw in ("'", "’"):
            return tokens.is_literal(end) and tokens.glued(end)
        if raw not in ('"', "”"):
            return True
        long = tokens.lows[end] in self._words.sets["inches_before"] - {",", "."}
        return long or tokens.lows[amount.start - 1] in ("'", "’", "′")

    def _with_age(self, amount: Amount) -> Amount:
        """``34-year-old``, ``34 years old``, ``18 months of age``, ``87 yo``."""
        tokens, place = self._tokens, amount.end
        hyphen = tokens.lows[place] in HYPHENS
        if tokens.lows[place + hyphen] in OLD:
            return amount._replace(kind="age", end=place + hyphen + 1)
        if tokens.lows[place : place + 2] == ["of", "age"]:
            return amount._replace(kind="age", end=place + 2)
        return amount


def with_rate(amount: Amount, tokens: Tokens, words: Lexicon) -> Amount:
    """The amount with the rates after it, and with what compares before these: ``$5 or so a year``."""
    rated = _with_rate(amount, tokens, words)
    compared = words.compared_after.at(tokens, amount.end) if rated is amount else None
    if compared is None:
        return rated
    further = amount._replace(comparator=compared[0], end=compared[1])
    rated = _with_rate(further, tokens, words)
    return amount if rated is further else rated


def _with_rate(amount: Amount, tokens: Tokens, words: Lexicon) -> Amount:
    """The amount with up to two rates after its unit: ``$5 per person per day``; a percentage and an age have none."""
    if amount.kind in ("age", "ordinal"):
        return amount
    if amount.unit is None or amount.kind == "percent":
        found = time_after(tokens, amount.end, words) or _often(amount, tokens, words)
        return amount._replace(per=found[0], end=found[1]) if found else amount
    for _ in range(2):
        found = _rate(tokens, amount.end, words) or _piece(amount, tokens, words) or _often(amount, tokens, words)
        if found is None:
            return amount
        kind = "quantity" if amount.kind == "duration" else amount.kind
        amount = with_per(amount._replace(end=found[1], kind=kind), found[0], words)
    return amount


def _often(amount: Amount, tokens: Tokens, words: Lexicon) -> tuple[str, int] | None:
    """``$5 million annually,``, ``2 % yearly``: how often, where the phrase ends after it; not ``a $5 weekly pass``."""
    often = words.often.get(tokens.lows[amount.end]) if amount.kind in _MEASURED else None
    return (often, amount.end + 1) if often and tokens.after(amount.end + 1) in words.sets["rate_ends"] else None


def _piece(amount: Amount, tokens: Tokens, words: Lexicon) -> tuple[str, int] | None:
    """``£1 a ride,``, ``$45 per visit``: money for each of whatever it is, where the phrase ends after it; or None."""
    place = amount.end + 1
    joins = tokens.lows[amount.end] == "per" or tokens.lows[amount.end] in ARTICLES
    ends = tokens.after(place + 1) in words.sets["rate_ends"]
    if amount.kind != "money" or not joins or not ends or not tokens.raws[place].islower():
        return None
    dated = tokens.lows[place] in words.times or tokens.lows[place] in words.sets["never_piece"]
    return None if dated or tokens.is_plural(place) else (tokens.lows[place], place + 1)


def with_per(amount: Amount, per: str, words: Lexicon) -> Amount:
    """The amount for each of something; "mile per hour" is a unit itself."""
    whole = f"{amount.unit} per {per}"
    if whole in words.rates:
        return amount._replace(unit=whole)
    return amount._replace(per=f"{amount.per} per {per}" if amount.per else per)


def time_after(tokens: Tokens, place: int, words: Lexicon) -> tuple[str, int] | None:
    """The time that a count is for each of, where it stands at ``place``, and the place after it: ``12 a day``."""
    found = _rate(tokens, place, words)
    return found if found and found[0] in words.times else None


def _rate(tokens: Tokens, place: int, words: Lexicon) -> tuple[str, int] | None:
    """What a rate that begins here is for each of, and the place after it."""
    hyphen = tokens.lows[place] in HYPHENS
    joiner = tokens.lows[place + hyphen]
    if joiner == "for" and tokens.lows[place + hyphen + 1] in ("each", "every"):  # one week for each year
        place, joiner = place + 1, tokens.lows[place + hyphen + 1]
    if joiner not in words.sets["rate_joiners"]:
        return None
    start = place + hyphen + 1
    start += tokens.lows[start] in HYPHENS
    found = words.rate_words.at(tokens, start) or words.piece_words.at(tokens, start)
    if found is None or words.rate_words.at(tokens, found[1]):  # every second day
        return None
    low, ends = tokens.lows[found[1]], tokens.after(found[1] + 1) == "."
    dated = low in words.sets["rate_dated"] or (ends and low in ("before", "after"))  # $5 billion a year earlier
    return None if dated and joiner in ARTICLES else found
