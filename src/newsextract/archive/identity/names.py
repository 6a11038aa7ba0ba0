"""Names of several articles compared: which could be one person's, and how much that alone says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from zlib import crc32

from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import families_of, fold, nicknames, skeleton

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # a hyphen parts words: Kim Jong-un is Kim Jong Un
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouyjhw]")
_SOUNDS = str.maketrans("gqcdvz", "kkktfs", "h")  # letters that transliterations give for one another, or leave out
_SHORTEST_SLIP = 5  # letters: two shorter words that differ are two
_SUFFIXES = {"jr": "jr", "sr": "sr", "jnr": "jr", "snr": "sr"}
_FEWEST_LETTERS, _MOST_LETTERS = 3, 5


class Likeness(IntEnum):
    """How much two names say that they are one person's."""

    NONE = 0
    LONGER = 1
    """One has more words after it: Gabriel Boric, Gabriel Boric Font."""
    INITIAL = 2
    """One has a letter for the given name."""
    NEAR = 3
    """Names of many that only sound alike, or given names that are forms of one: Cherry, Kerry; Jim, James Reed."""
    SPELLED = 4
    """Other spellings, a middle name more, or the words in another order."""
    SAME = 5
    LETTERS = 6
    """One is the first letters of the other: MBS, Mohammed bin Salman."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: folded words without particles, suffix apart."""

    words: tuple[str, ...]
    suffix: str
    has_no_space: bool = field(default=False, compare=False)
    letters: str = field(default="", compare=False)
    """The first letters of all its words, or, of one word alone, that word where it may be such letters: MBS."""
    last: int = field(default=1, compare=False)
    """How many of its words hyphens join to the last."""

    @property
    def is_bare(self) -> bool:
        """Whether it is one word: a surname or a given name alone."""
        return len(self.words) == 1

    @property
    def is_ordinary(self) -> bool:
        """Whether it is one word that is a name of many."""
        return self.is_bare and _is_ordinary(self.words[0])

    @property
    def may_be_surname(self) -> bool:
        """Whether it is one word, or several with hyphens: Thackeray-Holt."""
        return self.is_bare or self.has_no_space

    @property
    def is_distinctive(self) -> bool:
        """Whether a whole name has what distinguishes people of one name: a middle name, or Jr."""
        return not self.is_bare and not self.has_initial and (bool(self.suffix) or len(self.words) > 2)

    @property
    def has_initial(self) -> bool:
        """Whether the given name is a letter."""
        return not self.is_bare and len(self.words[0]) == 1

    def known_by(self) -> tuple[int, ...]:
        """The keys by which those are found who may have this name too."""
        if self.is_bare:
            return _key("bare", _consonants(self.words[0])), *self._by_letters("letters alone")
        last, first = _consonants(self.words[-1]), _consonants(self.words[0])
        keys = *self.found_by(), _key("last", last), _key("first", first), *self._by_letters("letters")
        return (*keys, _key("bare", last)) if self.has_no_space else keys

    def found_by(self) -> tuple[int, ...]:
        """The keys of those who may have this name too, if it is a whole one."""
        return _keys_of_alike(self.words)

    def borne_by(self) -> tuple[int, ...]:
        """The keys of those who may be meant by this name, if it is a surname or a given name alone."""
        last, first = _consonants(self.words[-1]), _consonants(self.words[0])
        return _key("last", last), _key("first", first), *self._by_letters("letters")

    def meant_by(self) -> tuple[int, ...]:
        """The keys of single words that may mean this person."""
        last, first = _consonants(self.words[-1]), _consonants(self.words[0])
        return _key("bare", last), _key("bare", first), *self._by_letters("letters alone")

    def _by_letters(self, kind: str) -> tuple[int, ...]:
        return (_key(kind, self.letters),) if self.letters else ()


@lru_cache(50_000)
def _keys_of_alike(words: tuple[str, ...]) -> tuple[int, ...]:
    """Of two whole names that ``likeness`` sees anything in, at least one key is the same."""
    consonants = [_consonants(word) for word in words]
    first, last = consonants[0], consonants[-1]
    return (
        _key("slip in the last", first, last[:1]),
        *(_key("letter", words[0][0], last) for last in dict.fromkeys((last, consonants[1]))),
        *(_key("nickname", str(family), last) for family in sorted(families_of(words[0]))),
        _key("order", *sorted(consonants)),
    )


def _key(kind: str, *parts: str) -> int:
    """32 bits with a sign: names with the same key are compared before they count as alike."""
    return crc32(" ".join((kind, *parts)).encode(errors="surrogatepass")) - 2**31


@lru_cache(50_000)
def parsed(text: str) -> Name:
    """The name of these words."""
    known = lexicon()
    parts = [part for word in _WORD.findall(text) for part in (word if _is_initials(word) else [word])]
    written = [part for part in parts if fold(part)]  # nothing is left of a word that is an apostrophe alone
    words = [fold(word) for word in written]
    ends = len(words) > 1 and words[-1] in known.suffix_folds and (written[-1].isupper() or words[-1] in _SUFFIXES)
    suffix = _SUFFIXES.get(words[-1], words.pop()) if ends else ""
    begins_with_given = len(words) > 1 and words[0] in known.men | known.given  # Ben Carson, Al Gore
    kept = [
        word for place, word in enumerate(words) if word not in known.particles or (place == 0 and begins_with_given)
    ]
    last = len(_WORD.findall(text.split()[-1])) if text.split() else 1
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words) * text.isupper()
    if not _FEWEST_LETTERS <= len(letters) <= _MOST_LETTERS:
        letters = ""
    return Name(tuple(kept or [fold(text)]), suffix, " " not in text, letters, last)


