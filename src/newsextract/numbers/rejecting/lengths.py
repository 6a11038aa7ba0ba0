"""Tells "a week", "an hour" that measure a length from those that do not: a night of joy, once a week, a day trip."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.rules.judgement import Judgement

NO_LENGTH: Judgement[Case, bool] = Judgement("numbers", "no length", span=Case.offsets)


@NO_LENGTH.rule("a noun behind it")
def _noun_behind(case: Case) -> bool:
    """``a day trip``, ``a foot passenger``, ``a year that saw``: what may stand behind a length is a short list; behind
    a rank "that" is of it: ``the third time in a year that``.
    """
    place = case.amount.behind
    if case.amount.per or case.tokens.lows[place - 1].endswith(("long", "old")):  # a dollar a day there, year-long
        return False
    if case.tokens.lows[place + 1] == case.tokens.lows[place - 1]:  # a day to day affair
        return True
    doing = case.before == "than" and case.tokens.lows[place].endswith("ing")  # more than a decade building
    ranked = case.last is not None and case.last.form == "ordinal" and case.last.behind + 2 == case.amount.first
    ends = doing or (ranked and case.behind == "that") or case.has(place, "length_before")
    return not ends and case.words.compared_behind.at(case.tokens, place) is None


@NO_LENGTH.rule("such a day")
def _exclaimed(case: Case) -> bool:
    """``such a day``, ``what a year``."""
    return case.before in case.words.sets["length_never_after"]


@NO_LENGTH.rule("once a week")
def _frequency(case: Case) -> bool:
    """``once a week``, ``25 bodies a week``; not ``three times a year ago``."""
    often = case.before in case.words.sets["frequencies"] or case.tokens.is_plural(case.amount.first - 1)
    return often and case.amount.kind == "duration" and not case.has(case.amount.behind, "length_dated")


@NO_LENGTH.rule("a day of")
def _filled(case: Case) -> bool:
    """``a night of joy``, ``it is a day for joy``; not ``after a day of talks``."""
    day = case.amount.unit in ("day", "night")
    if day and case.before in ("is", "was"):
        return not case.has(case.amount.behind, "length_dated")
    return day and case.behind == "of" and case.before not in case.words.sets["length_after"]


@NO_LENGTH.rule("a dollar")
def _coin(case: Case) -> bool:
    """``not worth a dollar``, ``against a euro``; not ``a dollar a day``."""
    return case.amount.kind == "money" and case.amount.per is None
