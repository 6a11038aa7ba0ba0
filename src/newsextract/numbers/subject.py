"""Finds what an amount is said of, to its left: the shares that rose 5 %, the mine that was sold for $5."""

from __future__ import annotations

from newsextract.numbers.asides import Asides
from newsextract.numbers.clauses import STOPS, Clauses
from newsextract.numbers.lexicon import Lexicon
from newsextract.numbers.noun_phrases import DETERMINERS, NOUNS, PROPER, NounPhrases
from newsextract.numbers.sentence import TaggedText

_FAR = 40  # words to the left that a subject may stand away
_LONG = 9  # words of a subject with all that hangs on it
_PASSED = DETERMINERS.union(
    ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "RBR", "RBS", "RP", "TO", "IN", "JJ", "JJR", "JJS"),
    ("CD", "$", "HYPH", "SYM", ",", "-LRB-", "-RRB-", ":", "``", "''", "EX", "NFP", "CC", "WDT", "WP", "POS"),
)  # fmt: skip


class Subjects:
    """The subjects of one article's amounts."""

    def __init__(self, tagged: TaggedText, phrases: NounPhrases, aged: dict[int, int], words: Lexicon) -> None:
        """``aged``: people called by their age ("a 34-year-old"), last word to first. ``words``: empty nouns,
        prepositions, pronouns that stand for what the sentence is about."""
        self._tagged, self._phrases, self._aged, self._words = tagged, phrases, aged, words
        self._clauses = Clauses(tagged, words)
        self._asides = Asides(tagged, phrases, words)

    def nearest(self, start: int) -> str | None:
        """The noun phrase right before: whose age it is in ``her husband, Jo Roe, 54,``."""
        floor, place = max(0, start - _FAR), start - 1
        while place >= floor and not self._phrases.heads(place) and not self._ends(place):
            place -= 1
        return self._alone(place, floor)

    def person(self, start: int) -> str | None:
        """The nearest name of a person in the sentence: whose age it is in ``Jo Roe, one of three, turned 40``."""
        floor, place = max(0, start - _FAR), start - 1
        while place >= floor and self._tagged.label(place) != "PERSON" and self._tagged.low(place) not in STOPS:
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
        before = self._tagged.low(start - 1)
        return self._search(start, before != "of" and before in self._words.prepositions, barred)  # sold to Acme for $5

    def of_clause(self, start: int, barred: frozenset[str]) -> str | None:
        """The subject of the clause in which an amount begins in ``start``, unless it is a pronoun: what lasts,
        waits or is done for so long. ``barred``: as for ``of``."""
        tagged, verb = self._tagged, self._clauses.verb(start, max(0, start - _FAR))
        if tagged.tag(start - 1) in ("VBG", "VBN"):  # twins aged eight months, a war lasting two years
            return self.of(start, barred)
        asked = tagged.low(start - 1 - (tagged.low(start - 1) == "for")) in self._words.asking
        if verb is None and tagged.tag(start - 2) == "VBN":  # the post, shut for two years, reopened
            return self.of(start, barred)
        if verb is None or asked or tagged.tag(start - 1) == "PRP":  # gave him 90 days
            return None
        if not self._words.confining.isdisjoint(map(tagged.low, range(verb, start))):  # they jailed him for two years
            return self.of(start, barred)
        before = verb - 1
        while tagged.tag(before) == "RB":
            before -= 1
        return self._search(verb, True, barred) if tagged.tag(before) not in ("PRP", "EX") else None

    def _search(self, start: int, loose: bool, barred: frozenset[str]) -> str | None:
        """``loose``: whether the phrases that hang on a verb or noun here by a preposition are passed over."""
        tagged, phrases = self._tagged, self._phrases
        place, floor = start - 1, max(0, start - _FAR)
        single = held = False  # whether an "it", or any pronoun, stands between: "markets fear it", "fined him $5"
        while place >= floor:
            if tagged.tag(place) == "VBN" and tagged.low(place - 1) == "those":  # those polled
                return phrases.text(place - 1, place + 1)
            if place in self._aged and place != start - 1:
                return phrases.text(self._aged[place], place + 1)
            if place in phrases.covered or (single and tagged.tag(place) in ("NNS", "NNPS")):
                place -= 1
            elif phrases.heads(place) and not self._is_empty(place) and not self._only_measures(place, start):
                first = phrases.begins(place, floor)
                before = phrases.before(first, floor)
                named = tagged.low(before) == "," and tagged.label(place) in barred  # the judge, Ann Roe, needed
                alone = before <= floor or named or not self._asides.holds(place, first, before, loose)
                if alone and not self._is_given(place, before, start):
                    return self._said(place, first, before, floor, loose, barred)
                place = before - 1
            elif phrases.heads(place) and self._is_average(place):
                place = phrases.begins(place, floor) - 1
            elif self._ends(place) or self._is_reported(place):
                return None
            else:
                held = held or tagged.tag(place) == "PRP"
                single = single or tagged.low(place) == "it"
                loose = loose or tagged.tag(place)[:2] in ("VB", "MD") or tagged.low(place) == "than"
                loose = loose and tagged.tag(place) not in ("WDT", "WP")  # talks in a war, which has lasted
                place = place - 1 if held else self._clauses.over(place, floor)
        return None

    def _is_given(self, noun: int, before: int, start: int) -> bool:
        """Whether a verb gives the amount to this phrase: ``it cost the town $5``, ``trails the mayor by``."""
        reached = noun + 1 + (self._tagged.low(noun + 1) == "by") == start
        return reached and self._tagged.low(before) in self._words.costing

    def _said(self, noun: int, first: int, before: int, floor: int, loose: bool, barred: frozenset[str]) -> str | None:
        """The phrase with what it hangs on, or None where its kind will not do."""
        tagged = self._tagged
        part = bool(barred) and tagged.low(before) == "of" and before - 1 in self._phrases.covered
        named = tagged.label(noun) in barred and tagged.word(noun)[0].isupper()
        if part or named:  # 92% of their leaves
            return None
        return self._whole(first, noun, floor, loose and not self._asides.is_described(noun))

    def _is_empty(self, place: int) -> bool:
        """``a total of``, a verb taken for a noun; not the last word of ``the Dow Jones Industrial Average``."""
        tagged, low = self._tagged, self._tagged.low(place)
        by = tagged.low(place + 1) == "by" and tagged.tag(place - 1) in NOUNS
        verb = by and low in self._words.change_by  # the tumour shrank by half
        return (verb or low in self._words.empty) and tagged.tag(place) not in PROPER

    def _is_average(self, place: int) -> bool:
        """``a long-term average of``: what stands before it says no more than it does."""
        return self._is_empty(place) and self._tagged.low(place + 1) == "of"

    def _only_measures(self, place: int, start: int) -> bool:
        """Whether no noun stands right before the amount: ``the fossil measures 80 cm``, ``a record $9``."""
        low, words = self._tagged.low(place), self._words
        stands = place + 1 == start and self._tagged.low(start) != "of"
        return stands and (low in words.measuring or low in words.ranking)

    def _ends(self, place: int) -> bool:
        """Whether the search ends here: a stop, or a word over which nothing reaches."""
        tagged = self._tagged
        low, tag = tagged.low(place), tagged.tag(place)
        passed = tag in _PASSED or tag in NOUNS or low in self._words.transparent or self._in_passing(place)
        return low in STOPS or not passed

    def _is_reported(self, place: int) -> bool:
        """``analysts say it will``: the pronoun stands for something said before, not for who says it."""
        low, before = self._tagged.low(place), self._tagged.low(place - 1)
        return low in self._words.transparent and before in self._words.saying

    def _in_passing(self, place: int) -> bool:
        """``Field trials, she said, would take``: the pronoun of words in passing."""
        tagged = self._tagged
        return tagged.tag(place) == "PRP" and tagged.low(place - 1) == "," == tagged.low(place + 2)

    def _whole(self, first: int, noun: int, floor: int, loose: bool) -> str:
        """The phrase from ``first`` to ``noun`` with what it hangs on: ``price of oil``, ``demand for oil``; of many
        that hang on one another, those that follow the first and make no long phrase."""
        tagged, phrases, begin, ends = self._tagged, self._phrases, first, [noun]
        while True:
            before = phrases.before(begin, floor)
            low, head = tagged.low(before), before - 1
            held = low == "in" and tagged.low(head) in self._words.held
            linked = low in ("for", "to", "on") and tagged.low(head) in self._words.linked
            hangs = low in ("of", "per") or held or linked or (loose and low in self._words.prepositions)
            empty = self._is_empty(head)  # in the event of
            changes = low in ("in", "of") and tagged.low(head) in self._words.change_noun  # a drop in sales to $5
            if not hangs or changes or empty or head < floor or head in phrases.covered or not phrases.heads(head):
                break
            begin = phrases.begins(head, floor)
            ends.append(head)
        return phrases.text(begin, 1 + max((end for end in ends if end - begin < _LONG), default=ends[-1]))
