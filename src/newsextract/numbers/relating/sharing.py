"""Hands units on from one amount to the next: 5 and 6 %, 15, 12 and 10 years, rose 64 points to 4,577."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.relating.case import Pair
from newsextract.numbers.relating.ranges import is_split
from newsextract.numbers.text.tokens import BREAK, Tokens

_LISTED = ("and", "or", ",", "- and", "- or", ", and")
_ADDED = ("plus", ", plus", "and another", "and a further")
RECENT = 3  # amounts before one that can say its unit
_LISTED_KINDS = ("duration", "percent", "age")


def with_unit_before(pair: Pair, recent: Sequence[Amount]) -> Amount:
    """The second amount in the unit of one of those before it, if it has none; ``recent``: those, the last one last."""
    last, amount = pair.last, pair.amount
    if amount.unit or pair.counts(amount):
        return amount
    if last.kind == "money" and pair.between in _ADDED and amount.scale >= 1000:  # 8m euros, plus 2 million in bonuses
        return amount._replace(unit=last.unit, kind=last.kind, money=last.money)
    level = any(_is_level(point, amount, pair.tokens) for point in recent)
    return amount._replace(unit="point", kind="quantity") if level else amount


def _is_level(last: Amount, amount: Amount, tokens: Tokens) -> bool:
    """``rose 64 points to 4,577``, ``fell 9.5 points, or 2 %, to 419.81``: the level is in points as well."""
    if last.unit != "point" or tokens.low(amount.first - 1) not in ("to", "at"):
        return False
    between = tokens.lows[last.behind : amount.first - 1]
    grouped = not tokens.raw(amount.number).isdecimal()
    return not between or (grouped and "." not in between and BREAK not in between)


def with_unit_behind(pair: Pair) -> Amount:
    """``5 and 6 %``, ``30 million of the 4.2 billion pesos``: the first in the unit of the second."""
    last, amount = pair.last, pair.amount
    if last.unit or amount.unit is None or last.form in ("fraction", "vague") or not _shares_unit(pair):
        return last
    scale = amount.scale if last.scale == 1 else 1  # 5 and 6 million euros
    given = last._replace(unit=amount.unit, kind=amount.kind, money=amount.money)
    return given._replace(value=last.value * scale, scale=last.scale * scale)


def _shares_unit(pair: Pair) -> bool:
    """Whether the words between the two make the unit of the second that of the first."""
    last, amount, between = pair.last, pair.amount, pair.between
    of = between.startswith("of") and amount.kind == "money" and last.scale >= 1000
    level = between == "up" and amount.unit == "point"  # 16369.03 up 58.06 points
    split = between in ("to", "- to -") and is_split(last, amount)
    listed = between in _LISTED and (between != "," or amount.kind == "percent")
    return of or level or ((listed or split) and not amount.before and amount.form == last.form)


def is_listed_before(first: Amount, second: Amount, tokens: Tokens) -> bool:
    """``for 15, 12 and 10 years``: whether the first has the unit of the second, which got it from the third."""
    bare = first.unit is None and first.kind == "cardinal" and second.kind in _LISTED_KINDS
    return bare and tokens.lows[first.behind : second.first] == [","]


def converted(pair: Pair) -> Amount:
    """``4 million Australian dollars ($2.6 million)``: a conversion is into another dollar, in any article."""
    dollars = pair.words.shared["dollar"]
    named = pair.last.money in dollars and pair.amount.money == "dollar" and pair.between == "("
    return pair.amount._replace(unit=dollars[0]) if named else pair.amount
