"""Which tables of models/rules a user may add keys to: one that nothing reads would be a mistake that nobody tells."""

from __future__ import annotations

# Files whose tables have any name: another may be added. In all others the names on the first level are fixed.
OPEN = frozenset({"countries/company", "countries/other_company", "people/transliteration"})
# Files in whose tables the keys have fixed names too, such as "up" and "down".
FIXED_INSIDE = frozenset({"numbers/changes", "numbers/comparators", "people/votes", "quotes/genders", "quotes/marks"})


def fixed_levels(name: str) -> int:
    """How many levels of the table of this name take no key more."""
    return 0 if name in OPEN else 2 if name in FIXED_INSIDE else 1
