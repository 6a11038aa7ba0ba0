"""Bynames as parts of names: "Catherine the Great", a nickname in marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.knowledge.lexicon import Lexicon

_INSIDE_MARKS = r"""([^\W\d_]+(?: [^\W\d_]+){0,2})["”’')] (?=[^\W\d_])"""
# The mark first, then what stands before it: so the text is searched for marks alone, and for one at a time fast.
_NICKNAMES = [re.compile(rf"\{mark}(?<=[\w.] .){_INSIDE_MARKS}") for mark in "\"“‘'("]
_IN_NICKNAMES = frozenset({"of", "the"})  # "Hands of Stone"


def with_bynames(words: Words, lexicon: Lexicon) -> Words:
    """With the "the" of Catherine the Great as a part of the name."""
    if lexicon.epithets.isdisjoint(words.all_forms):
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for place, form in enumerate(words.forms):
        if form == "the" and words.forms[place + 1] in lexicon.epithets:
            kinds[place], tied[place] = Kind.PARTICLE, True
    return replace(words, kinds=kinds, tied=tied)


def with_nicknames(words: Words, lexicon: Lexicon) -> Words:
    """With a nickname in marks tied to the names around it: Earvin “Magic” Johnson, Semisi “The Fridge” Moala."""
    found = [match for pattern in _NICKNAMES for match in pattern.finditer(words.text)]
    if not found:
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for match in found:
        first, last = bisect_left(words.starts, match.start(1)), bisect_left(words.starts, match.end())
        fold = words.folds[first]
        name = lexicon.is_listed(fold) and fold not in lexicon.places  # "Gisela (Brandt) Weisskopf"
        if (name or match[0][0] != "(") and _is_nickname(words, first, last, lexicon):
            kinds[first:last] = [Kind.CAPITAL] * (last - first)
            tied[first : last + 1] = [True] * (last - first + 1)
    return replace(words, kinds=kinds, tied=tied)


def _is_nickname(words: Words, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether words in marks have capitals, and stand between a word that may begin a name and one that may end it."""
    if words.kinds[last] != Kind.CAPITAL or words.kinds[first - 1] not in (Kind.CAPITAL, Kind.INITIALS):
        return False
    if words.folds[first - 1] in lexicon.common or words.folds[first - 1] in lexicon.departments:
        return False  # "Star “Magic” Johnson"
    return all(form[0].isupper() for form in words.forms[first:last] if form not in _IN_NICKNAMES)
