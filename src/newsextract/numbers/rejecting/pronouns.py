"""Tells the pronoun one from the number: no one, this one, one cannot know; one of the combatants counts."""

from __future__ import annotations

from newsextract.numbers.amounts.case import Case
from newsextract.numbers.text.tokens import BREAK, HYPHENS

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}
_GROUP = 5  # pieces from a group's number to the comma behind it


def pronoun(case: Case) -> bool:
    """``no one``, ``this one``, ``one another``, ``one cannot know``, ``a one-off``."""
    if case.literal.lower() != "one" or case.amount.number_behind > case.amount.number + 1:
        return False
    if case.behind == "of":
        return _before(case) in case.words.sets["one_never_of"]
    if case.behind == "another":
        return True
    return not _is_surely_number(case) and _is_pronoun(case)


def _before(case: Case) -> str:
    """The piece before the "one"."""
    return case.tokens.low(case.amount.number - 1)


def _is_surely_number(case: Case) -> bool:
    """``only one``, ``one or two``, ``one in a million``, ``one in every 20``, ``two men, one from Delmo``."""
    tokens, words, behind = case.tokens, case.words, case.amount.behind
    if _before(case) in words.sets["one_surely"] or is_one_of_group(case):
        return True
    if case.behind not in _JOINED:
        return False
    ahead = tokens.low(behind + 1)
    return ahead in words.cardinal or ahead in ("a", "every")


def _is_pronoun(case: Case) -> bool:
    sets, after = case.words.sets, case.behind
    if after in HYPHENS:
        return case.has(case.amount.behind + 1, "one_hyphen")
    before = _before(case)
    if before in sets["one_after"] or after in sets["one_before"]:
        return True
    return after in _STOPS and before != "" and before not in sets["one_listed"]


def is_one_of_group(case: Case) -> bool:
    """``two men, one from Delmo``, ``six schools, one in each town``: the one of those just counted."""
    tokens, place = case.tokens, case.amount.number
    if case.before != "," or not case.has(place + 1, "one_apart"):
        return False
    for before in range(place - 2, max(-1, place - 2 - _GROUP), -1):
        if tokens.lows[before] in case.words.cardinal or tokens.is_literal(before):
            return before < place - 2
        if not tokens.lows[before].isalpha():
            return False
    return False
