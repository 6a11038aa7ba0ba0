"""Reads the money before and behind a number: US$58, RM79, EUR50m, 20 quid, 7.5 million Danish crowns,
164p."""

from __future__ import annotations

from newsextract.numbers.amount import HYPHENS, MINUS, Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.reading import Reading

_MILLION = 1_000_000


class Money:
    """Reads the money of the amounts of one text."""

    def __init__(self, tokens: Tokens, words: Lexicon, reading: Reading) -> None:
        """``reading``: whether a pound is money in this article."""
        self._tokens, self._words, self._reading = tokens, words, reading

    def read_before(self, amount: Amount, floor: int) -> None:
        """Take in a sign, prefix or code before the number, and a minus before that; nothing before ``floor``."""
        tokens, words = self._tokens, self._words
        raw = tokens.raw(amount.first - 1)
        found = words.money_before.before(tokens, amount.first)
        if found is None and raw in words.codes:
            found = (raw, amount.first - 1)
        if found is None and self._in_millions(raw):
            amount.value, amount.scale = amount.value * _MILLION, _MILLION
            found = (raw[1:], amount.first - 1)
        if found is None:
            found = self._word_before(amount)
        if found is None or found[1] < floor or not self._stands_alone(found[1]):
            return
        if not self._surely_prefix(amount, raw, found[0]):
            return
        amount.money, amount.first, amount.before = found[0], found[1], True
        low = tokens.low(amount.first - 1)
        dash = low in MINUS and tokens.glued(amount.first) and not tokens.glued(amount.first - 1)
        if dash or low in ("minus", "negative"):
            amount.first, amount.value, amount.signed = amount.first - 1, -amount.value, True

    def _surely_money(self, amount: Amount) -> bool:
        """Whether the digits alone look like an amount: ``5 million``, ``50,000``."""
        return amount.form == "digits" and (amount.scale >= 1000 or "," in self._tokens.raw(amount.number))

    def _word_before(self, amount: Amount) -> tuple[str, int] | None:
        """``Rupees 500 crore``, ``Naira 50,000``: the word as a prefix; ``against the dollar 1,500`` is none."""
        found = self._words.money_words.before(self._tokens, amount.first)
        if found is None or found[0] in self._words.coins or not self._tokens.raw(found[1])[:1].isupper():
            return None
        named = amount.first - found[1] > 1 and amount.form == "digits"  # US dollars 6000
        the = self._tokens.low(found[1] - 1) == "the"
        return found if (named or self._surely_money(amount)) and not the else None

    def read_behind(self, amount: Amount) -> bool:
        """Take in the money behind the number; whether there is any."""
        tokens, place = self._tokens, amount.behind
        raw = tokens.raw(place)
        if self._in_millions(raw):
            amount.value, amount.scale = amount.value * _MILLION, _MILLION
            amount.money, amount.behind = raw[1:], place + 1
            return True
        if amount.before:
            return self._repeated(amount)
        found = self.at(place)
        if found is None or not self._fits(amount, found[0], place, found[1]):
            return False
        amount.money, amount.behind = found
        scale = self._words.scale.get(tokens.low(amount.behind), 1)
        if scale >= _MILLION and amount.scale == 1:  # 75 USD million
            amount.value, amount.scale, amount.behind = amount.value * scale, scale, amount.behind + 1
        return True

    def at(self, place: int) -> tuple[str, int] | None:
        """The money written at ``place``, and the place behind it."""
        tokens, words = self._tokens, self._words
        hyphen = tokens.low(place) in HYPHENS
        found = words.money_words.at(tokens, place + hyphen)
        if found is None and not hyphen:
            found = words.money_behind.at(tokens, place)
        raw = tokens.raw(place + hyphen)
        word = raw in words.no["words_that_are_codes"] and not tokens.glued(place)  # 12CUP is money
        if found is None and raw in words.codes and not word:
            found = raw, place + hyphen + 1
        return found

    def _in_millions(self, raw: str) -> bool:
        """``30 MUSD``, ``MAUD 60``: a code with M for million before it."""
        return len(raw) == 4 and raw[0] == "M" and raw[1:] in self._words.codes

    def _stands_alone(self, place: int) -> bool:
        """Whether a currency prefix is not the end of a longer word or code."""
        before = self._tokens.raw(place - 1)
        return not self._tokens.glued(place) or not (before.isalnum() or before in "_#@")

    def _surely_prefix(self, amount: Amount, raw: str, money: str) -> bool:
        """Whether letters before the digits that mean much else ("R", "P",
        "TOP") can be nothing but money: ``R10 500``, ``N5bn``, ``N617`` in Nigeria."""
        words, literal = self._words, self._tokens.raw(amount.number)
        word = raw in words.no["words_that_are_codes"]  # COP26
        if not word and (raw in words.codes or raw not in words.wary):
            return True
        scaled = self._tokens.raw(amount.number_behind) in words.short_scale or amount.scale > 1
        grouped = "," in literal or (amount.number_behind - amount.number > 1 and amount.form == "digits")
        home = not word and (raw == "R" or self._reading.is_home(money))
        home = home and (len(raw) > 1 or (len(literal) > 1 and self._tokens.glued(amount.number)))
        return scaled or grouped or literal[-3:-2] == "." or home

    def _repeated(self, amount: Amount) -> bool:
        """``$76 US``, ``$75 U.S.``, ``$10 dollars``, ``$5 CAD``: money said twice."""
        tokens, place = self._tokens, amount.behind
        if amount.money != "dollar":
            return True
        found = self._words.dollar_behind.at(tokens, place) or self._words.money_words.at(tokens, place)
        if found and (found[0] == "dollar" or found[0] in self._words.shared["dollar"]):
            amount.money, amount.behind = found
        return True

    def _fits(self, amount: Amount, money: str, place: int, behind: int) -> bool:
        """Whether a word or letter behind the number is money here and not something else."""
        tokens, raw, word = self._tokens, self._tokens.raw(place), self._tokens.low(behind - 1)
        if len(raw) == 1 and raw.isalpha():
            return self._letter_fits(amount, raw, place, behind)
        if raw in "$£€¥" and tokens.is_literal(place + 1) and tokens.glued(place + 1):
            return False  # 50 $10 notes: the sign is the next number's
        if money == "pound" and word in ("pound", "pounds"):
            return amount.scale >= _MILLION or self._reading.pounds_are_money
        if word in self._words.no["money_and_more"]:  # a team that won, real friends
            parts = amount.value != int(amount.value)
            return (amount.value >= 100 or parts) and not self._words.money_words.at(tokens, behind)
        return True

    def _letter_fits(self, amount: Amount, raw: str, place: int, behind: int) -> bool:
        """``164p``, ``68 p at``, ``18 R.``: a single letter behind digits."""
        end = self._tokens.low(behind)
        if self._tokens.opens_line(place):
            return False
        if raw == "R":
            return end in (".", ",", "")
        beside = self._tokens.glued(place) or end in self._words.near["pence_before"]
        return raw != "c" and beside and amount.form == "digits" and end != "-"
