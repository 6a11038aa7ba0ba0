"""From judged names to records: the mentions of each accepted name, grouped by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import takewhile
from operator import attrgetter

from newsextract.people.around import QUOTED, Sighting, own_label
from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.cues import FAMILIES, Cue
from newsextract.people.grouping import Form, Group, grouped
from newsextract.people.lexicon import Lexicon
from newsextract.people.phrases import Phrases
from newsextract.people.roles import ROLES, Spot
from newsextract.people.verdict import Judged
from newsextract.records import Mention, Person
from newsextract.rules.judgement import Judgement

_IS = (["is"], ["was"], ["has"], ["opened"], ["opens"], ["closed"], ["serves"])
_STREETS = frozenset({"avenue", "street", "road", "lane", "square", "boulevard"})
_SHOWS = frozenset({("Show", "with"), ("Live", "with"), ("Tonight", "with")})
MOST_FOUNDED = 2  # words behind a name among which "Trust" is looked for
MOST_INSIDE = 4  # words of a name looked for inside a longer run


NO_MENTION: Judgement[Sighting, bool] = Judgement(
    "people", "no mention", lambda sighting: sighting.span, attrgetter("cues")
)


def persons(words: Words, judged: Sequence[Judged], lexicon: Lexicon, tags: list[str]) -> tuple[Person, ...]:
    """The people of the article, most mentioned first, ties by first place."""
    places: dict[tuple[str, ...], list[Candidate]] = {one.name.folds: [] for one in judged if one.person}
    for one in judged:
        for found in _mentions(words, one, places.keys(), lexicon) if one.person or len(one.name.folds) > 1 else ():
            places[tuple(words.folds[found.first : found.last])].append(found)
    families = {folds[1:] for folds in places if not lexicon.leading.isdisjoint(folds[2:3])}
    forms = [form for folds, found in places.items() for form in _forms(words, folds, found, lexicon, families)]
    inside = frozenset(at for found in places.values() for place in found for at in range(place.first, place.last))
    phrases = Phrases(words, lexicon, tags, inside)
    people = [_person(phrases, group) for group in grouped(forms, lexicon)]
    return tuple(sorted(people, key=lambda person: (-len(person.mentions), person.mentions[0].start)))


def _mentions(words: Words, judged: Judged, accepted: Set[tuple[str, ...]], lexicon: Lexicon) -> Iterator[Candidate]:
    """Where a name stands for a person; of one that is none, or is in capitals only, the accepted names inside it."""
    sightings = judged.name.sightings
    shouted = judged.person and all(words.text[slice(*sighting.span)].isupper() for sighting in sightings)
    for sighting in sightings:
        place = sighting.place
        apart = shouted and not sighting.gap_after.startswith(": ")  # "ANN REED: I know" is whole
        inner = list(_inside(words, place, accepted, lexicon)) if apart or not judged.person else []
        found = inner or [place] * judged.person
        if found and not NO_MENTION.first(sighting):
            yield from found


@NO_MENTION.rule("a country by what it has", Cue.STATE_AFTER)
def _is_state(sighting: Sighting) -> bool:
    """ "Jordan's king"."""
    words, last = sighting.words, sighting.place.last
    has = not sighting.lexicon.state_nouns.isdisjoint(words.forms[last : last + 1])
    return has and _is_untitled(sighting, sighting.lexicon.countries)


@NO_MENTION.rule("a country as a place", Cue.TELLING_BEFORE)
def _is_place(sighting: Sighting) -> bool:
    """ "in Jordan", if the base model sees a place."""
    place = (
        own_label(sighting.words, sighting.place) == "PLACE" and sighting.before in sighting.lexicon.place_prepositions
    )
    return place and _is_untitled(sighting, sighting.lexicon.countries)


@NO_MENTION.rule("a beauty queen", Cue.TITLED)
def _is_queen(sighting: Sighting) -> bool:
    """ "Miss Kenya"."""
    title = sighting.words.forms[sighting.place.title : sighting.place.first]
    return title == ["Miss"] and " ".join(sighting.folds) in sighting.lexicon.countries


@NO_MENTION.rule("a family", Cue.FAMILY_AFTER)
def _is_family(sighting: Sighting) -> bool:
    """ "the Quaig family"."""
    return sighting.after in FAMILIES


@NO_MENTION.rule("a work", Cue.QUOTE_BEFORE | Cue.TITLED)
def _is_work(sighting: Sighting) -> bool:
    """ "the biopic “Judy”"."""
    words, place = sighting.words, sighting.place
    marked = QUOTED.fullmatch(words.text, sighting.span[0] - 1, sighting.span[1] + 1 + _stop(sighting))
    return bool(marked) and words.forms[place.first - 1] in sighting.lexicon.thing_nouns


def _stop(sighting: Sighting) -> bool:
    """Whether a comma or full stop stands right behind the name: inside the closing mark."""
    end = sighting.span[1]
    return sighting.words.text[end : end + 1] in (",", ".")


@NO_MENTION.rule("a show of the person's", Cue.WITH_BEFORE)
def _is_show(sighting: Sighting) -> bool:
    """ "The Daily Show with Ann Reed"."""
    return tuple(sighting.words.forms[max(0, sighting.place.title - 2) : sighting.place.title]) in _SHOWS


@NO_MENTION.rule("a street of the person's", Cue.POSSESSIVE)
def _is_street(sighting: Sighting) -> bool:
    """ "Paul's Avenue"."""
    words, last = sighting.words, sighting.place.last
    own = words.gap(last) in ("'s ", "’s ") and words.kinds[last] == Kind.CAPITAL
    return own and words.folds[last] in _STREETS


@NO_MENTION.rule("a house of the person's", Cue.POSSESSIVE)
def _is_house(sighting: Sighting) -> bool:
    """ "Reed's Bakery", and "Reed's is open" where the article has that."""
    words, place = sighting.words, sighting.place
    if not words.possessive[place.last - 1]:
        return False
    if _keeps_house(words, place.last, sighting.lexicon):
        return True
    short = words.folds[place.last : place.last + 1] in _IS
    return short and any(_keeps_house(words, at + 1, sighting.lexicon) for at in _others_of(words, place))


def _keeps_house(words: Words, last: int, lexicon: Lexicon) -> bool:
    """Whether a shop's or an inn's noun stands behind the name."""
    return not lexicon.houses.isdisjoint(words.forms[last : last + 1])


def _others_of(words: Words, place: Candidate) -> Iterator[int]:
    """The places of the name's last word, each with its possessive."""
    fold = words.folds[place.last - 1]
    return (at for at, other in enumerate(words.folds) if other == fold and words.possessive[at])


