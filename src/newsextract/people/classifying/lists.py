"""Names in a list: "Ann Reed, Tom Bright and Ned Roe"."""

from __future__ import annotations

from newsextract.people.candidates.article import CAPITAL, Words

_MOST_WORDS = 30  # of a list before a name, or behind it


def opening(words: Words, first: int) -> int:
    """Where the list begins in which a name from ``first`` on stands: capitals and "and"."""
    starts = range(first, max(0, first - _MOST_WORDS), -1)
    return next((start for start in starts if not _is_listed(words, start - 1)), first)


def ending(words: Words, last: int) -> int:
    """The place past the list in which a name up to before ``last`` stands."""
    end = min(len(words), last + _MOST_WORDS)
    return next((place for place in range(last, end) if not _is_listed(words, place)), end)


def _is_listed(words: Words, place: int) -> bool:
    return words.kinds[place] == CAPITAL or words.forms[place] == "and"
