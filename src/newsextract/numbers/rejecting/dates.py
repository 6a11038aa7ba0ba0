"""Tells dates and years from numbers: May 4th, the 4th of July, April 20-21, in 2019, from 1846 to 48, 400 BC."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.rejecting.candidate import Candidate
from newsextract.numbers.text.tokens import Tokens

_RANGE = {"and", "to", "or", "-", "–", "‐", "‑", "—"}
_LAST_DAY = 31
_FIRST_YEAR, _FIRST_SURE_YEAR, _LAST_YEAR = 1000, 1500, 2100
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DAY_OR_YEAR = re.compile(r"\d\d?|1\d{3}|20\d\d|[^\d]+")


def date(candidate: Candidate) -> str | None:
    """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``, ``the night of 3/4 June``."""
    amount, months = candidate.amount, candidate.words.sets["months"]
    if amount.form == "fraction":
        return "date" if candidate.tokens.raw(amount.behind) in months else None
    plain = amount.unit is None and amount.form in ("digits", "ordinal")
    if not plain or not _DAY_OR_YEAR.fullmatch(candidate.literal):
        return None
    day, year = amount.value <= _LAST_DAY, _FIRST_YEAR < amount.value < _LAST_YEAR
    if _month_before(candidate) and (day or year):
        return "date"
    return "date" if (day and _month_behind(candidate)) or _goes_on(candidate, day, year) else None


def _month_before(candidate: Candidate) -> bool:
    """``May 4``, ``Sept. 4``, ``MAY the 4th``; not ``may 4``."""
    tokens, place = candidate.tokens, candidate.amount.first
    place -= tokens.low(place - 1) == "the"
    place -= tokens.low(place - 1) == "."
    month = tokens.raw(place - 1)
    return month.capitalize() in candidate.words.sets["months"] and month not in candidate.words.sets["doubtful_months"]


def _month_behind(candidate: Candidate) -> bool:
    """``4 May``, ``1-3 May``, ``the 4th of July``."""
    tokens, place = candidate.tokens, candidate.amount.behind
    place += 2 * (tokens.low(place) in _RANGE and tokens.raw(place + 1).isdecimal())
    place += tokens.low(place) == "of"
    return tokens.raw(place) in candidate.words.sets["months"]


def _goes_on(candidate: Candidate, day: bool, year: bool) -> bool:
    """The rest of a date: ``May 4, 2019``, ``April 20-21``, ``May 4 and 5``."""
    if not candidate.follows("date"):
        return False
    between = candidate.since_last()
    if len(between) == 1 and between[0] in _RANGE:
        return day
    return year and between in ([], [","])


def year(candidate: Candidate) -> str | None:
    """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts; ``from 1846 to 48``."""
    tokens, amount, sets = candidate.tokens, candidate.amount, candidate.words.sets
    if _is_shortened(candidate):
        return "year"
    if not _may_be_year(tokens, amount) or candidate.before in sets["counted_before"]:
        return None
    told = candidate.before in sets["year_before"]
    counted = candidate.behind in sets["counted_people"]
    if amount.value < _FIRST_SURE_YEAR:
        return "year" if told and not counted and not tokens.is_plural(amount.behind) else None
    return "year" if told or not counted else None


def _may_be_year(tokens: Tokens, amount: Amount) -> bool:
    return _YEAR.fullmatch(tokens.raw(amount.number)) is not None and amount.scale == 1


def _is_shortened(candidate: Candidate) -> bool:
    """``from 1846 to 48``, ``(1914-18)``: the end of a span of years, its century left out."""
    tokens, amount, last = candidate.tokens, candidate.amount, candidate.last
    if last is None or not _may_be_year(tokens, last.amount) or len(candidate.literal) != 2:
        return False
    opened = tokens.low(last.amount.first - 1) in ("from", "between", "(")
    between = candidate.since_last()
    return opened and len(between) == 1 and between[0] in _RANGE and last.amount.value % 100 < amount.value < 100


def year_of_old(candidate: Candidate) -> str | None:
    """``400 BC``, ``900 to 300 B.C.``, ``A.D. 310 to 475``, ``the Edo Period (1603-1868)``."""
    tokens, eras, amount = candidate.tokens, candidate.words.eras, candidate.amount
    ranged = candidate.behind in _RANGE and tokens.is_literal(amount.behind + 1)
    era = eras.at(tokens, amount.behind) or eras.before(tokens, amount.first)
    if era or (ranged and eras.at(tokens, amount.behind + 2)):
        return "year of old"
    period = ranged and candidate.before == "(" and candidate.has(amount.first - 2, "periods")
    goes_on = candidate.follows("year of old") and candidate.before in _RANGE
    return "year of old" if period or goes_on else None
