"""Given names and whose they are, men's or women's: the lists given*.txt of models/rules/people."""

from __future__ import annotations

from newsextract import rules
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.word_lists import entries, folded


def of_either() -> frozenset[str]:
    """Folded given names that men and women bear, or of which that is not known."""
    return entries("given").union(folded("given_more"), _usual("given_usual"))


def of_men() -> frozenset[str]:
    """Folded given names that men alone bear."""
    return entries("given_men") | folded("given_more_men")


def of_women() -> frozenset[str]:
    """Folded given names that women alone bear."""
    return entries("given_women") | folded("given_more_women")


@rules.cached
def usual_sexes() -> dict[str, str]:
    """A folded given name -> "m" or "f": those of one sex alone, and what others mostly are."""
    alone = dict.fromkeys(of_men(), "m") | dict.fromkeys(of_women(), "f")
    return _usual("given_rare") | _usual("given_usual") | alone


def is_given_name(word: str) -> bool:
    """Whether a word with a capital is a given name, and no place's name too: "Ana", not "Georgia"."""
    folded_word = fold(word)
    return word.istitle() and folded_word in usual_sexes() and folded_word not in _places()


@rules.cached
def _places() -> frozenset[str]:
    return folded("places", "places_more")


def _usual(name: str) -> dict[str, str]:
    return dict(entry.rsplit(" ", 1) for entry in rules.words(f"people/{name}"))
