"""Adds the smaller unit behind a whole one: 3 dollars 50 cents, 5ft 2in, 2hr 39min 16sec, 10st 5lb."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.relating.case import Pair
from newsextract.numbers.text.tokens import HYPHENS

_JOINERS = ("", "and", ",", ", and", "-")


def half_more(pair: Pair) -> Amount | None:
    """``two years and a half``."""
    last, amount = pair.last, pair.amount
    if pair.between != "and" or not last.unit or amount.unit or not 0 < amount.value < 1:
        return None
    return last._replace(value=last.value + amount.value, behind=amount.behind)


def smaller_unit(pair: Pair) -> Amount | None:
    """``5ft 2in``, ``6-foot-4``, ``2hr 39min 16sec``, ``10st 5lb``: the rest of the first in a smaller unit."""
    last, amount, between = pair.last, pair.amount, pair.between
    if between not in _JOINERS or not (last.is_whole or last.rest):
        return None
    unit = amount.unit or ("inch" if _is_inches(pair) else "")
    count = pair.words.smaller.get(str(last.unit), {}).get(unit)
    smaller = not last.rest or unit in pair.words.smaller.get(last.rest, {})
    if count is None or not smaller or amount.value >= count or _is_listed(pair):
        return None
    kind = amount.kind if amount.kind == "age" else last.kind
    return last._replace(value=last.value + amount.value / count, rest=unit, kind=kind, behind=amount.behind)


def _is_inches(pair: Pair) -> bool:
    """``6-foot-4``, ``5ft 10``."""
    return pair.between == "-" or (pair.between == "" and pair.has(pair.last.behind - 1, "feet"))


def _is_listed(pair: Pair) -> bool:
    """``eight years and four months``, ``two-pound and three-ounce bags``: two measures; of an age they are one."""
    last = pair.last
    hyphened = not HYPHENS.isdisjoint(pair.tokens.lows[last.number_behind : last.behind])
    return (hyphened and pair.between == "and") or (pair.amount.kind == "duration" and bool(pair.between))


def small_coin(pair: Pair) -> Amount | None:
    """``3 dollars 50 cents``, ``15 dollars 50.``: hundredths behind whole money."""
    last, amount = pair.last, pair.amount
    coin = amount.unit in pair.words.coins
    if last.kind != "money" or pair.between not in ("", "and") or not last.is_whole or amount.value >= 100:
        return None
    spoken = not amount.unit and amount.value >= 10 and not last.before and pair.has(amount.behind, "cents_before")
    if last.unit in pair.words.coins or not (coin or spoken):
        return None
    return last._replace(value=last.value + amount.value / Decimal(100), behind=amount.behind)
