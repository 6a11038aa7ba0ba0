"""Names of several articles held against each other: which could be one person's, and how much that alone says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from newsextract.people.lexicon import lexicon
from newsextract.people.spelling import fold, nicknames, skeleton

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")  # a hyphen parts words: Kim Jong-un is Kim Jong Un
_VOWELS = re.compile("[aeiouyjhw]")
_SOUNDS = str.maketrans("gqcdvz", "kkktfs")  # letters that transliterations give for one another
_LEAST_LIKE = 60  # of 100
_LIKE = 80  # of 100, of whole names


class Likeness(IntEnum):
    """How much two names say that they are one person's."""

    NONE = 0
    LONGER = 1
    """One has more words behind: Gabriel Boric, Gabriel Boric Font."""
    INITIAL = 2
    """One has a letter for the given name."""
    SPELLED = 3
    """Other spellings, a short form of the given name, a middle name more, or the words in another order."""
    SAME = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: folded words without particles, suffix apart."""

    words: tuple[str, ...]
    suffix: str

    @property
    def is_bare(self) -> bool:
        """Whether it is one word: a surname or a given name alone."""
        return len(self.words) == 1

    @property
    def has_initial(self) -> bool:
        """Whether the given name is a letter."""
        return not self.is_bare and len(self.words[0]) == 1

    def keys(self) -> Iterator[str]:
        """By which names that may be one person's are found: the sounds of each word."""
        return (key for key in dict.fromkeys(map(sounds, self.words)) if key)


@lru_cache(50_000)
def parsed(text: str) -> Name:
    """The name of these words."""
    known = lexicon()
    written = _WORD.findall(text)
    words = [fold(word).rstrip(".") for word in written]
    ends = len(words) > 1 and words[-1] in known.suffix_folds and (written[-1].isupper() or "." in written[-1])
    suffix = words.pop() if ends or words[-1:] in (["jr"], ["sr"]) else ""
    kept = [word for word in words if word not in known.particles] or words or [fold(text)]
    return Name(tuple(kept), suffix)


@lru_cache(50_000)
def sounds(word: str) -> str:
    """The consonants of a folded word, those that spellings exchange as one: "" for a letter alone."""
    if len(word) == 1:
        return ""
    bones = _VOWELS.sub("", skeleton(word)).translate(_SOUNDS)
    return "".join(letter for place, letter in enumerate(bones) if bones[place - 1 : place] != letter) or word


def likeness(one: Name, other: Name) -> Likeness:
    """How much two names of more than one word each say that they are one person's."""
    if one == other:
        return Likeness.SAME
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Likeness.NONE
    if sorted(one.words) == sorted(other.words):
        return Likeness.SPELLED
    short, long = sorted((one.words, other.words), key=len)
    if not _like(short[-1], long[-1]):
        return Likeness.LONGER if len(short) > 1 and short == long[: len(short)] else Likeness.NONE
    given = _given(short[0], long[0])
    if given is Likeness.NONE or not _middles(short[1:-1], long[1:-1]):
        return Likeness.NONE
    if given is Likeness.SPELLED and short[0] != long[0] and short[-1] != long[-1]:
        return Likeness.SPELLED if _ratio(" ".join(short), " ".join(long)) >= _LIKE else Likeness.NONE
    return given


def _given(one: str, other: str) -> Likeness:
    if 1 in (len(one), len(other)):
        if one == other:
            return Likeness.SPELLED
        return Likeness.INITIAL if one[0] == other[0] else Likeness.NONE
    if one == other or nicknames(one, other):
        return Likeness.SPELLED
    if skeleton(one) != skeleton(other) and lexicon().is_given(one) and lexicon().is_given(other):
        return Likeness.NONE  # John and Joan are two names
    return Likeness.SPELLED if _like(one, other) else Likeness.NONE


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names do not say that they are two: "George W. Bush" and "George H. W. Bush" are."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(a[0] == b[0] for a, b in zip(one, other, strict=True))


@lru_cache(100_000)
def _like(one: str, other: str) -> bool:
    """Whether two words are one word's spellings."""
    if one == other or skeleton(one) == skeleton(other):
        return True
    return min(len(one), len(other)) > 3 and sounds(one) == sounds(other) and _ratio(one, other) >= _LEAST_LIKE


def _ratio(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other))


def stands_for(word: str, name: Name) -> bool:
    """Whether a word alone may stand for the bearer of a whole name: as surname, or as given name."""
    return any(_like(word, other) for other in name.words)
