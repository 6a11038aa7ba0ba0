"""Whether a person is a man or a woman, as far as titles, roles and first names tell."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.people.knowledge.given_names import usual_sexes
from newsextract.people.knowledge.spelling import fold
from newsextract.people.knowledge.titles import titles_with, word_sexes
from newsextract.records.record import Person

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def usual_gender(first_name: str) -> str | None:
    """ "m" or "f" of a first name, or None where it tells none."""
    name, sexes = fold(first_name), usual_sexes()
    return sexes.get(name, sexes.get(name.partition("-")[0]))


@rules.cached
def _mostly() -> frozenset[str]:
    """The titles that tell a gender as a rule alone, lower case."""
    return frozenset(title.lower() for title in titles_with("mostly"))


def word_gender(word: str) -> str | None:
    """ "m" or "f" of a word of a title or role ("Mrs", "spokeswoman"), or None."""
    return word_sexes().get(word.lower())


def gender_of(person: Person) -> tuple[str | None, bool]:
    """ "m", "f" or None, and whether it is sure: titles and roles are, in that order; those that are mostly of one sex
    ("actor") only if the first name says the same, which else is a guess.
    """
    words = _WORD.findall(" ".join((*person.titles, *person.roles)))
    told = next(((gender, word.lower()) for word in words if (gender := word_gender(word))), None)
    if told and told[1] not in _mostly():
        return told[0], True
    for form in (person.name, *person.aliases):
        first, _, rest = form.partition(" ")
        if rest and (gender := usual_gender(first)):
            return gender, told is not None and told[0] == gender
    return (told[0], False) if told else (None, False)
