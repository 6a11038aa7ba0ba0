"""The forms of the verbs of a list: an entry is the base form, or it and the past forms that are not regular."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsextract import rules

_ENDS_HISSING = re.compile(r"(?:s|x|z|ch|sh|o)$")
_ENDS_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
_ENDS_IN_SMALL_Y = re.compile(r"[^aeiou]y$")
_KEEPS_E = ("ee", "oe", "ye")


@rules.cached
def verb_forms(name: str) -> frozenset[str]:
    """Every form of the verbs of models/rules/NAME.txt, lower case; irregular past forms stand in its entry or in
    quotes/irregular_verbs.txt.
    """
    known = {base: past for base, *past in map(str.split, rules.words("quotes/irregular_verbs"))}
    entries = (entry.split() for entry in rules.words(name))
    return frozenset(form for base, *past in entries for form in forms(base, past or known.get(base, ())))


def forms(base: str, irregular: Sequence[str]) -> set[str]:
    """The base form, its irregular past forms (the regular one if none are given), and those in -s and -ing."""
    if _ENDS_IN_SMALL_Y.search(base):
        third, past, present = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    else:
        third = base + ("es" if _ENDS_HISSING.search(base) else "s")
        stem = base + base[-1] if _ENDS_SHORT.search(base) else base.removesuffix("e")
        past, present = stem + "ed", (base if base.endswith(_KEEPS_E) else stem) + "ing"
    return {base, third, present, *(irregular or [past])}
