"""Adds the smaller unit behind a whole one: 3 dollars 50 cents, 5ft 2in, 2hr 39min 16sec, 10st 5lb."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amount import HYPHENS, Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon


def add_small_part(last: Amount, amount: Amount, tokens: Tokens, words: Lexicon) -> bool:
    """Add the amount to the last one if it is the rest of it in a smaller unit; whether it was."""
    between = tokens.lows[last.behind : amount.first]
    whole = last.value == int(last.value) or last.rest
    if between not in ([], ["and"], [","], [",", "and"], ["-"]) or not whole or "vague" in (last.form, amount.form):
        return False
    money = last.kind == "money" and last.unit not in words.coins and " per " not in (last.unit or "")
    if between == ["and"] and last.unit and amount.form == "fraction" and amount.unit is None and amount.value < 1:
        last.value, last.behind = last.value + amount.value, amount.behind  # two years and a half
        return True
    inches = between == ["-"] or (between == [] and tokens.low(last.behind - 1) in ("foot", "ft"))  # 6-foot-4, 5ft 10
    unit = "inch" if inches and amount.unit is None and amount.form == "digits" else amount.unit
    count = words.smaller.get(last.unit or "", {}).get(unit or "")
    goes_on = not last.rest or unit in words.smaller.get(last.rest, {})
    if count and goes_on and amount.value < count and not _listed(last, amount, between, tokens):
        last.value, last.rest = last.value + amount.value / count, unit or ""
        last.kind = amount.kind if amount.kind == "age" else last.kind
    elif money and unit in words.coins and amount.value < 100 and "," not in between:
        last.value += amount.value / Decimal(words.coins[unit or ""])
    elif money and _spoken_cents(last, amount, between, tokens, words):
        last.value += amount.value / 100
    else:
        return False
    last.behind = amount.behind
    return True


def _listed(last: Amount, amount: Amount, between: list[str], tokens: Tokens) -> bool:
    """``eight years and four months``, ``two-pound and three-ounce bags``: two measures; of an age they are one."""
    hyphened = not HYPHENS.isdisjoint(tokens.lows[last.number_behind : last.behind])
    return (hyphened and between == ["and"]) or (amount.kind == "duration" and bool(between))


def _spoken_cents(last: Amount, amount: Amount, between: list[str], tokens: Tokens, words: Lexicon) -> bool:
    """``15 dollars 50.``: bare hundredths behind whole money, at the end of a phrase."""
    if between not in ([], ["and"]) or last.before or last.scale > 1 or amount.unit:
        return False
    ends = tokens.low(amount.behind) in words.near["cents_before"]
    return ends and 10 <= amount.value < 100 and amount.value == int(amount.value) and amount.form == last.form
