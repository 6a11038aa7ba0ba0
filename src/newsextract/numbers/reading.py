"""How this article reads what could be read two ways: whose dollar, whose pound,
and whether a pound is a weight."""

from __future__ import annotations

from newsextract.numbers.lexicon import Lexicon


class Reading:
    """The readings of one article. ``countries``: ISO 3166-1 alpha-2 codes of its countries,
    most mentioned first."""

    def __init__(self, text: str, words: Lexicon, countries: tuple[str, ...] = ()) -> None:
        """The countries are those of ``doc._.countries`` where that is filled; without them "$" is USD."""
        self._text, self._words = text, words
        self._countries = countries
        self._country = countries[0] if countries else ""
        self._pound: bool | None = None

    def currency(self, money: str) -> str:
        """The ISO 4217 code of a money word: a code stays, a shared word becomes its country's or its
        first currency."""
        codes = self._words.shared.get(money)
        if codes is None:
            return money
        near = self._countries[:1] if money in self._words.near["worldwide_money"] else self._countries
        payers = self._words.countries
        return next((code for country in near for code in codes if country in payers.get(code, ())), codes[0])

    def is_home(self, money: str) -> bool:
        """Whether the article is about a country that pays in this money."""
        codes = self._words.shared.get(money, [money])
        return any(self._country in self._words.countries.get(code, ()) for code in codes)

    @property
    def pounds_are_money(self) -> bool:
        """Whether "25 pounds" is money: the article has a pound sign,
        or is about a country whose money is the pound."""
        if self._pound is None:
            users = {country for code in self._words.shared["pound"] for country in self._words.countries.get(code, ())}
            self._pound = "£" in self._text or "sterling" in self._text or self._country in users
        return self._pound
