"""The forms of verbs: an entry is the base form, or it and the past forms that no rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsextract import rules

_ENDS_HISSING = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLES = re.compile(r"^(?:qu|[^aeiou])*[aeiou][bdgmnprt]$")  # quip
_MAY_DOUBLE = re.compile(r"(?:qu|[^aeiou])[aeiou][bdglmnprt]$")  # admit, visit, yodel: the ear decides, or the country
_ENDS_IN_SMALL_Y = re.compile(r"[^aeiou]y$")
_KEEPS_E = ("ee", "oe", "ye")


@rules.cached
def verb_forms(kind: str) -> frozenset[str]:
    """Every form of the verbs of one list of quotes/verbs.toml, lower case."""
    return forms_of(rules.table("quotes/verbs")[kind])


def forms_of(verbs: Iterable[str]) -> frozenset[str]:
    """Every form of these verbs; past forms that no rule makes are in the entry or in quotes/verbs.toml."""
    return frozenset(form for base, past in _listed(verbs).items() for form in forms(base, past))


def finite_forms(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of these verbs after "she": the past ones and that in -s."""
    bases = _listed(verbs)
    finite = (form for base, past in bases.items() for form in forms(base, past) if not form.endswith("ing"))
    return frozenset(form for form in finite if form not in bases)


def _listed(verbs: Iterable[str]) -> dict[str, Sequence[str]]:
    """The base form of each verb -> its listed past forms."""
    known = {base: past for base, *past in map(str.split, rules.table("quotes/verbs")["past"])}
    return {base: past or known.get(base, ()) for base, *past in map(str.split, verbs)}


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
