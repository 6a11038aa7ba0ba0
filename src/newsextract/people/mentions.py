"""Where the article names its persons: the places of accepted names, also those inside longer runs of capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.others import NO_MENTION
from newsextract.people.classifying.signs import NameInContext
from newsextract.people.classifying.verdict import Judged
from newsextract.people.coreference import Folds
from newsextract.rules.judgement import Judgement

MOST_INSIDE = 4  # words of a name looked for inside a longer run


class JudgedInContext(NamedTuple):
    """One place of a judged name, and the names of persons that may stand inside it."""

    judged: Judged
    context: NameInContext
    accepted: Set[Folds]
    given_names: Mapping[str, Set[str]]  # the first words of the accepted full names, by surname
    shouted: bool  # the name stands nowhere but in capitals


Mentions = Sequence[tuple[Folds, Candidate]]

INSIDE: Judgement[JudgedInContext, Mentions] = Judgement("people", "names inside", lambda one: one.context.span)


def mention_places(judged: Sequence[Judged]) -> dict[Folds, list[Candidate]]:
    """Each person's name with the places where it stands for the person."""
    places: dict[Folds, list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    given_names: dict[str, set[str]] = {}
    for folds in places:
        if len(folds) > 1:
            given_names.setdefault(folds[-1], set()).add(folds[0])
    for one in judged:
        if not one.person and len(one.name.folds) == 1:
            continue
        contexts = one.name.contexts
        shouted = all(each.words.span(each.place.first, each.place.last).isupper() for each in contexts)
        for context in contexts:
            inner = INSIDE.first(JudgedInContext(one, context, places.keys(), given_names, shouted))
            found = inner or [(one.name.folds, context.place)] * one.person
            if found and not NO_MENTION.first(context):
                for folds, place in found:
                    places[folds].append(place)
    return places


@INSIDE.rule("what is no person's name")
def _in_no_name(one: JudgedInContext) -> Mentions | None:
    """ "Ann Reed Beats Tom Bright"."""
    return None if one.judged.person else _inside(one)


@INSIDE.rule("words in capitals alone")
def _in_capitals(one: JudgedInContext) -> Mentions | None:
    """ "ANN REED TOM BRIGHT", but not "ANN REED: I know", nor "ANN REED" beside "REED", nor "QUORLA REED" if no other
    Reed has a given name.
    """
    folds, lexicon = one.judged.name.folds, one.context.lexicon
    strange = not lexicon.is_surname(folds[0]) and folds[:1] not in one.accepted
    opens = lexicon.is_given(folds[0]) or (strange and one.given_names.get(folds[-1], set()) <= {folds[0]})
    is_whole = opens and folds[1:] in one.accepted
    return _inside(one) if one.shouted and not is_whole and not one.context.gap_after.startswith(": ") else None


@INSIDE.rule("a heading")
def _in_heading(one: JudgedInContext) -> Mentions | None:
    """ "Ann Reed Joins Big List"."""
    titled = one.context.words.titled[one.context.place.first]
    return _inside(one) if titled and len(one.judged.name.folds) >= MOST_INSIDE else None


def _inside(one: JudgedInContext) -> Mentions | None:
    """The accepted names inside the name, where all words have capitals; None if there are none."""
    words, place, lexicon = one.context.words, one.context.place, one.context.lexicon
    folds, found, at = words.folds[place.first : place.last], list[tuple[Folds, Candidate]](), 0
    if not lexicon.org_or_place_words.isdisjoint(folds) or " ".join(folds) in lexicon.not_people:
        return None
    while at < len(folds):
        ends = range(min(len(folds), at + MOST_INSIDE), at, -1)
        end = next((to for to in ends if to - at < len(folds) and tuple(folds[at:to]) in one.accepted), None)
        if end is not None:
            found.append((tuple(folds[at:end]), Candidate(place.first + at, place.first + end, place.first + at)))
        at = end or at + 1
    return found or None
