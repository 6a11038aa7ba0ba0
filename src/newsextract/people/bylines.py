"""The role of a writer in a line of its own: "By Ann Reed, Health Correspondent"."""

from __future__ import annotations

import re

from newsextract.people.behind_name import Roles
from newsextract.people.lexicon import PREPOSITIONS
from newsextract.people.phrases import Phrases
from newsextract.people.spots import Spot

_BYLINE_GAP = re.compile(r" |, | ?[•|/] ?| [-–—] |\s*\n\s*")
_CREDIT = re.compile(r"(?:^|\n)\W*(?:[Bb][Yy]:? )?$")
_LINE_END = re.compile(r"\W*(?:\n|$)")
_NOUNS = frozenset({"NN", "NNP", "JJ"})


def byline(spot: Spot) -> Roles:
    """ "By Ann Reed, Health Correspondent" in a line, or in two."""
    phrases, words, first = spot.phrases, spot.phrases.words, spot.place.last
    start = words.starts[spot.address.first]
    if first >= len(words) or not words.forms[first][:1].isupper() or not _BYLINE_GAP.fullmatch(words.gap(first)):
        return None
    if not _CREDIT.search(words.text[max(0, start - 8) : start]):
        return None
    last = first + 1
    while words.gap(last) == " ":
        last += 1
    small = any(_is_small(phrases, at) or phrases.is_verb(at) for at in range(first, last - 1))
    ends = phrases.is_role(last - 1) or words.forms[last - 1] == "Staff"
    if small or not ends or not _LINE_END.match(words.text, words.ends[last - 1]):
        return None
    return (phrases.text(first, last),)


def _is_small(phrases: Phrases, at: int) -> bool:
    """Whether a word of a byline's line is small, and neither a noun ("Times business reporter") nor a preposition."""
    form = phrases.words.forms[at]
    return form[:1].islower() and form not in PREPOSITIONS and phrases.tags[at] not in _NOUNS
