"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newsextract.people.around import PLACE_PREPOSITIONS, own_label
from newsextract.people.article import Words
from newsextract.people.candidates import Candidate
from newsextract.people.grouping import Form, Group, grouped
from newsextract.people.lexicon import Lexicon
from newsextract.people.roles import Reader
from newsextract.people.verdict import Judged
from newsextract.records import Mention, Person

MOST_INSIDE = 4  # words of a name looked for inside a longer run


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon, tags: list[str]) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    accepted = {one.name.folds: one.name.places for one in judged if one.person}
    places: dict[tuple[str, ...], list[Candidate]] = {folds: [] for folds in accepted}
    for one in judged:
        for place in one.name.places:
            inner = list(_inside(words, place, accepted, lexicon)) if not one.person or _shouted(words, one) else []
            if one.person and not inner:
                inner = [place] if _is_mention(words, place, lexicon) else []
            for found in inner:
                places[tuple(words.folds[found.first : found.last])].append(found)
    forms = [form for folds, found in places.items() for form in _forms(words, folds, found, lexicon)]
    inside = frozenset(at for found in places.values() for place in found for at in range(place.first, place.last))
    reader = Reader(words, lexicon, tags, inside)
    people = [_person(reader, group) for group in grouped(forms, lexicon)]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _is_mention(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether an accepted name stands for the person at this place, not for a firm or a street named so."""
    if _is_adjective(words, place, lexicon) or _is_country(words, place, lexicon):
        return False
    return own_label(words, place) != "INSIDE" or not _named_after(words, place, lexicon)


def _is_country(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a person's name is a country's here: "Jordan's king"; or "in Jordan", if the model sees a place."""
    at = place.last
    if place.title < place.first or " ".join(words.folds[place.first : at]) not in lexicon.countries:
        return False
    if words.possessive[at - 1] and words.forms[at : at + 1] and words.forms[at] in lexicon.state_nouns:
        return True
    before = words.forms[place.first - 1].lower() if place.first else ""
    return own_label(words, place) == "PLACE" and before in PLACE_PREPOSITIONS


def _is_adjective(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a name that is a people's too is its language or its adjective here: "in French and Arabic"."""
    at = place.first
    if place.last - at > 1 or place.title < at or words.forms[at].lower() not in lexicon.languages:
        return False
    before = words.folds[at - 1] if words.gap(at).isspace() and at else ""
    return before in lexicon.language_cues or any(_is_listed_with(words, at, step, lexicon) for step in (-1, 1))


def _is_listed_with(words: Words, at: int, step: int, lexicon: Lexicon) -> bool:
    """Whether another language or people stands beside the word, a comma or an "and" away."""
    other = at + step
    if 0 <= other < len(words) and words.forms[other] in ("and", "or"):
        other += step
    elif words.gap(max(at, other)) != ", ":
        return False
    return 0 <= other < len(words) and words.forms[other].lower() in lexicon.languages


def _shouted(words: Words, judged: Judged) -> bool:
    """Whether a name of several words is in capitals only: half of it may be the heading's other words."""
    places = judged.name.places
    return len(judged.name.folds) > 1 and all(words.span(place.first, place.last).isupper() for place in places)


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
        for end in range(min(len(folds), at + MOST_INSIDE), at, -1):
            if end - at < len(folds) and tuple(folds[at:end]) in accepted:
                yield Candidate(place.first + at, place.first + end, place.first + at, place.run)
                at = end
                break
        else:
            at += 1


def _forms(words: Words, folds: tuple[str, ...], found: Sequence[Candidate], lexicon: Lexicon) -> Iterator[Form]:
    """The name as one form, or, where it has titles of both sexes, one form of each: Mr and Mrs Clinton."""
    sexes = [_title_sex(words, place, lexicon) for place in found]
    known = sorted(set(sexes) - {""})
    if len(known) < 2:
        given = "" if len(folds) < 2 else "f" if folds[0] in lexicon.women else "m" if folds[0] in lexicon.men else ""
        sexes = [known[0] if known else given] * len(found)
    for sex in dict.fromkeys(sexes):
        yield Form(folds, [place for place, own in zip(found, sexes, strict=True) if own == sex], sex)


def _title_sex(words: Words, place: Candidate, lexicon: Lexicon) -> str:
    """The sex that the title before a name tells, "" if none does."""
    return "" if place.title == place.first else lexicon.title_sex.get(words.forms[place.first - 1].rstrip("."), "")


def _person(reader: Reader, group: Group) -> Person:
    words = reader.words
    found = sorted((place for form in group.forms for place in form.places), key=lambda place: place.first)
    mentions = [
        Mention(words.span(place.first, place.last), words.starts[place.first], words.ends[place.last - 1])
        for place in found
    ]
    forms = Counter(" ".join(mention.text.split()) for mention in mentions)
    name = max(forms, key=lambda form: (*_fullness(form), forms[form]))
    titles = dict.fromkeys(title for place in found if (title := reader.title(place)))
    roles = dict.fromkeys(role for place in found for role in reader.roles(place))
    aliases = tuple(form for form in forms if form != name)
    return Person(name, aliases, tuple(titles), tuple(roles), tuple(mentions))


def _fullness(form: str) -> tuple[bool, int, int, bool]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials, none of a heading."""
    parts = form.replace("-", " ").split()
    return form[:1] < "\u0370", sum(len(part.rstrip(".")) > 1 for part in parts), len(parts), not form.isupper()
