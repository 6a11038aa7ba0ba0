"""Finds what a number counts or measures, in the article's words, by the tags around it. No parser."""

from __future__ import annotations

import re

from newsextract.numbers.amounts import Amount
from newsextract.numbers.lexer import Tokens
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.sentence import TaggedText

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_IN_PHRASE = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "ADD", "FW"}
_DETERMINERS = {"DT", "PRP$", "PDT", "WP$"}
_VERBAL = {
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "MD",
    "RB",
    "RBR",
    "RP",
    "TO",
    "IN",
    "JJR",
    "CD",
    "$",
    "HYPH",
    "SYM",
    ",",
    "-LRB-",
    ":",
    "``",
    "''",
    "EX",
    "NFP",
}
_TIMES = {"DATE", "TIME"}
_FAR = 25  # words to the left that a subject may stand away
_LONG = 8  # words of a phrase
_SPACE = re.compile(r"\s+")


class Concepts:
    """Finds the concepts of one article's amounts, in text order."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> None:
        """``words``: the nouns of change ("a 5 % rise in prices" measures prices)."""
        self._tokens, self._tagged, self._words = tokens, tagged, words
        self._last: tuple[int, str | None] = (-100, None)
        self._counted: tuple[int, str | None] = (-100, None)

    def of(self, amount: Amount) -> str | None:
        """What the amount counts or measures, or None."""
        start = self._tagged.at(self._tokens.starts[amount.first])
        behind = self._tagged.behind(self._tokens.ends[amount.behind - 1])
        concept = self._count(start, behind) if amount.unit is None else self._measure(amount, start, behind)
        self._last = (behind, concept)
        if amount.unit is None:
            self._counted = (behind, concept)
        return concept

    def _count(self, start: int, behind: int) -> str | None:
        """``150 Chinese mercenaries``, ``one of the combatants``; elided: ``50, compared with 40``."""
        tagged, place = self._tagged, behind
        if tagged.low(place) == "of":
            place += 1
        while tagged.tag(place) in _DETERMINERS or tagged.low(place) in (
            "more",
            "other",
            "such",
            "further",
            "-",
        ):
            place += 1
        phrase = self._right(place)
        if phrase:
            return phrase
        if (
            self._counted[1]
            and behind - self._counted[0] < _FAR
            and "." not in tagged.words[self._counted[0] : start]
        ):
            return self._counted[1]
        return self._subject(start)

    def _measure(self, amount: Amount, start: int, behind: int) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        tagged = self._tagged
        if tagged.low(start - 1) == "(" and start - 1 <= self._last[0] + 1 and self._last[1]:
            return self._last[1]  # a conversion: seven miles (11 km)
        place = behind + (tagged.low(behind) == "-")
        phrase = self._right(place)
        if phrase and amount.kind != "age" and not phrase.split()[0].lower().endswith("ago"):
            if phrase.split()[-1].lower() in self._words.change_noun:
                return self._object(place) or self._subject(start) or phrase
            return phrase
        if phrase and amount.kind == "age":
            return phrase
        if tagged.low(place) == "of" or (tagged.low(place) == "in" and amount.kind == "money"):
            place += 1
            while tagged.tag(place) in _DETERMINERS or tagged.tag(place) == "CD":
                place += 1
            phrase = self._right(place)
            if phrase and tagged.label(place) not in _TIMES:
                return phrase
        return self._subject(start)

    def _right(self, place: int) -> str | None:
        """The noun phrase that begins here, or None: cut behind its last noun."""
        tagged, end, last = self._tagged, place, -1
        while end - place < _LONG and (tagged.tag(end) in _IN_PHRASE):
            if tagged.label(end) in _TIMES and tagged.tag(end) == "NNP":
                break
            if tagged.tag(end) in _NOUNS:
                last = end
            elif (
                last >= 0
                and tagged.tag(end) in ("VBN", "VBG", "JJ", "JJR")
                and tagged.tag(end - 1) != "HYPH"
                and tagged.tag(end + 1) not in ("HYPH", *_NOUNS)
            ):
                break
            elif last >= 0 and tagged.tag(end) in ("VBN", "VBG"):
                break
            end += 1
        return self._words_of(place, last + 1) if last >= place else None

    def _object(self, place: int) -> str | None:
        """Behind a noun of change: ``in prices``, ``of jobs``."""
        tagged = self._tagged
        end = place
        while tagged.tag(end) in _IN_PHRASE and end - place < _LONG:
            end += 1
        if tagged.low(end) not in ("in", "of", "for"):
            return None
        end += 1
        while tagged.tag(end) in _DETERMINERS:
            end += 1
        return self._right(end) if tagged.label(end) not in _TIMES else None

    def _subject(self, start: int) -> str | None:
        """The nearest noun phrase to the left, over verbs, adverbs, prepositions and other numbers."""
        tagged, place = self._tagged, start - 1
        floor = max(0, start - _FAR)
        while place >= floor:
            tag = tagged.tag(place)
            timed = tagged.label(place) in _TIMES or tagged.label(place) in (
                "PERCENT",
                "MONEY",
                "QUANTITY",
                "CARDINAL",
            )
            if tag in _NOUNS and not timed and tagged.words[place][0].isalnum():
                return self._left(place, floor)
            if (
                tag not in _VERBAL
                and not timed
                and tag not in _DETERMINERS
                and tag not in ("JJ", "JJS", "CC", "RBS", "WDT", "WP", "POS")
                or tagged.words[place] in (".", ";", "\n")
            ):
                return None
            place -= 1
        return None

    def _left(self, end: int, floor: int) -> str | None:
        """The noun phrase that ends here, with what hangs on it by "of"."""
        tagged, place = self._tagged, end
        while place - 1 >= floor and tagged.tag(place - 1) in _IN_PHRASE and tagged.tag(place - 1) != "VBG":
            place -= 1
        begin = place
        while begin - 1 >= floor and tagged.tag(begin - 1) in _DETERMINERS:
            begin -= 1
        if (
            tagged.low(begin - 1) in ("of", "for", "in")
            and begin - 2 >= floor
            and tagged.tag(begin - 2) in _NOUNS
            and end - begin < _LONG
        ):
            longer = self._left(begin - 2, floor) if tagged.low(begin - 1) == "of" else None
            if longer:
                return longer
        while place < end and tagged.tag(place) in ("POS", "HYPH", "VBN", "VBD"):
            place += 1
        return self._words_of(place, end + 1)

    def _words_of(self, first: int, behind: int) -> str:
        tagged = self._tagged
        return _SPACE.sub(" ", tagged.text[tagged.starts[first] : tagged.ends[behind - 1]])