@NO_MENTION.rule("a thing founded in the person's name", Cue.THE_BEFORE)
def _is_founded(sighting: Sighting) -> bool:
    """ "the Ann Reed Children's Trust"."""
    words, last = sighting.words, sighting.place.last
    if sighting.before != "the":
        return False
    capitals = takewhile(str.istitle, words.forms[last : last + MOST_FOUNDED])
    return not sighting.lexicon.founded_things.isdisjoint(capitals)


@NO_MENTION.rule("a language", Cue.LANGUAGE_FIRST)
def _is_language(sighting: Sighting) -> bool:
    """ "in French", "French and Arabic"."""
    if not _is_untitled(sighting, sighting.lexicon.languages):
        return False
    words, place, languages = sighting.words, sighting.place, sighting.lexicon.languages
    beside = {sighting.before, sighting.after, sighting.clause}
    if words.gap(place.first) == ", ":
        beside.add(words.folds[place.first - 1])
    if sighting.before in ("and", "or"):
        beside.add(words.folds[place.first - 2])
    if sighting.after in ("and", "or"):
        beside.update(words.folds[place.last + 1 : place.last + 2])
    return sighting.before in sighting.lexicon.language_cues or not languages.isdisjoint(beside)


def _is_untitled(sighting: Sighting, names: Set[str]) -> bool:
    return sighting.place.title == sighting.place.first and " ".join(sighting.folds) in names


@NO_MENTION.rule("a thing named after the person")
def _named_after(sighting: Sighting) -> bool:
    """ "Frida Kahlo" in "the Museum of Frida Kahlo"."""
    words, place = sighting.words, sighting.place
    if own_label(words, place) != "INSIDE":
        return False
    near = range(max(0, place.first - 4), min(len(words), place.last + 4))
    entity = words.entities[place.last - 1]
    around = [words.folds[at] for at in near if words.entities[at] == entity]
    return not sighting.lexicon.org_or_place_words.isdisjoint(around)


@NO_MENTION.rule("the first part of a thing's name", Cue.HYPHEN_AFTER)
def _opens_thing(sighting: Sighting) -> bool:
    """ "Ann Quaig" in "the Ann Quaig-Roe Mosque"."""
    folds, last = sighting.words.folds, sighting.place.last
    hyphen = sighting.gap_after in ("-", "–")
    return hyphen and not sighting.lexicon.org_or_place_words.isdisjoint(folds[last : last + 3])


def _inside(words: Words, place: Candidate, accepted: Set[tuple[str, ...]], lexicon: Lexicon) -> Iterator[Candidate]:
    """Accepted names inside a rejected candidate, as in a heading all in capitals."""
    folds = words.folds[place.first : place.last]
    if not lexicon.other_words.isdisjoint(folds):
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


def _forms(
    words: Words,
    folds: tuple[str, ...],
    found: Sequence[Candidate],
    lexicon: Lexicon,
    families: Set[tuple[str, ...]],
) -> Iterator[Form]:
    """The name as one form, or, where it has titles of both sexes, one form of each: Mr and Mrs Clinton.

    ``families`` are surnames that begin like a given name: the "Seif Al Dawla" of "Aida Seif Al Dawla".
    """
    sexes = [_title_sex(words, place, lexicon) for place in found]
    known = sorted(set(sexes) - {""})
    if len(known) < 2:
        given = lexicon.sex(folds[0]) if len(folds) > 1 and folds not in families else ""
        sexes = [known[0] if known else given] * len(found)
    for sex in dict.fromkeys(sexes):
        yield Form(folds, [place for place, own in zip(found, sexes, strict=True) if own == sex], sex)


def _title_sex(words: Words, place: Candidate, lexicon: Lexicon) -> str:
    """The sex that the title before a name tells, "" if none does."""
    return "" if place.title == place.first else lexicon.title_sex.get(words.forms[place.first - 1].rstrip("."), "")


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
    return Person(name, aliases, tuple(titles), roles, tuple(mentions))


def _distinct(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles, each once, without those that another one says whole: "mayor" beside "mayor of Leeds"."""
    said = {frozenset(role.casefold().split()): role for role in reversed(roles)}
    return tuple(role for words, role in reversed(said.items()) if not any(words < other for other in said))


def _fullness(form: str) -> tuple[bool, int, int, bool]:
    """How full a form of a name is: Latin letters before others, then whole words, then initials, none of a heading."""
    parts = form.replace("-", " ").split()
    return form[:1] < "\u0370", sum(len(part.rstrip(".")) > 1 for part in parts), len(parts), not form.isupper()
