"""Finds what a number counts or measures, in the article's words, by the tags around it. No parser."""

from __future__ import annotations

import re

from newsextract.numbers.amount import Amount
from newsextract.numbers.lexer import Tokens, lex
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.sentence import TaggedText

_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_PROPER = {"NNP", "NNPS"}
_IN_PHRASE = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "ADD", "FW"}
_DETERMINERS = {"DT", "PRP$", "PDT", "WP$"}
_IN_NOUN_PHRASE = _IN_PHRASE | _DETERMINERS
_PASSED = _DETERMINERS.union(
    ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "RBR", "RBS", "RP", "TO", "IN", "JJ", "JJR", "JJS"),
    ("CD", "$", "HYPH", "SYM", ",", "-LRB-", "-RRB-", ":", "``", "''", "EX", "NFP", "CC", "WDT", "WP", "POS"),
)  # fmt: skip
_TIMES = {"DATE", "TIME"}
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_FAR = 25  # words to the left that a subject may stand away
_LONG = 8  # words of a phrase
_SPACE = re.compile(r"\s+")


class Concepts:
    """Finds the concepts of one article's amounts, in text order."""

    def __init__(self, tokens: Tokens, tagged: TaggedText, words: Lexicon) -> None:
        """``words``: the nouns of change ("a 5 % rise in prices" measures prices) and the empty ones."""
        self._tokens, self._tagged, self._words = tokens, tagged, words
        self._spans: list[tuple[int, int]] = []  # the words of the amounts before this one
        self._covered: set[int] = set()  # the places of those words
        self._last: str | None = None
        self._counted: tuple[int, str | None] = (-_FAR, None)

    def of(self, amount: Amount) -> str | None:
        """What the amount counts or measures, or None."""
        start = self._tagged.at(self._tokens.starts[amount.first])
        behind = self._tagged.behind(self._tokens.ends[amount.behind - 1])
        if amount.unit is None:
            concept = self._count(amount, start, behind)
            self._counted = (behind, concept)
        else:
            concept = self._measure(amount, start, behind)
        self._last = concept
        self._spans.append((start, behind))
        self._covered.update(range(start, behind))
        return concept

    def _count(self, amount: Amount, start: int, behind: int) -> str | None:
        """``150 Chinese mercenaries``, ``one of the combatants``; elided: ``50, compared with 40``."""
        tagged, place = self._tagged, self._counted_place(behind)
        if amount.upper is not None and self._tokens.raw(amount.number_behind).isalpha():  # from 40 rooms to 60
            inner = self._right(tagged.at(self._tokens.starts[amount.number_behind]))
            if inner:
                return inner
        dated = tagged.low(place) in self._words.temporal and tagged.label(place) in _TIMES
        phrase = self._right(place) if not dated else None
        if phrase or tagged.low(place) in self._words.states:
            return phrase or tagged.words[place]
        if amount.form == "fraction" and tagged.low(behind) == "of" and tagged.tag(behind + 1) == "PRP":
            return None  # a third of it
        if amount.kind == "ratio" and amount.upper is not None:
            return self._odds(start)
        since, counted = self._counted
        if counted and behind - since < _FAR and "." not in tagged.words[since:start]:
            return counted
        return self._subject(start) if amount.kind != "ordinal" else None

    def _odds(self, start: int) -> str | None:
        """``put the odds of a recall at 5-1``; a score or vote is that of two sides, and of no one thing."""
        subject = self._subject(start)
        return subject if subject and not self._words.odds.isdisjoint(subject.lower().split()) else None

    def _counted_place(self, behind: int) -> int:
        """Where what is counted begins: ``two of the three lawmakers``, ``one of the first farmers``."""
        tagged, of = self._tagged, self._tagged.low(behind) == "of"
        place = behind + of
        while (
            tagged.tag(place) in _DETERMINERS
            or tagged.low(place) in ("more", "such", "further", "-")
            or (of and (tagged.tag(place) == "CD" or tagged.low(place) in self._words.ordinal))
        ) and tagged.low(place) not in self._words.temporal:
            place += 1
        return place

    def _measure(self, amount: Amount, start: int, behind: int) -> str | None:
        """``a five-minute clip``, ``10 % of the turnover``, ``a fine of $5``, ``shares rose 5 %``."""
        if self._goes_with_last(start):
            return self._last
        tagged, place = self._tagged, behind + (self._tagged.low(behind) == "-")
        phrase = self._right(place) if self._describes(amount, place) else None
        if phrase:
            if phrase.rsplit(" ", 1)[-1].lower() in self._words.change_noun:
                return self._object(place) or self._subject(start) or phrase
            return phrase
        if (
            tagged.low(start - 1) == "of" and (named := self._subject(start - 1)) and tagged.tag(start - 2) in _NOUNS
        ) and tagged.low(start - 2) not in self._words.empty:
            return named
        phrase = self._behind(amount, behind)
        if phrase or self._adverbial(amount, start, behind):
            return phrase
        return self._last if self._listed(start) else self._measured(amount, start)

    def _measured(self, amount: Amount, start: int) -> str | None:
        """The subject, but not who does it: ``loggers had cleared 300 hectares``, ``Ann needed two hours``."""
        if amount.kind == "quantity" and self._tagged.low(start - 1) in self._words.done:
            return None
        barred = {"quantity": _PLACES, "duration": _PLACES | {"PERSON", "NORP"}}.get(amount.kind, frozenset())
        return self._subject(start, barred)

    def _listed(self, start: int) -> bool:
        """Nothing but a comma, semicolon or "and" since the amount before: they measure one thing."""
        between = self._tagged.words[self._spans[-1][1] : start] if self._spans else []
        return 0 < len(between) < 3 and all(word.lower() in (",", ";", "and", "then") for word in between)

    def _goes_with_last(self, start: int) -> bool:
        """A conversion, "seven miles (11 km)", and "190 points, or 0.6%"."""
        if not self._spans or self._last is None:
            return False
        between = [word.lower() for word in self._tagged.words[self._spans[-1][1] : start]]
        return between in (["("], ["/"], [",", "or"], ["or"], [",", "or", "about"])

    def _describes(self, amount: Amount, place: int) -> bool:
        """Whether a measure stands before its noun: "a 30-day truce", not "30 days later"."""
        last = self._tokens.low(amount.behind - 1)
        if self._tagged.label(place) in _TIMES and self._tagged.label(place - 1) not in _TIMES:
            return False
        if last in self._words.plurals or amount.signed or self._tagged.low(place) in self._words.later:
            return False
        return not (amount.kind == "percent" and self._tagged.tag(place) in _PROPER)

    def _behind(self, amount: Amount, behind: int) -> str | None:
        """``of its turnover``, ``$5 million in deposits``, ``$12,000 for a new roof``."""
        tagged, place = self._tagged, behind
        if tagged.low(place) == "(" and ")" in tagged.words[place : place + 6]:
            place += tagged.words[place : place + 6].index(")") + 1
        joiner = tagged.low(place)
        if joiner == "in" and tagged.low(place + 1) in self._words.paid_in and tagged.low(place + 2) == "for":
            place, joiner = place + 2, "for"
        if joiner == "in" and amount.kind == "duration":  # seven years in prison
            return self._right(place + 1) if tagged.low(place + 1) in self._words.served_in else None
        if joiner != "of" and not (joiner in ("in", "for") and amount.kind == "money"):
            return None
        place += 1
        while tagged.tag(place) in _DETERMINERS or tagged.tag(place) == "CD":
            place += 1
        piece = joiner == "for" and self._is_unit(place)  # $8 for a kilogram
        return self._right(place) if tagged.label(place) not in _TIMES and not piece else None

    def _is_unit(self, place: int) -> bool:
        low = self._tagged.low(place)
        return bool(low) and self._words.unit_words.at(lex(low), 0) is not None

    def _adverbial(self, amount: Amount, start: int, behind: int) -> bool:
        """A duration that only says when or how long: "in 15 years", "nine days later"."""
        if amount.kind != "duration":
            return False
        return self._tagged.low(start - 1) in self._words.adverbial or self._tagged.low(behind) in self._words.later

    def _right(self, place: int) -> str | None:
        """The noun phrase that begins here, or None: cut behind its last noun."""
        tagged, end, last = self._tagged, place, -1
        while end - place < _LONG:
            tag = tagged.tag(end)
            if tag == "CC" and self._shares_head(end, place):
                end += 1
                continue
            if tag not in _IN_PHRASE or (tag in _PROPER and tagged.label(end) in _TIMES):
                break
            if tag in _NOUNS:
                last = end
            elif (
                last >= 0
                and tag in ("VBN", "VBG", "JJ", "JJR")
                and "HYPH" not in (tagged.tag(end - 1), tagged.tag(end + 1))
            ):
                break
            end += 1
        return self._words_of(place, last + 1) if last >= place else None

    def _shares_head(self, place: int, first: int) -> bool:
        """``Kia and Hyundai vehicles``, ``digital and physical sales``: two words for one noun."""
        tagged = self._tagged
        before, after, head = (tagged.tag(p) for p in (place - 1, place + 1, place + 2))
        return (
            place > first and before in ("NNP", "JJ", "NN") and after in ("NNP", "JJ", "NN") and head in ("NNS", "NNPS")
        )

    def _object(self, place: int) -> str | None:
        """Behind a noun of change: ``in prices``, ``of jobs``."""
        tagged, end = self._tagged, place
        while tagged.tag(end) in _IN_PHRASE and end - place < _LONG:
            end += 1
        if tagged.low(end) not in ("in", "of", "for"):
            return None
        end += 1
        while tagged.tag(end) in _DETERMINERS:
            end += 1
        return self._right(end) if tagged.label(end) not in _TIMES else None

    def _subject(self, start: int, barred: frozenset[str] = frozenset()) -> str | None:
        """The nearest noun phrase to the left, within the sentence, over other numbers and over "in Peru".
        ``barred``: labels of entities that will not do."""
        tagged, place, span = self._tagged, start - 1, len(self._spans) - 1
        floor = max(0, start - _FAR)
        while place >= floor:
            while span >= 0 and self._spans[span][0] > place:
                span -= 1
            if span >= 0 and place < self._spans[span][1]:
                place = self._spans[span][0] - 1
                continue
            low, tag = tagged.low(place), tagged.tag(place)
            named = tag in _NOUNS and tagged.label(place) not in _TIMES and low not in self._words.empty
            if named and tagged.words[place][0].isalnum():
                joiner = self._joiner(place, floor)
                if joiner > floor and self._is_placed(place, joiner):
                    place = joiner - 1
                    continue
                of_amount = tagged.low(joiner) == "of" and joiner - 1 in self._covered  # 92% of their leaves
                part = bool(barred) and of_amount
                return None if part or tagged.label(place) in barred else self._left(place, floor)
            if low in (".", ";", "\n") or not (
                tag in _PASSED or tag in _NOUNS or low in self._words.transparent or self._said(place)
            ):
                return None
            place -= 1
        return None

    def _said(self, place: int) -> bool:
        """``Field trials, she said, would take``: the pronoun of words in passing."""
        tagged = self._tagged
        return tagged.tag(place) == "PRP" and tagged.low(place - 1) == "," == tagged.low(place + 2)

    def _joiner(self, end: int, floor: int) -> int:
        """The place right before the noun phrase that ends here, its determiners passed over."""
        tagged, place = self._tagged, end - 1
        while place >= floor and tagged.tag(place) in _IN_NOUN_PHRASE and place not in self._covered:
            place -= 1
        return place

    def _is_placed(self, noun: int, joiner: int) -> bool:
        """Whether the noun is a place that only says where: ``in Peru``; not ``shares in Delmo``
        nor ``in a country that``."""
        tagged = self._tagged
        sited = tagged.label(noun) in _PLACES or tagged.low(noun) in self._words.places
        if not sited or tagged.low(noun + 1) in ("that", "which", "where"):
            return False
        return tagged.low(joiner) in self._words.placed and tagged.low(joiner - 1) not in self._words.held

    def _left(self, end: int, floor: int) -> str:
        """The noun phrase that ends here, with what hangs on it by "of"."""
        tagged, place = self._tagged, end
        while (
            place - 1 >= floor
            and tagged.tag(place - 1) in _IN_PHRASE
            and (tagged.tag(place - 1) != "VBG" or tagged.tag(place - 2) in _DETERMINERS)
            and place - 1 not in self._covered
        ):
            place -= 1
        begin = place
        while begin - 1 >= floor and tagged.tag(begin - 1) in _DETERMINERS:
            begin -= 1
        before, head_place = tagged.low(begin - 1), begin - 2
        held = before == "in" and tagged.low(head_place) in self._words.held
        linked = before in ("for", "to", "on") and tagged.low(head_place) in self._words.linked
        hangs = (before == "of" or held or linked) and tagged.tag(head_place) in _NOUNS
        if hangs and head_place >= floor and head_place not in self._covered:
            head = self._left(begin - 2, floor)
            return f"{head} {self._words_of(begin - 1, end + 1)}"
        while place < end and tagged.tag(place) in ("POS", "HYPH", "VBN", "VBD"):
            place += 1
        return self._words_of(place, end + 1)

    def _words_of(self, first: int, behind: int) -> str:
        tagged = self._tagged
        return _SPACE.sub(" ", tagged.text[tagged.starts[first] : tagged.ends[behind - 1]])
