"""Tells the pronoun one from the number: no one, this one, one cannot know; one of the combatants counts."""

from __future__ import annotations

from newsextract.numbers.rejecting.candidate import Candidate
from newsextract.numbers.text.tokens import ARTICLES, BREAK, HYPHENS

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")", '"', "”"}
_JOINED = {"to", "or", "and", "in"}
_GROUP = 5  # pieces from a group's number to the comma behind it


def pronoun(candidate: Candidate) -> bool:
    """``no one``, ``this one``, ``one another``, ``one cannot know``, ``a one-off``."""
    if candidate.literal.lower() != "one" or candidate.amount.number_behind > candidate.amount.number + 1:
        return False
    if candidate.behind == "of":
        return _before(candidate) in candidate.words.sets["one_never_of"]
    if candidate.behind == "another":
        return True
    return not _is_surely_number(candidate) and _is_pronoun(candidate)


def _before(candidate: Candidate) -> str:
    """The piece before the "one"."""
    return candidate.tokens.low(candidate.amount.number - 1)


def _is_surely_number(candidate: Candidate) -> bool:
    """``only one``, ``one or two``, ``one in a million``, ``one in every 20``, ``two men, one from Delmo``."""
    tokens, words, behind = candidate.tokens, candidate.words, candidate.amount.behind
    if _before(candidate) in words.sets["one_surely"] or is_one_of_group(candidate):
        return True
    if candidate.behind not in _JOINED:
        return False
    ahead = tokens.low(behind + 1)
    many = (ahead in ARTICLES and tokens.low(behind + 2) in words.scale) or ahead == "every"
    return many or ahead in words.cardinal or tokens.is_literal(behind + 1)


def _is_pronoun(candidate: Candidate) -> bool:
    sets, after = candidate.words.sets, candidate.behind
    if after in HYPHENS:
        return candidate.has(candidate.amount.behind + 1, "one_hyphen")
    before = _before(candidate)
    if before in sets["one_after"] or after in sets["one_before"]:
        return True
    return after in _STOPS and before != "" and before not in sets["one_listed"]


def is_one_of_group(candidate: Candidate) -> bool:
    """``two men, one from Delmo``, ``six schools, one in each town``: the one of those just counted."""
    tokens, place = candidate.tokens, candidate.amount.number
    if candidate.before != "," or not candidate.has(place + 1, "one_apart"):
        return False
    for before in range(place - 2, max(-1, place - 2 - _GROUP), -1):
        if tokens.lows[before] in candidate.words.cardinal or tokens.is_literal(before):
            return before < place - 2
        if not tokens.lows[before].isalpha():
            return False
    return False
