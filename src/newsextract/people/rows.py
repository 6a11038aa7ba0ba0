"""Rows of nouns inside a role: "professor of history, politics and law", "the Union of Tram, Rail and Bus Men"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsextract.people.phrase_starts import PhraseStarts

_OPENERS = frozenset({"of", "for", "to", "on", "in", "at", "between"})
_PART_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN"})
_MOST_IN_PART = 3  # words
_MOST_PARTS = 6  # behind the first


def row_past(phrases: PhraseStarts, at: int) -> int | None:
    """The place past a row whose first comma stands before the word; None if no row of nouns goes on there."""
    words = phrases.words
    if words.gap(at) != ", " or not _opens(phrases, at):
        return None
    first = at
    for _ in range(_MOST_PARTS):
        is_last = words.folds[first : first + 1] == ["and"]
        first += is_last
        end = _part_past(phrases, at - 1, first)
        if end == first:
            return None
        if is_last:
            return end if words.gap(end) != " " or phrases.is_preposition(end) else None
        if words.gap(end) != ", " and words.folds[end : end + 1] != ["and"]:
            return None
        first = end
    return None


def _opens(phrases: PhraseStarts, at: int) -> bool:
    """Whether the noun before the comma stands right behind an "of", or few words behind it."""
    first = at - 1
    while first > at - _MOST_IN_PART and _is_part(phrases, at - 1, first):
        first -= 1
    return phrases.words.folds[first] in _OPENERS


def _part_past(phrases: PhraseStarts, like: int, first: int) -> int:
    """The place past a part of the row that begins at the word."""
    end = first
    while end < min(first + _MOST_IN_PART, len(phrases.words)) and _is_part(phrases, like, end):
        end += 1
        if not phrases.close(end):
            break
    return end


def _is_part(phrases: PhraseStarts, like: int, at: int) -> bool:
    """Whether the word may stand in a row with the other: nouns of one case, no name of a person, no "nurses"."""
    words = phrases.words
    if at in phrases.people or phrases.tags[at] not in _PART_TAGS:
        return False
    capital = words.forms[at][:1].isupper()
    if not capital and phrases.are_roles(at):
        return False
    return capital == words.forms[like][:1].isupper()
