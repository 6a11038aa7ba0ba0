"""The noun phrases around an article's numbers, and the symbols that stand for the words near them.

A small word is its own symbol ("of", "while"). Any other has the letter of its tag in analysis/noun_phrases.py. A
verb's class follows its letter, a noun's class stands in the letter's place: "left Fcarried ratio" reads "before a
ratio stands a finite verb of the class carried", "left #F duration" "before a duration stands an amount, and before
that a finite verb".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import chain
from typing import NamedTuple

from newsextract import rules
from newsextract.analysis.noun_phrases import AMOUNT, NOUN, VERB, letters_of, noun_phrases
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.numbers.text.tagged import TIMES, TaggedText

_LONG = 9  # words of a phrase with all that hangs on it
MOST_WORDS = 30  # of a phrase, the last: in news twelve; a list without commas has thousands
_HOLDING = frozenset({"of", "per", "in", "for", "to", "on"})

Span = tuple[int, int]
_AS_WRITTEN = frozenset('ITCLWUD,:("H')


class Phrases:
    """The noun phrases of one article, each as the places of its first and last word.

    ``letters`` has one for each word; ``holding``: the phrase that a place is in; ``ending``: those by their last word.
    """

    def __init__(self, tagged: TaggedText, amounts: Sequence[Span], back: int) -> None:
        """``amounts``: the places of each one's first word and of that after its last.

        Phrases are those of the amounts' sentences, and of ``back`` words before.
        """
        self._tagged, self._words = tagged, lexicon()
        self.letters = letters_of(tagged.tags)
        sentences = list(self._sentences(amounts, back))
        self.letters = self._lettered(amounts, sentences)
        self.holding: dict[int, Span] = {}
        self.ending: dict[int, Span] = {}
        for start, end in chain.from_iterable(noun_phrases(self.letters, *bounds) for bounds in sentences):
            first, last = self._trimmed(start, end - 1)
            first = max(first, last + 1 - MOST_WORDS)
            dated = self.letters[first - 1] not in AMOUNT and TIMES.issuperset(tagged.labels[first : last + 1])
            if first <= last and not dated:  # last May; but "its first year" is a phrase
                self.ending[last] = span = first, last
                for place in range(first, last + 1):
                    self.holding[place] = span

    def _trimmed(self, first: int, last: int) -> Span:
        """The words that may be a phrase up to its last noun; an adjective alone after a number: ``36 dead``."""
        letters = self.letters
        while first <= last and (letters[first] in "OHC," or not self._tagged.words[first][0].isalnum()):  # a bullet
            first += 1
        for place in range(last, first - 1, -1):
            if (
                letters[place] in "NSPG"
                or letters[place - 1 : place + 1] == "PK"
                or (place > first and letters[place - 1] == "H")
            ):
                return first, place
        bare = letters[first - 1] in AMOUNT or (letters[first - 1] == "D" and letters[last + 1] not in AMOUNT)
        return (first, last) if bare and letters[last] in "JA" else (first, first - 1)

    def _sentences(self, amounts: Sequence[Span], back: int) -> Iterator[Span]:
        """The bounds of the stretches of sentences that have amounts, and of ``back`` words before them."""
        first, stop = 0, 0
        for start, end in amounts:
            begin = self.letters.rfind(".", stop, max(0, start - back)) + 1
            if begin > stop:
                yield first, stop
                first = begin
            stop = self.letters.find(".", end) if end > stop else stop
        yield first, stop

    def _lettered(self, amounts: Sequence[Span], sentences: Sequence[Span]) -> str:
        """The letters, where amounts, dates and nouns that only look like adjectives have their own."""
        tagged, nominal, letters = self._tagged, self._words.sets["nominal"], list(self.letters)
        for first, end in amounts:
            tied = "HYPH" in tagged.tags[first : end + 1]
            letters[first:end] = ("=" if tied else "#") * (end - first)
        for place in _where(letters, {"H"}, sentences):
            if not tagged.text[tagged.ends[place] : tagged.ends[place] + 1].strip():
                letters[place] = ":"  # a dash
        for place in _where(tagged.labels, TIMES, sentences):
            proper = letters[place] == "P" or tagged.lows[place] in self._words.sets["calendar"]
            counted = letters[place - 1 - (letters[place - 1] == "J")] in AMOUNT  # the second consecutive week
            if letters[place] in "NSPJ" and proper and not counted:
                letters[place] = "t"
        for place in _where(tagged.lows, nominal, sentences):  # a £50 fine if
            begins = letters[place - 1] in "DJO#=" and letters[place + 1] not in "NSPJDHCA"
            letters[place] = "N" if begins and letters[place] not in NOUN else letters[place]
        return "".join(letters)

    def text(self, first: int, last: int) -> str:
        """The words from ``start`` to ``last`` as the article has them, on one line; no article first."""
        tagged = self._tagged
        first += first < last and tagged.lows[first] in ("a", "an", "the")
        return " ".join(tagged.text[tagged.starts[first] : tagged.ends[last]].split())

    def whole(self, first: int, last: int, limit: int) -> int:
        """The last word of the phrase with what hangs on it before ``limit``: ``price of oil``, ``stake in Acme``."""
        lows, sets, change = self._tagged.lows, self._words.sets, self._words.change_noun
        while lows[last + 1] in _HOLDING and last - first < _LONG:
            low, head = lows[last + 1], lows[last]
            linked = low in ("for", "to", "on") and head in sets["linked"]
            if not (low in ("of", "per") or (low == "in" and head in sets["held"]) or linked):
                break
            place = last + 2 + (self.letters[last + 2] == "D")
            found = self.holding.get(place)
            if found is None or found[1] >= limit or (head in change and low == "of"):
                break
            last = found[1]
        return last


def _where(column: Sequence[str], wanted: Set[str], sentences: Iterable[Span]) -> Iterator[int]:
    """The places in the sentences at which a column has one of these."""
    for first, end in sentences:
        if not wanted.isdisjoint(column[first:end]):  # few have any
            yield from (place for place in range(first, end) if column[place] in wanted)


class Classes(NamedTuple):
    """The class of each verb and noun that has one, by its lower case; and the adverbs and adjectives that tell."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    relevant: frozenset[str]


