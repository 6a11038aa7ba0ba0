"""Names that people/known_people.txt says are persons': where they stand in an article, and whose each is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsextract import rules
from newsextract.people.candidates.article import Kind, Words
from newsextract.people.candidates.compounds import split
from newsextract.people.knowledge.spelling import fold

_INSIDE = frozenset({" ", "", "-", " - "})  # what parts two words of one name


class Known(NamedTuple):
    """A name or an alias of somebody whose full name, folded, is ``whole``; ``capitals``: which words have one."""

    whole: tuple[str, ...]
    capitals: tuple[bool, ...]


@rules.cached
def known_people() -> dict[tuple[str, ...], Known]:
    """Each name and alias of the list by its folded words. Raises FormError on a line of another form."""
    found: dict[tuple[str, ...], Known] = {}
    for line in rules.words("people/known_people"):
        names = [_words_of(name) for name in line.split("\t")]
        if not all(names):
            raise rules.FormError("a full name, then its aliases, each after a tab")
        folded = [tuple(map(fold, words)) for words in names]
        for words, folds in zip(names, folded, strict=True):
            found.setdefault(folds, Known(folded[0], tuple(word[0].isupper() for word in words)))
    return found


def _words_of(name: str) -> list[str]:
    """Its words. Raises FormError where an article has it in other words, or as a part of one: 50 Cent, Ke$ha."""
    words, _, ends, gaps = split(name)
    if words and (gaps[0] or not _INSIDE.issuperset(gaps[1:]) or name[ends[-1] :] not in ("", ".")):
        raise rules.FormError(
            "words of letters, blanks or hyphens between them and nothing else: others are not found whole"
        )
    return words


@rules.cached
def _sizes() -> dict[str, list[int]]:
    """The first words of the names, each with how many words such names have, the most first."""
    found: dict[str, set[int]] = {}
    for folds in known_people():
        found.setdefault(folds[0], set()).add(len(folds))
    return {head: sorted(sizes, reverse=True) for head, sizes in found.items()}


def known_places(words: Words) -> Iterator[tuple[int, int]]:
    """Where such names stand, from a word to before another, in order and apart: the longest that fits each place."""
    sizes, past = _sizes(), 0
    for at in [at for at, folded in enumerate(words.folds) if folded in sizes]:
        ends = (at + size for size in sizes[words.folds[at]] if at >= past and _is_known(words, at, at + size))
        if end := next(ends, 0):
            past = end
            yield at, end


def _is_known(words: Words, first: int, end: int) -> bool:
    known = known_people().get(tuple(words.folds[first:end]))
    if known is None or any(words.possessive[first : end - 1]) or Kind.CODE in words.kinds[first:end]:
        return False
    written = zip(words.forms[first:end], known.capitals, strict=True)
    return _INSIDE.issuperset(words.gaps[first + 1 : end]) and all(form[0].isupper() >= big for form, big in written)
