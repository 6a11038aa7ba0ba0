"""Adds to a numeral its sign, money, unit and rate (US$1.5bn, -5 °C, $21 per square foot), or the "No." of a rank."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.amounts.money import Currencies, Money
from newsextract.numbers.amounts.units import Units, with_rate
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.numerals.numeral import Numeral
from newsextract.numbers.text.tokens import HYPHENS, MINUS, Tokens
from newsextract.records.record import NumberKind

_LAST = 500
_NUMBER = ("No", "NO", "number", "Number", "#")
_MOST_BEFORE = 6  # pieces before a number that can tell what it counts
_OPENERS = frozenset("($£€<>=[")
_POINT_OPENERS = frozenset("($£€-+<>")
_MILLIONS = re.compile(r"[$£€]\s?\d[\d.,]*m\b|\d[bt]n\b")
_EITHER_WAY = (["plus", "or", "minus"], ["+", "/", "-"])


def _ranked(amount: Amount, tokens: Tokens, words: Lexicon) -> Amount | None:
    """The ordinal with its "No." (``the world No. 5``, ``No. 1 seed``); None of ``train No. 5``, ``No. 4 reactor``."""
    place = amount.start - 1 - (tokens.lows[amount.start - 1] == ".")
    if tokens.raws[place] not in _NUMBER or not 0 < amount.value <= _LAST:
        return None
    after = tokens.after(amount.end)
    if after in words.sets["numbered"]:
        return None
    before = tokens.lows[place - 1]
    named = tokens.raws[amount.end][:1].isupper() and not tokens.raws[place - 1][:1].isupper()  # not Train No. 5
    digits = tokens.lows[place] == "number" and before == "the" and amount.form == "digits"  # the number 5 is lucky
    charted = before == "at" and amount.form == "words"  # debuted at number four; not batting at No. 7
    told = (before in words.sets["ranked_as"] and not digits) or after in words.sets["rank_nouns"]
    if not (charted or told or named):
        return None
    return amount._replace(form="ordinal", kind="ordinal", start=place)


class AmountReader:
    """Reads amounts in one text."""

    def __init__(self, tokens: Tokens, words: Lexicon, currencies: Currencies) -> None:
        """``currencies``: how the article reads dollars and pounds."""
        self._tokens, self._words, self._currencies = tokens, words, currencies
        self._money, self._units = Money(tokens, words, currencies), Units(tokens, words)

    def read(self, numeral: Numeral, last: Amount | None) -> Amount:
        """The amount around a numeral; ``last``: the amount before it."""
        if self._tokens.lows[numeral.end : numeral.end + 2] == ["-", "fold"]:  # ten-fold, as tenfold
            numeral = numeral._replace(end=numeral.end + 2, form="fold")
        first, end, value, form, scale, comparator = numeral
        kind: NumberKind = "ordinal" if form == "ordinal" else "cardinal"
        amount = Amount(first, end, first, end, value, form, scale, kind, comparator=comparator)
        if form in ("ordinal", "year"):
            return amount
        if self._tokens.lows[end : end + 2] == ["-", "all"] and self._tokens.glued(end):  # 4-all
            return amount._replace(kind="ratio", upper=value, end=end + 2)
        if rank := _ranked(amount, self._tokens, self._words):
            return rank
        amount = self._money.with_money_before(self._signed(amount), last.end if last else 0)
        amount = self._money.with_money_after(self._short_scaled(amount, last))
        if amount.money:
            amount = amount._replace(kind="money", unit=self._currencies.code(amount.money))
        else:
            amount = self._units.with_unit(amount)
        amount = self._money.with_other_currency(with_rate(amount, self._tokens, self._words))
        return self._with_leading_point(self._with_glued(amount))

    def _signed(self, amount: Amount) -> Amount:
        """``-5``, ``minus five``, ``+0.2 %``; a dash between two numbers is no sign, ``plus or minus 3`` has none."""
        tokens, before = self._tokens, amount.start - 1
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

    def _short_scaled(self, amount: Amount, last: Amount | None) -> Amount:
        """``5bn``, ``25k``, ``$3m``, ``$2-3m``, ``3m people``: a scale of one or two letters."""
        tokens, place, words = self._tokens, amount.end, self._words
        raw = tokens.raws[place]
        scale = words.short_scale.get(raw)
        if scale is None or (raw in words.sets["money_scale"] and not self._is_scale(amount, raw, last)):
            return amount
        follows = tokens.raws[place + 1]
        if tokens.glued(place + 1) and (follows.isalnum() or (follows == "-" and tokens.raws[place + 2].isupper())):
            return amount  # 9M-MTE
        return amount._replace(value=amount.value * scale, scale=scale, end=place + 1, number_end=place + 1)

    def _is_scale(self, amount: Amount, raw: str, last: Amount | None) -> bool:
        """Whether letters that mean much else are a scale: ``25k``, ``4.3M``, ``3m people``; ``1.8m`` is metres."""
        tokens, place = self._tokens, amount.end
        ends = last and last.before and tokens.lows[last.end : amount.number] in (["-"], ["–"], ["to"])
        if amount.money or ends or self._money.at(place + 1):
            return True
        decimal, measured = "." in tokens.raws[amount.number], tokens.lows[place + 1] in self._words.sets["measured_by"]
        if raw in ("k", "M"):
            return decimal or tokens.glued(place)
        if raw in ("b", "K"):
            return decimal if raw == "b" else amount.value >= 10
        metres = tokens.lows[amount.number - 1] == "the" or tokens.lows[place + 1] == "("  # the 400m, 98m (321ft)
        counts = tokens.is_plural(place + 1) or (self._writes_millions and not metres)
        return raw in ("m", "mil") and counts and not measured

    @cached_property
    def _writes_millions(self) -> bool:
        """Whether the article writes millions of money with an "m", or billions with "bn"."""
        return _MILLIONS.search(self._tokens.text) is not None

    def _with_glued(self, amount: Amount) -> Amount:
        """The amount with the word that is glued to it, if no rule could read it; ``grew 3x`` is read."""
        tokens, place = self._tokens, amount.end
        word = tokens.raws[place]
        times = word == "x" and not tokens.is_literal(place + 1)
        stuck = tokens.glued(place) and word[:1].isalnum() and tokens.raws[place - 1].isalnum()
        return amount._replace(glued=word) if stuck and not times else amount

    def _with_leading_point(self, amount: Amount) -> Amount:
        """``.534``: a decimal that lacks its zero."""
        tokens, first = self._tokens, amount.number
        literal = tokens.raws[first]
        if tokens.lows[first - 1] != "." or not tokens.glued(first):
            return amount
        if tokens.glued(first - 1) and tokens.raws[first - 2] not in _POINT_OPENERS:
            return amount
        value = amount.value * Decimal(1).scaleb(-len(literal))
        return amount._replace(value=value, start=min(amount.start, first - 1), number=first - 1)
