"""Tells the pronoun one from the number: no one, this one, one cannot know; one of the combatants counts."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")"}
_JOINED = {"to", "or", "and", "in"}
_GROUP = 5  # pieces from a group's number to the comma behind it
_MOST = 3  # digits of such a number


def is_pronoun_one(amount: Amount, tokens: Tokens, words: Lexicon) -> bool:
    """Whether the amount is the pronoun, by the words before and behind it."""
    first, behind, no = amount.number, amount.behind, words.no
    if amount.form != "words" or tokens.lows[first] != "one" or behind - first > 1:
        return False
    before, after, ahead = tokens.low(first - 1), tokens.low(behind), tokens.low(behind + 1)
    if after == "of":
        return before in no["one_never_of"]
    if after == "another":
        return True
    if before in no["one_surely"] or amount.comparator != "=" or is_one_of_group(tokens, first, words):
        return False
    if after in HYPHENS and tokens.glued(behind):
        return ahead in no["one_hyphen"]
    many = ahead in ARTICLES and tokens.low(behind + 2) in words.scale  # one in a million
    if after in _JOINED and (ahead in words.cardinal or tokens.is_literal(behind + 1) or many):
        return False  # one or two
    if before in no["one_after"]:
        return before not in words.near["one_articles"] or not after.isalpha() or after in no["one_before"]
    if after in _STOPS:
        return len(tokens) > 2 and before not in words.near["one_listed"]
    return after in no["one_before"]


def is_one_of_group(tokens: Tokens, place: int, words: Lexicon) -> bool:
    """Whether the "one" at ``place`` is of those just counted: ``two men, one from Delmo``, ``six schools, one in each
    town``."""
    if tokens.low(place - 1) != "," or tokens.low(place + 1) not in words.near["one_apart"]:
        return False
    for before in range(place - 2, max(-1, place - 2 - _GROUP), -1):
        if tokens.lows[before] in words.cardinal or tokens.is_literal(before):
            counts = tokens.lows[before] in words.cardinal or len(tokens.raw(before)) <= _MOST
            return counts and before < place - 2
        if not tokens.lows[before].isalpha():
            return False
    return False
