"""Evidence for and against a name being a person's, gathered over all its places in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import candidates
from newsextract.people.classifying.around import AROUND, Sighting
from newsextract.people.classifying.cues import beside
from newsextract.people.classifying.shape import SHAPE, Name, shape
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.traits import Trait

Votes = Mapping[str, Mapping[str, float]]
"""The tables of rules/people/votes.toml: how much a sign weighs for every name, and more for one of a single word."""

# Signs that count in full where one place of many shows them; of the others the share of the places counts.
_ANYWHERE = frozenset(
    {"courtesy", "title", "say_after", "role_before", "role_after", "who_after", "kin_before", "thing_after"}
)


def names(words: Words, lexicon: Lexicon) -> dict[tuple[str, ...], Name]:
    """The candidates gathered by name, in order of their first place."""
    table: dict[tuple[str, ...], Name] = {}
    near = beside()
    for candidate in candidates(words, lexicon):
        folds = tuple(words.folds[candidate.first : candidate.last])
        if (name := table.get(folds)) is None:
            name = table[folds] = Name(folds)
        name.sightings.append(Sighting.of(words, candidate, lexicon, near))
    return table


def evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> dict[str, float]:
    """All the evidence for one name: its signs, each between 0 and 1, and "odds", the base model's log odds.

    "often" is the log of the number of its places, to the base of two. ``small`` are the words that the article writes
    with a small letter.
    """
    found = _around(name)
    form = shape(words, name, lexicon, small)
    found |= dict.fromkeys(SHAPE.all(form), 1.0)
    if not form.cues & Trait.EASTERN or not lexicon.is_east_asian(name.folds):
        found["sound"] = sum(form.sounds) / len(form.sounds)
    if name.key in lexicon.not_people:
        found["listed_as_other"] = 1.0
    found["odds"] = sum([one.odds for one in name.sightings]) / len(name.sightings)
    return found


def _around(name: Name) -> dict[str, float]:
    """What is seen at the places of a name, and how many these are."""
    share = 1 / len(name.sightings)
    found: dict[str, float] = {}
    for sighting in name.sightings:
        for sign in AROUND.all(sighting):
            found[sign] = 1.0 if sign in _ANYWHERE else found.get(sign, 0.0) + share
    if len(name.sightings) == 1:
        found["once"] = 1.0
    else:
        found["often"] = log2(len(name.sightings))
    return found


def weighed(found: Mapping[str, float], votes: Votes, single: bool) -> Iterator[tuple[str, float]]:
    """Each sign that counts, with what it adds to the log odds of a person; ``single``: the name is one word."""
    every, one_word = votes["every_name"], votes["one_word"] if single else {}
    yield "any name", every["prior"]
    for sign, value in found.items():
        if weight := every.get(sign, 0.0) + one_word.get(sign, 0.0):
            yield sign, value * weight
