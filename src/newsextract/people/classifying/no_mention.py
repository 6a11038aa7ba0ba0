"""Where a person's name stands for no person: for a family, a firm, a thing that is named after the person."""

from __future__ import annotations

from newsextract.people.classifying.around import Sighting
from newsextract.rules.judgement import Judgement

_FAMILIES = frozenset({"family", "families", "brothers", "sisters", "siblings", "twins"})

NO_MENTION: Judgement[Sighting, bool] = Judgement("people", "no mention", lambda sighting: sighting.span)


@NO_MENTION.rule("a family")
def _is_family(sighting: Sighting) -> bool:
    """ "the Quaig family"."""
    return sighting.after in _FAMILIES
