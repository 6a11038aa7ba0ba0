"""Bynames as parts of names: the "I" of a king, "Catherine the Great", a nickname in marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from newsextract.people.article import Kind, Words
from newsextract.people.lexicon import Lexicon

_INSIDE_MARKS = r"""([^\W\d_]+(?: [^\W\d_]+){0,2})["”’')] (?=[^\W\d_])"""
# The mark first, then what stands before it: so the text is searched for marks alone, and for one at a time fast.
_NICKNAMES = [re.compile(rf"(\{mark})(?<=[\w.] .){_INSIDE_MARKS}") for mark in "\"“‘'("]
_IN_NICKNAMES = frozenset({"of", "the"})  # "Hands of Stone"
_IN_BYNAMES = frozenset({"I", "the"})


def with_bynames(words: Words, lexicon: Lexicon) -> Words:
    """With the "I" of a king and the "the" of Catherine the Great as parts of the name."""
    if lexicon.epithets.isdisjoint(words.all_forms) and lexicon.numbered.isdisjoint(words.all_forms):
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for place in [place for place, form in enumerate(words.forms) if form in _IN_BYNAMES]:
        if _is_in_byname(words, place, lexicon):
            kinds[place] = Kind.CAPITAL if words.forms[place] == "I" else Kind.PARTICLE
            tied[place] = True
    return replace(words, kinds=kinds, tied=tied)


def _is_in_byname(words: Words, place: int, lexicon: Lexicon) -> bool:
    """Whether an "I" or "the" stands as in "Queen Elizabeth I", "Catherine the Great"."""
    if words.forms[place] == "I":
        return place > 1 and words.forms[place - 2] in lexicon.numbered
    return not lexicon.epithets.isdisjoint(words.forms[place + 1 : place + 2])


def with_nicknames(words: Words, lexicon: Lexicon) -> Words:
    """With a nickname in marks tied to the names around it: Earvin “Magic” Johnson, Semisi “The Fridge” Moala."""
    found = [match for pattern in _NICKNAMES for match in pattern.finditer(words.text)]
    if not found:
        return words
    kinds, tied = list(words.kinds), list(words.tied)
    for match in found:
        first, last = bisect_left(words.starts, match.start(2)), bisect_left(words.starts, match.end())
        inside = words.forms[first:last]
        if (
            words.kinds[last : last + 1] != [Kind.CAPITAL]
            or not _may_be_first(words, first - 1, lexicon)
            or any(form[0].islower() for form in inside if form not in _IN_NICKNAMES)
        ):
            continue
        before = words.folds[first - 1]
        if lexicon.is_no_first(before) or before in lexicon.departments or words.forms[first - 1] in lexicon.title_ends:
            continue
        if match[1] != "(" or _is_name(words.folds[first], lexicon):
            kinds[first:last] = [Kind.CAPITAL] * len(inside)
            tied[first : last + 1] = [True] * (len(inside) + 1)
    return replace(words, kinds=kinds, tied=tied)


def _may_be_first(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a word before a nickname may begin the name: a word with a capital, or initials ("C.L. “Butch” Reed")."""
    if words.kinds[at] == Kind.INITIALS:
        return not lexicon.is_no_part(words.folds[at])
    return words.kinds[at] == Kind.CAPITAL and not words.gap(at + 1).startswith(".")


def _is_name(fold: str, lexicon: Lexicon) -> bool:
    """Whether a folded word is a given name, or a surname that is no place's: "Gisela (Brandt) Weisskopf"."""
    return lexicon.is_given(fold) or (lexicon.is_surname(fold) and not lexicon.is_no_part(fold))
