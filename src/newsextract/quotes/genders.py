"""Whether a person is a man or a woman, as far as titles, roles and first names tell."""

from __future__ import annotations

import re
from functools import cache

from newsextract import rules
from newsextract.records import Person

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}


@cache
def first_names() -> dict[str, str]:
    """First name -> "m" or "f"; the lists are read on first use."""
    entries = (*rules.words("quotes/first_names"), *rules.words("quotes/first_names_more"))
    return dict(entry.rsplit(" ", 1) for entry in entries)


@cache
def _words(kind: str) -> dict[str, str]:
    table = rules.table("quotes/genders")[kind]
    return {word: gender for gender, words in table.items() for word in words}


def gender_of(person: Person) -> str | None:
    """ "m", "f" or None; a title outweighs a role, a role outweighs a first name."""
    for texts, kind in ((person.titles, "titles"), (person.roles, "roles")):
        for text in texts:
            for word in _WORD.findall(text.lower()):
                if gender := _words(kind).get(word):
                    return gender
    for form in (person.name, *person.aliases):
        first, *rest = form.split()[:2] or [""]
        if rest and (gender := first_names().get(first)):
            return gender
    return None
