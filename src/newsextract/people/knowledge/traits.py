"""What the lists say of one word of a name, told once for each word: bits, and how much it sounds like a name."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from newsextract import rules
from newsextract.people.knowledge.lexicon import Lexicon, lexicon
from newsextract.people.knowledge.sound import sound


class Trait:
    """Each is one bit. Plain numbers, for to reckon with an IntFlag is slow."""

    ORG = 1  # a word of organisations
    PLACE = 1 << 1  # a word of places
    LISTED_PLACE = 1 << 2
    PEOPLE = 1 << 3  # an adjective of a country
    COMMON = 1 << 4
    GIVEN = 1 << 5
    SURNAME = 1 << 6
    LISTED = GIVEN | SURNAME
    FAMOUS = 1 << 7
    EASTERN = 1 << 8  # a surname of the East
    INITIAL = 1 << 9
    TIED = 1 << 10  # a particle, or a word with a hyphen
    SUFFIX = 1 << 11  # a numeral or "Jr"


class Traits(NamedTuple):
    """What is known of a word."""

    bits: int
    sound: float  # 0 of a word on the lists of names


@partial(rules.cached, maxsize=10_000)
def traits(fold: str) -> Traits:
    """The traits of a folded word."""
    bits = _bits(fold, lexicon())
    return Traits(bits, 0.0 if bits & Trait.LISTED else sound(fold))


def _bits(fold: str, known: Lexicon) -> int:
    has = {
        Trait.ORG: fold in known.org_words,
        Trait.PLACE: fold in known.place_words,
        Trait.LISTED_PLACE: fold in known.places,
        Trait.PEOPLE: fold in known.demonyms or (fold[-1:] == "s" and fold[:-1] in known.demonyms),
        Trait.COMMON: fold in known.common,
        Trait.GIVEN: known.is_given(fold),
        Trait.SURNAME: known.is_surname(fold),
        Trait.FAMOUS: fold in known.famous,
        Trait.EASTERN: fold in known.east_asian,
        Trait.INITIAL: "." in fold or len(fold) == 1,
        Trait.TIED: "-" in fold or fold in known.particles or fold == "the",
        Trait.SUFFIX: fold.rstrip(".") in known.suffix_folds or known.is_suffix(fold.upper()),
    }
    return sum(bit for bit, told in has.items() if told)
