"""Given names and whose they are, men's or women's: the lists given*.txt of models/rules/people and its built/."""

from __future__ import annotations

from newsextract import rules
from newsextract.people.knowledge.word_lists import entries, folded


def men() -> frozenset[str]:
    """Folded given names that men alone bear."""
    return entries("built/given_men") | folded("given_more_men")


def women() -> frozenset[str]:
    """Folded given names that women alone bear."""
    return entries("built/given_women") | folded("given_more_women")


def usual_names(name: str = "given_usual") -> dict[str, str]:
    """A folded given name -> "m" or "f", which its bearers mostly are."""
    return dict(entry.rsplit(" ", 1) for entry in rules.words(f"people/built/{name}"))


@rules.cached
def usual_sexes() -> dict[str, str]:
    """A folded given name -> "m" or "f": those of one sex alone, and what others mostly are."""
    alone = dict.fromkeys(men(), "m") | dict.fromkeys(women(), "f")
    return usual_names("given_rare") | usual_names() | alone
