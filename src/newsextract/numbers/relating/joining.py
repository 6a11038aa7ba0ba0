"""Joins amounts that make one number, and hands units on from one amount to the next."""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.relating import ranges, scores, smaller_units
from newsextract.numbers.relating.case import Pair, pair_of
from newsextract.numbers.relating.sharing import (
    RECENT,
    converted,
    is_listed_before,
    with_unit_before,
    with_unit_behind,
)
from newsextract.numbers.text.tokens import Tokens
from newsextract.rules.judgement import Judgement

ONE_RANK: Judgement[Pair, Amount] = Judgement("numbers", "one rank", span=Pair.offsets)
ONE_RANK.rule("ranks from one to another")(ranges.ranks)

ONE_NUMBER: Judgement[Pair, Amount] = Judgement("numbers", "one number", span=Pair.offsets)
ONE_NUMBER.rule("give or take")(ranges.tolerance)
ONE_NUMBER.rule("a smaller unit")(smaller_units.smaller_unit)
ONE_NUMBER.rule("from one end to the other")(ranges.ends)
ONE_NUMBER.rule("two sides")(scores.two_sides)
ONE_NUMBER.rule("and a half")(smaller_units.half_more)
ONE_NUMBER.rule("small coin")(smaller_units.small_coin)
ONE_NUMBER.rule("one in five")(scores.odds)
ONE_NUMBER.rule("runs for wickets")(scores.wickets)


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
        whole[-1] = with_unit_behind(pair)
        for place in range(len(whole) - 1, 0, -1):
            if not is_listed_before(whole[place - 1], whole[place], tokens):
                break
            whole[place - 1] = whole[place - 1]._replace(unit=whole[place].unit, kind=whole[place].kind)
        whole.append(with_unit_before(pair._replace(amount=converted(pair)), whole[-RECENT:]))
    return whole


def _one(pair: Pair, before: Amount | None) -> Amount | None:
    """The one number that two amounts make, or None; ``before``: the amount before them."""
    if pair.last.upper is not None:
        return None
    if "ordinal" in (pair.last.form, pair.amount.form):
        return ONE_RANK.first(pair)
    one = ONE_NUMBER.first(pair)
    if one and before and scores.follows_score(before, one, pair.tokens):
        return one._replace(kind="ratio")
    return one
