"""How alike two texts are, by their runs of three words: a new headline or a shortened end leaves most of these."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from zlib import crc32

from newsextract import rules
from newsextract.people.knowledge.spelling import fold

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|\w+")
_RUN = 3  # words
SHORTEST = 50  # words of a text that may be or have a copy: of shorter ones, many that are alike are two
_KEYS = 12
_OF_SHORTER = 0.75  # of its runs, that a copy and its original share
_OF_COPY = 0.6  # of its runs, that the original has: a copy adds little
_OTHER_NUMBERS = 0.2  # of the shorter's, that the longer lacks: with more it is the report of another day


@dataclass(frozen=True, slots=True)
class Wording:
    """What of a text is compared."""

    runs: frozenset[int]
    """Hashes of its runs of words, none where it is too short."""
    numbers: Counter[str]
    """Those in figures, but for days of the month, which a dateline has."""

    @property
    def keys(self) -> list[int]:
        """The smallest of the hashes, by which texts alike are found: a bottom-k sketch, MinHash by one permutation.

        Of two texts' smallest hashes, as large a part is likely to be the same as of all their runs.
        """
        return nsmallest(_KEYS, self.runs)

    def is_copy_of(self, other: Wording) -> bool:
        """Whether the text says hardly anything that the other, earlier one does not; no if either is too short."""
        shorter, longer = sorted((self, other), key=lambda one: len(one.runs))
        shared = len(shorter.runs & longer.runs)
        if not shared or shared < _OF_SHORTER * len(shorter.runs) or shared < _OF_COPY * len(self.runs):
            return False
        return (shorter.numbers - longer.numbers).total() <= _OTHER_NUMBERS * shorter.numbers.total()


def wording(text: str) -> Wording:
    """That of a text, without regard to case, accents and marks."""
    words = _WORD.findall(fold(text))
    if len(words) < SHORTEST:
        return Wording(frozenset(), Counter())
    runs = zip(*(islice(words, start, None) for start in range(_RUN)), strict=False)
    hashes = frozenset(crc32(" ".join(run).encode()) for run in runs)
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    numbers = (word for before, word, after in around if word[0].isdigit() and _months().isdisjoint((before, after)))
    return Wording(hashes, Counter(numbers))


@rules.cached
def _months() -> frozenset[str]:
    return frozenset(map(fold, rules.table("numbers/not_numbers")["months"]))
