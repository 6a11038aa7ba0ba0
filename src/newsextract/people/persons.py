"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.brackets import has_brackets, without_brackets
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import shared_surname
from newsextract.people.classifying.no_mention import NO_MENTION
from newsextract.people.classifying.verdict import Judged
from newsextract.people.describing.phrases import Phrases
from newsextract.people.describing.roles import ROLES
from newsextract.people.describing.spots import Spot
from newsextract.people.grouping.grouping import Form, Group, grouped
from newsextract.people.grouping.known_as import one_person
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.titles import title_sexes
from newsextract.records.record import Mention, Person

MOST_INSIDE = 4  # words of a name looked for inside a longer run


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    places: dict[tuple[str, ...], list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    for one in judged:
        for found in _mentions(words, one, places.keys(), lexicon) if one.person or len(one.name.folds) > 1 else ():
            places[tuple(words.folds[found.first : found.last])].append(found)
    families = {folds[1:] for folds in places if not lexicon.leading.isdisjoint(folds[2:3])}  # "Aida Seif Al Dawla"
    given = {folds: lexicon.sex(folds[0]) for folds in places if len(folds) > 1 and folds not in families}
    forms = [
        one for folds, found in places.items() for one in _forms(words, folds, found, given.get(folds, ""), lexicon)
    ]
    inside = frozenset(at for found in places.values() for place in found for at in range(place.first, place.last))
    phrases = Phrases(words, lexicon, words.tags, inside)
    ordered = sorted((place for found in places.values() for place in found), key=lambda place: place.first)
    people = [_person(phrases, group) for group in grouped(forms, lexicon, one_person(words, ordered))]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _mentions(words: Words, judged: Judged, accepted: Set[tuple[str, ...]], lexicon: Lexicon) -> Iterator[Candidate]:
    """Where a name stands for a person; of one that is none, or is in capitals only, the accepted names inside it."""
    folds, sightings = judged.name.folds, judged.name.sightings
    is_whole = lexicon.is_given(folds[0]) and folds[1:] in accepted  # "ANN REED" beside "REED"
    shouted = all(words.span(sighting.place.first, sighting.place.last).isupper() for sighting in sightings)
    for sighting in sightings:
        place = sighting.place
        apart = shouted and not is_whole and not sighting.gap_after.startswith(": ")  # "ANN REED: I know"
        inner = list(_inside(words, place, accepted, lexicon)) if apart or not judged.person else []
        if words.titled[place.first] and judged.person:
            inner = _in_heading(words, place, accepted)
        found = inner or [place] * judged.person
        if found and not NO_MENTION.first(sighting):
            yield from found


def _inside(words: Words, place: Candidate, accepted: Set[tuple[str, ...]], lexicon: Lexicon) -> Iterator[Candidate]:
    """Accepted names inside a rejected candidate, as in a heading all in capitals."""
    folds = words.folds[place.first : place.last]
    if not lexicon.org_or_place_words.isdisjoint(folds) or " ".join(folds) in lexicon.not_people:
        return
    at = 0
    while at < len(folds):
        for end in range(min(len(folds), at + MOST_INSIDE), at, -1):
            if end - at < len(folds) and tuple(folds[at:end]) in accepted:
                yield Candidate(place.first + at, place.first + end, place.first + at)
                at = end
                break
        else:
            at += 1


def _in_heading(words: Words, place: Candidate, accepted: Set[tuple[str, ...]]) -> list[Candidate]:
    """The full names inside one of a heading, where all words have capitals, if it begins so: "Ann Reed Joins List"."""
    found, at = [], place.first
    while at < place.last:
        ends = range(min(place.last, at + MOST_INSIDE, place.last - (at == place.first)), at + 1, -1)
        end = next((end for end in ends if tuple(words.folds[at:end]) in accepted), at)
        if end > at:
            found.append(Candidate(at, end, place.title if at == place.first else at))
        elif not found:
            break
        at = max(end, at + 1)
    return found


def _forms(
    words: Words, folds: tuple[str, ...], found: Sequence[Candidate], given: str, lexicon: Lexicon
) -> Iterator[Form]:
    """The name as one form, or, where it has titles of both sexes, one form of each: Mr and Mrs Clinton.

    A given name is a form of its own where it shares a surname: the "Ned" of "Ned and Ann Reed" beside a Ned Quaig.
    ``given`` is the sex that its given name tells.
    """
    kinds: dict[tuple[str, str], list[Candidate]] = {}
    for place in found:
        title = words.forms[place.first - 1].rstrip(".") if place.title < place.first else ""
        kind = title_sexes().get(title, ""), shared_surname(words, place, lexicon)
        kinds.setdefault(kind, []).append(place)
    told = {sex for sex, _ in kinds if sex}
    one_sex = next(iter(told), given)
    merged: dict[tuple[str, str], list[Candidate]] = {}
    for (sex, surname), places in kinds.items():
        merged.setdefault((sex if len(told) > 1 else one_sex, surname), []).extend(places)
    for (sex, surname), places in merged.items():
        titles = frozenset(words.forms[place.first - 1] for place in places if place.title < place.first)
        yield Form(folds, sorted(places, key=lambda place: place.first), sex, surname, titles)


def _person(phrases: Phrases, group: Group) -> Person:
    words = phrases.words
    found = sorted((place for form in group.forms for place in form.places), key=lambda place: place.first)
    mentions = [
        Mention(words.span(place.first, place.last), words.starts[place.first], words.ends[place.last - 1])
        for place in found
    ]
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    name = max(forms, key=lambda form: (*_fullness(form), forms[form]))
    spots = [Spot.of(phrases, place) for place in found]
    titles = dict.fromkeys(title for spot in spots for title in spot.address.titles)
    roles = _distinct([role for spot in spots for said in ROLES.all(spot) for role in said])
    aliases = tuple(form for form in forms if form != name)
    return Person(without_brackets(name), aliases, tuple(titles), roles, tuple(mentions))


def _distinct(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles, each once, without those that another one says whole: "mayor" beside "mayor of Leeds"."""
    said = {frozenset(role.casefold().split()): role for role in reversed(roles)}
    return tuple(role for words, role in reversed(said.items()) if not any(words < other for other in said))


def _fullness(form: str) -> tuple[bool, int, int, bool, bool]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials, none of a heading,
    none with brackets.
    """
    parts = form.replace("-", " ").split()
    whole = sum(len(part.rstrip(".")) > 1 for part in parts)
    return form[:1] < "\u0370", whole, len(parts), not form.isupper(), not has_brackets(form)
