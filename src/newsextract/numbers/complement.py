"""Finds what a measure is of by what hangs on it: 10 % of the turnover, $12,000 for a new roof, 7 years in prison."""

from __future__ import annotations

from newsextract.numbers.amount import Amount
from newsextract.numbers.asides import PLACES
from newsextract.numbers.lexer import lex
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import DETERMINERS, TIMES, NounPhrases
from newsextract.numbers.numeral import ARTICLES
from newsextract.numbers.sentence import TaggedText

_BRACKET = 6  # words of a conversion in brackets
_NEAR = 4  # words between a verb of spending and the money


class Complements:
    """The complements of one article's measures."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, aged: dict[int, int], words: Lexicon) -> None:
        """``aged``: people called by their age ("16-year-olds"), first word to last. ``words``: what is served
        "in", spent "on" and paid "in ... for", and what says nothing."""
        self._tagged, self._phrases, self._aged, self._words = tagged, phrases, aged, words

    def behind(self, amount: Amount, start: int, behind: int) -> str | None:
        """The noun phrase that hangs on the amount, whose words are those from ``start`` up to before ``behind``."""
        place = self._over_amount(self._over_bracket(behind))
        place += self._tagged.low(place) == "worth"
        joiner = self._tagged.low(place)
        if amount.kind == "duration" and joiner != "of":
            return self._served(start, place)
        if amount.kind != "money" or joiner == "of":
            return self._text(place + 1) if joiner == "of" else None
        return self._paid_for(start, place)

    def _over_bracket(self, place: int) -> int:
        """The place behind a conversion in brackets that stands here, or this place."""
        closes = self._tagged.words[place : place + _BRACKET]
        return place + closes.index(")") + 1 if closes[:1] == ["("] and ")" in closes else place

    def _over_amount(self, place: int) -> int:
        """The place behind a further amount that stands here: ``5 % and 6 % of voters``; or this place."""
        if self._tagged.low(place) not in ("and", "or", "to") or place + 1 not in self._phrases.covered:
            return place
        place += 1
        while place in self._phrases.covered:
            place += 1
        return self._over_bracket(place)

    def _served(self, start: int, place: int) -> str | None:
        """``seven years in prison``, ``in office for seven years``."""
        tagged, served = self._tagged, self._words.served_in
        if tagged.low(place) == "in" and tagged.low(place + 1) in served:
            return self._phrases.right(place + 1)
        held = tagged.low(start - 3) == "in" and tagged.low(start - 2) in served and tagged.low(start - 1) == "for"
        return tagged.words[start - 2] if held else None

    def _paid_for(self, start: int, place: int) -> str | None:
        """``$5 million in deposits``, ``$9 for a new roof``, ``$5 million in cash for a mine``, ``spent $9 on``."""
        tagged, words = self._tagged, self._words
        if tagged.low(place) == "in" and tagged.low(place + 1) in words.paid_in and tagged.low(place + 2) == "for":
            place += 2
        if tagged.low(place) == "in":
            empty = tagged.low(place + 1) in ARTICLES or self._is_hollow(place + 1)
            return self._text(place + 1) if not empty else None
        verbs = map(tagged.low, range(start - _NEAR, start)) if tagged.low(place) == "on" else ()
        paid = tagged.low(place) == "for" or not words.spending.isdisjoint(verbs)
        return self._text(place + 1) if paid and not self._is_unit(place + 1) else None

    def _text(self, place: int) -> str | None:
        """The phrase that begins here, determiners and other amounts passed over, if it says anything."""
        tagged = self._tagged
        if place in self._aged:  # 30 % of 16-year-olds
            return self._phrases.text(place, self._aged[place] + 1)
        first = place
        while tagged.tag(place) in DETERMINERS or tagged.tag(place) == "CD":
            place += 1
        if tagged.low(place - 1) == "those" and tagged.tag(place) == "VBN" and place > first:  # of those polled
            return self._phrases.text(place - 1, place + 1)
        phrase = self._phrases.right(place) if tagged.label(place) not in TIMES else None
        return phrase if phrase and phrase.lower() not in self._words.empty else None

    def _is_hollow(self, place: int) -> bool:
        """Whether money in this is money in nothing: ``sinks to $2 in the event of``, ``in exchange``, ``in Peru``."""
        low, words = self._tagged.low(place), self._words
        hollow = low in words.never_in or low in words.temporal or low in words.ordinal
        return hollow or self._tagged.label(place) in PLACES

    def _is_unit(self, place: int) -> bool:
        """Whether a unit stands here: ``$8 for a kilogram``."""
        place += self._tagged.low(place) in ARTICLES
        low = self._tagged.low(place)
        return bool(low) and self._words.unit_words.at(lex(low), 0) is not None
