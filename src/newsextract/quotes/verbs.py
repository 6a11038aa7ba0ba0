"""The verbs that tie a quote to its speaker, in all their forms."""

from __future__ import annotations

import re

from newsextract import rules

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
    found: dict[str, int] = {}
    for name, tier in (("verbs_of_judging", JUDGING), ("verbs_of_saying", SAYING)):
        for entry in rules.words(f"quotes/{name}"):
            base, *irregular = entry.split()
            for form in forms(base, irregular):
                found[form] = tier
    return found


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
