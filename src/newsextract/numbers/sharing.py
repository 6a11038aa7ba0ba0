"""Hands units on from one amount to the next: 5 and 6 %, 15, 12 and 10 years, rose 64 points to 4,577."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import BREAK, Tokens
from newsextract.numbers.lexicon import Lexicon

_LISTED = (["and"], ["or"], [","], ["-", "and"], ["-", "or"], [",", "and"])
_ADDED = (["plus"], [",", "plus"], ["and", "another"], ["and", "a", "further"])
_RECENT = 3  # amounts before one that can say its unit
_SENTENCE = 40  # pieces of a sentence, at the most


def are_shares(last: Amount, amount: Amount) -> bool:
    """``won 51% to 49%``, ``35 to 12 percent``: two shares, the larger first."""
    return amount.kind == "percent" and last.unit in (None, amount.unit) and amount.value < last.value


def is_counted(amount: Amount, tokens: Tokens) -> bool:
    """Whether a plural noun stands behind the amount."""
    after = tokens.raw(amount.behind)
    return after == "people" or (after.isalpha() and after.islower() and after[-1] == "s" and len(after) > 3)


class Sharing:
    """Hands on the units of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon) -> None:
        """``words``: currencies that share a word."""
        self._tokens, self._words = tokens, words

    def share(self, joined: list[Amount], amount: Amount) -> None:
        """Give the last of the joined, and the list that it ends, the unit of the amount behind it."""
        last = joined[-1]
        self._unit(last, amount)
        self._back(joined)
        self._convert(last, amount)

    def hand_on(self, joined: list[Amount], amount: Amount) -> None:
        """Give the amount the unit of one of those before it."""
        self._level(joined, amount)
        if joined and self._is_added(joined[-1], amount):
            last = joined[-1]
            amount.unit, amount.kind, amount.money = last.unit, last.kind, last.money

    def _is_added(self, last: Amount, amount: Amount) -> bool:
        """``8 million euros, plus 2 million in bonuses``; not ``$5m plus 2 million masks``."""
        bare = amount.unit is None and amount.scale >= 1000 and amount.form == last.form
        if not bare or last.kind != "money" or self._tokens.lows[last.behind : amount.first] not in _ADDED:
            return False
        return not is_counted(amount, self._tokens)

    def _level(self, joined: list[Amount], amount: Amount) -> None:
        """``rose 64 points to 4,577``, ``fell 9.5 points, or 2 %, to 419.81``: the level is in points as well."""
        tokens = self._tokens
        if amount.unit or tokens.low(amount.first - 1) not in ("to", "at") or is_counted(amount, self._tokens):
            return
        grouped = not tokens.raw(amount.number).isdecimal()
        for last in joined[-_RECENT:]:
            if amount.first - last.behind > _SENTENCE:
                continue
            between = tokens.lows[last.behind : amount.first - 1]
            near = not between or (grouped and "." not in between)
            if last.unit == "point" and near and BREAK not in between:
                amount.unit, amount.kind = "point", "quantity"

    def _unit(self, last: Amount, amount: Amount) -> None:
        """``5 and 6 %``, ``30 million of the 4.2 billion pesos``."""
        between = self._tokens.lows[last.behind : amount.first]
        if last.unit or amount.unit is None or last.form in ("fraction", "vague") or amount.kind == "ratio":
            return
        of = between[:1] == ["of"] and amount.kind == "money" and last.scale >= 1000
        shares = between in (["to"], ["-", "to", "-"]) and are_shares(last, amount)
        listed = (between in _LISTED or shares) and not amount.before and amount.form == last.form
        if between == [","] and amount.kind != "percent":
            listed = False
        if of or listed or (between == ["up"] and amount.unit == "point"):
            last.unit, last.kind, last.money = amount.unit, amount.kind, amount.money
        if listed and amount.scale >= 1000 and last.scale == 1 and amount.kind == "money":
            last.value, last.scale = last.value * amount.scale, amount.scale

    def _back(self, joined: list[Amount]) -> None:
        """``for 15, 12 and 10 years``: the first of the list as well."""
        for place in range(len(joined) - 1, 0, -1):
            first, second = joined[place - 1], joined[place]
            bare = first.unit is None and first.kind == "cardinal" and first.form == second.form
            measured = second.kind in ("duration", "percent", "age") and second.scale == 1
            if not (bare and measured) or self._tokens.lows[first.behind : second.first] != [","]:
                return
            first.unit, first.kind = second.unit, second.kind

    def _convert(self, last: Amount, amount: Amount) -> None:
        """``4 million Australian dollars ($2.6 million)``: a conversion is into another dollar, in any article."""
        named = last.money in self._words.shared["dollar"] and amount.money == "dollar"
        if named and last.unit == amount.unit and self._tokens.lows[last.behind : amount.first] == ["("]:
            amount.unit = self._words.shared["dollar"][0]