@rules.cached
def classes() -> Classes:
    """The classes of models/rules/numbers/concepts.toml; of two lists with one word the first counts."""
    table, sets = rules.table("numbers/concepts"), lexicon().sets
    changing = {"changing": lexicon().change_noun}
    verbs, nouns = (
        {word: name for name in reversed(table[kind]) for word in changing.get(name) or sets[name]}
        for kind in ("verb_classes", "noun_classes")
    )
    return Classes(verbs, nouns, frozenset(table["telling"]))


class Symbols:
    """The symbols of one article's words. ``letters``: as Phrases has them.

    ``of`` gives the symbol of the word at a place, ``step`` what the word adds to a path from a number to a phrase: ""
    where it says nothing, as most adverbs and adjectives and all determiners.
    """

    def __init__(self, tagged: TaggedText, letters: str) -> None:
        """``tagged``: the text."""
        self._tagged, self._letters, self._classes = tagged, letters, classes()
        self.of, self.step = cache(self._symbol), cache(self._step)

    def _symbol(self, place: int) -> str:
        letter, low = self._letters[place], self._tagged.lows[place]
        if letter in _AS_WRITTEN:
            return low
        if letter in VERB:
            return letter + self._classes.verbs.get(low, "")
        if letter in "NS":
            return self._classes.nouns.get(low, "N")
        return low if letter in "RJ" and low in self._classes.relevant else letter

    def _step(self, place: int) -> str:
        letter = self._letters[place]
        if letter in AMOUNT:
            return "#"
        symbol = "" if letter in "DH@" else self.of(place)
        return "" if letter in "RJ" and symbol == letter else symbol

    def head(self, last: int) -> str:
        """What the last word of a phrase is: singular or plural and its class, or the label of a name."""
        letter, label = self._letters[last], self._tagged.labels[last]
        if label and letter == "P":
            return f"P {label}"
        return letter + self._classes.nouns.get(self._tagged.lows[last], "")
