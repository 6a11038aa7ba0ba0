"""Tells what a number in brackets behind a name is: an age, "Ramesh Kumar (42)", or a player's shirt number."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import TaggedText
from newsextract.numbers.text.tokens import Tokens

_AGES = range(3, 111)
_FAR = 12  # pieces before and behind that can tell of a match
_REPORT = 40  # pieces behind a result, in which the scorers are named


def without_shirts(amounts: Iterable[Amount], tokens: Tokens, tagged: TaggedText, words: Lexicon) -> list[Amount]:
    """The amounts without those that are shirts' numbers, and with those that are ages told so."""
    kept = []
    result = -_REPORT
    for amount in amounts:
        result = amount.behind if amount.kind == "ratio" else result
        if not _is_behind_person(amount, tokens, tagged, words):
            kept.append(amount)
            continue
        around = tokens.lows[max(0, amount.first - _FAR) : amount.behind + _FAR]
        if words.sets["positions"].isdisjoint(around):
            played = amount.first - result <= _REPORT or not words.sets["matched"].isdisjoint(around)
            kept.append(amount if played else amount._replace(kind="age", unit="year"))
    return kept


def _is_behind_person(amount: Amount, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> bool:
    """Whether the amount is a bare number in brackets, behind somebody's name or "her sister"."""
    place = amount.first - 1
    name = tagged.at(tokens.starts[place]) - 1
    somebody = tagged.label(name) == "PERSON" or tokens.low(place - 1) in words.sets["age_nouns"]
    if not somebody or (tokens.low(place), tokens.low(amount.behind)) != ("(", ")"):
        return False
    return amount.value in _AGES and amount.form == "digits" and amount.upper is None
