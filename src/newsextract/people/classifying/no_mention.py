"""Where a person's name stands for no person: for a family, a firm, a thing that is named after the person."""

from __future__ import annotations

from operator import attrgetter

from newsextract.people.classifying.around import Sighting, own_label
from newsextract.people.classifying.cues import FAMILIES, Cue
from newsextract.rules.judgement import Judgement

NO_MENTION: Judgement[Sighting, bool] = Judgement(
    "people", "no mention", lambda sighting: sighting.span, attrgetter("cues")
)


@NO_MENTION.rule("a family", Cue.FAMILY_AFTER)
def _is_family(sighting: Sighting) -> bool:
    """ "the Quaig family"."""
    return sighting.after in FAMILIES


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
