"""Where a person's name stands for no person: for a family, a firm, a thing that is named after the person."""

from __future__ import annotations

import re

from newsextract.people.classifying.around import Sighting, own_label
from newsextract.rules.judgement import Judgement

_IN_TITLES = r"(?:[A-ZÀ-Þ\d][\w’'.-]*|of|the|a|and|in|on|to|for|is|with)"
_TITLE_OPENS = re.compile(rf"(?<!\w)[“\"‘'](?:{_IN_TITLES}[:,]? )*$")
_TITLE_ENDS = re.compile(rf"(?:['’]s)?(?:[:,]? {_IN_TITLES}){{0,8}}[.,!?]?[”\"’'](?!\w)")
_LONGEST = 60  # characters of a title before the name
_BEFORE, _AFTER = 8, 6  # words around a title that may say what it is of

NO_MENTION: Judgement[Sighting, bool] = Judgement("people", "no mention", lambda sighting: sighting.span)


@NO_MENTION.rule("a family")
def _is_family(sighting: Sighting) -> bool:
    """ "the Quaig family"."""
    return sighting.after in sighting.lexicon.families


@NO_MENTION.rule("a place of the same name")
def _is_place(sighting: Sighting) -> bool:
    """Jordan flew to Jordan."""
    placed = sighting.before in sighting.lexicon.place_prepositions and sighting.folds[-1] in sighting.lexicon.places
    return placed and len(sighting.folds) == 1 and own_label(sighting.words, sighting.place) == "PLACE"


@NO_MENTION.rule("a title of a work")
def _is_title(sighting: Sighting) -> bool:
    """The film “Quaig”, “The Quaig Show”, a comedy: in marks, and a noun for a work near them."""
    words, (start, end) = sighting.words, sighting.span
    opens = _TITLE_OPENS.search(words.text[max(0, start - _LONGEST) : start])
    ends = _TITLE_ENDS.match(words.text, end) if opens else None
    if opens is None or ends is None:
        return False
    inside = len(opens[0].split()), len(ends[0].split())
    first, last = sighting.place.first - inside[0], sighting.place.last + inside[1]
    near = {*words.forms[max(0, first - _BEFORE) : first], *words.forms[last : last + _AFTER]}
    return not sighting.lexicon.works.isdisjoint(near)
