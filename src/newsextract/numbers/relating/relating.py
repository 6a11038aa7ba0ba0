"""Joins amounts that make one number, hands units on, and marks each with comparator, age, and rise or fall."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.numbers.amounts.amount import Amount, Case, Pair, pair_of
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.relating import ranges, sharing
from newsextract.numbers.relating.ages import with_age
from newsextract.numbers.relating.changes import CHANGE
from newsextract.numbers.relating.comparators import (
    bounded,
    shared_marks,
    with_comparator_before,
    with_comparator_behind,
)
from newsextract.numbers.text.tokens import Tokens
from newsextract.rules.judgement import Judgement

ONE_RANK: Judgement[Pair, Amount] = Judgement("numbers", "one rank", span=Pair.offsets)
ONE_RANK.rule("ranks from one to another")(ranges.ranks)

ONE_NUMBER: Judgement[Pair, Amount] = Judgement("numbers", "one number", span=Pair.offsets)
ONE_NUMBER.rule("give or take")(ranges.tolerance)
ONE_NUMBER.rule("a smaller unit")(sharing.smaller_unit)
ONE_NUMBER.rule("from one end to the other")(ranges.ends)
ONE_NUMBER.rule("two sides")(ranges.two_sides)
ONE_NUMBER.rule("small coin")(sharing.small_coin)
ONE_NUMBER.rule("one in five")(ranges.odds)
ONE_NUMBER.rule("runs for wickets")(ranges.wickets)


def joined(amounts: Iterable[Amount], tokens: Tokens, words: Lexicon) -> list[Amount]:
    """The amounts, given in text order, with those that make one number made one."""
    whole: list[Amount] = []
    for amount in amounts:
        if not whole:
            whole.append(amount)
            continue
        pair = pair_of(tokens, words, whole[-1], amount)
        one = _one(pair, whole[-2] if len(whole) > 1 else None)
        if one:
            whole[-1] = one
            continue
        whole[-1] = sharing.with_unit_behind(pair)
        for place in range(len(whole) - 1, 0, -1):
            if not sharing.is_listed_before(whole[place - 1], whole[place], tokens):
                break
            whole[place - 1] = whole[place - 1]._replace(unit=whole[place].unit, kind=whole[place].kind)
        whole.append(sharing.with_unit_before(pair._replace(amount=sharing.converted(pair)), whole[-sharing.RECENT :]))
    return whole


def _one(pair: Pair, before: Amount | None) -> Amount | None:
    """The one number that two amounts make, or None; ``before``: the amount before them."""
    if pair.last.upper is not None:
        return None
    if "ordinal" in (pair.last.form, pair.amount.form):
        return ONE_RANK.first(pair)
    one = ONE_NUMBER.first(pair)
    if one and before and ranges.follows_score(before, one, pair.tokens):
        return one._replace(kind="ratio")
    return one


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
