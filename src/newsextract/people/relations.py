"""Names told to be persons' by whose or of whom they are: "Quaig's sister", "son of Orlo Quaig", "a Quaig aide"."""

from __future__ import annotations

from newsextract.people.around import OF_MANY, Sighting, own_label
from newsextract.people.lists import listed_before

OTHERS = frozenset({"PLACE", "ORG", "INSIDE"})
MOST_KIN = 8  # names of one list of kin
_LIVES = frozenset({"death", "birth", "funeral", "widow", "childhood", "arrest", "accession", "reign"})
_AIDES = frozenset({"aide", "aides", "administration", "presidency", "loyalist", "loyalists"})


def names_none(sighting: Sighting) -> bool:
    """Whether a word of the name says what somebody is, or is no name's: "Emperor", "Iranian-German"."""
    lexicon = sighting.lexicon
    forms = sighting.words.forms[sighting.place.first : sighting.place.last]
    if any(form in lexicon.title_ends for form in forms):
        return True
    parts = [part for fold in sighting.folds for part in fold.split("-")]
    return not lexicon.demonyms.isdisjoint(parts) or any(map(lexicon.is_small, sighting.folds))


def kin_of(sighting: Sighting) -> bool:
    """ "son of Orlo Quaig"."""
    words, title = sighting.words, sighting.place.title
    several = sighting.place.last - sighting.place.first > 1
    if not several or sighting.before != "of" or words.folds[title - 2] not in sighting.lexicon.kin_nouns:
        return False
    return own_label(words, sighting.place) not in ("PLACE", "INSIDE")


def kin_after(sighting: Sighting) -> bool:
    """ "Quaig's sister", but not "Quaig's sister ship"."""
    words, last, lexicon = sighting.words, sighting.place.last, sighting.lexicon
    if names_none(sighting):
        return False
    near = words.forms[last : last + 2]
    return not lexicon.kin_nouns.isdisjoint(near[:1]) and near[-1] not in lexicon.thing_nouns


def kin_list(sighting: Sighting) -> bool:
    """ "his daughters Clara, Quabha and Quoisin"."""
    words, first = sighting.words, sighting.place.title
    for _ in range(MOST_KIN):
        first = listed_before(words, first)
        if words.forms[first - 1] in sighting.lexicon.kin_nouns and words.gap(first) == " ":
            return not names_none(sighting)
    return False


def life_of(sighting: Sighting) -> bool:
    """ "Quaig's death", of a name that the base model has for a person's."""
    words, last = sighting.words, sighting.place.last
    lives = not _LIVES.isdisjoint(words.folds[last : last + 1])
    return lives and own_label(words, sighting.place) == "PERSON"


def aide_of(sighting: Sighting) -> bool:
    """ "a Quaig aide", where Quaig is a surname."""
    alone = sighting.place.last - sighting.place.first == 1
    if not alone or sighting.after not in _AIDES or not sighting.lexicon.is_surname(sighting.folds[0]):
        return False
    return not names_none(sighting)


def office_of(sighting: Sighting) -> bool:
    """ "Finance Minister, Orlo Quaig in the budget"."""
    words, place = sighting.words, sighting.place
    if sighting.gap_before != ", " or words.forms[place.title - 1] not in sighting.lexicon.title_ends:
        return False
    return len(sighting.folds) > 1 and set(words.labels[place.first : place.last]) == {"PERSON"}


def one_of_pair(sighting: Sighting) -> bool:
    """ "Dania and Rafael are", given names both."""
    words, place, lexicon = sighting.words, sighting.place, sighting.lexicon
    other, verb = (place.last + 1, place.last + 2) if sighting.after == "and" else (place.first - 2, place.last)
    if place.last - place.first > 1 or "and" not in (sighting.before, sighting.after) or verb >= len(words):
        return False
    pair = (words.folds[place.first], words.folds[other])
    given = all(map(lexicon.is_given, pair)) and lexicon.places.isdisjoint(pair)
    return given and words.folds[verb] in OF_MANY and own_label(words, place) == "PERSON"
