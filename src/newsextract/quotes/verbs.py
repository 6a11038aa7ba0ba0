"""The verbs that tie a quote to its speaker, in all their forms."""

from __future__ import annotations

import re
from typing import TypeVar

from newsextract import rules

Value = TypeVar("Value")

SAYING = 2
JUDGING = 1

_VOWELS = "aeiou"
_ENDS_HISSING = re.compile(r"(?:s|x|z|ch|sh|o)$")
_ENDS_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")


@rules.cached
def strength() -> dict[str, int]:
    """Every form of a verb, lower case, with SAYING (it carries a speaker's words) or JUDGING (a phrase of
    theirs).
    """
    return _all_forms("verbs_of_judging", JUDGING) | _all_forms("verbs_of_saying", SAYING)


@rules.cached
def reporting() -> dict[str, bool]:
    """Every form of a verb whose clause reports speech, lower case, with whether its subject has to be a person or
    a body.
    """
    return _all_forms("verbs_of_reporting_by_people", True) | _all_forms("verbs_of_reporting", False)


def _all_forms(name: str, value: Value) -> dict[str, Value]:
    """Every form of the verbs of models/rules/quotes/NAME.txt, each with the value."""
    entries = (entry.split() for entry in rules.words(f"quotes/{name}"))
    return {form: value for base, *irregular in entries for form in forms(base, irregular)}


def forms(base: str, irregular: list[str]) -> set[str]:
    """The base form, its irregular past forms (regular ones if none are given), -s and -ing forms."""
    found = {base, *irregular}
    stem = base[:-1] if base.endswith("e") else base
    doubled = base + base[-1] if _ENDS_SHORT.search(base) else base
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        found |= {base[:-1] + "ies", base + "ing"} | (set() if irregular else {base[:-1] + "ied"})
        return found
    found |= {base + ("es" if _ENDS_HISSING.search(base) else "s")}
    found.add((base if base.endswith(("ee", "oe", "ye")) else stem if stem != base else doubled) + "ing")
    if not irregular:
        found.add((stem if stem != base else doubled) + "ed")
    return found
