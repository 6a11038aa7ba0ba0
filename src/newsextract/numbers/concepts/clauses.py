"""Finds the verb of a clause, and what only says where, how or by whom between it and its subject, by tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newsextract.analysis.word_classes import FINITE, NOUNS, VERBS
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import PLACES, TIMES, TaggedText

STOPS = {".", ";", "\n"}
_RELATIVE_TAGS = {"WDT", "WP", "WP$", "WRB"}
_OPENERS = {"VBG", "VBN", "IN"}
_APART = {":", "-LRB-", "``"}
_JOINERS = {"and", "but", "or", "then"}
_ADVERBS = VERBS | {"RB", "RP"}
_SITES = {"in", "on", "at", "near"}
_WHEN = {"when", "after", "before", "since"}
_PAIR = 8  # words between "between" and "and"
_RELATIVES = {"that", "which", "where", "who"}


class Clauses:
    """The clauses of one article, looked at from the right."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, words: Lexicon) -> None:
        """``words``: verbs of change and of saying, prepositions, places, and nouns that hold on to what follows."""
        self._tagged, self._phrases, self._words = tagged, phrases, words

    def verb(self, start: int, floor: int) -> int | None:
        """The place of the finite verb to which what begins in ``start`` belongs; None where it opens the clause."""
        tagged = self._tagged
        if tagged.tags[start - 1] in _APART:
            return None
        for at in self._left(start, floor):
            infinitive = tagged.tags[at : at + 2] == ["TO", "VB"] and tagged.tags[at - 1] in NOUNS  # the price to fall
            if infinitive or tagged.tags[at] in FINITE:
                return at
        return None

    def over(self, place: int, floor: int) -> int:
        """The next place to the left, over what parts verb and subject: ``The storm, packing winds of 90 km/h, is``."""
        tagged, low = self._tagged, self._tagged.lows[place]
        behind = "VBZ" if tagged.lows[place + 1] in self._words.sets["measuring"] else tagged.tags[place + 1]
        if low == "," and behind in FINITE:
            return self._opens(place, floor) - 1
        further = place + 1 + (tagged.tags[place + 1] == "RB")  # and usually lasts
        coordinate = low in _JOINERS and tagged.tags[further] in FINITE
        changes = low == "," and behind == "VBG" and tagged.lows[place + 1] in self._words.change_by
        left = self._left(place, floor) if coordinate or changes else ()
        verb = next((at for at in left if tagged.tags[at] in FINITE), place)  # they beat it, rising 3 %
        return (self._main(verb, floor) if coordinate else verb) - 1

    def _main(self, verb: int, floor: int) -> int:
        """This verb, or that of the level before the clause of time it is in: ``was at 7 when he came and rose``."""
        tagged, timed = self._tagged, None
        for at in self._left(verb, floor):
            if tagged.tags[at] in FINITE:
                return at if timed and not self._phrases.covered.isdisjoint(range(at, timed)) else verb
            if tagged.lows[at] in _WHEN:
                timed = at
        return verb

    def before_pair(self, first: int, floor: int) -> int:
        """The place before the phrase from ``first`` on, or of "between" in ``talks between farmers and the town``."""
        before = self._phrases.before(first, floor)
        if self._tagged.lows[before] != "and":
            return before
        for at in range(before - 1, max(floor, before - _PAIR), -1):
            if self._tagged.lows[at] == "between":
                return at
            if self._tagged.tags[at] in FINITE or self._tagged.lows[at] in {*STOPS, ","}:
                break
        return before

    def _opens(self, comma: int, floor: int) -> int:
        """The comma that opens the aside that this one closes, or this one where it closes none."""
        tagged = self._tagged
        opening = next((at for at in self._left(comma, floor) if tagged.lows[at] == ","), comma)
        inner = range(opening + 1, comma)
        verbs = {tagged.lows[at] for at in inner if tagged.tags[at] in FINITE}
        related = any(tagged.tags[at] in _RELATIVE_TAGS or tagged.lows[at] == "that" for at in inner)
        related = related or tagged.tags[opening + 1] in _OPENERS
        return opening if related or verbs <= self._words.sets["saying"] else comma

    def _left(self, place: int, floor: int) -> Iterator[int]:
        """The places to the left of this one, within the sentence."""
        return takewhile(lambda at: self._tagged.lows[at] not in STOPS, range(place - 1, floor - 1, -1))

    def is_aside(self, noun: int, before: int, loose: bool) -> bool:
        """Whether the phrase that ends in ``noun`` is no subject: ``in Peru``, ``bought by Acme``, ``the chief, Ann,``.

        ``before``: the place before the phrase and its determiners. ``loose``: whether a verb stands behind it.
        """
        tagged, low = self._tagged, self._tagged.lows[before]
        behind = tagged.lows[noun + 1]
        if low == "of" and tagged.lows[before - 1] in self._words.sets["before_of"]:  # people out of work
            return True
        if tagged.lows[before - 1] == "such":  # prices of condiments such as mayonnaise
            return True
        if low == "per" and before + 1 in self._phrases.covered:  # cases per 100,000 people
            return True
        if low == "for" and tagged.tags[noun + 1 : noun + 3] == ["TO", "VB"]:  # the plan is for the firm to be
            return False
        aimed = tagged.tags[max(0, before - 1) : before + 1] == ["TO", "VB"] and tagged.tags[before - 2] in NOUNS
        aimed |= tagged.tags[before] == "VBG" and tagged.tags[before - 1] in NOUNS
        if aimed and tagged.tags[noun + 1] in FINITE:  # the push to end the war will cost, the bridge spanning it cost
            return True
        if tagged.lows[noun + 1] in self._words.sets["saying"] and tagged.tags[noun + 2] in FINITE:
            return True  # the tunnel, which engineers say will cost
        if self.is_described(noun) or tagged.lows[noun + 2] in _RELATIVES:
            return False
        if (low, behind) == ("(", ")") or low == "," == behind:
            return tagged.tags[before - 1] in NOUNS and before - 1 not in self._phrases.covered
        return self._is_related(noun, before) or self._is_site(noun, before) or self._is_adjunct(before, loose)

    def is_described(self, noun: int) -> bool:
        """``a country that is``, ``people earning``, ``the homes priced``: what follows is said of this noun."""
        tagged = self._tagged
        said = tagged.lows[noun + 1] in _RELATIVES or tagged.tags[noun + 1] in ("VBG", "VBN")
        return said or tagged.lows[noun + 1] in self._words.sets["no_nouns"]

    def _is_related(self, noun: int, before: int) -> bool:
        """The object of a relative clause: ``patients who took the pill lost``."""
        tagged = self._tagged
        verbs = {tagged.tags[noun + 1], tagged.tags[before]} <= FINITE
        return verbs and tagged.tags[before - 1] in ("WP", "WDT")

    def _is_site(self, noun: int, before: int) -> bool:
        """``sales in Peru``, ``turnout in the capital``; not ``shares in Peru Gold``."""
        tagged, sets = self._tagged, self._words.sets
        place = tagged.labels[noun] in PLACES or tagged.lows[noun] in sets["places"]
        return place and tagged.lows[before] in sets["placed"] and tagged.lows[before - 1] not in sets["held"]

    def _is_adjunct(self, before: int, loose: bool) -> bool:
        """Whether the phrase hangs on a verb, a number or a date by a preposition, or stands behind a comma."""
        tagged, sets, low, head = self._tagged, self._words.sets, self._tagged.lows[before], before - 1
        counted = head in self._phrases.covered
        if counted and low == "to":  # 1,500 to the dollar
            return True
        if not loose or low not in sets["prepositions"]:
            return False
        tag = tagged.tags[head]
        if tag == "JJ" and low in sets["versus"]:  # weak against the euro
            return True
        if tag in _ADVERBS:
            return tagged.lows[head] not in sets["leading"] and not self._phrases.heads(head)
        apart = tagged.lows[head] == "," and low in _SITES  # the house, on the market for $5
        return apart or (low != "of" and (counted or tagged.labels[head] in TIMES))
