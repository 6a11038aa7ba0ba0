"""Adds to a numeral its sign, money, unit and rate (US$1.5bn, -5 °C, $21 per square foot), or the "No." of a rank."""

from __future__ import annotations

from decimal import Decimal

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.amounts.money import Money
from newsextract.numbers.amounts.units import with_rate, with_unit
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.text import HYPHENS, MINUS
from newsextract.records.record import NumberKind

_LAST = 500
_NUMBER = ("No", "NO", "number", "Number", "#")
_OPENERS = frozenset("($£€<>=[")
_POINT_OPENERS = frozenset("($£€-+<>")
_EITHER_WAY = (["plus", "or", "minus"], ["+", "/", "-"])


def read_amount(numeral: Numeral, tokens: Tokens, money: Money, last: Amount | None) -> Amount:
    """The amount around a numeral; ``last``: the amount before it."""
    if tokens.lows[numeral.end : numeral.end + 2] == ["-", "fold"]:  # ten-fold, as tenfold
        numeral = numeral._replace(end=numeral.end + 2, form="fold")
    first, end, value, form, scale, comparator = numeral
    kind: NumberKind = "ordinal" if form == "ordinal" else "cardinal"
    amount = Amount(first, end, first, end, value, form, scale, kind, comparator=comparator)
    if form in ("ordinal", "year"):
        return amount
    if tokens.lows[end : end + 2] == ["-", "all"] and tokens.glued(end):  # 4-all
        return amount._replace(kind="ratio", upper=value, end=end + 2)
    if rank := _ranked(amount, tokens):
        return rank
    amount = money.with_money_before(_signed(amount, tokens), last.end if last else 0)
    amount = money.with_money_after(_short_scaled(amount, tokens, money, last))
    paid = amount.money
    amount = amount._replace(kind="money", unit=money.code(paid)) if paid else with_unit(amount, tokens)
    amount = money.with_other_currency(with_rate(amount, tokens))
    word = tokens.raws[amount.end]  # glued to it, so that no rule could read it; "grew 3x" is read
    times = word == "x" and not tokens.is_literal(amount.end + 1)
    if tokens.glued(amount.end) and word[:1].isalnum() and tokens.raws[amount.end - 1].isalnum() and not times:
        amount = amount._replace(glued=word)
    return _with_leading_point(amount, tokens)


def _ranked(amount: Amount, tokens: Tokens) -> Amount | None:
    """The ordinal with its "No." (``the world No. 5``, ``No. 1 seed``); None of ``train No. 5``, ``No. 4 reactor``."""
    place = amount.start - 1 - (tokens.lows[amount.start - 1] == ".")
    if tokens.raws[place] not in _NUMBER or not 0 < amount.value <= _LAST or tokens.has(amount.end, "numbered"):
        return None
    before = tokens.lows[place - 1]
    named = tokens.raws[amount.end][:1].isupper() and not tokens.raws[place - 1][:1].isupper()  # not Train No. 5
    digits = tokens.lows[place] == "number" and before == "the" and amount.form == "digits"  # the number 5 is lucky
    charted = before == "at" and amount.form == "words"  # debuted at number four; not batting at No. 7
    told = (before in tokens.words.sets["ranked_as"] and not digits) or tokens.has(amount.end, "rank_nouns")
    return amount._replace(form="ordinal", kind="ordinal", start=place) if charted or told or named else None


def _signed(amount: Amount, tokens: Tokens) -> Amount:
    """``-5``, ``minus five``, ``+0.2 %``; a dash between two numbers is no sign, ``plus or minus 3`` has none."""
    before = amount.start - 1
    low = tokens.lows[before]
    if tokens.lows[max(0, before - 2) : before + 1] in _EITHER_WAY:
        return amount
    before -= low in HYPHENS and tokens.lows[before - 1] == "minus"  # minus-38
    if tokens.lows[before] in ("minus", "negative"):
        return amount._replace(value=-amount.value, start=before, signed=True)
    opens = not tokens.glued(before) or tokens.lows[before - 1] in _OPENERS
    if tokens.glued(amount.start) and opens and (low == "+" or low in MINUS):
        return amount._replace(value=amount.value if low == "+" else -amount.value, start=before, signed=True)
    return amount


def _short_scaled(amount: Amount, tokens: Tokens, money: Money, last: Amount | None) -> Amount:
    """``5bn``, ``25k``, ``$3m``, ``$2-3m``, ``3m people``: a scale of one or two letters."""
    end, raw = amount.end, tokens.raws[amount.end]
    scale = tokens.words.short_scale.get(raw)
    wary = raw in tokens.words.sets["money_scale"]
    if scale is None or (wary and not _is_scale(amount, tokens, money, last)):
        return amount
    follows = tokens.raws[end + 1]
    if tokens.glued(end + 1) and (follows.isalnum() or (follows == "-" and tokens.raws[end + 2].isupper())):
        return amount  # 9M-MTE
    return amount._replace(value=amount.value * scale, scale=scale, end=end + 1, number_end=end + 1)


def _is_scale(amount: Amount, tokens: Tokens, money: Money, last: Amount | None) -> bool:
    """Whether letters that mean much else are a scale: ``25k``, ``4.3M``, ``3m people``; ``1.8m`` is metres."""
    place, raw = amount.end, tokens.raws[amount.end]
    ends = last and last.before and tokens.lows[last.end : amount.number] in (["-"], ["–"], ["to"])
    if amount.money or ends or money.at(place + 1):
        return True
    decimal, after = "." in tokens.raws[amount.number], tokens.lows[place + 1]
    if raw in ("k", "M"):
        return decimal or tokens.glued(place)
    if raw in ("b", "K"):
        return decimal if raw == "b" else amount.value >= 10
    metres = tokens.lows[amount.number - 1] == "the" or after == "("  # the 400m, 98m (321ft)
    counts = tokens.is_plural(place + 1) or (money.writes_millions and not metres)
    return raw in ("m", "mil") and counts and after not in tokens.words.sets["measured_by"]


def _with_leading_point(amount: Amount, tokens: Tokens) -> Amount:
    """``.534``: a decimal that lacks its zero."""
    first = amount.number
    if tokens.lows[first - 1] != "." or not tokens.glued(first):
        return amount
    if tokens.glued(first - 1) and tokens.raws[first - 2] not in _POINT_OPENERS:
        return amount
    value = amount.value * Decimal(1).scaleb(-len(tokens.raws[first]))
    return amount._replace(value=value, start=min(amount.start, first - 1), number=first - 1)
