"""What the form of a name says for or against a person: a table of signs, each weighed by votes.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_
from typing import NamedTuple

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import Sighting
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.spelling import families_of
from newsextract.people.knowledge.traits import Trait, traits
from newsextract.rules.judgement import Judgement


@dataclass(slots=True)
class Name:
    """One name of an article: its folded words, and what is seen where it stands, in order."""

    folds: tuple[str, ...]
    sightings: list[Sighting] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The folded words in one string."""
        return " ".join(self.folds)


class Shape(NamedTuple):
    """A name as one of its places writes it; ``small`` are the words that the article writes small."""

    folds: tuple[str, ...]
    """The folded words."""
    sounds: list[float]
    """How much each word sounds like a name, 0 of one on the lists."""
    bits: list[int]
    """The traits of each word."""
    others: list[int]
    """Those of the words that could be a firm's or a place's: Park is a surname in "Park Geun-hye"."""
    cues: int
    """The traits of all words, and of the whole name."""
    place: Candidate
    words: Words
    small: frozenset[str]
    lexicon: Lexicon

    @property
    def several(self) -> bool:
        """Whether the name has several words."""
        return len(self.folds) > 1


def shape(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Shape:
    """The name at its first place outside lines in capitals, or at its first."""
    folds, place, shouted = name.folds, name.sightings[0].place, words.shouted
    if shouted[place.first]:
        places = (sighting.place for sighting in name.sightings)
        place = next((other for other in places if not shouted[other.first]), place)
    known = [traits(fold) for fold in folds]
    bits = others = [bits for bits, _ in known]
    cues = bits[0]
    if len(bits) > 1:
        cues, key = reduce(or_, bits), name.key
        cues |= Trait.LISTED_PLACE * (key in lexicon.places) | Trait.FAMOUS * (key in lexicon.famous)
    if bits[0] & Trait.EASTERN and lexicon.is_east_asian(folds):
        others = bits[1:]
    return Shape(folds, [sound for _, sound in known], bits, others, cues, place, words, small, lexicon)


def _span(one: Shape) -> tuple[int, int]:
    return one.words.starts[one.place.first], one.words.ends[one.place.last - 1]


SHAPE: Judgement[Shape, str] = Judgement("people", "sign in a name", _span, attrgetter("cues"))


@SHAPE.rule("a word of organisations", Trait.ORG)
def _org_word(one: Shape) -> str | None:
    return "org_word" if any(bits & Trait.ORG for bits in _telling(one)) else None


@SHAPE.rule("a word of places", Trait.PLACE)
def _place_word(one: Shape) -> str | None:
    return "place_word" if any(bits & Trait.PLACE for bits in _telling(one)) else None


def _telling(one: Shape) -> list[int]:
    """The traits of the words by which a name is a body's or a place's: not the given name of "Bill Reed", nor a
    surname in the middle, as in "Leonard Hill III"; but the Park of "Jackson Park".
    """
    first, *middle = one.others[:-1] or [0]
    if one.others is not one.bits or not first & Trait.GIVEN:
        return one.others
    middle = [bits for bits in middle if not bits & Trait.SURNAME]
    return [0 if _is_usual_given(one) else first, *middle, one.bits[-1]]


def _is_usual_given(one: Shape) -> bool:
    """Whether a name of several words begins with a usual given name: "Bill", "Will"."""
    return one.several and bool(families_of(one.folds[0]))


@SHAPE.rule("a place", Trait.LISTED_PLACE)
def _place(one: Shape) -> str:
    return "listed_place" if " ".join(one.folds) in one.lexicon.places else "holds_place"


@SHAPE.rule("a people", Trait.PEOPLE)
def _demonym(one: Shape) -> str:
    return "demonym"


@SHAPE.rule("common words", Trait.COMMON)
def _common(one: Shape) -> str | None:
    return "all_common" if all(bits & Trait.COMMON for bits in one.bits) else None


@SHAPE.rule("a given name first", Trait.GIVEN)
def _given(one: Shape) -> str | None:
    first = one.bits[0]
    return "given_first" if first & Trait.GIVEN and not first & Trait.COMMON else None


@SHAPE.rule("given name and surname")
def _given_and_surname(one: Shape) -> str | None:
    surname = one.bits[-1] & Trait.SURNAME
    if one.bits[0] & Trait.GIVEN:
        return "given_and_surname" if surname else None
    return None if surname else "unlisted"


@SHAPE.rule("words on the lists of names")
def _listed(one: Shape) -> str | None:
    return None if one.cues & Trait.LISTED or one.bits[0] & Trait.EASTERN else "none_listed"


@SHAPE.rule("famous", Trait.FAMOUS)
def _famous(one: Shape) -> str | None:
    return "famous" if one.bits[-1] & Trait.FAMOUS or " ".join(one.folds) in one.lexicon.famous else None


@SHAPE.rule("small elsewhere")
def _small(one: Shape) -> str | None:
    if one.small.isdisjoint(one.folds):
        return None
    rest = one.folds[_is_usual_given(one) :]  # "the bill", where Bill Reed is told of
    return None if one.small.isdisjoint(rest) else "small_elsewhere"


@SHAPE.rule("capitals")
def _capitals(one: Shape) -> str | None:
    """One word in capitals in a line that is not, but not JFK."""
    words, at = one.words, one.place.first
    if one.several or words.shouted[at] or one.cues & Trait.FAMOUS:
        return None
    return "acronym" if words.forms[at].isupper() else None


@SHAPE.rule("initials", Trait.INITIAL)
def _initials(one: Shape) -> str | None:
    """``J. Smith``."""
    return "initial_first" if one.bits[0] & Trait.INITIAL else None


@SHAPE.rule("a particle or a hyphen", Trait.TIED)
def _particle(one: Shape) -> str | None:
    particle = Kind.PARTICLE in one.words.kinds[one.place.first : one.place.last]
    return "particle_or_hyphen" if particle or "-" in one.folds[-1] else None


@SHAPE.rule("Jr", Trait.SUFFIX)
def _junior(one: Shape) -> str | None:
    """Jr tells a person as a title does; a numeral is also a ship's."""
    last = one.words.forms[one.place.last - 1]
    return "title" if one.several and last.rstrip(".") in one.lexicon.suffixes else None
