"""Finds what an amount is said of, to its left: the shares that rose 5 %, the mine that was sold for $5."""

from __future__ import annotations

from newsextract.analysis.word_classes import DETERMINERS, NOUNS, PROPER, VERBS
from newsextract.numbers.concepts.clauses import STOPS, Clauses
from newsextract.numbers.concepts.noun_phrases import NounPhrases
from newsextract.numbers.knowledge.lexicon import Lexicon
from newsextract.numbers.text.tagged import NAMES, TaggedText
from newsextract.numbers.text.tokens import ARTICLES

_FAR = 40  # words to the left that a subject may stand away
_NEAR = 20  # words from a verb with its object to its "by"
_LONG = 9  # words of a subject with all that hangs on it
_VERBAL = ("VB", "VBG", "VBN", "RB")
_SITED = DETERMINERS | NOUNS | {"IN", "JJ", "POS"}
_PASSED = DETERMINERS.union(
    NOUNS,
    ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "RBR", "RBS", "RP", "TO", "IN", "JJ", "JJR", "JJS"),
    ("CD", "$", "HYPH", "SYM", ",", "-LRB-", "-RRB-", ":", "``", "''", "EX", "NFP", "CC", "WDT", "WP", "POS"),
)  # fmt: skip


class Subjects:
    """The subjects of one article's amounts."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, aged: dict[int, int], words: Lexicon) -> None:
        """``aged``: people called by their age ("a 34-year-old"), last word to first."""
        self._tagged, self._phrases, self._aged, self._words = tagged, phrases, aged, words
        self._clauses = Clauses(tagged, phrases, words)

    def nearest(self, start: int) -> str | None:
        """The noun phrase right before: whose age it is in ``her husband, Jo Roe, 54,``."""
        floor = max(0, start - _FAR)
        places = range(start - 1, floor - 1, -1)
        return self.alone(next((at for at in places if self._phrases.heads(at)), floor), floor)

    def alone(self, noun: int, floor: int) -> str | None:
        """The noun phrase that ends here, if one does, without what it hangs on."""
        phrases, lows = self._phrases, self._tagged.lows
        if not phrases.heads(noun):
            return None
        name = noun - 2 if lows[noun].rstrip(".") in ("jr", "sr") and lows[noun - 1] == "," else noun  # Bo Roe, Jr., 38
        return phrases.text(phrases.begins(name, floor), noun + 1)

    def of(self, start: int, barred: frozenset[str] = frozenset()) -> str | None:
        """The noun phrase that an amount beginning in ``start`` is said of: the nearest to the left, over asides.

        ``barred``: labels of entities that will not do.
        """
        before = self._tagged.lows[start - 1]
        if before == "that" and self._tagged.tags[start - 1] == "IN":  # the claim that $5 was lost
            return None
        loose = before != "of" and before in self._words.sets["prepositions"]  # sold to Acme for $5
        return self._search(start, loose, barred)

    def is_given(self, start: int) -> bool:
        """Whether a verb of doing stands right before: ``paid $5``, ``paid him $5``; not ``rose 5 %``, ``hit 50``."""
        tagged, place, sets = self._tagged, start - 1, self._words.sets
        if tagged.lows[place] == "in" and tagged.lows[place - 1] in sets["taking_in"]:  # raked in $5
            return True
        while tagged.tags[place] in ("RB", "RP", "PRP"):
            place -= 1
        if tagged.lows[place] == "of" and tagged.lows[place - 1] == "total":  # raised a total of $5
            place = self._phrases.before(self._phrases.begins(place - 1, 0), 0)
        if self._phrases.heads(place):  # paid the town $5
            giving = self._phrases.before(self._phrases.begins(place, 0), 0)
            return not sets["paying"].isdisjoint(tagged.lows[max(0, giving) : place])  # had given the town $5
        described = tagged.tags[place] in ("VBG", "VBN") and tagged.tags[place - 1] in NOUNS  # people earning $5
        moves = tagged.lows[place] in sets["moving"] and tagged.lows[place] not in sets["collecting"]  # raised $5
        measures = moves or tagged.lows[place] in sets["amounting"]
        measures = measures or tagged.tags[start] in VERBS  # had topped 6 million
        return tagged.tags[place] in VERBS and not (measures or described)

    def of_clause(self, start: int, barred: frozenset[str]) -> str | None:
        """The subject of the clause around ``start``, unless it is a pronoun: what lasts or is done for so long."""
        tagged, sets, verb = self._tagged, self._words.sets, self._clauses.verb(start, max(0, start - _FAR))
        if verb is None:
            return None
        if not sets["confining"].isdisjoint(tagged.lows[verb:start]):  # they jailed him for two years
            return self.of(start, barred)
        first = verb
        while tagged.tags[verb + 1] in _VERBAL or tagged.tags[verb + 2] == "VB":  # will last, is due to last
            verb += 1
        lasts = tagged.lows[verb] in sets["lasting"]
        return self.of_verb(first, barred | NAMES) if lasts else None

    def doer(self, start: int) -> str | None:
        """The subject of the clause around ``start``, whatever it is: ``Acme was the top gainer, up 3 %``."""
        verb = self._clauses.verb(start, max(0, start - _FAR))
        return self.of_verb(verb) if verb is not None else None

    def of_verb(self, verb: int, barred: frozenset[str] = frozenset()) -> str | None:
        """The subject of the verb in ``verb``, unless it is a pronoun."""
        before = verb - 1
        while self._tagged.lows[before] in ("has", "have", "had"):
            before -= 1
        return self._search(verb, True, barred) if self._tagged.tags[before] not in ("PRP", "EX") else None

    def changed(self, start: int) -> str | None:
        """What is changed by so much, far away: ``slash the distance between the town and its port, Ely, by 10 km``."""
        tagged, place = self._tagged, start - 1
        while tagged.lows[place] in self._words.sets["change_between"] and tagged.lows[place] != "by":
            place -= 1
        if tagged.lows[place] != "by":
            return None
        for verb in range(place - 1, max(0, place - _NEAR), -1):
            if tagged.lows[verb] in self._words.change_by:
                found = self._phrases.span(verb + 1 + (tagged.tags[verb + 1] in DETERMINERS))
                if found and "," in tagged.lows[found[1] : place]:
                    return self._phrases.text(found[0], found[1] + 1)
        return None

    def named(self, start: int, told: str | None) -> str | None:
        """``a fine of $5``; not ``a total of 50``, ``a high of 50``; of ``3 %, a cut of 2 points`` what 3 % is of."""
        tagged, sets, noun = self._tagged, self._words.sets, self._tagged.lows[start - 2]
        if tagged.lows[start - 1] != "of" or tagged.tags[start - 2] not in NOUNS or noun in sets["empty"]:
            return None
        article = tagged.lows[start - 3] in ARTICLES
        if tagged.lows[max(0, start - 4) : start - 1] == ["at", "the", "age"]:  # died of flu at the age of 54
            return None
        if article and tagged.lows[start - 4] == "," and noun in self._words.change_noun:
            return told
        return (self._levelled(start - 2) if noun in sets["extremes"] else None) or self.of(start - 1)

    def _levelled(self, noun: int) -> str | None:
        """What is at a level: ``sales at historic highs of $5``, ``rents in the range of $9``."""
        first = self._phrases.begins(noun, 0)
        reached = self._phrases.before(first, 0)
        while self._tagged.tags[reached] in ("RB", "DT"):  # to a seasonally adjusted rate
            reached -= 1
        plain = NOUNS.isdisjoint(self._tagged.tags[first:noun])
        levelled = plain and self._tagged.lows[reached] in ("to", "at", "in", "from")
        return self._search(reached, True, frozenset()) if levelled else None

    def _search(self, start: int, loose: bool, barred: frozenset[str]) -> str | None:
        """``loose``: whether the phrases that hang on a verb or noun here by a preposition are skipped."""
        tagged, phrases = self._tagged, self._phrases
        place, floor = start - 1, max(0, start - _FAR)
        single = held = False  # whether an "it", or any pronoun, stands between: "markets fear it", "fined him $5"
        while place >= floor:
            if self._is_those(place) or place in self._aged:
                return phrases.text(self._aged.get(place, place - 1), place + 1)
            if place in phrases.covered or (single and tagged.tags[place] in ("NNS", "NNPS")):
                place -= 1
            elif self._may_head(place, start):
                first = phrases.begins(place, floor)
                before = phrases.before(first, floor)
                ends = tagged.labels[place] in barred and tagged.lows[before] in ("from", "to")  # the way to Ely
                aside = ends or self._clauses.is_aside(place, before, loose)
                if not aside and not self._is_given(place, before, start):
                    return self._said(place, first, before, floor, loose, barred)
                place = before - 1
            elif phrases.heads(place) and tagged.lows[place + 1] == "of":  # a long-term average of
                place = phrases.begins(place, floor) - 1
            elif self._ends(place) or self._is_reported(place):
                return None
            else:
                held |= tagged.tags[place] == "PRP"
                single |= tagged.lows[place] == "it"
                loose = self._is_loose(place, loose)
                place = place - 1 if held else self._clauses.over(place, floor)
        return None

    def _is_those(self, place: int) -> bool:
        """``those polled``."""
        return self._tagged.tags[place] == "VBN" and self._tagged.lows[place - 1] == "those"

    def _may_head(self, place: int, start: int) -> bool:
        """Whether a phrase that ends here can be what the amount in ``start`` is said of."""
        return self._phrases.heads(place) and not self._is_empty(place) and not self._only_measures(place, start)

    def _is_loose(self, place: int, loose: bool) -> bool:
        """Whether what hangs on a word to the left is skipped: from a verb up to ``war, which has lasted``."""
        tag, measures = self._tagged.tags[place], self._tagged.lows[place] in self._words.sets["measuring"]
        return (loose or measures or tag[:2] in ("VB", "MD")) and tag not in ("WDT", "WP")

    def _is_given(self, noun: int, before: int, start: int) -> bool:
        """Whether a verb gives the amount to this phrase: ``it cost the town $5``, ``trails the mayor by``."""
        between = self._tagged.tags[noun + 1 : start]
        if self._tagged.lows[noun + 1] == "of":  # that beat estimates of $5
            return False
        reached = not between or (between[0] == "IN" and _SITED.issuperset(between))  # it saves women in the north $5
        return reached and self._tagged.lows[before] in self._words.sets["costing"]

    def _said(self, noun: int, first: int, before: int, floor: int, loose: bool, barred: frozenset[str]) -> str | None:
        """The phrase with what it hangs on, or None where its kind will not do."""
        tagged = self._tagged
        part = bool(barred) and tagged.lows[before] == "of" and before - 1 in self._phrases.covered
        if part or tagged.labels[noun] in barred:  # 92% of their leaves
            return None
        return self._whole(first, noun, floor, loose and not self._clauses.is_described(noun))

    def _is_empty(self, place: int) -> bool:
        """``a total of``, a verb taken for a noun; not the last word of ``the Dow Jones Industrial Average``."""
        tagged, low = self._tagged, self._tagged.lows[place]
        verb = tagged.lows[place + 1] == "by" and low in self._words.change_by  # the tumour shrank by half
        owned = tagged.tags[place - 1] == "PRP$"  # raising his average to .311
        verb |= low in self._words.sets["degrees"] and tagged.tags[place + 1] in ("JJR", "RBR")  # a bit less upbeat
        return (verb or (low in self._words.sets["empty"] and not owned)) and tagged.tags[place] not in PROPER

    def _only_measures(self, place: int, start: int) -> bool:
        """Whether no noun stands right before the amount: ``the fossil measures 80 cm``, ``a record $9``."""
        low, sets = self._tagged.lows[place], self._words.sets
        stands = place + 1 == start and self._tagged.lows[start] != "of"
        return stands and (low in sets["measuring"] or low in sets["ranking"])

    def _ends(self, place: int) -> bool:
        """Whether the search ends here: a stop, or a word over which nothing reaches."""
        lows, low = self._tagged.lows, self._tagged.lows[place]
        passing = lows[place - 1] == "," == lows[place + 2]  # Field trials, she said, would take
        passed = passing or self._tagged.tags[place] in _PASSED or low in self._words.sets["transparent"]
        return low in STOPS or not passed

    def _is_reported(self, place: int) -> bool:
        """``analysts say it will``: the pronoun stands for something said before, not for who says it."""
        low, before = self._tagged.lows[place], self._tagged.lows[place - 1]
        return low in self._words.sets["transparent"] and before in self._words.sets["saying"]

    def _whole(self, first: int, noun: int, floor: int, loose: bool) -> str:
        """The phrase from ``first`` to ``noun`` with what it hangs on, as far as it is not long: ``price of oil``."""
        phrases, begin, ends = self._phrases, first, [noun]
        while (head := self._clauses.before_pair(begin, floor) - 1) >= floor and self._hangs(head, loose):
            begin = phrases.begins(head, floor)
            ends.append(head)
        return phrases.text(begin, 1 + max((end for end in ends if end - begin < _LONG), default=ends[-1]))

    def _hangs(self, head: int, loose: bool) -> bool:
        """Whether the word behind ``head`` hangs a phrase on it: ``demand for oil``; not ``a drop in sales to $5``."""
        tagged, sets = self._tagged, self._words.sets
        low, word = tagged.lows[head + 1], tagged.lows[head]
        held = low == "in" and word in sets["held"]
        linked = low in ("for", "to", "on") and word in sets["linked"]
        if not (low in ("of", "per") or held or linked or (loose and low in sets["prepositions"])):
            return False
        if low in ("in", "of") and word in self._words.change_noun:
            return False
        return head not in self._phrases.covered and self._phrases.heads(head) and not self._is_empty(head)
