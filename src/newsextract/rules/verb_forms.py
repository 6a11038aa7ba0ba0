"""The forms of the verbs of a list: an entry is the base form, or it and the past forms that no rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract import rules

_ENDS_HISSING = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLES = re.compile(r"^(?:qu|[^aeiou])*[aeiou][bdgmnprt]$")  # quip
_MAY_DOUBLE = re.compile(r"(?:qu|[^aeiou])[aeiou][bdglmnprt]$")  # admit, visit, yodel: the ear decides, or the country
_ENDS_IN_SMALL_Y = re.compile(r"[^aeiou]y$")
_KEEPS_E = ("ee", "oe", "ye")


@rules.cached
def verb_forms(name: str) -> frozenset[str]:
    """Every form of the verbs of models/rules/NAME.txt, lower case; irregular past forms are in its entry or in
    quotes/irregular_verbs.txt.
    """
    return frozenset(form for base, past in _verbs(name) for form in forms(base, past))


@rules.cached
def finite_forms(name: str) -> frozenset[str]:
    """The forms of those verbs after "she", lower case: the past ones and that in -s."""
    bases = dict(_verbs(name))
    finite = (form for base, past in bases.items() for form in forms(base, past) if not form.endswith("ing"))
    return frozenset(form for form in finite if form not in bases)


@rules.cached
def finite_speech_forms() -> frozenset[str]:
    """Those forms of every verb of speech."""
    return frozenset().union(*(finite_forms(f"quotes/verbs_of_{sort}") for sort in ("saying", "stating", "uttering")))


def _verbs(name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Each verb of a list with its listed past forms."""
    known = {base: past for base, *past in map(str.split, rules.words("quotes/irregular_verbs"))}
    for base, *past in map(str.split, rules.words(name)):
        yield base, past or known.get(base, ())


def forms(base: str, listed: Sequence[str]) -> set[str]:
    """The base form, the past forms that are listed, and those that are made: in -s, -ing and -ed.

    A listed form (said) replaces those in -ed; a listed one in -ed (pled) is added to them.
    """
    third = base + ("es" if _ENDS_HISSING.search(base) else "s")
    stems, present = _stems(base), []
    if _ENDS_IN_SMALL_Y.search(base):
        third, stems, present = base[:-1] + "ies", [base[:-1] + "i"], [base]
    elif base.endswith(_KEEPS_E):
        present = [base]
    made = {base, third, *listed, *(stem + "ing" for stem in present or stems)}
    if all(form.endswith(("ed", "ing")) for form in listed):
        made.update(stem + "ed" for stem in stems)
    return made


def _stems(base: str) -> list[str]:
    """The stems to which -ed is added."""
    doubled = base + base[-1]
    if _DOUBLES.search(base):
        return [doubled]
    return [base, doubled] if _MAY_DOUBLE.search(base) else [base.removesuffix("e")]
