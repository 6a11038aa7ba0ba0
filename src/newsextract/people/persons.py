"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.no_mention import NO_MENTION
from newsextract.people.classifying.verdict import Judged
from newsextract.people.describing.role_words import RoleWords, role_lists
from newsextract.people.describing.roles import ROLES
from newsextract.people.describing.shown_name import shown_name
from newsextract.people.describing.spots import Place, name_lists, spot
from newsextract.people.grouping.grouping import Form, Group, grouped
from newsextract.people.grouping.known_as import one_person
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.titles import title_sexes
from newsextract.records.record import Mention, Person

Folds = tuple[str, ...]
MOST_INSIDE = 4  # words of a name looked for inside a longer run


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    places: dict[tuple[str, ...], list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    for one in judged:
        if one.person or len(one.name.folds) > 1:
            for folds, found in _mentions(words, one, places.keys(), lexicon):
                places[folds].append(found)
    families = {folds[1:] for folds in places if not lexicon.leading.isdisjoint(folds[2:3])}  # "Aida Seif Al Dawla"
    given = {folds: lexicon.sex(folds[0]) for folds in places if len(folds) > 1 and folds not in families}
    forms = [one for folds, found in places.items() for one in _forms(words, folds, found, given.get(folds, ""))]
    inside = {at: one.last for found in places.values() for one in found for at in range(one.first, one.last)}
    known = RoleWords(words, lexicon, role_lists(), inside)
    ordered = sorted((place for found in places.values() for place in found), key=lambda place: place.first)
    lists = name_lists(known, ordered)
    people = [_person(known, group, lists) for group in grouped(forms, lexicon, one_person(words, ordered))]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _mentions(
    words: Words, judged: Judged, accepted: Set[Folds], lexicon: Lexicon
) -> Iterator[tuple[Folds, Candidate]]:
    """The names, with their places, that stand for persons: this one, or, of one that is none or is in capitals only,
    the accepted names inside it.
    """
    folds, sightings = judged.name.folds, judged.name.sightings
    is_whole = lexicon.is_given(folds[0]) and folds[1:] in accepted  # "ANN REED" beside "REED"
    shouted = all(words.span(sighting.place.first, sighting.place.last).isupper() for sighting in sightings)
    for sighting in sightings:
        place = sighting.place
        apart = shouted and not is_whole and not sighting.gap_after.startswith(": ")  # "ANN REED: I know"
        apart = apart or (words.titled[place.first] and len(folds) >= MOST_INSIDE)  # "Ann Reed Joins Big List"
        inner = list(_inside(words, place, accepted, lexicon)) if apart or not judged.person else []
        found = inner or [(folds, place)] * judged.person
        if found and not NO_MENTION.first(sighting):
            yield from found


def _inside(
    words: Words, place: Candidate, accepted: Set[Folds], lexicon: Lexicon
) -> Iterator[tuple[Folds, Candidate]]:
    """Accepted names inside a candidate that is rejected or of a heading, where all words have capitals."""
    folds = words.folds[place.first : place.last]
    if not lexicon.org_or_place_words.isdisjoint(folds) or " ".join(folds) in lexicon.not_people:
        return
    at = 0
    while at < len(folds):
        for end in range(min(len(folds), at + MOST_INSIDE), at, -1):
            if end - at < len(folds) and tuple(folds[at:end]) in accepted:
                yield tuple(folds[at:end]), Candidate(place.first + at, place.first + end, place.first + at)
                at = end
                break
        else:
            at += 1


def _forms(words: Words, folds: tuple[str, ...], found: Sequence[Candidate], given: str) -> Iterator[Form]:
    """The name as one form, or, where it has titles of both sexes, one form of each: Mr and Mrs Clinton.

    ``given`` is the sex that its given name tells.
    """
    by_sex: dict[str, list[Candidate]] = {}
    sexes = title_sexes()
    found = sorted(found, key=lambda place: place.first)
    for place in found:
        title = words.forms[place.first - 1].rstrip(".") if place.title < place.first else ""
        by_sex.setdefault(sexes.get(title, ""), []).append(place)
    told = by_sex.keys() - {""}
    if found and len(told) < 2:
        by_sex = {next(iter(told), given): found}
    for sex, places in by_sex.items():
        titles = frozenset(words.forms[place.first - 1] for place in places if place.title < place.first)
        yield Form(folds, places, sex, titles)


def _person(known: RoleWords, group: Group, lists: Mapping[int, Place]) -> Person:
    words = known.words
    found = sorted((place for form in group.forms for place in form.places), key=lambda place: place.first)
    mentions = [
        Mention(words.span(place.first, place.last), words.starts[place.first], words.ends[place.last - 1])
        for place in found
    ]
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    name = max(forms, key=lambda form: (*_fullness(form), forms[form]))
    spots = [spot(known, place, lists) for place in found]
    titles = dict.fromkeys(title for one in spots for title in one.titles)
    roles = _distinct([role for one in spots for said in ROLES.all(one) for role in said])
    shown = shown_name(name, forms, known.lexicon)
    return Person(shown, tuple(form for form in forms if form != shown), tuple(titles), roles, tuple(mentions))


def _distinct(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles, each once, without those that another one says whole: "mayor" beside "mayor of Leeds"."""
    said = {frozenset(role.casefold().split()): role for role in reversed(roles)}
    having: dict[str, list[frozenset[str]]] = {}
    for words in said:
        for word in words:
            having.setdefault(word, []).append(words)
    longer = (any(words < other for other in min(map(having.__getitem__, words), key=len)) for words in said)
    return tuple(role for role, other in reversed([*zip(said.values(), longer, strict=True)]) if not other)


def _fullness(form: str) -> tuple[bool, int, int, bool]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials, none of a heading."""
    parts = form.replace("-", " ").split()
    whole = sum(len(part.rstrip(".")) > 1 for part in parts)
    return form[:1] < "\u0370", whole, len(parts), not form.isupper()
