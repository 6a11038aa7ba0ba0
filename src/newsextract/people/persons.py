"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsextract.people.article import Words
from newsextract.people.candidates import Candidate
from newsextract.people.evidence import own_label
from newsextract.people.grouping import Form, Group, grouped
from newsextract.people.lexicon import Lexicon
from newsextract.people.roles import Reader
from newsextract.people.verdict import Judged
from newsextract.records import Mention, Person

_SEX = {
    "Mr": "m",
    "Mrs": "f",
    "Ms": "f",
    "Miss": "f",
    "Sir": "m",
    "Dame": "f",
    "Lady": "f",
    "King": "m",
    "Queen": "f",
}


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon, tags: list[str]) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    accepted = {one.name.folds: one.name.places for one in judged if one.person}
    places = {folds: list(_mentions(words, found, lexicon)) for folds, found in accepted.items()}
    for one in judged:
        if not one.person:
            for place in one.name.places:
                for inner in _inside(words, place, accepted, lexicon):
                    places[tuple(words.folds[inner.first : inner.last])].append(inner)
    forms = [
        Form(folds, len(found), min(place.first for place in found), _sex(words, found))
        for folds, found in places.items()
        if found
    ]
    inside = frozenset(
        at for found in places.values() for place in found for at in range(place.first, place.last)
    )
    reader = Reader(words, lexicon, tags, inside)
    people = [_person(reader, group, places) for group in grouped(forms, lexicon)]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _mentions(words: Words, found: Sequence[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """The places of an accepted name that stand for the person, not for a firm or a street named so."""
    for place in found:
        if own_label(words, place) == "INSIDE" and _named_after(words, place, lexicon):
            continue
        yield place


def _named_after(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    entity = words.entities[place.last - 1]
    near = [*range(max(0, place.first - 4), place.first), *range(place.last, min(len(words), place.last + 4))]
    around = [words.folds[other] for other in near if words.entities[other] == entity]
    return any(word in lexicon.org_words or word in lexicon.place_words for word in around)


def _inside(
    words: Words, place: Candidate, accepted: dict[tuple[str, ...], list[Candidate]], lexicon: Lexicon
) -> Iterator[Candidate]:
    """Accepted names inside a rejected candidate, as in a heading all in capitals."""
    folds = words.folds[place.first : place.last]
    if len(folds) < 2 or any(fold in lexicon.org_words or fold in lexicon.place_words for fold in folds):
        return
    at = 0
    while at < len(folds):
        for end in range(min(len(folds), at + 4), at, -1):
            if tuple(folds[at:end]) in accepted:
                yield Candidate(place.first + at, place.first + end, place.first + at, place.run)
                at = end
                break
        else:
            at += 1


def _sex(words: Words, found: Sequence[Candidate]) -> str:
    titles = {words.forms[place.first - 1].rstrip(".") for place in found if place.title < place.first}
    sexes = {_SEX[title] for title in titles if title in _SEX}
    return sexes.pop() if len(sexes) == 1 else ""


def _person(reader: Reader, group: Group, places: Mapping[tuple[str, ...], Sequence[Candidate]]) -> Person:
    words = reader.words
    found = sorted(
        (place for form in group.forms for place in places[form.folds]), key=lambda place: place.first
    )
    mentions = [
        Mention(words.span(place.first, place.last), words.starts[place.first], words.ends[place.last - 1])
        for place in found
    ]
    forms = Counter(mention.text for mention in mentions)
    name = max(forms, key=lambda form: (*_fullness(form), forms[form]))
    titles = dict.fromkeys(title for place in found if (title := reader.title(place)))
    roles = dict.fromkeys(role for place in found for role in reader.roles(place))
    aliases = tuple(form for form in forms if form != name)
    return Person(name, aliases, tuple(titles), tuple(roles), tuple(mentions))


def _fullness(form: str) -> tuple[bool, int, int]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials."""
    parts = form.split()
    return form[:1] < "\u0370", sum(len(part.rstrip(".")) > 1 for part in parts), len(parts)
