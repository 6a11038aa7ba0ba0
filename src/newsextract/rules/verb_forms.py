"""The forms of the verbs of a list: an entry is the base form, or it and the past forms that are not regular."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    return frozenset(form for base, past in _verbs(name) for form in forms(base, past))


@rules.cached
def told_forms(name: str) -> frozenset[str]:
    """The forms of those verbs behind "she", lower case: the past ones and that in -s."""
    bases = dict(_verbs(name))
    told = (form for base, past in bases.items() for form in forms(base, past) if not form.endswith("ing"))
    return frozenset(form for form in told if form not in bases)


def _verbs(name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Each verb of a list with its irregular past forms."""
    known = {base: past for base, *past in map(str.split, rules.words("quotes/irregular_verbs"))}
    for base, *past in map(str.split, rules.words(name)):
        yield base, past or known.get(base, ())


def forms(base: str, irregular: Sequence[str]) -> set[str]:
    """The base form, its irregular past forms (the regular one if none are given), and those in -s and -ing."""
    if _ENDS_IN_SMALL_Y.search(base):
        third, past, present = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    else:
        third = base + ("es" if _ENDS_HISSING.search(base) else "s")
        stem = base + base[-1] if _ENDS_SHORT.search(base) else base.removesuffix("e")
        past, present = stem + "ed", (base if base.endswith(_KEEPS_E) else stem) + "ing"
    return {base, third, present, *(irregular or [past])}
