"""Tells the pronoun one from the number: no one, this one, one another; not one of them, one or two."""

from __future__ import annotations

from newsextract.numbers.amounts.amount import Case
from newsextract.numbers.text.tokens import BREAK, HYPHENS

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}


def pronoun(case: Case) -> bool:
    """``this one``, ``one another``, ``one cannot know``, ``a one-off``."""
    if case.literal.lower() != "one" or case.amount.number_end > case.amount.number + 1:
        return False
    if case.after == "of":
        return case.before in case.words.sets["one_never_of"]
    return case.after == "another" or (not _is_surely_number(case) and _by_neighbours(case))


def _is_surely_number(case: Case) -> bool:
    """``only one``, ``one or two``, ``one in 200``, ``one in a million``."""
    tokens, words, after = case.tokens, case.words, case.amount.end
    before = tokens.lows[case.amount.number - 1]
    sole = before == "only" and tokens.lows[case.amount.number - 2] == "the"  # the only one who
    if not sole and before in words.sets["one_surely"]:
        return True
    low = tokens.lows[after + 1]
    counted = low in words.cardinal or low in ("a", "every") or tokens.is_literal(after + 1)
    return counted and case.after in _JOINED


def _by_neighbours(case: Case) -> bool:
    """Whether the words beside it make it the pronoun."""
    sets, lows, number, after = case.words.sets, case.tokens.lows, case.amount.number, case.after
    before = lows[number - 1]
    if after in HYPHENS:
        return case.has(case.amount.end + 1, "one_hyphen")
    if before == "only":  # the only one who
        return not after.isalpha() or case.has(case.amount.end, "only_one_before")
    if before in HYPHENS and lows[number - 4] == "one":  # one-on-one
        return True
    if before in sets["one_after"] or before in sets["one_ranked"] or after in sets["one_before"]:
        return True
    return after in _STOPS and before != "" and before not in sets["one_listed"]
