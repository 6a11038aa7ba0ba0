"""Evidence for and against a name being a person's, gathered over all its places in an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log2

from newsextract.people.around import AROUND, Sighting
from newsextract.people.article import Words
from newsextract.people.candidates import Candidate
from newsextract.people.cues import beside
from newsextract.people.lexicon import Lexicon
from newsextract.people.shape import SHAPE, Name, shape

# Signs of a place that count also where one place of many shows them, and what such a one is called.
_STRONG = {
    sign: f"any_{sign}"
    for sign in (
        "label_person",
        "courtesy",
        "title",
        "say_after",
        "age",
        "role_before",
        "role_after",
        "who_after",
        "label_org",
        "label_place",
        "thing_before",
        "thing_after",
        "quoted",
        "kin_before",
    )
}


def names(words: Words, found: Iterable[Candidate], lexicon: Lexicon) -> dict[tuple[str, ...], Name]:
    """The candidates gathered by name, in order of their first place."""
    table: dict[tuple[str, ...], Name] = {}
    near = beside()
    for candidate in found:
        folds = tuple(words.folds[candidate.first : candidate.last])
        if (name := table.get(folds)) is None:
            name = table[folds] = Name(folds)
        name.sightings.append(Sighting.of(words, candidate, lexicon, near))
    return table


def evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> dict[str, float]:
    """All the evidence for one name: the share of its places that show each sign, and the signs of its form.

    For the strong signs of a place there is also ``any_...``, 1 if one place shows it.
    """
    found = _around(name)
    found |= {_STRONG[sign]: 1.0 for sign in found if sign in _STRONG}
    form = shape(words, name, lexicon, small)
    found |= dict.fromkeys(SHAPE.all(form), 1.0)
    if "listed_place" in found and "any_label_place" in found:
        found["place_labelled_and_listed"] = 1.0
    found["sound"] = 0.0 if "east_asian" in found else sum(form.sounds) / len(form.sounds)
    return found


def _around(name: Name) -> dict[str, float]:
    """The share of a name's places that show each sign; of several places also how many there are."""
    first, *others = name.sightings
    if not others:
        return dict.fromkeys(AROUND.all(first), 1.0)
    found: dict[str, float] = {}
    share = 1 / len(name.sightings)
    for sighting in name.sightings:
        for sign in AROUND.all(sighting):
            found[sign] = found.get(sign, 0.0) + share
    found["often"] = log2(len(name.sightings))
    found["often_label_person"] = found["often"] * found.get("label_person", 0.0)
    return found


def score(found: Mapping[str, float], votes: Mapping[str, float]) -> float:
    """The sum of the votes, as log odds of a person."""
    return votes["prior"] + sum([value * votes[sign] for sign, value in found.items() if sign in votes])
