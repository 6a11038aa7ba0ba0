"""Tells dates and years from numbers: May 4th, the 4th of July, April 20-21, in 2019."""

from __future__ import annotations

import re

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import RANGE

_LAST_DAY = 31
_FIRST_YEAR, _FIRST_SURE_YEAR, _LAST_YEAR = 1000, 1500, 2100
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DAY_OR_YEAR = re.compile(r"\d\d?|1\d{3}|20\d\d|[^\d]+")


def date(case: Case) -> str | None:
    """``May 4th``, ``4 May 2019``, ``the 4th of July``, ``April 20-21``, ``July 24/25``."""
    amount = case.amount
    if amount.form == "fraction" and case.tokens.raws[amount.number + 1] == "/":
        days = case.after != "of" and amount.unit is None and amount.value < 1  # In May 2/3 of them left
        return "date" if days and (_month_before(case) or _month_after(case)) else None
    plain = amount.unit is None and amount.form in ("digits", "ordinal")
    if not plain or not _DAY_OR_YEAR.fullmatch(case.literal):
        return None
    day, year = amount.value <= _LAST_DAY, _FIRST_YEAR < amount.value < _LAST_YEAR
    if _month_before(case) and (day or year):
        return "date"
    return "date" if (day and _month_after(case)) or _goes_on(case, day, year) else None


def _month_before(case: Case) -> bool:
    """``May 4``, ``Sept. 4``, ``MAY the 4th``; not ``may 4``."""
    tokens, place = case.tokens, case.amount.start
    place -= tokens.lows[place - 1] == "the"
    place -= tokens.lows[place - 1] == "."
    month = tokens.raws[place - 1]
    return month.capitalize() in case.words.sets["months"] and month not in case.words.sets["doubtful_months"]


def _month_after(case: Case) -> bool:
    """``4 May``, ``1-3 May``, ``the 4th of July``."""
    tokens, place = case.tokens, case.amount.end
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


def year(case: Case) -> str | bool:
    """``in 2019``, ``the 2019 elections``: four bare digits that nothing counts; "years" where more may follow."""
    amount, sets = case.amount, case.words.sets
    if not _YEAR.fullmatch(case.literal):
        return False
    if case.verdict == "years":
        return True
    if _opens_span(case):
        return "years"
    if case.before in sets["counted_before"]:
        return False
    is_labelled = case.before in sets["year_before"]
    if amount.value < _FIRST_SURE_YEAR:
        return is_labelled and not case.tokens.is_plural(amount.end)
    return is_labelled or case.after not in sets["counted_people"]


def _opens_span(case: Case) -> bool:
    """``between 1261 and 1265``, ``Averroes (1126-1198)``: the first of two years."""
    tokens, place = case.tokens, case.amount.end + 1
    joined = case.after in RANGE and _YEAR.fullmatch(tokens.raws[place]) is not None
    return (
        joined
        and not tokens.is_plural(place + 1)
        and (tokens.lows[place + 1] == ")" or case.before in ("from", "between"))
    )
