"""Tells the pronoun one from the number: no one, this one, one cannot know; one of the combatants counts."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.numeral import ARTICLES

_STOPS = {"", BREAK, ".", ",", ";", "!", "?", ":", ")"}
_JOINED = {"to", "or", "and", "in"}


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
    if before in no["one_surely"] or amount.comparator != "=":
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