def _is_initials(word: str) -> bool:
    """Whether a word is two initials, as in "George HW Bush"."""
    return len(word) == 2 and word.isupper() and not set(word) & set("AEIOUY")


@lru_cache(50_000)
def _sounds(word: str) -> str:
    """A folded word with one letter for those that spellings exchange: equal for Gaddafi and Qadhafi."""
    return skeleton(skeleton(word).translate(_SOUNDS)) or word


@lru_cache(50_000)
def _consonants(word: str) -> str:
    """The consonants of its sounds; of a word without any, the sounds."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", _sounds(word))) or _sounds(word)


def likeness(one: Name, other: Name) -> Likeness:
    """How much two names of more than one word each say that they are one person's."""
    if one == other:
        return Likeness.SAME
    if one.suffix != other.suffix:
        # Only the shorter form may lack it: Joseph R. Biden Jr. is Joe Biden, a Jr. may be a son.
        whole = one if one.suffix else other
        if (one.suffix and other.suffix) or not any(len(word) == 1 for word in whole.words[1:-1]):
            return Likeness.NONE
    if sorted(one.words) == sorted(other.words):
        return Likeness.SPELLED
    short, long = sorted((one.words, other.words), key=len)
    if not _like(short[-1], long[-1]):
        before = long[: -max((one, other), key=lambda name: len(name.words)).last]  # Ana Holt is no Ana Holt-Reed
        return Likeness.LONGER if len(short) > 1 and short == before[: len(short)] else Likeness.NONE
    given = _given(short[0], long[0])
    if given is Likeness.INITIAL and len(long[0]) == 1 and len(short) < len(long):
        return Likeness.NONE  # J. W. Reed says more than Jason Reed
    if given is Likeness.NONE or not _middles(short[1:-1], long[1:-1]):
        return Likeness.NONE
    if given is Likeness.NEAR and short[-1] == long[-1] and not _is_ordinary(short[-1]):
        given = Likeness.SPELLED  # few are called Orlo or Orlando Qvist
    return min(given, _spelled(short[-1], long[-1]))


def contradict(one: Name, other: Name) -> bool:
    """Whether two names differ in what distinguishes people of one name: initials, or Jr. and Sr."""
    if not _like(one.words[-1], other.words[-1]):
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return True
    if one.is_bare or other.is_bare or sorted(one.words) == sorted(other.words):
        return False
    return bool(_given(one.words[0], other.words[0])) and not _middles(one.words[1:-1], other.words[1:-1])


def _given(one: str, other: str) -> Likeness:
    if 1 in (len(one), len(other)):
        if one == other:
            return Likeness.SPELLED
        return Likeness.INITIAL if one[0] == other[0] else Likeness.NONE
    if nicknames(one, other):
        return _spelled(one, other)
    if skeleton(one) != skeleton(other) and lexicon().is_given(one) and lexicon().is_given(other):
        return Likeness.NONE  # John and Joan are two names
    return _spelled(one, other) if _like(one, other) else Likeness.NONE


def _spelled(one: str, other: str) -> Likeness:
    """How alike two words are of which it is known that they are like one another."""
    return Likeness.NEAR if one != other and _is_ordinary(one) and _is_ordinary(other) else Likeness.SPELLED


def _is_ordinary(word: str) -> bool:
    """Whether a word is a name of many: such a name is hardly a misspelling of another."""
    return lexicon().is_listed(word) and word not in lexicon().famous


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names do not say that they are two: "George W. Bush" and "George H. W. Bush" are.

    A name may be left out, as of Luiz Inácio Lula da Silva, an initial beside another not.
    """
    few, many = sorted((one, other), key=len)
    if len(few) < len(many):
        return set(few) <= set(many) and all(len(word) > 1 for word in few)
    return all(a[0] == b[0] for a, b in zip(few, many, strict=True))


@lru_cache(100_000)
def _like(one: str, other: str) -> bool:
    """Whether two words are spellings of one: of the same sounds, or with a slip in a word that is no known name."""
    if _sounds(one) == _sounds(other):
        return True
    known = lexicon()
    if min(len(one), len(other)) < _SHORTEST_SLIP or (known.is_listed(one) and known.is_listed(other)):
        return False
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=1)) <= 1


def stands_for(bare: Name, name: Name) -> Likeness:
    """How much a word alone says that the bearer of a whole name is meant.

    As surname (SPELLED), as one that sounds so (NEAR), as given name (LONGER), as a given name that few have (INITIAL)
    or by first letters (LETTERS).
    """
    count = len(bare.words)
    if count >= len(name.words) or (bare.suffix and bare.suffix != name.suffix):
        return Likeness.NONE
    if _sound_alike(bare.words, name.words[-count:]):
        return min(map(_spelled, bare.words, name.words[-count:]))
    if bare.letters and bare.letters == name.letters:
        return Likeness.LETTERS
    if not _sound_alike(bare.words, name.words[:count]):
        return Likeness.NONE
    return Likeness.LONGER if _is_ordinary(bare.words[0]) else Likeness.INITIAL


def _sound_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(_sounds(a) == _sounds(b) for a, b in zip(one, other, strict=True))
