"""Names of which an editor put a part in brackets: "(Tom) Quaig", "Tom [Quaig]"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.knowledge.lexicon import Lexicon

_IN_BRACKETS = [re.compile(rf"\{bracket}([^\W\d_]+)[)\]]") for bracket in "(["]  # each alone: it is found faster
_NO_BRACKETS = dict.fromkeys(map(ord, "()[]"))
_NAME = frozenset({Kind.CAPITAL, Kind.INITIALS})


def with_brackets(words: Words, lexicon: Lexicon) -> Words:
    """With a given name or a surname in brackets, and the other beside it, as one name, the brackets in it."""
    found = [match for pattern in _IN_BRACKETS for match in pattern.finditer(words.text)]
    if not found:
        return words
    starts, ends, gaps, tied = list(words.starts), list(words.ends), list(words.gaps), list(words.tied)
    for match in sorted(found, key=re.Match.start):
        at = bisect_left(words.starts, match.start(1))
        if words.ends[at : at + 1] != [match.end(1)]:
            continue  # "(ReedPhotography)" is two words
        given = _is_given(words, at, lexicon)
        if given or _is_surname(words, at, lexicon):
            starts[at], ends[at] = match.span()
            gaps[at] = gaps[at][:-1]
            gaps[at + 1 : at + 2] = [gap[1:] for gap in gaps[at + 1 : at + 2]]
            tied[at] = gaps[at] in (" ", ". ")  # "Minister (Tom) Quaig", "Dr. (Tom) Quaig"
            tied[at + given] = True
    return replace(words, starts=starts, ends=ends, gaps=gaps, tied=tied)


def has_brackets(name: str) -> bool:
    """Whether a part of a name as written stands in brackets, and is no nickname: not "Ann (Annie) Reed"."""
    return name.startswith(("(", "[")) or name.endswith((")", "]"))


def without_brackets(name: str) -> str:
    """A name as written without an editor's brackets."""
    return name.translate(_NO_BRACKETS) if has_brackets(name) else name


def _is_given(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a word in brackets is the given name of the one behind: "(Tom) Quaig", "Dr. (Tom) Quaig"."""
    if words.gap(at + 1) not in (") ", "] ") or words.kinds[at + 1] != Kind.CAPITAL:
        return False
    if words.kinds[at - 1] in _NAME and words.forms[at - 1] not in lexicon.title_ends:
        return False  # "Gisela (Ann) Quaig"
    return lexicon.is_given(words.folds[at]) and not lexicon.is_no_part(words.folds[at])


def _is_surname(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a word in brackets is the surname of the given name before it: "Tom [Reed]", but not "Tom [London]".

    In round ones it may be whose the name is, or where: "Tom (Reed)".
    """
    if words.kinds[at - 1] != Kind.CAPITAL or words.gap(at) != " [" or not lexicon.is_given(words.folds[at - 1]):
        return False
    return lexicon.is_surname(words.folds[at]) and not lexicon.is_no_part(words.folds[at])
