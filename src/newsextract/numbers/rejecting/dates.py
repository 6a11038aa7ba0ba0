"""Tells dates and years from numbers: May 4th, the 4th of July, April 20-21, in 2019, 400 BC."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.knowledge.cues import RANGE

_LAST_DAY = 31
_FIRST_YEAR, _FIRST_SURE_YEAR, _LAST_YEAR = 1000, 1500, 2100
_SPANNED = ("from", "between")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DAY_OR_YEAR = re.compile(r"\d\d?|1\d{3}|20\d\d|[^\d]+")


def date(case: Case) -> str | None:
    """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``, ``July 24/25``."""
    amount = case.amount
    if amount.form == "fraction" and case.tokens.raws[amount.number + 1] == "/":
        days = case.behind != "of" and amount.unit is None and amount.value < 1  # In May 2/3 of them left
        return "date" if days and (_month_before(case) or _month_behind(case)) else None
    plain = amount.unit is None and amount.form in ("digits", "ordinal")
    if not plain or not _DAY_OR_YEAR.fullmatch(case.literal):
        return None
    day, year = amount.value <= _LAST_DAY, _FIRST_YEAR < amount.value < _LAST_YEAR
    if _month_before(case) and (day or year):
        return "date"
    return "date" if (day and _month_behind(case)) or _goes_on(case, day, year) else None


def _month_before(case: Case) -> bool:
    """``May 4``, ``Sept. 4``, ``MAY the 4th``; not ``may 4``."""
    tokens, place = case.tokens, case.amount.first
    place -= tokens.lows[place - 1] == "the"
    place -= tokens.lows[place - 1] == "."
    month = tokens.raws[place - 1]
    return month.capitalize() in case.words.sets["months"] and month not in case.words.sets["doubtful_months"]


def _month_behind(case: Case) -> bool:
    """``4 May``, ``1-3 May``, ``the 4th of July``."""
    tokens, place = case.tokens, case.amount.behind
    place += 2 * (tokens.lows[place] in RANGE and tokens.raws[place + 1].isdecimal())
    place += tokens.lows[place] == "of"
    month = tokens.raws[place]
    return month.capitalize() in case.words.sets["months"] and not month.islower()


def _goes_on(case: Case, day: bool, year: bool) -> bool:
    """The rest of a date: ``May 4, 2019``, ``April 20-21``, ``May 4 and 5``."""
    if case.verdict != "date":
        return False
    between = case.since_last()
    if len(between) == 1 and between[0] in RANGE:
        return day
    return year and between in ([], [","])


def is_year(literal: str) -> bool:
    """Whether the digits may be a year."""
    return _YEAR.fullmatch(literal) is not None


def year(case: Case) -> str | bool:
    """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts; "years" where more may follow."""
    amount, sets = case.amount, case.words.sets
    if not is_year(case.literal):
        return False
    if _opens_span(case):
        return "years"
    if case.verdict == "years":
        return True
    if case.before in sets["counted_before"] or _is_average(case):
        return _is_year_compared(case)
    told = case.before in sets["year_before"]
    counted = case.behind in sets["counted_people"]
    if amount.value < _FIRST_SURE_YEAR:
        return told and not case.tokens.is_plural(amount.behind)
    return told or not counted


def _is_year_compared(case: Case) -> bool:
    """``until at least 2035``, ``better than 2014``, ``about 4 per cent over 2023``: no round number, and no count."""
    place = case.amount.first - 2
    if case.before == "least":
        return case.has(place - 1, "year_bounds")
    if case.before == "than":
        return case.has(place, "year_than") or is_year(case.tokens.raws[place])  # better in 2022 than 2021
    exact = case.amount.value % 10 != 0 and case.before in ("about", "around", "over")
    told = case.before == "around" and case.has(case.amount.behind, "clauses_behind")  # around 2009 when
    told |= case.behind == "and" and case.last is not None and case.last.behind == place + 1  # 4 % over 2023 and 3 %
    goes_on = case.behind.isalpha() and not told
    return exact and case.amount.value > _FIRST_SURE_YEAR and not goes_on


def _opens_span(case: Case) -> bool:
    """``between 1261 and 1265``, ``Averroes (1126-1198)``: the first of two years."""
    tokens, behind = case.tokens, case.amount.behind
    joined = case.behind in RANGE and is_year(tokens.raws[behind + 1])
    return joined and not tokens.is_plural(behind + 2) and (tokens.lows[behind + 2] == ")" or case.before in _SPANNED)


def _is_average(case: Case) -> bool:
    """``an average of 1900``."""
    return case.before == "of" and case.has(case.amount.first - 2, "averages")


def year_of_old(case: Case) -> str | None:
    """``400 BC``, ``900 to 300 B.C.``, ``A.D. 310 to 475``."""
    tokens, eras, amount = case.tokens, case.words.eras, case.amount
    ranged = case.behind in RANGE
    if eras.before(tokens, amount.first) or eras.at(tokens, amount.behind + 2 * ranged):
        return "year of old"
    return "year of old" if case.verdict == "year of old" and case.before in RANGE else None
