"""Evidence for and against a name being a person's, gathered over all its places in an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import Lexicon
from newsextract.people.sound import sound
from newsextract.people.surroundings import place_evidence


@dataclass(slots=True)
class Name:
    """One name of an article: its folded words, and the candidates where it stands, in order."""

    folds: tuple[str, ...]
    places: list[Candidate] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The folded words in one string."""
        return " ".join(self.folds)


def names(words: Words, found: Iterable[Candidate]) -> dict[tuple[str, ...], Name]:
    """The candidates gathered by name, in order of their first place."""
    table: dict[tuple[str, ...], Name] = {}
    for candidate in found:
        folds = tuple(words.folds[candidate.first : candidate.last])
        name = table.get(folds)
        if name is None:
            name = table[folds] = Name(folds)
        name.places.append(candidate)
    return table


def form_evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Iterator[str]:
    """What the form of the name itself says; ``small`` are the words that the article writes small."""
    folds = name.folds
    calm = [place for place in name.places if not words.shouted[place.first]]
    place = (calm or name.places)[0]
    forms = words.forms[place.first : place.last]
    kinds = words.kinds[place.first : place.last]
    yield f"words_{min(len(folds), 4)}"
    east_asian = len(folds) > 1 and folds[0] in lexicon.east_asian and all(map(lexicon.syllables.fullmatch, folds[1:]))
    others = folds[1:] if east_asian else folds  # Park is a surname in "Park Geun-hye"
    if any(fold in lexicon.org_words for fold in others):
        yield "org_word"
    if any(fold in lexicon.place_words for fold in others):
        yield "place_word"
    if name.key in lexicon.places:
        yield "listed_place"
    elif any(fold in lexicon.places for fold in folds):
        yield "holds_place"
    if any(fold in lexicon.demonyms for fold in folds):
        yield "demonym"
    common = sum(fold in lexicon.common for fold in folds)
    if common:
        yield "all_common" if common == len(folds) else "holds_common"
    given, surname = folds[0] in lexicon.given, folds[-1] in lexicon.surnames
    if len(folds) > 1:
        yield from _full_form(folds, given, surname, lexicon)
        if east_asian:
            yield "east_asian"
    else:
        yield ("given_and_surname" if given and surname else "given" if given else "surname" if surname else "unlisted")
    if folds[-1] in lexicon.famous or name.key in lexicon.famous:
        yield "famous"
    if any(fold in small and fold not in lexicon.particles for fold in folds):
        yield "small_elsewhere"
    if calm and all(form.isupper() for form in forms) and len(folds[-1]) > 1:
        yield "all_capitals" if len(folds) > 1 or len(folds[0]) > 5 else "acronym"
    if Kind.INITIALS in kinds or any(len(fold) == 1 for fold in folds):
        yield _initial_sign(folds)
    if Kind.PARTICLE in kinds or "-" in folds[-1]:
        yield "particle_or_hyphen"
    if len(folds) > 1 and lexicon.is_suffix(forms[-1]):
        yield "suffix"
        if forms[-1].rstrip(".") in lexicon.suffixes:
            yield "junior"


def _initial_sign(folds: Sequence[str]) -> str:
    """``J. Smith``, ``Ali S.``, or another form that holds initials."""
    if len(folds) > 1 and len(folds[0].rstrip(".")) == 1:
        return "initial_first"
    return "initial_last" if len(folds) > 1 and len(folds[-1].rstrip(".")) == 1 and len(folds[0]) > 3 else "initials"


def _full_form(folds: Sequence[str], given: bool, surname: bool, lexicon: Lexicon) -> Iterator[str]:
    if given:
        yield "common_given_first" if folds[0] in lexicon.common else "given_first"
    if surname:
        yield "surname_last"
    if given and surname:
        yield "given_then_surname"
    listed = sum(fold in lexicon.given or fold in lexicon.surnames for fold in folds)
    if not listed and folds[0] not in lexicon.east_asian:
        yield "none_listed"
    elif listed == len(folds):
        yield "all_listed"


def evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> dict[str, float]:
    """All the evidence for one name: the share of its places that show each sign, and the signs of its form.

    For the strong signs of a place there is also ``any_...``, 1 if one place shows it.
    """
    found: dict[str, float] = {}
    share = 1 / len(name.places)
    for place in name.places:
        for sign in place_evidence(words, place, lexicon):
            found[sign] = found.get(sign, 0.0) + share
    for sign in [sign for sign in found if sign in _STRONG]:
        found["any_" + sign] = 1.0
    found["often"] = log2(len(name.places))
    found["often_label_person"] = found["often"] * found.get("label_person", 0.0)
    for sign in form_evidence(words, name, lexicon, small):
        found[sign] = 1.0
    if "listed_place" in found and "any_label_place" in found:
        found["place_labelled_and_listed"] = 1.0
    unlisted = [fold for fold in name.folds if fold not in lexicon.given and fold not in lexicon.surnames]
    found["sound"] = 0.0 if "east_asian" in found else sum(map(sound, unlisted)) / len(name.folds)
    return found


_STRONG = frozenset(
    {
        "label_person",
        "courtesy",
        "title",
        "say_after",
        "age",
        "role_before",
        "role_after",
        "who_after",
        "label_org",
        "label_place",
        "thing_before",
        "thing_after",
        "quoted",
        "kin_before",
    }
)


def score(found: Mapping[str, float], votes: Mapping[str, float]) -> float:
    """The sum of the votes, as log odds of a person."""
    return votes["prior"] + sum(value * votes.get(sign, 0.0) for sign, value in found.items())
