"""What the form of a name says for or against a person: a table of signs, each weighed by votes.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.people.candidates.article import Kind, Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.around import NameInContext
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.people.knowledge.traits import Traits, traits
from newsextract.rules.judgement import Judgement


@dataclass(slots=True)
class Name:
    """One name of an article: its folded words, and each of its places in order."""

    folds: tuple[str, ...]
    contexts: list[NameInContext] = field(default_factory=list)


class Shape(NamedTuple):
    """A name as it is written at one of its places."""

    folds: tuple[str, ...]
    key: str  # the folded words in one string
    traits: Sequence[Traits]  # of each word
    decisive: Sequence[Traits]  # of the words by which a name is a body's or a place's
    place: Candidate
    words: Words
    small: frozenset[str]  # the words that the article writes small
    lexicon: Lexicon

    @property
    def span(self) -> tuple[int, int]:
        """Where the name begins and ends in the text."""
        return self.words.starts[self.place.first], self.words.ends[self.place.last - 1]


def shape(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Shape:
    """The name at its first place outside lines in capitals, or at its first."""
    places = [context.place for context in name.contexts]
    place = next((place for place in places if not words.shouted[place.first]), places[0])
    first, *rest = decisive = known = [traits(fold) for fold in name.folds]
    if first.eastern and lexicon.is_east_asian(name.folds):  # "Park Geun-hye", but "Jackson Park"
        decisive = rest
    elif rest and first.given:  # "Leonard Hill III"
        decisive = [first, *(one for one in rest[:-1] if not one.surname), rest[-1]]
    return Shape(name.folds, " ".join(name.folds), known, decisive, place, words, small, lexicon)


SHAPE: Judgement[Shape, str] = Judgement("people", "sign in a name", lambda one: one.span)
SHAPE.says("a word of organisations", "org_word", lambda one: any(word.org for word in one.decisive))
SHAPE.says("a word of places", "place_word", lambda one: any(word.place for word in one.decisive))


@SHAPE.rule("a place")
def _place(one: Shape) -> str | None:
    if one.key in one.lexicon.places:
        return "listed_place"
    return "holds_place" if any(word.listed_place for word in one.traits) else None


SHAPE.says("a people", "demonym", lambda one: any(word.demonym for word in one.traits))
SHAPE.says("common words", "all_common", lambda one: all(word.common for word in one.traits))


@SHAPE.rule("given name and surname")
def _given_and_surname(one: Shape) -> str | None:
    given, surname = one.traits[0].given, one.traits[-1].surname
    return "given_and_surname" if given and surname else "unlisted" if not (given or surname) else None


SHAPE.says(
    "words on the lists of names",
    "none_listed",
    lambda one: not (one.traits[0].eastern or any(word.given or word.surname for word in one.traits)),
)
SHAPE.says("famous", "famous", lambda one: one.traits[-1].famous or one.key in one.lexicon.famous)
SHAPE.says("small elsewhere", "small_elsewhere", lambda one: not one.small.isdisjoint(one.folds))


@SHAPE.rule("capitals")
def _acronym(one: Shape) -> str | None:
    """One word in capitals in a line that is not, but not JFK."""
    capitals = one.words.forms[one.place.first].isupper() and not one.words.shouted[one.place.first]
    return "acronym" if len(one.folds) == 1 and capitals and not one.traits[0].famous else None


SHAPE.says("initials", "initial_first", lambda one: len(one.folds[0]) == 1 or "." in one.folds[0])
SHAPE.says(
    "a particle or a hyphen",
    "particle_or_hyphen",
    lambda one: Kind.PARTICLE in one.words.kinds[one.place.first : one.place.last] or "-" in one.folds[-1],
)
# Jr is a sign of a person as a title is; a numeral is also a ship's
SHAPE.says(
    "Jr",
    "title",
    lambda one: len(one.folds) > 1 and one.words.forms[one.place.last - 1].rstrip(".") in one.lexicon.suffixes,
)
