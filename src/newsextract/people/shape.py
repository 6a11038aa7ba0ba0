"""What the form of a name says for or against a person: a table of signs, each weighed by votes.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsextract.people.around import Sighting
from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import Lexicon
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

    name: Name
    place: Candidate
    words: Words
    lexicon: Lexicon
    small: frozenset[str]

    @property
    def folds(self) -> tuple[str, ...]:
        """The folded words."""
        return self.name.folds

    @property
    def forms(self) -> Sequence[str]:
        """The words as written."""
        return self.words.forms[self.place.first : self.place.last]

    @property
    def several(self) -> bool:
        """Whether the name has several words."""
        return len(self.name.folds) > 1

    @property
    def others(self) -> tuple[str, ...]:
        """The folded words that could be a firm's or a place's: Park is a surname in "Park Geun-hye"."""
        return self.folds[1:] if self.lexicon.is_east_asian(self.folds) else self.folds


def shape(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Shape:
    """The name at its first place outside lines in capitals, or at its first."""
    places = [sighting.place for sighting in name.sightings]
    return Shape(name, min(places, key=lambda place: words.shouted[place.first]), words, lexicon, small)


def _span(one: Shape) -> tuple[int, int]:
    return one.words.starts[one.place.first], one.words.ends[one.place.last - 1]


SHAPE: Judgement[Shape, str] = Judgement("people", "sign in a name", _span)


@SHAPE.rule("a word of organisations")
def _org_word(one: Shape) -> str | None:
    return None if one.lexicon.org_words.isdisjoint(one.others) else "org_word"


@SHAPE.rule("a word of places")
def _place_word(one: Shape) -> str | None:
    return None if one.lexicon.place_words.isdisjoint(one.others) else "place_word"


@SHAPE.rule("a place")
def _place(one: Shape) -> str | None:
    if one.name.key in one.lexicon.places:
        return "listed_place"
    return None if one.lexicon.places.isdisjoint(one.folds) else "holds_place"


@SHAPE.rule("a people")
def _demonym(one: Shape) -> str | None:
    return None if one.lexicon.demonyms.isdisjoint(one.folds) else "demonym"


@SHAPE.rule("common words")
def _common(one: Shape) -> str | None:
    if one.lexicon.common.issuperset(one.folds):
        return "all_common"
    return None if one.lexicon.common.isdisjoint(one.folds) else "holds_common"


@SHAPE.rule("a given name first")
def _given(one: Shape) -> str | None:
    first = one.folds[0]
    if not one.lexicon.is_given(first):
        return None
    return "common_given_first" if first in one.lexicon.common else "given_first"


@SHAPE.rule("a surname last")
def _surname(one: Shape) -> str | None:
    return "surname_last" if one.lexicon.is_surname(one.folds[-1]) else None


@SHAPE.rule("given name and surname")
def _given_and_surname(one: Shape) -> str:
    given, surname = one.lexicon.is_given(one.folds[0]), one.lexicon.is_surname(one.folds[-1])
    return (("unlisted", "surname"), ("given", "given_and_surname"))[given][surname]


@SHAPE.rule("words on the lists of names")
def _listed(one: Shape) -> str | None:
    listed = sum(map(one.lexicon.is_listed, one.folds))
    if 0 < listed < len(one.folds):
        return None
    return "all_listed" if listed else None if one.folds[0] in one.lexicon.east_asian else "none_listed"


@SHAPE.rule("East Asian syllables")
def _east_asian(one: Shape) -> str | None:
    return "east_asian" if one.others != one.folds else None


@SHAPE.rule("famous")
def _famous(one: Shape) -> str | None:
    return None if one.lexicon.famous.isdisjoint((one.folds[-1], one.name.key)) else "famous"


@SHAPE.rule("small elsewhere")
def _small(one: Shape) -> str | None:
    return None if one.small.isdisjoint(one.folds) else "small_elsewhere"


@SHAPE.rule("capitals")
def _capitals(one: Shape) -> str | None:
    """A name in capitals in a line that is not."""
    if one.words.shouted[one.place.first] or not one.words.span(one.place.first, one.place.last).isupper():
        return None
    return "all_capitals" if one.several else "acronym"


@SHAPE.rule("initials")
def _initials(one: Shape) -> str | None:
    """``J. Smith``, or another form that holds initials."""
    initials = ["." in fold or len(fold) == 1 for fold in one.folds]
    return None if not any(initials) else "initial_first" if initials[0] else "initials"


@SHAPE.rule("a particle or a hyphen")
def _particle(one: Shape) -> str | None:
    particle = Kind.PARTICLE in one.words.kinds[one.place.first : one.place.last]
    return "particle_or_hyphen" if particle or "-" in one.folds[-1] else None


@SHAPE.rule("a numeral last")
def _suffix(one: Shape) -> str | None:
    return "suffix" if one.lexicon.is_suffix(one.forms[-1]) else None


@SHAPE.rule("Jr")
def _junior(one: Shape) -> str | None:
    """No numeral, which a ship may have."""
    return "junior" if one.several and one.forms[-1].rstrip(".") in one.lexicon.suffixes else None
