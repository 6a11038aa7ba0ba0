"""Reads the money before and after a number: US$58, RM79, EUR50m, 20 quid, 7.5 million Danish crowns, 164p."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.amounts.dollars import Dollars
from newsextract.numbers.knowledge.lexicon import Tokens
from newsextract.numbers.numerals.numeral import MILLION
from newsextract.numbers.text import HYPHENS, MINUS

_TO_THE = (["to", "the"], ["against", "the"])
_MOST_TO_MONEY = 12  # pieces in which the money may stand that a bare rate is in
_COSTING = 4  # pieces between "cost" and the sum: "cost the town millions"
_LEAST_RAND = 100  # of "R500" in an article about elsewhere: R0 and R22 are names
_LEAST_HINTS = 2  # hints that tell of a home
_MILLIONS = re.compile(r"[$£€]\s?\d[\d.,]*m\b|\d[bt]n\b")


class Money:
    """The money of one article: what stands beside its numbers, and which currency that is."""

    def __init__(
        self, tokens: Tokens, countries: Sequence[str], mentions: Sequence[tuple[int, str]] = (), host: str = ""
    ) -> None:
        """``countries``, ``mentions``, ``host``: as for ``find_amounts``.

        Without countries "25 pounds" are money only in a text with a pound sign.
        """
        self._tokens, self._words, self._countries = tokens, tokens.words, countries
        self.dollars = Dollars(tokens, mentions, host)
        self._homes: dict[str, str] = {}
        self._coins: dict[str, str | None] = {}
        self._pounds_are_money = "£" in tokens.text or self._is_home("pound")

    def with_money_before(self, amount: Amount, floor: int) -> Amount:
        """The amount with a sign, prefix or code before the number, and a minus before that; none before ``floor``."""
        tokens, words, place = self._tokens, self._words, amount.start - 1
        raw = tokens.raws[place]
        code = (raw, place) if raw in words.codes else None
        millions = (raw[1:], place) if self._in_millions(raw) else None
        found = words.money_before.before(tokens, amount.start) or code or millions
        if found is None or found[1] < floor or not self._is_surely_money(amount, raw, found[0]):
            return amount
        paid = amount._replace(money=found[0], start=found[1], before=True)
        if millions:
            paid = paid._replace(value=paid.value * MILLION, scale=MILLION)
        low = tokens.lows[paid.start - 1]
        dash = low in MINUS and tokens.glued(paid.start) and not tokens.glued(paid.start - 1)
        if dash or low in ("minus", "negative"):
            return paid._replace(start=paid.start - 1, value=-paid.value, signed=True)
        return paid

    def with_money_after(self, amount: Amount) -> Amount:
        """The amount with the money after the number, if there is any; ``$76 US``, ``£5 pounds`` say it twice."""
        tokens, words, place = self._tokens, self._words, amount.end
        place += amount.form == "vague" and tokens.lows[place] == "of"  # thousands of dollars
        raw = tokens.raws[place]
        if self._in_millions(raw):
            return amount._replace(value=amount.value * MILLION, scale=MILLION, money=raw[1:], end=place + 1)
        if amount.before:
            found = words.dollar_after.at(tokens, amount.end) or words.money_words.at(tokens, amount.end)
            if found and amount.money == "dollar" and found[0] in ("dollar", *words.shared["dollar"]):
                return amount._replace(money=found[0], end=found[1])
            codes = words.shared.get(found[0], ()) if found else ()
            again = found and (found[0] == amount.money or self.code(str(amount.money)) in codes)  # Rs 500/-
            return amount._replace(end=found[1]) if found and again else amount
        found = self.at(place)
        if found is None and self._is_paid(amount):
            return amount._replace(money="dollar" if "$" in tokens.text or not self._pounds_are_money else "pound")
        if found is None or not self._fits(amount, place, *found):
            return amount
        money, end = found
        scale = words.scale.get(tokens.lows[end], 1)
        if scale >= MILLION:  # 75 USD million
            return amount._replace(value=amount.value * scale, scale=scale, money=money, end=end + 1)
        return amount._replace(money=money, end=end)

    def _is_paid(self, amount: Amount) -> bool:
        """Whether an amount that names no money is some: ``spent millions on it``, ``millions in fines``."""
        tokens, sets, end = self._tokens, self._words.sets, amount.end
        if amount.form != "vague" or amount.value < MILLION:
            return False
        costs = {"cost", "costs"}.intersection(tokens.lows[max(0, amount.start - _COSTING) : amount.start])
        paid = bool(costs) or tokens.lows[amount.start - 1] in sets["paid_verbs"]
        sums = tokens.lows[end] == "in" and not sets["money_nouns"].isdisjoint(tokens.lows[end + 1 : end + 3])
        return sums or (paid and tokens.has(end, "paid_before"))

    def at(self, place: int) -> tuple[str, int] | None:
        """The money written at ``place``, and the place after it."""
        tokens, words = self._tokens, self._words
        hyphen = tokens.lows[place] in HYPHENS
        found = words.money_words.at(tokens, place + hyphen) or words.money_after.at(tokens, place)
        raw = tokens.raws[place + hyphen]
        if raw not in words.codes:
            return found
        is_word = raw in words.sets["words_that_are_codes"] and not tokens.glued(place)  # 12CUP is money
        return None if is_word else (raw, place + hyphen + 1)

    def with_other_currency(self, amount: Amount) -> Amount:
        """``83.2 rupees per dollar``, ``149 yen to the dollar``: what a unit of another currency costs.

        Of a bare amount in the money that the sentence has named last: ``the rupee closed at 83.2 per dollar``.
        """
        tokens, place, named = self._tokens, amount.end, self._words.money_words
        joiner = 1 if tokens.lows[place] == "per" else 2 if tokens.lows[place : place + 2] in _TO_THE else 0
        found = named.at(tokens, place + joiner) if joiner else None
        if found is None or amount.kind == "percent" or (found[0] == "pound" and joiner == 1):  # a weight
            return amount
        far = range(amount.start - 1, max(0, amount.start - _MOST_TO_MONEY), -1)
        said = (named.at(tokens, at) for at in takewhile(lambda at: tokens.after(at) != ".", far))
        money = amount.money or next((one[0] for one in said if one), None)
        if money is None:
            return amount
        return amount._replace(money=money, unit=self.code(money), per=self.code(found[0]), kind="money", end=found[1])

    @cached_property
    def writes_millions(self) -> bool:
        """Whether the article writes millions of money with an "m", or billions with "bn"."""
        return _MILLIONS.search(self._tokens.text) is not None

    def _in_millions(self, raw: str) -> bool:
        """``30 MUSD``, ``MAUD 60``: a code with M for million before it."""
        return raw[:1] == "M" and raw[1:] in self._words.codes

    def _is_surely_money(self, amount: Amount, raw: str, money: str) -> bool:
        """Whether letters that mean much else ("R", "P", "TOP") are money: ``R10 500``, ``N5bn``, ``P12.50``."""
        tokens, words = self._tokens, self._words
        is_word = raw in words.sets["words_that_are_codes"]  # COP26
        if raw not in words.sets["wary"] and not is_word:
            return True
        literal = tokens.raws[amount.number]
        scaled = tokens.raws[amount.number_end] in words.short_scale
        if scaled or "," in literal or literal[-3:-2] == "." or amount.number_end - amount.number > 1:
            return True
        home = not is_word and ((raw == "R" and amount.value >= _LEAST_RAND) or self._is_home(money))
        return home and (len(raw) > 1 or tokens.glued(amount.number))

    def _fits(self, amount: Amount, place: int, money: str, end: int) -> bool:
        """Whether a word or letter after the number is money here and not something else."""
        tokens, raw = self._tokens, self._tokens.raws[place]
        if len(raw) == 1 and raw.isalpha():  # 164p, 68 p at
            beside = tokens.glued(place) or tokens.has(end, "pence_before")
            return beside and amount.form == "digits" and not tokens.opens_line(place)
        if tokens.is_literal(end) and tokens.glued(end):
            return False  # 50 $10 notes: the sign is the next number's
        if money == "pound":
            return self._pounds_are_money or (amount.scale >= MILLION and tokens.lows[end] != "of")  # of beef
        if tokens.has(end - 1, "money_and_more"):  # a team that won, real friends
            return amount.value >= 100 or not amount.is_whole
        return True

    def code(self, money: str) -> str:
        """The ISO 4217 code of a money word: a code stays, a shared word is its country's or its first currency."""
        if money not in self._words.shared:
            return money
        if money not in self._homes:
            self._homes[money] = self.dollars.usual if money == "dollar" else self._hinted(money) or self._home(money)
        return self._homes[money]

    def _home(self, money: str) -> str:
        """The currency of the first country that has one of this name, else the first currency."""
        codes, payers = self._words.shared[money], self._words.countries
        near = self._countries[:1] if money in self._words.sets["worldwide_money"] else self._countries
        return next((code for country in near for code in codes if country in payers.get(code, ())), codes[0])

    def _hinted(self, money: str) -> str | None:
        """The money of which most is shown by exchanges, states and towns, if that is more than its country tells.

        One such word will do where the article names no land of such money: Dunedin, in one that names Chile alone.
        """
        hints = self._words.home_hints.get(money)
        if hints is None:
            return None
        low, pieces = self._tokens.text.lower(), self._tokens.kinds
        counts = {code: sum(hint in (low if " " in hint else pieces) for hint in of) for code, of in hints.items()}
        most, second = sorted(counts, key=lambda code: -counts[code])[:2]
        country = self._countries[:1]
        named = [code for code in counts if country and country[0] in self._words.countries[code]]
        lands = {land for code in self._words.shared[money] for land in self._words.countries.get(code, ())}
        least = 1 if lands.isdisjoint(self._countries) else _LEAST_HINTS
        if counts[most] < least or counts[most] == counts[second] or (named and counts[named[0]] > 0):
            return None
        return most

    def in_whole_money(self, amounts: Iterable[Amount]) -> list[Amount]:
        """The amounts, those in small coin in the money that it is a hundredth of: 20 cents are 0.2 USD."""
        whole = list(amounts)
        for place, one in enumerate(whole):
            if one.unit in self._words.coins and (code := self._of_coin(str(one.unit))):
                upper = None if one.upper is None else one.upper / 100
                whole[place] = one._replace(unit=code, value=one.value / 100, upper=upper)
        return whole

    def _of_coin(self, coin: str) -> str | None:
        """The code of the money that this coin is a hundredth of, where the article tells; else None."""
        if coin not in self._coins:
            moneys = self._words.coin_of.get(coin, {}).items()
            likely = (money for money, marks in moneys if self._is_home(money) or any(map(self._is_marked, marks)))
            self._coins[coin] = next(map(self.code, likely), None)
        return self._coins[coin]

    def _is_home(self, money: str) -> bool:
        """Whether the article is about a country that pays in this money."""
        codes = self._words.shared.get(money, [money])
        users = {country for code in codes for country in self._words.countries.get(code, ())}
        return not users.isdisjoint(self._countries[:1])

    def _is_marked(self, mark: str) -> bool:
        """Whether a sign, prefix or word of money stands in the text: ``Sh``, not that of ``She``; ``KSh`` has it."""
        begins = r"(?<![^\W\d_])" if mark.islower() else ""
        ends = r"s?(?![^\W\d_])" if mark[-1].isalpha() else ""
        return re.search(f"{begins}{re.escape(mark)}{ends}", self._tokens.text) is not None
