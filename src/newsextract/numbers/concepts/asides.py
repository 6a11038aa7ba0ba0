"""Tells the noun phrases of asides and adverbs, which only say where, how or by whom, from those of subjects."""

from __future__ import annotations

from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import FINITE, NOUNS, PLACES, TIMES, VERBS, TaggedText

_ADVERBS = VERBS | {"RB", "RP"}
_RELATIVES = {"that", "which", "where", "who"}
_SITES = {"in", "on", "at", "near"}
_REACH = 40  # words of a phrase and what is before it


class Asides:
    """The asides of one article."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, words: Lexicon) -> None:
        """``words``: prepositions, places, and nouns that hold on to what follows."""
        self._tagged, self._phrases, self._words = tagged, phrases, words

    def holds(self, noun: int, first: int, before: int, loose: bool) -> bool:
        """Whether the phrase from ``first`` to ``noun`` is no subject: ``in Peru``, ``bought by Acme``, ``West Texas
        Intermediate (WTI)``, ``the chief, Ann Roe, was``; it is one in ``in a country that``.

        ``before``: the place before the phrase and its determiners. ``loose``: whether a verb stands behind it.
        """
        tagged, low = self._tagged, self._tagged.low(before)
        behind = tagged.low(noun + 1)
        if low == "of" and tagged.low(before - 1) in self._words.sets["before_of"]:  # people out of work
            return True
        if self.is_described(noun) or tagged.low(noun + 2) in _RELATIVES:
            return False
        named = before == first - 1 or self._is_free(before - 1)
        if (low, behind) == ("(", ")") or (low == "," == behind and named):
            return tagged.tag(before - 1) in NOUNS and before - 1 not in self._phrases.covered
        return self._is_related(noun, before) or self._is_site(noun, before) or self._is_adjunct(before, loose)

    def is_described(self, noun: int) -> bool:
        """``a country that is``, ``people earning``, ``the homes priced``: what follows is said of this noun."""
        tagged = self._tagged
        return tagged.low(noun + 1) in _RELATIVES or tagged.tag(noun + 1) in ("VBG", "VBN")

    def _is_related(self, noun: int, before: int) -> bool:
        """The object of a relative clause: ``patients who took the pill lost``."""
        tagged = self._tagged
        verbs = {tagged.tag(noun + 1), tagged.tag(before)} <= FINITE
        return verbs and tagged.tag(before - 1) in ("WP", "WDT")

    def _is_site(self, noun: int, before: int) -> bool:
        """``sales in Peru``, ``turnout in the capital``; not ``shares in Peru Gold``."""
        tagged, sets = self._tagged, self._words.sets
        place = tagged.label(noun) in PLACES or tagged.low(noun) in sets["places"]
        return place and tagged.low(before) in sets["placed"] and tagged.low(before - 1) not in sets["held"]

    def _is_adjunct(self, before: int, loose: bool) -> bool:
        """Whether the phrase hangs on a verb, a number or a date by a preposition, or stands behind a comma."""
        tagged, sets, low, head = self._tagged, self._words.sets, self._tagged.low(before), before - 1
        counted = head in self._phrases.covered
        if counted and low == "to":  # 1,500 to the dollar
            return True
        if not loose or low not in sets["prepositions"]:
            return False
        tag = tagged.tag(head)
        if tag == "JJ" and low in sets["versus"]:  # weak against the euro
            return True
        if tag in _ADVERBS:
            return tagged.low(head) not in sets["leading"] and not self._phrases.heads(head)
        apart = tagged.low(head) == "," and low in _SITES  # the house, on the market for $5
        return apart or (low != "of" and (counted or tagged.label(head) in TIMES))

    def _is_free(self, noun: int) -> bool:
        """Whether the phrase that ends here can be a subject: ``exports to China``, not ``after the vote``."""
        floor = max(0, noun - _REACH)
        before = self._phrases.before(self._phrases.begins(noun, floor), floor)
        return self._tagged.tag(before) not in ("IN", "TO") or self._tagged.tag(before - 1) in NOUNS
