"""Tells what a number in brackets behind a name is: an age, "Ramesh Kumar (42)", or a player's shirt number."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.sentence import TaggedText

_AGES = range(3, 111)
_FAR = 12  # pieces before the name that can tell of a match


def read_brackets(amounts: list[Amount], tokens: Tokens, tagged: TaggedText, words: Lexicon) -> list[Amount]:
    """The amounts without those that are shirts' numbers; those that are ages are marked so."""
    kept = []
    for amount in amounts:
        before = _behind_person(amount, tokens, tagged)
        if before and not words.near["positions"].isdisjoint(before):
            continue
        if before and words.near["matched"].isdisjoint(before):
            amount.kind, amount.unit = "age", "year"
        kept.append(amount)
    return kept


def _behind_person(amount: Amount, tokens: Tokens, tagged: TaggedText) -> list[str]:
    """The pieces before a number in brackets that a person's name stands before; none else."""
    place = amount.first - 1
    if tokens.low(place) != "(" or tokens.low(amount.behind) != ")" or amount.unit or amount.form != "digits":
        return []
    name = tagged.at(tokens.starts[place]) - 1
    if amount.value not in _AGES or amount.first != amount.number or tagged.label(name) != "PERSON":
        return []
    return tokens.lows[max(0, place - _FAR) : place]
