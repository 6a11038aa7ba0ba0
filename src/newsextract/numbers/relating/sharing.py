"""Hands units on from one amount to the next (5 and 6 %, 15, 12 and 10 years) and adds smaller ones (5ft 2in)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from newsextract.numbers.amounts.amount import Amount, Pair
from newsextract.numbers.relating.ranges import is_split
from newsextract.numbers.text.tokens import BREAK, Tokens

_LISTED = ("and", "or", ",", "- and", "- or", ", and")
RECENT = 3  # amounts before one that can say its unit
_TIED = ("", "and", ",", ", and", "-")
_LISTED_KINDS = ("duration", "percent", "age")


def with_unit_before(pair: Pair, recent: Sequence[Amount]) -> Amount:
    """The second amount in the unit of one of those before it, if it has none; ``recent``: those, the last one last."""
    amount = pair.amount
    if amount.unit or pair.counts(amount):
        return amount
    level = any(_is_level(point, amount, pair.tokens) for point in recent)
    return amount._replace(unit="point", kind="quantity") if level else amount


def _is_level(last: Amount, amount: Amount, tokens: Tokens) -> bool:
    """``rose 64 points to 4,577``, ``fell 9.5 points, or 2 %, to 419.81``: the level is in points as well."""
    if last.unit != "point" or tokens.lows[amount.first - 1] not in ("to", "at"):
        return False
    between = tokens.lows[last.behind : amount.first - 1]
    return "." not in between and BREAK not in between


def with_unit_behind(pair: Pair) -> Amount:
    """``5 and 6 %``, ``30 million of the 4.2 billion pesos``: the first in the unit of the second."""
    last, amount = pair.last, pair.amount
    if last.unit or amount.unit is None or not _shares_unit(pair):
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


def smaller_unit(pair: Pair) -> Amount | None:
    """``5ft 2in``, ``6-foot-4``, ``2hr 39min 16sec``, ``10st 5lb``: the rest of the first in a smaller unit."""
    last, amount, between = pair.last, pair.amount, pair.between
    if between not in _TIED or not (last.is_whole or last.rest):
        return None
    inches = between == "-" or (between == "" and pair.tokens.lows[last.behind - 1] in pair.words.sets["feet"])
    unit = amount.unit or ("inch" if inches else "")
    count = pair.words.smaller.get(str(last.unit), {}).get(unit)
    smaller = not last.rest or unit in pair.words.smaller.get(last.rest, {})
    if count is None or not smaller or amount.value >= count:
        return None
    if amount.kind == "duration" and between != "":  # eight years and four months: two measures
        return None
    return last._replace(value=last.value + amount.value / count, rest=unit, behind=amount.behind)


def small_coin(pair: Pair) -> Amount | None:
    """``3 dollars 50 cents``, ``15 dollars 50.``: hundredths behind whole money."""
    last, amount = pair.last, pair.amount
    coin = amount.unit in pair.words.coins
    if last.kind != "money" or pair.between not in ("", "and") or not last.is_whole or amount.value >= 100:
        return None
    ends = pair.tokens.after(amount.behind) in pair.words.sets["cents_before"]
    spoken = not amount.unit and amount.value >= 10 and not last.before and ends
    if last.unit in pair.words.coins or not (coin or spoken):
        return None
    return last._replace(value=last.value + amount.value / Decimal(100), behind=amount.behind)
