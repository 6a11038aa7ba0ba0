"""East Asian given names: the syllables that they are made of."""

from __future__ import annotations

import re

from newsextract import rules

_PART = re.compile("[a-z]+-|-[a-z]+")  # of a syllable
MOST_SYLLABLES = 2  # of a given name
LONGEST_SYLLABLE = 8  # letters


def is_syllables(word: str, syllables: frozenset[str]) -> bool:
    """Whether the word is an East Asian given name of one or two syllables, hyphened or not: "geun-hye"."""
    rests = {word}
    for _ in range(MOST_SYLLABLES):
        rests = {rest[end:].removeprefix("-") for rest in rests for end in _syllable_ends(rest, syllables)}
        if "" in rests:
            return True
    return False


def _syllable_ends(word: str, syllables: frozenset[str]) -> list[int]:
    """How many of a word's first letters may be one syllable."""
    return [end for end in range(1, min(len(word), LONGEST_SYLLABLE) + 1) if word[:end] in syllables]


def syllables() -> frozenset[str]:
    """Each beginning and ending of the list put together, and each ending alone. Raises ValueError on another entry."""
    parts = rules.words("people/syllables_east_asian")
    for part in parts:
        if not _PART.fullmatch(part):
            raise ValueError(part)
    heads = ["", *(part[:-1] for part in parts if part.endswith("-"))]
    tails = [part[1:] for part in parts if part.startswith("-")]
    return frozenset(head + tail for head in heads for tail in tails)
