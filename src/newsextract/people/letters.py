"""Single letters that end a sentence and are no initials: "in Group B. Ann Reed said", "on X. Ann Reed said"."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from newsextract import rules
from newsextract.people.article import Kind, Words

_LETTERS = frozenset(f"{letter}." for letter in ascii_uppercase)
_SITE = "X."
_BEFORE_SITE = frozenset({"on", "to", "platform", "site", "app", "network"})


def without_last_letters(words: Words) -> Words:
    """The words, with a letter that ends a sentence tied to no name behind it."""
    if _LETTERS.isdisjoint(words.all_forms):
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for at in [at for at, form in enumerate(words.forms) if form in _LETTERS]:
        if _ends_sentence(words, at):
            kinds[at] = Kind.LOWER
            tied[at : at + 2] = [False] * len(tied[at : at + 2])
    return replace(words, kinds=kinds, tied=tied)


def _ends_sentence(words: Words, at: int) -> bool:
    """Whether a letter is what a thing is told by ("Plan B."), or the site: "wrote on X."."""
    if words.gap(at) != " ":
        return False
    before = words.folds[at - 1]
    return before in _things() or (words.forms[at] == _SITE and before in _BEFORE_SITE)


@rules.cached
def _things() -> frozenset[str]:
    return frozenset(rules.words("people/lettered_things"))
