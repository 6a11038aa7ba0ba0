"""What stands beside a name, as cues: bits that say which rules about the name's place are worth asking.

A rule that hangs on a word or a mark beside the name names the cue for it. One look-up for each thing beside the name
tells all cues at once, so that most rules are not even asked of most names. A cue may promise too much, for the rule
looks again, but where a rule applies its cue is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntFlag, auto
from typing import NamedTuple

from newsextract import rules
from newsextract.people.candidates.article import CAPITAL, INITIALS, Words
from newsextract.people.candidates.candidates import Candidate
from newsextract.people.knowledge.lexicon import lexicon
from newsextract.people.knowledge.spelling import fold
from newsextract.rules.cue_index import cue_index

FAMILIES = frozenset({"family", "families", "brothers", "sisters", "siblings", "twins"})
LIST_GAPS = frozenset({", ", "; ", "/", " / "})


class Cue(IntFlag):
    """What may stand beside a name: before the title if there is one."""

    # the word before, whatever parts it from the name
    THE_BEFORE = auto()
    AND_BEFORE = auto()
    OF_BEFORE = auto()  # or "in"
    LIKE_BEFORE = auto()  # what opens a list of things
    TELLING_BEFORE = auto()  # a role, a verb of saying, a preposition
    KIN_BEFORE = auto()  # or "and" or "named"
    CREDIT_BEFORE = auto()  # the last word of what opens a byline, or "and"
    THING_BEFORE = auto()
    SHIP_BEFORE = auto()
    ANIMAL_BEFORE = auto()
    BODY_BEFORE = auto()
    CAPITAL_BEFORE = auto()
    # what parts it from the name
    LIST_GAP_BEFORE = auto()
    # the name itself
    TITLED = auto()
    LETTERS_LAST = auto()  # of several words: a last one in capitals
    SHIP_FIRST = auto()
    FIRM_LAST = auto()
    POSSESSIVE = auto()
    # what parts it from the word after
    WORD_AFTER = auto()  # nothing but a blank
    COMMA_AFTER = auto()
    BRACKET_AFTER = auto()
    LIST_GAP_AFTER = auto()
    FIRM_AFTER = auto()  # a comma, or a blank and the first letter of a firm's form
    # one of the two words after, whatever parts it from the name
    AND_AFTER = auto()  # or "or"
    PLAYER_AFTER = auto()
    THING_AFTER = auto()
    FAMILY_AFTER = auto()


class Beside(NamedTuple):
    """For each thing beside a name, or in it, the cues that it gives, as bits: words are folded, but for the last."""

    before: dict[str, int]
    """By the word before the name, and what parts the two."""
    first: dict[str, int]
    last: dict[str, int]
    after: dict[str, int]
    """By either of the two words after the name, what parts it from the first, and the two characters after it."""

    def cues(self, words: Words, place: Candidate, gap_before: str, gap_after: str) -> int:
        """The cues at a place of a name, as bits."""
        title, first, last, folds = place.title, place.first, place.last, words.folds
        end = words.ends[last - 1]
        found = self.before.get(folds[title - 1], 0) | self.first.get(folds[first], 0)
        found |= self.last.get(words.forms[last - 1], 0)
        for thing in (gap_after, words.text[end : end + 2], *folds[last : last + 2]):
            found |= self.after.get(thing, 0)
        if gap_before != " ":
            found |= self.before.get(gap_before, 0)
        if words.kinds[title - 1] == CAPITAL:
            found |= _CAPITAL_BEFORE
        if words.kinds[last - 1] == INITIALS:
            found |= _FIRM_LAST
        if words.possessive[last - 1]:
            found |= _POSSESSIVE
        if last - first > 1 and words.forms[last - 1].isupper():
            found |= _LETTERS_LAST
        return found if title == first else found | _TITLED


# Plain numbers: to reckon with an IntFlag is slow.
_CAPITAL_BEFORE, _FIRM_LAST = int(Cue.CAPITAL_BEFORE), int(Cue.FIRM_LAST)
_POSSESSIVE, _TITLED = int(Cue.POSSESSIVE), int(Cue.TITLED)
_LETTERS_LAST = int(Cue.LETTERS_LAST)


@rules.cached
def beside() -> Beside:
    """The cues by what gives them. Raises rules.RulesError."""
    known = lexicon()
    firm_forms, openers = rules.words("people/firm_forms"), rules.words("people/byline_openers")
    before: dict[Cue, Iterable[str]] = {
        Cue.THE_BEFORE: ["the"],
        Cue.AND_BEFORE: ["and"],
        Cue.OF_BEFORE: ["of", "in"],
        Cue.LIKE_BEFORE: ["as", "like", "including", "named", "called", "dubbed"],
        Cue.TELLING_BEFORE: known.role_nouns | known.say_verbs | known.place_prepositions | {"by", "of"},
        Cue.KIN_BEFORE: known.kin_nouns | {"surnamed", "named", "called", "and"},
        Cue.CREDIT_BEFORE: {opener.split()[-1].strip(":") for opener in openers} | {"by", "and"},
        Cue.THING_BEFORE: known.thing_nouns,
        Cue.SHIP_BEFORE: known.named_things,
        Cue.ANIMAL_BEFORE: known.animals,
        Cue.BODY_BEFORE: known.body_nouns,
        Cue.LIST_GAP_BEFORE: LIST_GAPS,
    }
    first: dict[Cue, Iterable[str]] = {
        Cue.SHIP_FIRST: known.named_things,
    }
    last = cue_index({Cue.FIRM_LAST: firm_forms})
    after: dict[Cue, Iterable[str]] = {
        Cue.WORD_AFTER: [" "],
        Cue.LIST_GAP_AFTER: LIST_GAPS,
        Cue.COMMA_AFTER: [", "],
        Cue.BRACKET_AFTER: [" ("],
        Cue.FIRM_AFTER: [", ", *(f" {form[0]}" for form in firm_forms)],
        Cue.AND_AFTER: ["and", "or"],
        Cue.PLAYER_AFTER: known.player_nouns,
        Cue.THING_AFTER: known.thing_nouns,
        Cue.FAMILY_AFTER: FAMILIES,
    }
    return Beside(_of_words(before), _of_words(first), last, _of_words(after))


def _of_words(things: Mapping[Cue, Iterable[str]]) -> dict[str, int]:
    """The cues by the things that give them, as written and as folded."""
    return cue_index(
        {cue: {form for thing in given for form in (thing, fold(thing) or thing)} for cue, given in things.items()}
    )
