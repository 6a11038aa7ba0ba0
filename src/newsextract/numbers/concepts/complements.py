"""Finds what a measure is of by what hangs on it: 10 % of the turnover, $12,000 for a new roof, 7 years in prison."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, FINITE, NOUNS, PROPER
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import PLACES, TIMES, TaggedText
from newsextract.numbers.text.tokens import ARTICLES, lex

_BRACKET = 6  # words of a conversion in brackets
_NEAR = 5  # words between a verb of spending and the money
_SERVED = {"in", "under", "on", "of", "to"}
_CLAUSE = 8  # words between a sentence and its length
_ENDING = {".", ",", ":", "CC", "VBD", "VBP", "VBZ", "MD"}
_PARTING = {"before", "after", "until", "when", "who", "\n", ""}
_OWNERS = {"PERSON", "GPE", "NORP", "ORG"}
_RECEIVERS = ("places", "receivers", "beings", "age_nouns")
_VERBS = {"on": "spending", "to": "giving", "from": "stealing"}


class Complements:
    """The complements of one article's measures."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, aged: dict[int, int], words: Lexicon) -> None:
        """``aged``: people called by their age ("16-year-olds"), first word to last."""
        self._tagged, self._phrases, self._aged, self._words = tagged, phrases, aged, words

    def behind(self, amount: Amount, start: int, behind: int) -> str | None:
        """The noun phrase that hangs on the amount, whose words are those from ``start`` up to before ``behind``."""
        place = self._over_amount(self._over_bracket(behind + (self._tagged.tags[behind] == "''")))
        place += self._tagged.tags[place] == "POS"  # $40 million' worth of power
        place += self._tagged.lows[place] == "worth"
        if self._tagged.lows[place] == "of":
            whole = place + 1
            while self._tagged.tags[whole] in ("DT", "RB", "PRP$"):
                whole += 1
            if whole in self._phrases.covered and amount.kind == "money":  # $5 of the roughly $9 in tax
                return self._paid_for(start, self._behind_amount(whole))
            return self._text(place + 1)
        if amount.kind == "duration":
            return self._served(start, place)
        return self._paid_for(start, place) if amount.kind == "money" else None

    def purpose(self, behind: int) -> str | None:
        """What money is given to do, behind the amount that ends before ``behind``: ``needs $5 to cover its costs``."""
        tags = self._tagged.tags
        for place in range(behind, behind + _CLAUSE):
            if tags[place] in _ENDING or self._tagged.lows[place] in ("\n", "that"):
                return None
            if tags[place : place + 2] == ["TO", "VB"]:
                place += 2
                while tags[place] in ("IN", "RP", *DETERMINERS):
                    place += 1
                found = self._phrases.span(place)
                if found and self._is_person(*found):  # spent $5 to help Ann Roe win, to help her sons
                    return None
                more = self._phrases.span(found[1] + 2) if found and self._tagged.lows[found[1] + 1] == "of" else None
                return self._phrases.text(found[0], (more or found)[1] + 1) if found else None
        return None

    def _is_person(self, first: int, last: int) -> bool:
        """Whether the phrase is a person, and nothing of theirs: ``Ann Roe``, ``miners``, not ``Ann Roe's act``."""
        phrase, low = slice(first, last + 1), self._tagged.lows[last]
        if any(low in self._words.sets[name] for name in ("beings", "age_nouns")):
            return True
        return "PERSON" in self._tagged.labels[phrase] and "POS" not in self._tagged.tags[phrase]

    def _over_bracket(self, place: int) -> int:
        """The place behind a conversion in brackets that stands here, or this place."""
        closes = self._tagged.words[place : place + _BRACKET]
        return place + closes.index(")") + 1 if closes[:1] == ["("] and ")" in closes else place

    def _over_amount(self, place: int) -> int:
        """The place behind a further amount that stands here: ``5 % and 6 % of voters``; or this place."""
        if self._tagged.lows[place] not in ("and", "or", "to"):
            return place
        behind = self._behind_amount(place + 1)
        return self._over_bracket(behind) if behind > place + 1 else place

    def _behind_amount(self, place: int) -> int:
        """The place behind the amount that stands here, or this place."""
        while place in self._phrases.covered:
            place += 1
        return place

    def _served(self, start: int, place: int) -> str | None:
        """``seven years in prison``, ``in office for seven years``, ``jailed for seven years for fraud``."""
        tagged, sets = self._tagged, self._words.sets
        found = self._phrases.span(place + 1) if tagged.lows[place] in _SERVED else None
        if found and not sets["served_in"].isdisjoint(tagged.lows[found[0] : found[1] + 1]):
            return self._phrases.text(found[0], found[1] + 1)
        if tagged.lows[place] in sets["served_in"]:  # two years probation
            return tagged.words[place]
        if tagged.lows[place] == "as":  # three years as mayor
            return self._post(place + 1)
        if tagged.lows[place] == "at" and (tagged.lows[start - 1] == "after" or tagged.tags[start - 1] == "PRP$"):
            return self._text(place + 1)  # after three years at the bank
        if tagged.lows[place] == "for" and not sets["confining"].isdisjoint(
            tagged.lows[max(0, start - _CLAUSE) : start]
        ):
            return self._text(place + 1)
        if tagged.lows[start - 2] not in sets["served_in"]:
            return None
        first = self._phrases.begins(start - 2, 0)
        return self._phrases.text(first, start - 1) if tagged.lows[first - 1] in _SERVED else None

    def _paid_for(self, start: int, place: int) -> str | None:
        """``$5 million in deposits``, ``$9 for a new roof``, ``$5 million in cash for a mine``, ``spent $9 on``."""
        tagged, sets = self._tagged, self._words.sets
        place = self._over_means(start, place)
        if tagged.lows[place] == "over":  # $5 over two years for roads
            place = self._behind_amount(place + 1)
        voted = tagged.lows[place + 1] in ("for", "on")
        place += voted  # the $5 million voted for roads
        low = tagged.lows[place]
        if low == "in":
            known = tagged.tags[place + 1] == "DT"  # has $5 in the bank, but put $5 in the bank, in a mine
            if known and sets["investing"].isdisjoint(tagged.lows[max(0, start - _NEAR) : start]):
                return None
            head = place + 1 + known
            empty = head in self._phrases.covered  # in nine parts
            empty = empty or tagged.lows[head] in sets["never_in"] or tagged.labels[head] in PLACES  # in exchange
            empty = empty or tagged.lows[start - 1] in ("worth", "valued")  # is worth $5 in the market
            found = None if empty else self._phrases.span(head)
            return self._text(place + 1) if found and tagged.tags[found[1]] not in PROPER else None  # $9 in Cork
        if low == "as":  # $9 as a tax
            return self._purpose_told(place + 1)
        gerund = tagged.tags[place] == "VBG" and low not in sets["aiming"]  # spent $9 buying homes
        verbs = sets["spending" if gerund else _VERBS[low]] if gerund or low in _VERBS else frozenset()
        paid = low in ("for", "toward", "towards") or not verbs.isdisjoint(tagged.lows[max(0, start - _NEAR) : start])
        paid = paid and not (low == "to" and self._is_receiver(place + 1))
        paid |= tagged.tags[place - 1] in ("VBN", "VBD") or (tagged.lows[start - 1] == "another" and low == "on")
        timed = tagged.tags[place + 1] in DETERMINERS and "time" in tagged.lows[place + 2 : place + 4]
        if timed or not paid or self._is_unit(place + 1):  # hit $5 for the first time
            return None
        return self._text(place + 1)

    def _post(self, place: int) -> str | None:
        """The singular phrase that begins here, no clause: ``as a mayor of Ely``, not ``as demand for oil fell``."""
        tagged, sets = self._tagged, self._words.sets
        found = self._phrases.span(place + (tagged.lows[place] in ARTICLES))
        if found is None or tagged.tags[found[1]] not in ("NN", "NNP") or tagged.lows[found[1]] in sets["never_in"]:
            return None
        for end in range(found[1] + 1, found[1] + _CLAUSE):
            if tagged.tags[end] in FINITE:
                return None
            if tagged.lows[end] in _PARTING or tagged.tags[end] in _ENDING:
                break
        return self._phrases.text(found[0], found[1] + 1)

    def _purpose_told(self, place: int) -> str | None:
        """The phrase with an article that begins here, no clause: ``as a payroll tax``, not ``as a strike began``."""
        found = self._phrases.span(place + 1) if self._tagged.lows[place] in ARTICLES else None
        if found is None:
            return None
        tags, end = self._tagged.tags, found[1]
        while tags[end + 1] == "HYPH" or tags[end] == "HYPH" or tags[end + 1] in NOUNS:  # a pay-as-you-earn tax
            end += 1
        return self._phrases.text(found[0], end + 1) if tags[end + 1] not in FINITE else None

    def _over_means(self, start: int, place: int) -> int:
        """The place behind what one pays in: ``$5 in cash and stock for a mine``, ``sold for $5 in cash``; or this."""
        lows, paid_in, end = self._tagged.lows, self._words.sets["paid_in"], place
        while lows[end] in ("in", "and") and lows[end + 1] in paid_in:
            end += 2
        return end if lows[end] == "for" or lows[start - 1] == "for" else place

    def _is_receiver(self, place: int) -> bool:
        """Whether what begins here gets money, and is not what it is for: ``gave $5 to the state``, ``to Acme``."""
        found = self._phrases.span(place + (self._tagged.tags[place] in DETERMINERS))
        if found is None:
            return False
        low, sets = self._tagged.lows[found[1]], self._words.sets
        return self._tagged.labels[found[1]] in _OWNERS or any(low in sets[name] for name in _RECEIVERS)

    def _text(self, place: int) -> str | None:
        """The phrase that begins here, determiners and other amounts skipped, if it says anything."""
        tagged = self._tagged
        if place in self._aged:  # 30 % of 16-year-olds
            return self._phrases.text(place, self._aged[place] + 1)
        while tagged.tags[place] in DETERMINERS or tagged.tags[place] == "CD":
            place += 1
        if tagged.lows[place - 1] == "those" and tagged.tags[place] == "VBN":  # of those polled
            return self._phrases.text(place - 1, place + 1)
        place += tagged.labels[place] in TIMES  # for Friday child care
        phrase = self._phrases.right(place) if tagged.labels[place] not in TIMES else None
        return phrase if phrase and phrase.lower() not in self._words.sets["empty"] else None

    def _is_unit(self, place: int) -> bool:
        """Whether a unit stands here: ``$8 for a kilogram``."""
        place += self._tagged.lows[place] in ARTICLES
        return self._words.unit_words.at(lex(self._tagged.lows[place]), 0) is not None
