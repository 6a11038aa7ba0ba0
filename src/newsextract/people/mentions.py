"""Where the article names its persons: the places of accepted names, also those inside longer runs of capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import Sighting
from newsextract.people.classifying.others import NO_MENTION
from newsextract.people.classifying.verdict import Judged
from newsextract.people.grouping import Folds
from newsextract.rules.judgement import Judgement

MOST_INSIDE = 4  # words of a name looked for inside a longer run


class Seen(NamedTuple):
    """One place of a judged name, and the names of persons that may stand inside it."""

    judged: Judged
    sighting: Sighting
    accepted: Set[Folds]
    given_names: Mapping[str, Set[str]]
    """The first words of the accepted full names, by surname."""
    shouted: bool
    """The name stands in capitals alone."""


Mentions = Sequence[tuple[Folds, Candidate]]

INSIDE: Judgement[Seen, Mentions] = Judgement("people", "names inside", lambda seen: seen.sighting.span)


def mentions(judged: Sequence[Judged]) -> dict[Folds, list[Candidate]]:
    """Each person's name with the places where it stands for the person."""
    places: dict[Folds, list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    given_names: dict[str, set[str]] = {}
    for folds in places:
        if len(folds) > 1:
            given_names.setdefault(folds[-1], set()).add(folds[0])
    for one in judged:
        if not one.person and len(one.name.folds) == 1:
            continue
        sightings = one.name.sightings
        shouted = all(each.words.span(each.place.first, each.place.last).isupper() for each in sightings)
        for sighting in sightings:
            inner = INSIDE.first(Seen(one, sighting, places.keys(), given_names, shouted))
            found = inner or [(one.name.folds, sighting.place)] * one.person
            if found and not NO_MENTION.first(sighting):
                for folds, place in found:
                    places[folds].append(place)
    return places


@INSIDE.rule("what is no person's name")
def _in_no_name(seen: Seen) -> Mentions | None:
    """ "Ann Reed Beats Tom Bright"."""
    return None if seen.judged.person else _inside(seen)


@INSIDE.rule("words in capitals alone")
def _in_capitals(seen: Seen) -> Mentions | None:
    """ "ANN REED TOM BRIGHT", but not "ANN REED: I know", nor "ANN REED" beside "REED", nor "QUORLA REED" if no other
    Reed has a given name.
    """
    folds, lexicon = seen.judged.name.folds, seen.sighting.lexicon
    strange = not lexicon.is_surname(folds[0]) and folds[:1] not in seen.accepted
    opens = lexicon.is_given(folds[0]) or (strange and seen.given_names.get(folds[-1], set()) <= {folds[0]})
    is_whole = opens and folds[1:] in seen.accepted
    return _inside(seen) if seen.shouted and not is_whole and not seen.sighting.gap_after.startswith(": ") else None


@INSIDE.rule("a heading")
def _in_heading(seen: Seen) -> Mentions | None:
    """ "Ann Reed Joins Big List"."""
    titled = seen.sighting.words.titled[seen.sighting.place.first]
    return _inside(seen) if titled and len(seen.judged.name.folds) >= MOST_INSIDE else None


def _inside(seen: Seen) -> Mentions | None:
    """Accepted names inside another, where all words have capitals; None where none is."""
    words, place, lexicon = seen.sighting.words, seen.sighting.place, seen.sighting.lexicon
    folds, found, at = words.folds[place.first : place.last], list[tuple[Folds, Candidate]](), 0
    if not lexicon.org_or_place_words.isdisjoint(folds) or " ".join(folds) in lexicon.not_people:
        return None
    while at < len(folds):
        ends = range(min(len(folds), at + MOST_INSIDE), at, -1)
        end = next((one for one in ends if one - at < len(folds) and tuple(folds[at:one]) in seen.accepted), None)
        if end is not None:
            found.append((tuple(folds[at:end]), Candidate(place.first + at, place.first + end, place.first + at)))
        at = end or at + 1
    return found or None
