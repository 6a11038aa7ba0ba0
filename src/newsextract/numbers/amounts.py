"""Puts sign, money, unit and rate to a numeral: US$1.5bn, -5 °C, 30-day, $21 per square foot."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, MINUS, Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.money import Money
from newsextract.numbers.numeral import ARTICLES, Numeral
from newsextract.numbers.reading import Reading
from newsextract.numbers.units import Units

_NEAR = 6  # pieces before a number that can tell what it counts
_OPENERS = frozenset("($£€<>=[")


class AmountReader:
    """Reads amounts in one text."""

    def __init__(self, tokens: Tokens, words: Lexicon, reading: Reading) -> None:
        """``reading``: how the article reads dollars and pounds."""
        self._tokens, self._words, self._reading = tokens, words, reading
        self._money, self._units = Money(tokens, words, reading), Units(tokens, words)

    def read(self, numeral: Numeral, last: Amount | None) -> Amount:
        """The amount around a numeral; ``last``: the amount before it."""
        amount = Amount.of(numeral)
        if numeral.form in ("ordinal", "year"):
            return amount
        self._sign(amount)
        self._money.read_before(amount, last.behind if last else 0)
        self._short_scale(amount, last)
        if self._money.read_behind(amount) or amount.money:
            amount.kind = "money"
            amount.unit = self._reading.currency(amount.money or "")
        else:
            self._units.read(amount)
            self._units.read_half(amount, last.behind if last else 0)
        if amount.unit and amount.kind != "percent":
            self._rate(amount)
        self._glued_word(amount)
        return amount

    def _sign(self, amount: Amount) -> None:
        """``-5``, ``minus five``, ``+0.2 %``; a dash between two numbers is no sign."""
        tokens, before = self._tokens, amount.first - 1
        low = tokens.low(before)
        if low in ("minus", "-") and tokens.low(before - 1) in ("or", "/") and tokens.low(before - 2) in ("plus", "+"):
            return  # plus or minus 3 points
        if low in ("minus", "negative"):
            amount.value, amount.first, amount.signed = -amount.value, before, True
        elif (low in MINUS or low == "+") and tokens.glued(amount.first):
            opens = not tokens.glued(before) or tokens.low(before - 1) in _OPENERS
            if opens:
                amount.first, amount.signed = before, True
                amount.value = amount.value if low == "+" else -amount.value

    def _short_scale(self, amount: Amount, last: Amount | None) -> None:
        """``5bn``, ``25k``, ``$3m``, ``$2-3m``, ``3m people``: a scale of one or two letters."""
        tokens, place, words = self._tokens, amount.behind, self._words
        raw = tokens.raw(place)
        scale = words.short_scale.get(raw)
        if scale is None or amount.form not in ("digits", "fraction") or amount.scale > 1:
            return
        if raw in words.money_scale or raw in ("k", "M"):
            ends = last and last.before and tokens.between(last.behind, amount.number) in (["-"], ["–"], ["to"])
            money = bool(amount.money or ends) or self._money.at(place + 1) is not None
            parted = raw in ("k", "M") and "." in tokens.raw(amount.number) and not tokens.raw(place + 1).isalnum()
            if not money and not (parted or (tokens.glued(place) and self._scale_without_money(amount, raw, place))):
                return
        follows = tokens.raw(place + 1)
        if tokens.glued(place + 1) and (follows.isalnum() or (follows == "-" and tokens.raw(place + 2).isupper())):
            return  # 9M-MTE
        amount.value, amount.scale = amount.value * scale, scale
        amount.behind = amount.number_behind = place + 1

    def _scale_without_money(self, amount: Amount, raw: str, place: int) -> bool:
        """``25k``, ``4.3M``, ``3m people``, ``5.2m registered voters``; ``1.8m`` alone is metres, ``4K`` a screen."""
        if raw in ("k", "M") or (raw == "b" and "." in self._tokens.raw(amount.number)):
            return True
        if raw == "K":
            return amount.value >= 10
        after = self._tokens.raw(place + 1)
        described = (
            after.islower()
            and after.endswith(tuple(self._words.near["adjective_ends"]))
            and self._is_plural(self._tokens.raw(place + 2))
        )
        before = self._tokens.lows[max(0, amount.first - _NEAR) : amount.first]
        people = "." in self._tokens.raw(amount.number) and not self._words.near["in_millions"].isdisjoint(before)
        counted = described or self._is_plural(after) or (people and not after.isalpha())
        return raw in ("m", "mil") and counted and after.lower() not in self._words.no["measured_by"]

    def _is_plural(self, word: str) -> bool:
        return word == "people" or (word.isalpha() and word[-1] == "s" and len(word) > 4)

    def _rate(self, amount: Amount) -> None:
        """``per hour``, ``a month``, ``/kg``, ``-a-share``: the unit goes on."""
        tokens, words, place = self._tokens, self._words, amount.behind
        short = words.rate_short.get(tokens.low(place)) if amount.kind == "money" else None
        if short:
            amount.unit, amount.behind = f"{self._name(amount)} per {short}", place + 1
            return
        for _ in range(2):
            hyphen = tokens.low(place) in HYPHENS
            joiner = tokens.low(place + hyphen)
            if joiner not in words.rate_joiners or not self._may_be_rate(amount, joiner):
                return
            start = place + hyphen + 1
            start += tokens.low(start) in HYPHENS
            found = words.rate_words.at(tokens, start)
            if found is None and (joiner in ("per", "/") or amount.kind == "money"):
                found = words.piece_words.at(tokens, start)
            if found is None or (joiner == "/" and not tokens.glued(place)):
                return
            if amount.kind == "money" and tokens.low(found[1]) in words.later:
                return  # $5 billion a year earlier
            if (joiner, found[0]) == ("every", "second") and words.rate_words.at(tokens, found[1]):
                return  # 30,000 litres every second day
            amount.unit, amount.behind = f"{self._name(amount)} per {found[0]}", found[1]
            amount.kind = "quantity" if amount.kind == "duration" else amount.kind
            place = amount.behind

    def _name(self, amount: Amount) -> str | None:
        """The unit as it is called in a rate: money by its English name."""
        return self._words.money_names.get(amount.unit or "", amount.unit)

    def _may_be_rate(self, amount: Amount, joiner: str) -> bool:
        """``40 hours a week`` is a rate, ``two years a prisoner`` none."""
        if amount.kind == "duration" and joiner in ARTICLES:
            return amount.unit in ("hour", "minute", "second")
        return amount.kind != "age"

    def _glued_word(self, amount: Amount) -> None:
        tokens, place = self._tokens, amount.behind
        if place < len(tokens) and tokens.glued(place) and tokens.raw(place)[0].isalnum():
            last = tokens.raw(place - 1)
            times = tokens.raw(place) == "x" and not (tokens.glued(place + 1) and tokens.raw(place + 1)[0].isalnum())
            if (last[-1:].isalnum() or last in ("-", "%")) and not times:  # grew 3x
                amount.glued = tokens.raw(place)
