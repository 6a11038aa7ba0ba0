"""The signs for or against a person, each weighed by votes.toml: what stands around a name at a place, and its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from newsextract import rules
from newsextract.analysis.word_classes import PRONOUN_SEXES
from newsextract.people.candidates.article import Kind, Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.bylines import is_beside_agency, is_credited
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.rules.judgement import Judgement

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_MOST_TO_PRONOUN = 15  # words after a name in which a pronoun may stand for it
_AFTER_NAMES = frozenset({"and", "in", "for"})  # words after a credited name
_AGE = re.compile(r"(?:, | \(|, \()\d{1,2}[,;.)](?!\d)|, (?:an? \d{1,2}[- ]year[- ]old\b|aged \d{1,2}\b)")
_IN_BRACKETS = frozenset({"GPE", "ORG", "NORP", "PERSON"})
LIST_GAPS = frozenset({", ", "; ", "/", " / "})
_SURE = 4.0  # log odds at which the sound of a word counts fully


class NameInContext(NamedTuple):
    """A name at one of its places in an article."""

    words: Words
    place: Candidate
    lexicon: Lexicon
    gap_before: str  # what parts the name and its title from the word before, as in Words.gaps
    gap_after: str
    before: str  # the folded word before the name and its title, "" where more than a blank parts them
    after: str  # the folded word after the name, "" where more than a blank parts them
    clause: str  # the folded word after the name and a comma, "" where there is none

    @classmethod
    def of(cls, words: Words, place: Candidate, lexicon: Lexicon) -> NameInContext:
        """The name at this place."""
        gap_before, gap_after, folds = words.gaps[place.title], words.gaps[place.last], words.folds
        before = folds[place.title - 1] if gap_before == " " else ""
        after = folds[place.last] if gap_after == " " else ""
        clause = folds[place.last] if gap_after == ", " else ""
        return cls(words, place, lexicon, gap_before, gap_after, before, after, clause)

    @property
    def span(self) -> tuple[int, int]:
        """Where the name begins and ends in the text."""
        return self.words.starts[self.place.first], self.words.ends[self.place.last - 1]

    @property
    def odds(self) -> float:
        """The network's log odds of a person, the mean of those of the words."""
        odds = self.words.odds[self.place.first : self.place.last]
        return sum(odds) / len(odds)

    @property
    def folds(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(self.words.folds[self.place.first : self.place.last])

    @property
    def next_folds(self) -> Sequence[str]:
        """The folded words after the name among which a pronoun may stand for it."""
        return self.words.folds[self.place.last : self.place.last + _MOST_TO_PRONOUN]


def own_label(words: Words, place: Candidate) -> str:
    """The network's label of a candidate: "INSIDE" where it is a part of something that is no person."""
    labels = words.labels[place.first : place.last]
    label = "PERSON" if "PERSON" in labels else labels[-1]
    if label in ("", "PERSON", "NORP"):
        return label or "NONE"
    beyond = [*words.entities[max(0, place.title - 1) : place.title], *words.entities[place.last : place.last + 1]]
    if words.entities[place.last - 1] in beyond:
        return "INSIDE"
    return "PLACE" if label in PLACE_LABELS else "ORG" if label == "ORG" else "OTHER"


AROUND: Judgement[NameInContext, str] = Judgement("people", "sign around a name", lambda context: context.span)
# the network sees a longer name, which is no person's, in the words beside
AROUND.says("a part of something else", "label_inside", lambda one: own_label(one.words, one.place) == "INSIDE")


@AROUND.rule("a title")
def _title(context: NameInContext) -> str | None:
    """A courtesy or an office right before the name, but no department: "the Interior Ministry"."""
    words, place, lexicon = context.words, context.place, context.lexicon
    if place.title == place.first:
        return None
    title = words.forms[place.first - 1].rstrip(".")
    if title in lexicon.courtesy:
        return "courtesy"
    if words.folds[place.first - 1] in lexicon.departments:
        return None
    return "title" if title in lexicon.title_ends else None


@AROUND.rule("the word before")
def _word_before(context: NameInContext) -> str | None:
    """ "lawyer Quaig", "the film Quaig", "near Quaig"; "the Obama Administration" is of a person, "the Hague" not."""
    before, lexicon = context.before, context.lexicon
    if before in lexicon.role_nouns:
        return "role_before"
    if before in lexicon.thing_nouns:
        return "thing_before"
    if before in lexicon.place_prepositions:
        return "place_preposition"
    if before != "the" or context.place.title < context.place.first:
        return None
    last = context.place.last
    after = {context.after, " ".join(context.words.folds[last : last + 2])} if context.after else {""}
    return "the_before" if lexicon.loose_words.isdisjoint(after) else "the_loose"


@AROUND.rule("kin")
def _kin(context: NameInContext) -> str | None:
    """A noun for kin before the name, or a comma, "named" or another kin's name away."""
    words, lexicon, at = context.words, context.lexicon, context.place.title - 1
    if context.gap_before not in (" ", ", "):
        return None
    if words.forms[at] in ("named", "called"):
        return "kin_before" if words.folds[at - 1] in lexicon.role_nouns else None
    at -= 2 * (words.forms[at] == "and")  # "his sons Al and Ben"
    return "kin_before" if words.forms[at] in lexicon.kin_nouns else None


@AROUND.rule("a thing after")
def _thing_after(context: NameInContext) -> str | None:
    """A noun for a thing, or one word further on: "Der Abend magazine", "the Hallo news site"."""
    words, last = context.words, context.place.last
    if not context.after or context.after in context.lexicon.not_names:
        return None  # "took Quaig to prison"
    near = words.forms[last : last + 1 + (words.gaps[last + 1] == " ")]
    return None if context.lexicon.thing_nouns.isdisjoint(near) else "thing_after"


AROUND.says("an age", "age", lambda one: one.gap_after != " " and _AGE.match(one.words.text, one.span[1]))


@AROUND.rule("the word after")
def _word_after(context: NameInContext) -> str | None:
    """The word after the name, or the one after an adverb: "Quaig also referred", "Quaig top scored"."""
    words, at, lexicon = context.words, context.place.last, context.lexicon
    if not context.after:
        return None
    at += (words.tags[at] == "RB" or words.folds[at] == "top") and words.gaps[at + 1] == " "
    form, after = words.forms[at], words.folds[at]
    if after in lexicon.say_verbs and form not in lexicon.person_verbs:
        return "say_after"
    if after == "who":
        return "who_after"
    if form.endswith("ed") or form in lexicon.person_verbs:
        return "deed_after"
    return None if after in lexicon.not_names else "word_after"


AROUND.says("he or she after", "pronoun_after", lambda one: not PRONOUN_SEXES.keys().isdisjoint(one.next_folds))


@AROUND.rule("the words after a comma")
def _clause_after(context: NameInContext) -> str | None:
    """ "Quaig, who", "Quaig, a lawyer", "Quaig, Brazil's new president", "Quaig, Ohio"."""
    words, at, lexicon = context.words, context.place.last, context.lexicon
    if not context.clause:
        return None
    if context.clause in ("who", "whose"):
        return "who_after"
    opened = words.forms[at] in lexicon.role_openers or any(words.possessive[at : at + 4])
    role = opened and not lexicon.role_forms.isdisjoint(words.folds[at + 1 : at + 6])
    if role or not lexicon.role_nouns.isdisjoint(words.forms[at : at + 2]):
        return "role_after"
    return "place_after" if words.labels[at] in PLACE_LABELS else None


AROUND.says(
    "a country, a club or an actor in brackets",
    "brackets_after",
    lambda one: one.gap_after == " (" and one.words.labels[one.place.last] in _IN_BRACKETS,
)


@AROUND.rule("a byline or a credit")
def _credited(context: NameInContext) -> str | None:
    """ "By Orlo Quaig", "(Orlo Quaig/Blue Pictures)"."""
    text, span = context.words.text, context.span
    if (context.gap_after != " " or context.after in _AFTER_NAMES) and is_credited(text, *span):
        return "credited"
    return "beside_agency" if len(context.folds) > 1 and is_beside_agency(text, *span) else None


@dataclass(slots=True)
class Name:
    """One name of an article: its folded words, and each of its places in order."""

    folds: tuple[str, ...]
    contexts: list[NameInContext] = field(default_factory=list)


class Shape(NamedTuple):
    """A name as it is written at one of its places."""

    folds: tuple[str, ...]
    key: str  # the folded words in one string
    decisive: Sequence[str]  # the folded words by which a name is a body's or a place's
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
    first, *rest = decisive = list(name.folds)
    if lexicon.is_east_asian(name.folds):  # "Park Geun-hye", but "Jackson Park"
        decisive = rest
    elif rest and lexicon.is_given(first):  # "Leonard Hill III"
        decisive = [first, *(fold for fold in rest[:-1] if not lexicon.is_surname(fold)), rest[-1]]
    return Shape(name.folds, " ".join(name.folds), decisive, place, words, small, lexicon)


SHAPE: Judgement[Shape, str] = Judgement("people", "sign in a name", lambda one: one.span)
SHAPE.says("a word of organisations", "org_word", lambda one: not one.lexicon.org_words.isdisjoint(one.decisive))
SHAPE.says("a word of places", "place_word", lambda one: not one.lexicon.place_words.isdisjoint(one.decisive))


@SHAPE.rule("a place")
def _place(one: Shape) -> str | None:
    places = one.lexicon.places
    if one.key in places:
        return "listed_place"
    return "holds_place" if any(fold in places and fold not in one.lexicon.particles for fold in one.folds) else None


SHAPE.says(
    "a people",
    "demonym",
    lambda one: any(not one.lexicon.demonyms.isdisjoint((fold, fold.removesuffix("s"))) for fold in one.folds),
)


@SHAPE.rule("common words")
def _all_common(one: Shape) -> str | None:
    known = one.lexicon
    common = (fold in known.common or (fold in known.role_nouns and not known.is_surname(fold)) for fold in one.folds)
    return "all_common" if all(common) else None


@SHAPE.rule("given name and surname")
def _given_and_surname(one: Shape) -> str | None:
    given, surname = one.lexicon.is_given(one.folds[0]), one.lexicon.is_surname(one.folds[-1])
    return "given_and_surname" if given and surname else "unlisted" if not (given or surname) else None


SHAPE.says(
    "words on the lists of names",
    "none_listed",
    lambda one: not (one.folds[0] in one.lexicon.east_asian or any(map(one.lexicon.is_listed, one.folds))),
)
SHAPE.says("famous", "famous", lambda one: not one.lexicon.famous.isdisjoint((one.folds[-1], one.key)))
SHAPE.says("small elsewhere", "small_elsewhere", lambda one: not one.small.isdisjoint(one.folds))


@SHAPE.rule("capitals")
def _acronym(one: Shape) -> str | None:
    """One word in capitals in a line that is not, but not JFK."""
    capitals = one.words.forms[one.place.first].isupper() and not one.words.shouted[one.place.first]
    return "acronym" if len(one.folds) == 1 and capitals and one.key not in one.lexicon.famous else None


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


def letter_groups(word: str) -> frozenset[str]:
    """All runs of two to four letters of the word, with its ends marked "^" and "$"."""
    marked = f"^{word}$"
    return frozenset(marked[at : at + size] for size in (2, 3, 4) for at in range(len(marked) - size + 1))


@rules.cached
def _sounds() -> dict[str, float]:
    return {group: float(weight) for group, weight in (row.split(" ") for row in rules.words("people/built/sounds"))}


@partial(rules.cached, maxsize=20_000)
def sound(folded: str) -> float:
    """From -1 (like an English word or a place) to 1 (like a name); 0 if short or in other scripts."""
    if not 4 <= len(folded) <= 30:
        return 0.0
    weights = _sounds()
    odds = weights["prior"] + sum(weights.get(group, 0.0) for group in letter_groups(folded))
    return max(-1.0, min(1.0, odds / _SURE))
