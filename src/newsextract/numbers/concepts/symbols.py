"""Says with a symbol what a word near a number is, as the weights of concepts have it.

A small word is its own symbol ("of", "while"). Any other has the letter of its tag in analysis/noun_phrases.py. A
verb's class follows its letter, a noun's class stands in the letter's place: "left Fcarried ratio" reads "what stands
left of a ratio is a finite verb of the class carried", "left #F duration" "left of a duration is an amount, and before
that a finite verb".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsextract import rules
from newsextract.analysis.noun_phrases import AMOUNT, VERB
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.numbers.text.tagged import TaggedText

_AS_WRITTEN = frozenset('ITCLWUD,:("H')


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


class Worked(dict[int, str]):
    """What ``make`` says of each place of an article, worked out once, when it is first asked for."""

    def __init__(self, make: Callable[[int], str]) -> None:
        """Nothing is worked out yet."""
        self._make = make

    def __missing__(self, place: int) -> str:
        """What is said of the place, from now on kept."""
        self[place] = made = self._make(place)
        return made


class Symbols:
    """The symbols of one article's words. ``letters``: as Phrases has them.

    By place, ``of`` has a word's symbol, ``steps`` that which it adds to a path from a number to a phrase: "" where it
    says nothing, as most adverbs and adjectives and all determiners.
    """

    def __init__(self, tagged: TaggedText, letters: str) -> None:
        """``tagged``: the text."""
        self._tagged, self._letters, self._classes = tagged, letters, classes()
        self.of, self.steps = Worked(self._symbol), Worked(self._step)

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
        symbol = "" if letter in "DH@" else self.of[place]
        return "" if letter in "RJ" and symbol == letter else symbol

    def head(self, last: int) -> str:
        """What the last word of a phrase is: singular or plural and its class, or the label of a name."""
        letter, label = self._letters[last], self._tagged.labels[last]
        if label and letter == "P":
            return f"P {label}"
        return letter + self._classes.nouns.get(self._tagged.lows[last], "")
