"""How this article reads what could be read two ways: whose dollar, whose pound, and whether a pound is a weight."""

from __future__ import annotations

from functools import cached_property

from newsextract.numbers.knowledge.lexicon import Lexicon


class Currencies:
    """The currencies of one article. ``countries``: ISO 3166-1 alpha-2 codes of its countries, most mentioned first."""

    def __init__(self, text: str, words: Lexicon, countries: tuple[str, ...] = ()) -> None:
        """Without countries "$" is USD."""
        self._text, self._words, self._countries = text, words, countries

    def code(self, money: str) -> str:
        """The ISO 4217 code of a money word: a code stays, a shared word is its country's or its first currency."""
        codes = self._words.shared.get(money)
        if codes is None:
            return money
        near = self._countries[:1] if money in self._words.sets["worldwide_money"] else self._countries
        payers = self._words.countries
        return next((code for country in near for code in codes if country in payers.get(code, ())), codes[0])

    def is_home(self, money: str) -> bool:
        """Whether the article is about a country that pays in this money."""
        codes = self._words.shared.get(money, [money])
        users = {country for code in codes for country in self._words.countries.get(code, ())}
        return not users.isdisjoint(self._countries[:1])

    @cached_property
    def pounds_are_money(self) -> bool:
        """Whether "25 pounds" is money: the article has a pound sign or is about a country that pays in pounds."""
        return "£" in self._text or self.is_home("pound")
