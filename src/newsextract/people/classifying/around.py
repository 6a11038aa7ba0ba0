"""What stands around a name at one place, for or against a person: a table of signs, each weighed by votes.toml."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsextract.analysis.word_classes import PRONOUN_SEXES
from newsextract.people.candidates.article import Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.classifying.bylines import is_credited
from newsextract.people.knowledge.lexicon import Lexicon
from newsextract.rules.judgement import Judgement

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_MOST_TO_PRONOUN = 15  # words after a name in which a pronoun may stand for it
_AFTER_NAMES = frozenset({"and", "in", "for"})  # words after a credited name
_AGE = re.compile(r"(?:, | \(|, \()\d{1,2}[,;.)](?!\d)|, (?:an? \d{1,2}[- ]year[- ]old\b|aged \d{1,2}\b)")
_IN_BRACKETS = frozenset({"GPE", "ORG", "NORP", "PERSON"})
LIST_GAPS = frozenset({", ", "; ", "/", " / "})


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
    return "the_loose" if context.after in lexicon.loose_words else "the_before"


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


@AROUND.rule("he or she after")
def _pronoun_after(context: NameInContext) -> str | None:
    """ "Quaig, he said, ...": one of the next words is a pronoun for a person."""
    last = context.place.last
    near = context.words.folds[last : last + _MOST_TO_PRONOUN]
    return None if PRONOUN_SEXES.keys().isdisjoint(near) else "pronoun_after"


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
    """ "By Orlo Quaig", alone on its line or with more names; "Reporting by Orlo Quaig", "Photo: Orlo Quaig"."""
    ended = context.gap_after != " " or context.after in _AFTER_NAMES
    return "credited" if ended and is_credited(context.words.text, *context.span) else None
