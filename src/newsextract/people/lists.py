"""Names in a list: "Ann Reed, Tom Bright and Ned Roe"."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.people.article import CAPITAL, Words
from newsextract.people.lexicon import Lexicon

_MOST_WORDS = 30  # of a list before a name, or behind it
_PARTS = frozenset({", ", "; "})
MOST_LISTED = 6  # names of a list that are looked at on either side


def listed_before(words: Words, first: int) -> int:
    """Where the name before the one that begins at ``first`` begins in a list; ``first`` if there is none."""
    last = first - (words.forms[first - 1] == "and")
    if last == first and words.gap(first) not in _PARTS:
        return first
    start = last
    while start > 0 and words.kinds[start - 1] == CAPITAL and (start == last or words.gap(start) == " "):
        start -= 1
    return start if start < last else first


def _names_before(words: Words, first: int) -> Iterator[tuple[int, int]]:
    """The names before the one that begins at ``first`` in a list, the nearest first: words [start, last)."""
    for _ in range(MOST_LISTED):
        start = listed_before(words, first)
        if start == first:
            return
        yield start, first - (words.forms[first - 1] == "and")
        first = start


def has_title_of_several(words: Words, first: int, lexicon: Lexicon) -> bool:
    """Whether a title in the plural and a name open the list before the name at ``first``: "Senators Reed and ..."."""
    for start, last in _names_before(words, first):
        title = start - (words.gap(start) == ". ")  # "Messrs. Reed and Bright"
        if not lexicon.many_titles.isdisjoint(form.rstrip(".") for form in words.forms[title : last - 1]):
            return True
    return False


def persons_before(words: Words, first: int) -> int:
    """How many full names of persons, as the base model has it, stand before the name that begins at ``first``."""
    return sum(words.labels[start : start + 2] == ["PERSON"] * 2 for start, _ in _names_before(words, first))


def persons_after(words: Words, last: int) -> int:
    """How many full names of persons stand in a list behind the name that ends before ``last``."""
    count = 0
    for _ in range(MOST_LISTED):
        first = last + (words.forms[last : last + 1] == ["and"])
        if first == last and words.gap(last) not in _PARTS:
            break
        last = first
        while last < len(words) and words.kinds[last] == CAPITAL and (last == first or words.gap(last) == " "):
            last += 1
        if last == first:
            break
        count += words.labels[first : first + 2] == ["PERSON"] * 2
    return count


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
