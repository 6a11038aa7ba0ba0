"""What the form of a name says for or against a person: a table of signs, each weighed by votes.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import Sighting
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.traits import Traits, traits
from newsextract.rules.judgement import Judgement


@dataclass(slots=True)
class Name:
    """One name of an article: its folded words, and what is seen where it stands, in order."""

    folds: tuple[str, ...]
    sightings: list[Sighting] = field(default_factory=list)


class Shape(NamedTuple):
    """A name as one of its places writes it; ``small`` are the words that the article writes small."""

    folds: tuple[str, ...]
    key: str
    """The same in one string."""
    traits: Sequence[Traits]
    """Those of each word."""
    decisive: Sequence[Traits]
    """Those of the words by which a name is a body's or a place's."""
    place: Candidate
    words: Words
    small: frozenset[str]
    lexicon: Lexicon


def shape(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Shape:
    """The name at its first place outside lines in capitals, or at its first."""
    places = [sighting.place for sighting in name.sightings]
    place = next((place for place in places if not words.shouted[place.first]), places[0])
    known = [traits(fold) for fold in name.folds]
    return Shape(
        name.folds, " ".join(name.folds), known, _decisive(name.folds, known, lexicon), place, words, small, lexicon
    )


def _decisive(folds: tuple[str, ...], known: Sequence[Traits], lexicon: Lexicon) -> Sequence[Traits]:
    """Not the family's in "Park Geun-hye", nor a surname in the middle, as in "Leonard Hill III"; but the Park of
    "Jackson Park".
    """
    first, *rest = known
    if first.eastern and lexicon.is_east_asian(folds):
        return rest
    if not rest or not first.given:
        return known
    return [first, *(one for one in rest[:-1] if not one.surname), rest[-1]]


def _place(one: Shape) -> str | None:
    if one.key in one.lexicon.places:
        return "listed_place"
    return "holds_place" if any(word.listed_place for word in one.traits) else None


def _given_and_surname(one: Shape) -> str | None:
    given, surname = one.traits[0].given, one.traits[-1].surname
    return "given_and_surname" if given and surname else "unlisted" if not (given or surname) else None


def _is_unlisted(one: Shape) -> bool:
    return not (one.traits[0].eastern or any(word.given or word.surname for word in one.traits))


def _is_acronym(one: Shape) -> bool:
    """One word in capitals in a line that is not, but not JFK."""
    capitals = one.words.forms[one.place.first].isupper() and not one.words.shouted[one.place.first]
    return len(one.folds) == 1 and capitals and not one.traits[0].famous


def _has_particle(one: Shape) -> bool:
    return Kind.PARTICLE in one.words.kinds[one.place.first : one.place.last] or "-" in one.folds[-1]


def _is_junior(one: Shape) -> bool:
    """Jr tells a person as a title does; a numeral is also a ship's."""
    return len(one.folds) > 1 and one.words.forms[one.place.last - 1].rstrip(".") in one.lexicon.suffixes


def _span(one: Shape) -> tuple[int, int]:
    return one.words.starts[one.place.first], one.words.ends[one.place.last - 1]


SHAPE: Judgement[Shape, str] = Judgement("people", "sign in a name", _span)
SHAPE.says("a word of organisations", "org_word", lambda one: any(word.org for word in one.decisive))
SHAPE.says("a word of places", "place_word", lambda one: any(word.place for word in one.decisive))
SHAPE.rule("a place")(_place)
SHAPE.says("a people", "demonym", lambda one: any(word.demonym for word in one.traits))
SHAPE.says("common words", "all_common", lambda one: all(word.common for word in one.traits))
SHAPE.rule("given name and surname")(_given_and_surname)
SHAPE.says("words on the lists of names", "none_listed", _is_unlisted)
SHAPE.says("famous", "famous", lambda one: one.traits[-1].famous or one.key in one.lexicon.famous)
SHAPE.says("small elsewhere", "small_elsewhere", lambda one: not one.small.isdisjoint(one.folds))
SHAPE.says("capitals", "acronym", _is_acronym)
SHAPE.says("initials", "initial_first", lambda one: len(one.folds[0]) == 1 or "." in one.folds[0])
SHAPE.says("a particle or a hyphen", "particle_or_hyphen", _has_particle)
SHAPE.says("Jr", "title", _is_junior)
