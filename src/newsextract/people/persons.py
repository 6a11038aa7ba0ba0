"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import Sighting
from newsextract.people.classifying.others import NO_MENTION
from newsextract.people.classifying.verdict import Judged
from newsextract.people.describing.role_words import RoleWords, role_lists
from newsextract.people.describing.roles import ROLES
from newsextract.people.describing.shown_name import shown_name
from newsextract.people.describing.spots import Place, name_lists, spot
from newsextract.people.grouping.grouping import Folds, Form, Group, grouped
from newsextract.people.grouping.relations import one_person, relatives
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.titles import title_sexes
from newsextract.records.record import Mention, Person
from newsextract.rules.judgement import Judgement

_NICKNAME = re.compile(r"""["“”‘(](?:[^"“”’)]+)["”’)]|(?<= )'[^']+'(?= )""")
MOST_INSIDE = 4  # words of a name looked for inside a longer run


class Seen(NamedTuple):
    """One place of a judged name, and the names of persons that may stand inside it."""

    judged: Judged
    sighting: Sighting
    accepted: Set[Folds]
    bearers: Mapping[str, Set[str]]
    """The first words of the accepted full names, by surname."""
    shouted: bool  # it stands in capitals alone


Mentions = Sequence[tuple[Folds, Candidate]]

INSIDE: Judgement[Seen, Mentions] = Judgement("people", "names inside", lambda seen: seen.sighting.span)


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    places = _places(judged)
    ordered = sorted((place for found in places.values() for place in found), key=attrgetter("first"))
    inside = {at: one.last for one in ordered for at in range(one.first, one.last)}
    known = RoleWords(words, lexicon, role_lists(), inside)
    lists = name_lists(known, ordered)
    forms = list(_all_forms(words, places, lexicon))
    groups = grouped(forms, lexicon, one_person(words, ordered), relatives(words, ordered))
    people = [_person(known, group, lists) for group in groups]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _places(judged: Sequence[Judged]) -> dict[Folds, list[Candidate]]:
    """Each person's name with the places where it stands for the person."""
    places: dict[Folds, list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    bearers: dict[str, set[str]] = {}
    for folds in places:
        if len(folds) > 1:
            bearers.setdefault(folds[-1], set()).add(folds[0])
    for one in judged:
        if one.person or len(one.name.folds) > 1:
            for folds, found in _mentions(one, places.keys(), bearers):
                places[folds].append(found)
    return places


def _mentions(
    judged: Judged, accepted: Set[Folds], bearers: Mapping[str, Set[str]]
) -> Iterator[tuple[Folds, Candidate]]:
    """The names, with their places, that stand for persons: this one, or the accepted names inside it."""
    folds, sightings = judged.name.folds, judged.name.sightings
    shouted = all(one.words.span(one.place.first, one.place.last).isupper() for one in sightings)
    for sighting in sightings:
        inner = INSIDE.first(Seen(judged, sighting, accepted, bearers, shouted))
        found = inner or [(folds, sighting.place)] * judged.person
        if found and not NO_MENTION.first(sighting):
            yield from found


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
    opens = lexicon.is_given(folds[0]) or (strange and seen.bearers.get(folds[-1], set()) <= {folds[0]})
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


def _all_forms(words: Words, places: Mapping[Folds, Sequence[Candidate]], lexicon: Lexicon) -> Iterator[Form]:
    """The names as forms, each of the sex that its titles or its given name tell."""
    families = {folds[1:] for folds in places if not lexicon.leading.isdisjoint(folds[2:3])}  # "Aida Seif Al Dawla"
    for folds, found in places.items():
        given = lexicon.sex(folds[0]) if len(folds) > 1 and folds not in families else ""
        yield from _forms(words, folds, sorted(found, key=attrgetter("first")), given)


def _forms(words: Words, folds: Folds, found: Sequence[Candidate], given: str) -> Iterator[Form]:
    """The name as one form, or, where it has titles of both sexes, one form of each: Mr and Mrs Clinton.

    ``given`` is the sex that its given name tells.
    """
    by_sex: dict[str, list[Candidate]] = {}
    titles = {place.first: words.forms[place.first - 1] for place in found if place.title < place.first}
    for place in found:
        title = titles.get(place.first, "").rstrip(".")
        by_sex.setdefault(title_sexes().get(title, ""), []).append(place)
    known = by_sex.keys() - {""}
    if found and len(known) < 2:
        by_sex = {next(iter(known), given): list(found)}
    for sex, places in by_sex.items():
        yield Form(folds, places, sex, frozenset(titles[one.first] for one in places if one.first in titles))


def _person(known: RoleWords, group: Group, lists: Mapping[int, Place]) -> Person:
    words = known.words
    found = sorted((place for form in group.forms + group.also for place in form.places), key=attrgetter("first"))
    mentions = [
        Mention(words.span(place.first, place.last), words.starts[place.first], words.ends[place.last - 1])
        for place in found
    ]
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    name = _name(forms, {" ".join(words.span(one.places[0].first, one.places[0].last).split()) for one in group.also})
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


def _name(forms: Mapping[str, int], also: Set[str]) -> str:
    """The fullest form: none by which the person is known too, nor one with a nickname, if another is as whole."""
    own = [form for form in forms if form not in also and " " in form] or list(forms)
    name = max(own, key=lambda form: (*_fullness(form), forms[form]))
    plain = " ".join(_NICKNAME.sub(" ", name).split())
    return plain if plain in forms else name


def _fullness(form: str) -> tuple[bool, int, int, bool]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials, none of a heading."""
    parts = form.replace("-", " ").split()
    whole = sum(len(part.rstrip(".")) > 1 for part in parts)
    return form[:1] < "\u0370", whole, len(parts), not form.isupper()
