"""Marks amounts with comparator, age, and rise or fall, and makes two bounds one range."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.relating.ages import with_age
from newsextract.numbers.relating.case import Case, pair_of
from newsextract.numbers.relating.changes import CHANGE
from newsextract.numbers.relating.comparators import (
    bounded,
    shared_marks,
    with_comparator_before,
    with_comparator_behind,
)
from newsextract.numbers.text.tokens import Tokens


def marked(amounts: Iterable[Amount], tokens: Tokens, words: Lexicon) -> list[Amount]:
    """The amounts, given in text order, marked; two bounds of one value ("over 10 and under 20") become one."""
    done: list[Amount] = []
    for bare in amounts:
        if not done:
            done.append(_marked(Case(tokens, words, bare, None)))
            continue
        pair = pair_of(tokens, words, done[-1], _marked(Case(tokens, words, bare, done[-1])))
        one = bounded(pair)
        if one:
            done[-1] = one
        else:
            done[-1:] = shared_marks(pair)
    return done


def _marked(case: Case) -> Amount:
    """The amount with its comparator, as an age where it is one, and with its change."""
    if case.amount.form == "ordinal":
        return case.amount
    case = case._replace(amount=with_comparator_behind(case))
    case = case._replace(amount=with_comparator_before(case))
    if case.amount.kind == "ratio":
        return case.amount
    aged = with_age(case)
    if aged.kind in ("age", "duration"):
        return aged
    return aged._replace(change=CHANGE.first(case))
