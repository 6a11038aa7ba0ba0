"""Reads the unit behind a number: 278kg, 47 feet, 30-day, 34 years old, half an hour, 10-plus years."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon, Unit
from newsextract.numbers.numeral import ARTICLES

_OLD = {"old", "olds"}
_AGE_UNITS = {"year", "month", "week", "day"}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


class Units:
    """Reads the units of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: the units' words and symbols."""
        self._tokens, self._words = tokens, words

    def read(self, amount: Amount) -> None:
        """Take in the unit behind the number, a comparator between them, and "old" behind them."""
        found = self._at(amount, self._place(amount)) or self._bracketed(amount) or self._behind_comparator(amount)
        if found is None:
            return
        unit, amount.behind = found
        amount.unit, amount.kind = unit.name, unit.kind
        if unit.name in _AGE_UNITS:
            self._age(amount)

    def read_half(self, amount: Amount, floor: int) -> None:
        """``an hour and a half``: one and a part of the unit before it; nothing before ``floor``."""
        tokens, place = self._tokens, amount.first - 1
        if amount.form != "fraction" or amount.unit or tokens.low(place) != "and" or amount.value >= 1:
            return
        found = self._words.unit_words.before(tokens, place)
        if found and found[1] > floor and tokens.low(found[1] - 1) in ARTICLES:
            amount.value, amount.first = amount.value + 1, found[1] - 1
            amount.unit, amount.kind = found[0].name, found[0].kind

    def _place(self, amount: Amount) -> int:
        """Where the unit stands: behind the number, or behind "a":
        ``half an hour``, ``a third of a mile``, ``0.3 of a point``."""
        tokens, place = self._tokens, amount.behind
        tenths = amount.form == "digits" and 0 < amount.value < 1 and tokens.low(place) == "of"
        if not tenths and (amount.form != "fraction" or amount.value >= 1):
            return place
        place += tokens.low(place) == "of"
        return place + 1 if tokens.low(place) in ARTICLES else amount.behind

    def _bracketed(self, amount: Amount) -> tuple[Unit, int] | None:
        """``20 (kg)``: the unit in brackets."""
        closer = _BRACKETS.get(self._tokens.low(amount.behind))
        found = self._words.unit_symbols.at(self._tokens, amount.behind + 1) if closer else None
        clause = self._tokens.glued(amount.behind) and len(self._tokens.raw(amount.behind + 1)) == 1  # section 922(g)
        if found and self._tokens.low(found[1]) == closer and not clause:
            return found[0], found[1] + 1
        return None

    def _behind_comparator(self, amount: Amount) -> tuple[Unit, int] | None:
        """``10-plus years``, ``20 or so miles``: the comparator stands between number and unit."""
        tokens, place = self._tokens, amount.behind
        found = self._words.compared_behind.at(tokens, place + (tokens.low(place) in HYPHENS))
        unit = self._at(amount, found[1]) if found else None
        if found and unit:
            amount.comparator = found[0]
        return unit

    def _at(self, amount: Amount, place: int) -> tuple[Unit, int] | None:
        """The unit at ``place``, and the place behind it."""
        tokens, words = self._tokens, self._words
        hyphen = tokens.low(place) in HYPHENS and tokens.raw(place + 1).isalpha()
        place += hyphen
        low = tokens.low(place)
        found = words.unit_symbols.at(tokens, place)
        if found and self._symbol_fits(amount, found[0], place, found[1]) and not (hyphen and low == "a"):
            stop = tokens.raw(found[1] - 1) == "." and not tokens.raw(found[1]).isalnum()
            return found[0], found[1] - stop  # at the end: weighs 150 lb.
        found = words.unit_words.at(tokens, place)
        if low in ("pound", "pounds") and found is None:
            found = Unit("pound", "quantity"), place + 1
        if found is None or (low == "second" and not hyphen and amount.form == "words" and amount.value != 1):
            return None
        return found if found[0].needs not in ("context", "of") or self._measures(amount, found[0], found[1]) else None

    def _measures(self, amount: Amount, unit: Unit, behind: int) -> bool:
        """Whether a unit that is also a plain word is one here: ``1/2 cup``, ``16 stone 4lb``, ``two cups of``."""
        tokens, near = self._tokens, self._words.near
        if unit.needs == "of" and tokens.low(behind) != "of":
            return amount.form == "fraction" or amount.value != int(amount.value)
        part = amount.form == "fraction" or amount.value != int(amount.value)
        weighed = not near["weighing"].isdisjoint(tokens.lows[max(0, amount.first - 3) : amount.first])
        return part or weighed or tokens.is_literal(behind) or tokens.low(behind) in near["measure_before"]

    def _symbol_fits(self, amount: Amount, unit: Unit, place: int, behind: int) -> bool:
        """Whether a unit's symbol is one here: a letter behind digits is much else."""
        tokens, raw = self._tokens, self._tokens.raw(place)
        if not raw[0].isalpha():
            return self._mark_fits(amount, raw, place, behind)
        if unit.needs == "never" or (amount.form in ("words", "vague") and len(raw) < 2):
            return False
        if tokens.glued(behind) and tokens.raw(behind)[:1].isalnum():
            return False
        if raw == "in":
            feet = tokens.glued(place) and tokens.low(amount.first - 1) in self._words.near["feet"]
            return feet or (tokens.low(behind) in self._words.near["inches_before"] and amount.form != "words")
        return (len(raw) > 1 and unit.needs != "glued") or self._letter_fits(amount, unit, place, behind)

    def _letter_fits(self, amount: Amount, unit: Unit, place: int, behind: int) -> bool:
        """``5 W``, ``3 m``, ``32°C``; not ``5 F-150s``, ``23456 F Block``, the ``30s``, ``747s``."""
        tokens, raw = self._tokens, self._tokens.raw(place)
        if tokens.opens_line(place):
            return False
        if raw == "A" and tokens.low(behind) == "/":
            return True
        if unit.needs == "glued" or raw in ("A", "s"):
            return tokens.glued(place) and not (
                raw == "s" and (amount.value >= 100 or (amount.value >= 20 and amount.tens))
            )
        if tokens.glued(place):
            return not (raw in "CFB" and tokens.low(behind) in ("/", "-"))
        goes_on = tokens.glued(behind) and tokens.raw(behind + 1)[:1].isalnum() and tokens.glued(behind + 1)
        return not tokens.raw(behind)[:1].isupper() and not (goes_on and tokens.low(behind) in "-.'’&")

    def _mark_fits(self, amount: Amount, raw: str, place: int, behind: int) -> bool:
        """``5'2"``, ``25.5″``: feet and inches by marks; an apostrophe or a closing quote is not one."""
        tokens = self._tokens
        if raw == "'":
            return tokens.is_literal(behind) and tokens.glued(behind) and tokens.glued(place)
        if raw in ('"', "”"):
            feet = tokens.low(amount.first - 1) in ("'", "′") and tokens.glued(amount.first)
            long = tokens.raw(behind).isalpha() and tokens.low(behind) in self._words.near["inches_before"]
            return (feet and tokens.glued(place)) or (long and raw == '"')
        return True

    def _age(self, amount: Amount) -> None:
        """``34-year-old``, ``34 years old``, ``18 months of age``, ``87 yo``."""
        tokens, place = self._tokens, amount.behind
        hyphen = tokens.low(place) in HYPHENS
        if tokens.low(place + hyphen) in _OLD:
            amount.kind, amount.behind = "age", place + hyphen + 1
        elif tokens.low(place) == "of" and tokens.low(place + 1) == "age":
            amount.kind, amount.behind = "age", place + 2
