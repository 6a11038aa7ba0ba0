"""Joins amounts that make one number, hands units on (5 and 6 %), and marks each: comparator, age, rise or fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from newsextract.numbers.amounts.amount import APART, Amount, Case, Pair, pair_of
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.relating import comparators, ranges
from newsextract.numbers.relating.ages import with_age
from newsextract.numbers.relating.changes import CHANGE
from newsextract.numbers.text.tokens import BREAK, Tokens
from newsextract.rules.judgement import Judgement

_LISTED = ("and", "or", ",", "- and", "- or", ", and", "and even", "or even")
_RECENT = 3  # amounts before one that can say its unit
_TIED = ("", "and", ",", ", and", "-")
_LISTED_KINDS = ("duration", "percent", "age")

ONE_NUMBER: Judgement[Pair, Amount] = Judgement("numbers", "one number", Pair.offsets)
ONE_NUMBER.rule("give or take")(ranges.tolerance)


@ONE_NUMBER.rule("a smaller unit")
def _smaller_unit(pair: Pair) -> Amount | None:
    """``5ft 2in``, ``6-foot-4``, ``2hr 39min 16sec``, ``10st 5lb``: the rest of the first in a smaller unit."""
    last, amount, between = pair.last, pair.amount, pair.between
    if between not in _TIED or not (last.is_whole or last.rest):
        return None
    inches = between == "-" or between == ""
    unit = amount.unit or ("inch" if inches else "")
    count = pair.words.smaller.get(str(last.unit), {}).get(unit)
    smaller = not last.rest or unit in pair.words.smaller.get(last.rest, {})
    if count is None or not smaller or amount.value >= count:
        return None
    if amount.kind == "duration" and between not in ("", "and"):
        return None
    return last._replace(value=last.value + amount.value / count, rest=unit, end=amount.end)


ONE_NUMBER.rule("from one end to the other")(ranges.ends)
ONE_NUMBER.rule("two sides")(ranges.two_sides)


@ONE_NUMBER.rule("small coin")
def _small_coin(pair: Pair) -> Amount | None:
    """``3 dollars 50 cents``, ``15 dollars 50.``: hundredths after whole money."""
    last, amount = pair.last, pair.amount
    if last.kind != "money" or pair.between not in ("", "and") or not last.is_whole or amount.value >= 100:
        return None
    ends = pair.tokens.after(amount.end) in pair.words.sets["cents_before"]
    spoken = not amount.unit and amount.value >= 10 and not last.before and ends
    if last.unit in pair.words.coins or not (amount.unit in pair.words.coins or spoken):
        return None
    return last._replace(value=last.value + amount.value / Decimal(100), end=amount.end)


def joined(amounts: Iterable[Amount], tokens: Tokens, words: Lexicon) -> list[Amount]:
    """The amounts, given in text order, with those that make one number made one."""
    whole: list[Amount] = []
    for amount in amounts:
        if not whole:
            whole.append(amount)
            continue
        pair = pair_of(tokens, words, whole[-1], amount)
        one = _one(pair, whole[-2] if len(whole) > 1 else None) if pair.between != APART else None
        if one:
            whole[-1] = one
            continue
        whole[-1] = _with_unit_after(pair)
        for place in range(len(whole) - 1, 0, -1):
            if not _is_listed_before(whole[place - 1], whole[place], tokens):
                break
            whole[place - 1] = whole[place - 1]._replace(unit=whole[place].unit, kind=whole[place].kind)
        whole.append(_with_unit_before(pair, whole[-_RECENT:]))
    return whole


def _one(pair: Pair, before: Amount | None) -> Amount | None:
    """The one number that two amounts make, or None; ``before``: the amount before them."""
    if pair.last.upper is not None:
        return ranges.third_side(pair)
    if "ordinal" in (pair.last.form, pair.amount.form):
        return ranges.ranks(pair)
    one = ONE_NUMBER.first(pair)
    if one is None or one.upper is None or before is None or before.kind != "ratio":
        return one
    scored = pair.tokens.lows[before.end : one.start] in ([], [","], ["and"])  # won 6-2 6-4 6-7
    return one._replace(kind="ratio") if scored else one


def _is_listed_before(first: Amount, second: Amount, tokens: Tokens) -> bool:
    """``for 15, 12 and 10 years``: whether the first has the unit of the second, which got it from the third."""
    bare = first.kind == "cardinal" and second.kind in _LISTED_KINDS
    return bare and tokens.lows[first.end : second.start] == [","]


def _with_unit_after(pair: Pair) -> Amount:
    """``5 and 6 %``, ``30 million of the 4.2 billion pesos``: the first in the unit of the second."""
    last, amount = pair.last, pair.amount
    if last.unit or last.kind == "ratio" or amount.unit is None or not _shares_unit(pair):
        return last
    scale = amount.scale if last.scale == 1 else 1  # 5 and 6 million euros
    given = last._replace(unit=amount.unit, kind=amount.kind, money=amount.money)
    upper = last.upper and last.upper * scale
    return given._replace(value=last.value * scale, upper=upper, scale=last.scale * scale)


def _shares_unit(pair: Pair) -> bool:
    """Whether the words between the two make the unit of the second that of the first."""
    last, amount, between = pair.last, pair.amount, pair.between
    of = between.startswith("of") and amount.kind == "money" and last.scale >= 1000
    level = between == "up" and amount.unit == "point"  # 16369.03 up 58.06 points
    split = between in ("to", "- to -") and (ranges.is_split(pair) or ranges.is_move(pair))
    listed = between in _LISTED and (between != "," or amount.kind == "percent")
    listed = listed or (between in ("by", "x", "×", "- by -") and amount.kind == "quantity")
    listed = listed and not (between == ", and" and last.upper is not None)  # from 15 to 59, and 5 %
    return of or level or ((listed or split) and not amount.before and amount.form == last.form)


def _with_unit_before(pair: Pair, recent: Sequence[Amount]) -> Amount:
    """The second amount in the unit that those before it tell; ``recent``: those, the last one last."""
    amount = pair.amount
    if amount.unit or pair.counts(amount):
        return amount
    back = pair.between == "from" and pair.tokens.lows[pair.last.start - 1] == "to"  # to 34.3 hours from 34.7
    if pair.last.unit and (back or ranges.is_move(pair)):  # from 15 percent to 14
        return amount._replace(unit=pair.last.unit, kind=pair.last.kind, money=pair.last.money)
    return amount._replace(unit="point", kind="quantity") if _is_level(recent, amount, pair.tokens) else amount


def _is_level(recent: Sequence[Amount], amount: Amount, tokens: Tokens) -> bool:
    """``rose 64 points to 4,577``, ``fell 9.5 points, or 2 %, to 419.81``: the level is in points as well."""
    place = amount.start - 1
    if tokens.lows[place] not in ("to", "at"):
        return False
    near = (one for one in recent if {".", BREAK}.isdisjoint(tokens.lows[one.end : place]))
    return any(one.unit == "point" for one in near)


def marked(amounts: Iterable[Amount], tokens: Tokens, words: Lexicon) -> list[Amount]:
    """The amounts, given in text order, marked; two bounds of one value ("over 10 and under 20") become one."""
    done: list[Amount] = []
    for bare in amounts:
        if not done:
            done.append(_marked(Case(tokens, words, bare, None)))
            continue
        pair = pair_of(tokens, words, done[-1], _marked(Case(tokens, words, bare, done[-1])))
        one = comparators.bounded(pair)
        if one:
            done[-1] = one
        else:
            done[-1:] = comparators.shared_marks(pair)
    return done


def _marked(case: Case) -> Amount:
    """The amount with its comparator, as an age where it is one, and with its change."""
    if case.amount.form == "ordinal":
        return case.amount
    for with_comparator in (comparators.with_comparator_after, comparators.with_comparator_before):
        amount = with_comparator(case)
        case = case if amount is case.amount else case._replace(amount=amount)
    if case.amount.kind == "ratio":
        return case.amount
    aged = with_age(case)
    if aged.kind in ("age", "duration"):
        return aged
    change = CHANGE.first(case)
    return aged._replace(change=change) if change else aged
