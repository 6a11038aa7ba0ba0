"""Whether a person is a man or a woman, as far as titles, roles and first names tell."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.people.spelling import fold
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


def usual_gender(first_name: str) -> str | None:
    """ "m" or "f" of a first name, or None where it tells none."""
    name = fold(first_name)
    return _first_names().get(name, _first_names().get(name.partition("-")[0]))


@rules.cached
def _first_names() -> dict[str, str]:
    """Folded first name -> "m" or "f": those of one gender alone, then what others usually are."""
    alone = dict.fromkeys(rules.words("people/given_men"), "m") | dict.fromkeys(rules.words("people/given_women"), "f")
    usual = (*rules.words("quotes/first_names"), *rules.words("quotes/first_names_more"))
    return alone | dict(entry.rsplit(" ", 1) for entry in usual)


@rules.cached
def _words(kind: str) -> dict[str, str]:
    table = rules.table("quotes/genders")[kind]
    return {word: gender for gender, words in table.items() for word in words}


def role_gender(word: str) -> str | None:
    """ "m" or "f" of a role ("spokeswoman"), or None."""
    return _words("roles").get(word.lower())


def title_gender(word: str) -> str | None:
    """ "m" or "f" of a title before a name ("Mrs."), or None."""
    return _words("titles").get(word.lower().rstrip("."))


def gender_of(person: Person) -> tuple[str | None, bool]:
    """ "m", "f" or None, and whether it is sure: titles and roles are, in that order; a first name is a
    guess.
    """
    for texts, kind in ((person.titles, "titles"), (person.roles, "roles")):
        for text in texts:
            for word in _WORD.findall(text.lower()):
                if gender := _words(kind).get(word):
                    return gender, True
    for form in (person.name, *person.aliases):
        first, _, rest = form.partition(" ")
        if rest and (gender := usual_gender(first)):
            return gender, False
    return None, False
