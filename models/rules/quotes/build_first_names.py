"""Writes first_names.txt, the usual gender of first names that people/given*.txt tell none of, from the name lists
of Faker (MIT licence).

    pip install faker && python models/rules/quotes/build_first_names.py

A name counts for a gender if at least three in four of the locales that list it give it to that gender alone.
Entries are folded as newsextract.people.spelling.fold folds: lower case, no accents.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from newsextract import rules
from newsextract.people.spelling import fold

LOCALES = [
    "en", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "en_US", "es_AR", "es_CL", "es_CO",
    "es_ES", "es_MX", "fr_BE", "fr_DZ", "fr_FR", "ha_NG", "id_ID", "ig_NG", "it_IT", "de_DE", "nl_NL",
    "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sv_SE", "sw", "tr_TR", "tw_GH", "uz_UZ", "vi_VN",
    "yo_NG", "zu_ZA", "fi_FI", "hr_HR", "cs_CZ", "sl_SI", "hu_HU",
]  # fmt: skip
NAME = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)?")
FIELDS = {"m": ("first_names_male",), "f": ("first_names_female",)}


def names(provider: type, gender: str) -> set[str]:
    """A locale's first names of one gender, those in Latin letters with a capital, folded."""
    listed = {str(name) for field in FIELDS[gender] for name in getattr(provider, field, ())}
    return {fold(name) for name in listed if NAME.fullmatch(name) and name[0].isupper() and max(name) < "\u0250"}


def main() -> None:
    """Count the locales and write the list beside this file."""
    counts: dict[str, Counter[str]] = {"m": Counter(), "f": Counter()}
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        male, female = names(provider, "m"), names(provider, "f")
        counts["m"].update(male - female)
        counts["f"].update(female - male)
    rows = [
        "# First names and their usual gender, beside people/given_men and given_women; made by build_first_names.py",
        "# from Faker's lists (MIT licence).",
    ]
    told = {*rules.words("people/given_men"), *rules.words("people/given_women")}
    for name in sorted({*counts["m"], *counts["f"]} - told):
        male, female = counts["m"][name], counts["f"][name]
        if max(male, female) >= 3 * min(male, female):
            rows.append(f"{name} {'m' if male > female else 'f'}")
    Path(__file__).with_name("first_names.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
