"""Tells dates and years from numbers: May 4th, the 4th of July, April 20-21, in 2019, the 2019 elections."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon

_RANGE = {"and", "to", "or", "-", "–", "‐", "‑", "—"}
_FIRST_YEAR, _LAST_YEAR = 1000, 2100


class Dates:
    """Reads the dates of one text; asked in text order, it knows where the last one ended."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: months, and what stands before a year."""
        self._tokens, self._no, self._near = tokens, words.no, words.near
        self._words, self._ends = words, -2
        self._year_behind = -1  # where the last four digits that may be a year end
        self._old_behind = -1  # where the last year of long ago ends

    def is_date(self, amount: Amount) -> bool:
        """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``."""
        if amount.form == "fraction" and self._tokens.raw(amount.behind) in self._no["months"]:
            return True  # the night of 3/4 June
        whole = amount.value == int(amount.value) and 0 < amount.value < _LAST_YEAR
        if amount.unit or amount.scale > 1 or not whole or "," in self._tokens.raw(amount.number):
            return False
        if self._month_before(amount) or self._month_behind(amount) or self._goes_on(amount):
            self._ends = amount.behind
            return True
        return False

    def _month_before(self, amount: Amount) -> bool:
        tokens, place, months = self._tokens, amount.first, self._no["months"]
        place -= tokens.low(place - 1) == "the"
        place -= tokens.low(place - 1) == "."
        month = tokens.raw(place - 1)
        surely = month.capitalize() in months and month not in self._near["doubtful_months"]
        return (month in months or surely) and (amount.value <= 31 or amount.value > _FIRST_YEAR)

    def _month_behind(self, amount: Amount) -> bool:
        tokens, place = self._tokens, amount.behind
        if tokens.low(place) in _RANGE and tokens.is_literal(place + 1) and tokens.raw(place + 1).isdecimal():
            place += 2  # 1-3 May
        place += tokens.low(place) == "of"
        return tokens.raw(place) in self._no["months"] and amount.value <= 31

    def _goes_on(self, amount: Amount) -> bool:
        """The rest of a date: ``May 4, 2019``, ``April 20-21``, ``May 4 and 5``."""
        gap = amount.first - self._ends
        if gap not in (0, 1):
            return False
        between = self._tokens.low(amount.first - 1) if gap else ""
        return amount.value <= 31 if between in _RANGE else between in (",", "") and amount.value > _FIRST_YEAR

    def is_old(self, amount: Amount) -> bool:
        """``400 BC``, ``900 to 300 B.C.``, ``A.D. 310 to 475``, ``the Edo Period (1603-1868)``: years of long ago."""
        tokens, eras = self._tokens, self._words.eras
        if amount.form != "digits" or amount.unit or amount.scale > 1:
            return False
        behind = amount.behind
        ranged = tokens.low(behind) in _RANGE and tokens.is_literal(behind + 1)
        era = eras.at(tokens, behind) or (ranged and eras.at(tokens, behind + 2)) or eras.before(tokens, amount.first)
        opened = tokens.low(amount.first - 1) == "(" and tokens.low(amount.first - 2) in self._near["periods"]
        if (
            era
            or (opened and ranged)
            or (tokens.low(amount.first - 1) in _RANGE and self._old_behind == amount.first - 1)
        ):
            self._old_behind = amount.behind
            return True
        return False

    def is_year(self, amount: Amount) -> bool:
        """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts."""
        tokens, raw = self._tokens, self._tokens.raw(amount.number)
        if self._is_shortened(amount):
            return True
        bare = amount.form == "digits" and len(raw) == 4 and raw.isdecimal() and not amount.signed
        if not bare or amount.behind - amount.number > 1 or not _FIRST_YEAR <= amount.value < _LAST_YEAR:
            return False
        before, after = tokens.low(amount.first - 1), tokens.low(amount.behind)
        if before in self._no["counted_before"]:
            return False
        self._year_behind = amount.behind
        if after in self._no["counted_people"]:
            return before in self._no["year_before"] and before not in self._near["year_weak"]
        if amount.value < 1500:
            return before in self._near["old_year_before"] and not (after.islower() and after[-1] == "s")
        return True

    def _is_shortened(self, amount: Amount) -> bool:
        """``from 1846 to 48``, ``2012 and '13``: the end of a span of years, its century left out."""
        tokens, place = self._tokens, amount.first - 1
        year = tokens.raw(place - 1)
        short = amount.form == "digits" and amount.scale == 1 and len(tokens.raw(amount.number)) == 2
        opened = tokens.low(place - 2) in ("from", "between", "(")
        return (
            short
            and opened
            and tokens.low(place) in _RANGE
            and self._year_behind == place
            and int(year[2:]) < amount.value
        )
