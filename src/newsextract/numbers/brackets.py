"""Tells what a number in brackets behind a name is: an age, "Ramesh Kumar (42)", or a player's shirt number."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.sentence import TaggedText

_AGES = range(3, 111)
_FAR = 12  # pieces before and behind that can tell of a match
_REPORT = 40  # pieces behind a result, in which the scorers are named


def read_brackets(amounts: list[Amount], tokens: Tokens, tagged: TaggedText, words: Lexicon) -> list[Amount]:
    """The amounts without those that are shirts' numbers; those that are ages are marked so."""
    kept = []
    result = -_REPORT
    for amount in amounts:
        result = amount.behind if amount.kind == "ratio" else result
        if _behind_person(amount, tokens, tagged, words):
            around = tokens.lows[max(0, amount.first - _FAR) : amount.behind + _FAR]
            if not words.near["positions"].isdisjoint(around):
                continue
            if words.near["matched"].isdisjoint(around) and amount.first - result > _REPORT:
                amount.kind, amount.unit = "age", "year"
        kept.append(amount)
    return kept


def _behind_person(amount: Amount, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> bool:
    """Whether the amount is a bare number in brackets, behind somebody's name or "her sister"."""
    place = amount.first - 1
    if tokens.low(place) != "(" or tokens.low(amount.behind) != ")" or amount.unit or amount.form != "digits":
        return False
    name = tagged.at(tokens.starts[place]) - 1
    somebody = tagged.label(name) == "PERSON" or tokens.low(place - 1) in words.near["age_nouns"]
    return somebody and amount.value in _AGES and amount.first == amount.number
