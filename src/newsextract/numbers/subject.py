"""Finds what an amount is said of, to its left: the shares that rose 5 %, the mine that was sold for $5."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import DETERMINERS, NOUNS, PROPER, TIMES, NounPhrases
from newsextract.numbers.sentence import TaggedText

PLACES = frozenset({"GPE", "LOC", "FAC"})
FAR = 25  # words to the left that a subject may stand away
_LONG = 9  # words of a subject with all that hangs on it
_PASSED = DETERMINERS.union(
    ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "RBR", "RBS", "RP", "TO", "IN", "JJ", "JJR", "JJS"),
    ("CD", "$", "HYPH", "SYM", ",", "-LRB-", "-RRB-", ":", "``", "''", "EX", "NFP", "CC", "WDT", "WP", "POS"),
)  # fmt: skip
VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
_ADVERBS = VERBS | {"RB", "RP"}
_FINITE = {"VBD", "VBP", "VBZ", "MD"}
_OPENERS = {"VBG", "VBN", "WDT", "WP", "WP$", "WRB", "IN"}
_JOINERS = {"and", "but", "or", "then"}
_RELATIVES = {"that", "which", "where", "who"}
_STOPS = {".", ";", "\n"}


class Subjects:
    """The subjects of one article's amounts."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, aged: dict[int, int], words: Lexicon) -> None:
        """``aged``: people called by their age ("a 34-year-old"), last word to first. ``words``: empty nouns,
        prepositions, pronouns that stand for what the sentence is about."""
        self._tagged, self._phrases, self._aged, self._words = tagged, phrases, aged, words

    def nearest(self, start: int) -> str | None:
        """The noun phrase right before: whose age it is in ``her husband, Jo Roe, 54,``."""
        floor, place = max(0, start - FAR), start - 1
        while place >= floor and not self._phrases.heads(place) and not self._ends(place):
            place -= 1
        return self._alone(place, floor)

    def person(self, start: int) -> str | None:
        """The nearest name of a person in the sentence: whose age it is in ``Jo Roe, one of three, turned 40``."""
        floor, place = max(0, start - FAR), start - 1
        while place >= floor and self._tagged.label(place) != "PERSON" and self._tagged.low(place) not in _STOPS:
            place -= 1
        return self._alone(place, floor)

    def _alone(self, noun: int, floor: int) -> str | None:
        """The noun phrase that ends here, if one does, without what it hangs on."""
        phrases = self._phrases
        if noun < floor or not phrases.heads(noun):
            return None
        return phrases.text(phrases.begins(noun, floor), noun + 1)

    def of(self, start: int, barred: frozenset[str] = frozenset()) -> str | None:
        """The noun phrase that an amount beginning in ``start`` is said of: the nearest to the left, within the
        sentence, over other amounts and over what only says where, how or by whom.

        ``barred``: labels of entities that will not do.
        """
        tagged, phrases = self._tagged, self._phrases
        place, floor = start - 1, max(0, start - FAR)
        loose = tagged.low(place) != "of" and tagged.low(place) in self._words.prepositions  # sold to Acme for $5
        held = False  # whether a pronoun stands between: "fined him $5"
        while place >= floor:
            if place in self._aged and place != start - 1:
                return phrases.text(self._aged[place], place + 1)
            if place in phrases.covered:
                place -= 1
            elif phrases.heads(place) and not self._is_empty(place):
                first = phrases.begins(place, floor)
                before = phrases.before(first, floor)
                given = place + 1 == start and tagged.low(before) in self._words.costing  # it cost the town $5
                named = tagged.low(before) == "," and tagged.label(place) in barred  # the judge, Ann Roe, needed
                if not given and (before <= floor or named or not self._is_aside(place, first, before, loose)):
                    return self._said(place, first, before, floor, loose, barred)
                place = before - 1
            elif self._ends(place) or self._is_reported(place):
                return None
            else:
                held = held or tagged.tag(place) == "PRP"
                loose = loose or tagged.tag(place)[:2] in ("VB", "MD") or tagged.low(place) == "than"
                place = place - 1 if held else self._over_clause(place, floor)
        return None

    def _over_clause(self, place: int, floor: int) -> int:
        """The next place to the left of this; before a verb that one over what stands between it and its subject:
        ``The storm, packing winds of 90 km/h, is``, ``The phone has a dim screen and costs``."""
        tagged = self._tagged
        if tagged.tag(place + 1) not in _FINITE:
            return place - 1
        if tagged.low(place) == ",":
            return self._opens(place, floor) - 1
        verb = place
        if tagged.low(place) in _JOINERS:
            verb = next((at for at in self._clause(place, floor) if tagged.tag(at) in _FINITE), place)
        return verb - 1

    def _opens(self, comma: int, floor: int) -> int:
        """The comma that opens the aside that this one closes, or this one where it closes none."""
        tagged = self._tagged
        opening = next((at for at in self._clause(comma, floor) if tagged.low(at) == ","), comma)
        verbs = {tagged.low(at) for at in range(opening + 1, comma) if tagged.tag(at) in _FINITE}
        aside = tagged.tag(opening + 1) in _OPENERS or verbs <= self._words.saying
        return opening if aside else comma

    def _clause(self, place: int, floor: int) -> Iterator[int]:
        """The places to the left of this one, within the sentence."""
        before = range(place - 1, floor - 1, -1)
        return takewhile(lambda at: self._tagged.low(at) not in _STOPS, before)

    def _said(self, noun: int, first: int, before: int, floor: int, loose: bool, barred: frozenset[str]) -> str | None:
        """The phrase with what it hangs on, or None where its kind will not do."""
        tagged = self._tagged
        part = bool(barred) and tagged.low(before) == "of" and before - 1 in self._phrases.covered
        if part or tagged.label(noun) in barred:  # 92% of their leaves
            return None
        return self._whole(first, noun, floor, loose and not self._is_described(noun))

    def _is_described(self, noun: int) -> bool:
        """``a country that is``, ``people earning``, ``the homes priced``: what follows is said of this noun."""
        tagged = self._tagged
        return tagged.low(noun + 1) in _RELATIVES or tagged.tag(noun + 1) in ("VBG", "VBN")

    def _is_empty(self, place: int) -> bool:
        """``a total of``; not the last word of ``the Dow Jones Industrial Average``."""
        return self._tagged.low(place) in self._words.empty and self._tagged.tag(place) not in PROPER

    def _ends(self, place: int) -> bool:
        """Whether the search ends here: a stop, or a word over which nothing reaches."""
        tagged = self._tagged
        low, tag = tagged.low(place), tagged.tag(place)
        passed = tag in _PASSED or tag in NOUNS or low in self._words.transparent or self._in_passing(place)
        return low in _STOPS or not passed

    def _is_reported(self, place: int) -> bool:
        """``analysts say it will``: the pronoun stands for something said before, not for who says it."""
        low, before = self._tagged.low(place), self._tagged.low(place - 1)
        return low in self._words.transparent and before in self._words.saying

    def _in_passing(self, place: int) -> bool:
        """``Field trials, she said, would take``: the pronoun of words in passing."""
        tagged = self._tagged
        return tagged.tag(place) == "PRP" and tagged.low(place - 1) == "," == tagged.low(place + 2)

    def _is_aside(self, noun: int, first: int, before: int, loose: bool) -> bool:
        """Whether the phrase is no subject: ``in Peru``, ``bought by Acme``, ``West Texas Intermediate (WTI)``,
        ``the chief, Ann Roe, was``; it is one in ``in a country that``."""
        tagged, low = self._tagged, self._tagged.low(before)
        behind = tagged.low(noun + 1)
        if self._is_described(noun) or tagged.low(noun + 2) in _RELATIVES:
            return False
        named = before == first - 1 or self._is_free(before - 1)
        if (low, behind) == ("(", ")") or (low == "," == behind and named):
            return tagged.tag(before - 1) in NOUNS and before - 1 not in self._phrases.covered
        sited = tagged.label(noun) in PLACES or tagged.low(noun) in self._words.places
        if sited and low in self._words.placed and tagged.low(before - 1) not in self._words.held:
            return True
        leads = tagged.low(before - 1) in self._words.leading or self._phrases.heads(before - 1)
        verb = tagged.tag(before - 1) in _ADVERBS and not leads
        behind_amount = before - 1 in self._phrases.covered
        if behind_amount and low == "to":  # 1,500 to the dollar
            return True
        adjunct = verb or (behind_amount and low != "of")
        return loose and low in self._words.prepositions and adjunct

    def _is_free(self, noun: int) -> bool:
        """Whether the phrase that ends here can be a subject: ``exports to China``, not ``after the vote``."""
        before = self._phrases.before(self._phrases.begins(noun, max(0, noun - FAR)), max(0, noun - FAR))
        return self._tagged.tag(before) not in ("IN", "TO") or self._tagged.tag(before - 1) in NOUNS

    def _whole(self, first: int, noun: int, floor: int, loose: bool) -> str:
        """The phrase from ``first`` to ``noun`` with what it hangs on: ``price of oil``, ``demand for oil``; of many
        that hang on one another, those that follow the first and make no long phrase."""
        tagged, phrases, begin, ends = self._tagged, self._phrases, first, [noun]
        while True:
            before = phrases.before(begin, floor)
            low, head = tagged.low(before), before - 1
            held = low == "in" and tagged.low(head) in self._words.held
            linked = low in ("for", "to", "on") and tagged.low(head) in self._words.linked
            hangs = low == "of" or held or linked or (loose and low in self._words.prepositions)
            changes = low in ("in", "of") and tagged.low(head) in self._words.change_noun  # a drop in sales to $5
            if not hangs or changes or head < floor or head in phrases.covered or not phrases.heads(head):
                break
            begin = phrases.begins(head, floor)
            ends.append(head)
        return phrases.text(begin, 1 + max((end for end in ends if end - begin < _LONG), default=ends[-1]))
