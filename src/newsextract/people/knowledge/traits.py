"""What the lists say of one word of a name, worked out once for each word, and how much it sounds like a name."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.sound import sound


class Traits(NamedTuple):
    """What is known of a folded word."""

    org: bool
    """A word of organisations."""
    place: bool
    """A word of places: "bay"."""
    listed_place: bool
    demonym: bool
    common: bool
    given: bool
    surname: bool
    famous: bool
    eastern: bool
    """A surname of the East."""
    sound: float
    """0 of a word on the lists of names."""


@partial(rules.cached, maxsize=10_000)
def traits(fold: str) -> Traits:
    """The traits of a folded word."""
    known = lexicon()
    given, surname = known.is_given(fold), known.is_surname(fold)
    return Traits(
        org=fold in known.org_words,
        place=fold in known.place_words,
        listed_place=fold in known.places and fold not in known.particles,
        demonym=fold in known.demonyms or fold.removesuffix("s") in known.demonyms,
        common=fold in known.common or (fold in known.role_nouns and not surname),
        given=given,
        surname=surname,
        famous=fold in known.famous,
        eastern=fold in known.east_asian,
        sound=0.0 if given or surname else sound(fold),
    )
