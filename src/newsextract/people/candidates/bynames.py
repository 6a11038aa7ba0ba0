"""Bynames as parts of names: the "I" of a king, "Catherine the Great", a nickname in marks."""

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
    """With the "I" of a king and the "the" of Catherine the Great as parts of the name."""
    if lexicon.epithets.isdisjoint(words.all_forms) and lexicon.numbered.isdisjoint(words.all_forms):
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for place, form in enumerate(words.forms):
        if form == "I" and words.forms[place - 2] in lexicon.numbered:
            kinds[place], tied[place] = Kind.CAPITAL, True
        elif form == "the" and words.forms[place + 1] in lexicon.epithets:
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
        name = lexicon.is_listed(fold) and not lexicon.is_no_part(fold)  # "Gisela (Brandt) Weisskopf"
        if (name or match[0][0] != "(") and _is_nickname(words, first, last, lexicon):
            kinds[first:last] = [Kind.CAPITAL] * (last - first)
            tied[first : last + 1] = [True] * (last - first + 1)
    return replace(words, kinds=kinds, tied=tied)


def _is_nickname(words: Words, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether words in marks have capitals, and stand between a word that may begin a name and one that may end it."""
    before, fold = first - 1, words.folds[first - 1]
    if words.kinds[last] != Kind.CAPITAL or words.kinds[before] not in (Kind.CAPITAL, Kind.INITIALS):
        return False
    if not words.gap(first).startswith(" "):
        return False
    if any(form[0].islower() for form in words.forms[first:last] if form not in _IN_NICKNAMES):
        return False
    no_name = fold in lexicon.common or fold in lexicon.departments or words.forms[before] in lexicon.title_ends
    return not no_name
