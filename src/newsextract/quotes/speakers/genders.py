"""Whether a person is a man or a woman, as far as titles, roles and first names tell."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.people.given_names import usual_sexes
from newsextract.people.spelling import fold
from newsextract.people.titles import usual_title_sexes
from newsextract.records import Person

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


def usual_gender(first_name: str) -> str | None:
    """ "m" or "f" of a first name, or None where it tells none."""
    name, sexes = fold(first_name), usual_sexes()
    return sexes.get(name, sexes.get(name.partition("-")[0]))


@rules.cached
def _words() -> dict[str, str]:
    """The words of titles and roles that tell a gender, lower case."""
    titles = {title.lower(): sex for title, sex in usual_title_sexes().items()}
    return titles | {word: gender for gender, words in rules.table("quotes/genders").items() for word in words}


def word_gender(word: str) -> str | None:
    """ "m" or "f" of a word of a title or role ("Mrs", "spokeswoman"), or None."""
    return _words().get(word.lower())


def gender_of(person: Person) -> tuple[str | None, bool]:
    """ "m", "f" or None, and whether it is sure: titles and roles are, in that order; a first name is a guess."""
    for word in _WORD.findall(" ".join((*person.titles, *person.roles))):
        if gender := word_gender(word):
            return gender, True
    for form in (person.name, *person.aliases):
        first, _, rest = form.partition(" ")
        if rest and (gender := usual_gender(first)):
            return gender, False
    return None, False
