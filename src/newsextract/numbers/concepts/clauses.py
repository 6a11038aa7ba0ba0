"""Finds the verb of a clause and what stands between it and its subject, by tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import FINITE, NOUNS, TaggedText

STOPS = {".", ";", "\n"}
_RELATIVES = {"WDT", "WP", "WP$", "WRB"}
_OPENERS = _RELATIVES | {"VBG", "VBN", "IN"}
_BEFORE_BASE = NOUNS | {"CD"}
_SHORT = 6  # words of "the central bank said"
_APART = {":", "-LRB-", "``"}
_JOINERS = {"and", "but", "or", "then"}


class Clauses:
    """The clauses of one article, looked at from the right."""

    def __init__(self, tagged: TaggedText, words: Lexicon) -> None:
        """``words``: verbs of change and of saying."""
        self._tagged, self._words = tagged, words

    def verb(self, start: int, floor: int) -> int | None:
        """The place of the finite verb to which what begins in ``start`` belongs; None where it opens the clause."""
        tagged = self._tagged
        opens = tagged.tag(start - 1) in ("IN", "TO") and tagged.tag(start - 2) == "CC"  # and in two years
        if opens or tagged.tag(start - 1) in _APART:
            return None
        verbs = (at for at in self._left(start, floor) if self._is_finite(at) or self._is_infinitive(at))
        return next((at for at in verbs if not self._in_passing(at)), None)

    def _in_passing(self, verb: int) -> bool:
        """``prices, the bank said, will rise``: a verb of saying between commas is no verb of the clause."""
        said = self._tagged.low(verb) in self._words.sets["saying"] and self._tagged.low(verb + 1) == ","
        return said and "," in self._tagged.words[max(0, verb - _SHORT) : verb]

    def _is_infinitive(self, place: int) -> bool:
        """``expects the price to fall``: an infinitive with a subject of its own."""
        tagged = self._tagged
        tags = tagged.tag(place), tagged.tag(place + 1)
        return tags == ("TO", "VB") and tagged.tag(place - 1) in NOUNS

    def over(self, place: int, floor: int) -> int:
        """The next place to the left of this; before a verb that one over what stands between it and its subject:
        ``The storm, packing winds of 90 km/h, is``, ``The phone has a dim screen and costs``."""
        tagged, low = self._tagged, self._tagged.low(place)
        behind = "VBZ" if tagged.low(place + 1) in self._words.sets["measuring"] else tagged.tag(place + 1)
        if low == "," and behind in FINITE:
            return self._opens(place, floor) - 1
        coordinate = low in _JOINERS and behind in FINITE
        changes = low == "," and behind == "VBG" and tagged.low(place + 1) in self._words.change_by
        verb = self._finite(place, floor) if coordinate or changes else None  # they beat it, rising 3 %
        return (verb or place) - 1

    def _finite(self, place: int, floor: int) -> int | None:
        """The nearest finite verb to the left, within the sentence."""
        return next((at for at in self._left(place, floor) if self._is_finite(at)), None)

    def _is_finite(self, place: int) -> bool:
        """``homes stay``: a base form right behind a noun or number is taken for a finite one."""
        tag, before = self._tagged.tag(place), self._tagged.tag(place - 1)
        return tag in FINITE or (tag == "VB" and before in _BEFORE_BASE)

    def _opens(self, comma: int, floor: int) -> int:
        """The comma that opens the aside that this one closes, or this one where it closes none."""
        tagged = self._tagged
        opening = next((at for at in self._left(comma, floor) if tagged.low(at) == ","), comma)
        inner = range(opening + 1, comma)
        verbs = {tagged.low(at) for at in inner if tagged.tag(at) in FINITE}
        related = any(tagged.tag(at) in _RELATIVES or tagged.low(at) == "that" for at in inner)  # the first that he saw
        aside = related or tagged.tag(opening + 1) in _OPENERS or verbs <= self._words.sets["saying"]
        return opening if aside else comma

    def _left(self, place: int, floor: int) -> Iterator[int]:
        """The places to the left of this one, within the sentence."""
        return takewhile(lambda at: self._tagged.low(at) not in STOPS, range(place - 1, floor - 1, -1))
