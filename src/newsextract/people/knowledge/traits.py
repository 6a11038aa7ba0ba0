"""What the lists say of one word of a name, and how much it sounds like a name."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from newsextract import rules
from newsextract.people.knowledge.lexicon import lexicon

SURE = 4.0  # log odds at which the sound of a word counts fully


class Traits(NamedTuple):
    """What is known of a folded word."""

    org: bool  # in names of organisations: "bank"
    place: bool  # in names of places: "bay"
    listed_place: bool
    demonym: bool
    common: bool
    given: bool
    surname: bool
    famous: bool
    eastern: bool  # an East Asian surname
    sound: float  # 0 for a word on the lists of names


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


@rules.cached
def _weights() -> dict[str, float]:
    return {group: float(weight) for group, weight in (row.split(" ") for row in rules.words("people/built/sounds"))}


def letter_groups(word: str) -> frozenset[str]:
    """All runs of two to four letters of the word, with its ends marked "^" and "$"."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + size] for size in (2, 3, 4) for at in range(len(marked) - size + 1))


@partial(rules.cached, maxsize=20_000)
def sound(folded: str) -> float:
    """From -1 (like an English word or a place) to 1 (like a name); 0 if short or in other scripts."""
    if not 4 <= len(folded) <= 30:
        return 0.0
    weights = _weights()
    odds = weights["prior"] + sum(weights.get(group, 0.0) for group in letter_groups(folded))
    return max(-1.0, min(1.0, odds / SURE))
