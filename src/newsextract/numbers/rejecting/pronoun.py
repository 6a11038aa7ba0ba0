"""Tells the pronoun one from the number: no one, this one, one another; not one of them, one or two."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import ARTICLES, BREAK, HYPHENS

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}
_GROUP = 5  # pieces from a group's number to the comma behind it
_APART = (",", "and", "-", "–", "—", ":")


def pronoun(case: Case) -> bool:
    """``no one``, ``this one``, ``one another``, ``one cannot know``, ``a one-off``."""
    if case.literal.lower() != "one" or case.amount.number_behind > case.amount.number + 1:
        return False
    if case.behind == "of":
        return case.tokens.lows[case.amount.number - 1] in case.words.sets["one_never_of"]
    if case.behind == "another" or (case.behind in ("that", "who") and case.before in ("to", "or", "by", "than")):
        return True  # a shift from an old plan to one that works
    lows, number = case.tokens.lows, case.amount.number
    if lows[number - 1] == "negative" and lows[number - 2] in ARTICLES:  # a good year and a negative one
        return True
    return not _is_surely_number(case) and _by_neighbours(case)


def _is_surely_number(case: Case) -> bool:
    """``only one``, ``one or two``, ``one in 200``, ``one in a million``, ``two men, one from Delmo``."""
    tokens, words, behind = case.tokens, case.words, case.amount.behind
    before = tokens.lows[case.amount.number - 1]
    sole = before == "only" and tokens.lows[case.amount.number - 2] == "the"  # the only one who
    if not sole and (before in words.sets["one_surely"] or is_one_of_group(case)):
        return True
    if case.behind not in _JOINED:
        return False
    ahead = tokens.lows[behind + 1]
    return ahead in words.cardinal or ahead in ("a", "every") or tokens.is_literal(behind + 1)


def _by_neighbours(case: Case) -> bool:
    sets, after = case.words.sets, case.behind
    if after in HYPHENS:
        return case.has(case.amount.behind + 1, "one_hyphen")
    lows, number = case.tokens.lows, case.amount.number
    before = lows[number - 1]
    if before == "only":  # the only one who
        return not case.behind.isalpha() or case.has(case.amount.behind, "only_one_before")
    if before in HYPHENS and lows[number - 4] == "one":  # one-on-one
        return True
    if before == "," == after and lows[number - 2] in sets["being"]:  # It was, one, dear and, two, late.
        return True
    if before in sets["one_after"] or before in sets["one_ranked"] or after in sets["one_before"]:
        return True
    return after in _STOPS and before != "" and before not in sets["one_listed"]


def is_one_of_group(case: Case) -> bool:
    """``two men, one from Delmo``, ``six schools, one in each town``: the one of those just counted."""
    tokens, place = case.tokens, case.amount.number
    if case.before not in _APART or not case.has(place + 1, "one_apart"):
        return False
    for before in range(place - 2, max(-1, place - 2 - _GROUP), -1):
        if tokens.lows[before] in case.words.cardinal or tokens.is_literal(before):
            return before < place - 2
        if not tokens.lows[before].isalpha():
            return False
    return False
