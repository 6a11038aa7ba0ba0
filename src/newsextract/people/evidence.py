"""Evidence for and against a name being a person's, gathered over all its places in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import Lexicon
from newsextract.people.sound import sound

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "from", "near", "to", "across", "around", "outside", "into"})
_NOUN_DETERMINERS = frozenset(
    {"a", "an", "the", "his", "her", "their", "its", "our", "my", "former", "then", "now", "also", "one"}
)
_AGE = re.compile(r"(?:, | \(|, \()\d{1,2}[,;.)](?!\d)")
_OPENING, _CLOSING = frozenset("\"“‘'«"), frozenset("\"”’'»")
_LIST_GAPS = frozenset({"and", ", ", "; ", "/", " / "})


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


def own_label(words: Words, place: Candidate) -> str:
    """The base model's label of a candidate: "INSIDE" where it is a part of something that is no person."""
    labels = words.labels[place.first : place.last]
    label = "PERSON" if "PERSON" in labels else labels[-1]
    if label in ("", "PERSON", "NORP"):
        return label
    entity = words.entities[place.last - 1]
    before, after = place.first - 1, place.last
    if (before >= 0 and words.entities[before] == entity and before < place.title) or (
        after < len(words) and words.entities[after] == entity
    ):
        return "INSIDE"
    return "PLACE" if label in _PLACE_LABELS else "ORG" if label == "ORG" else "OTHER"


def place_evidence(words: Words, place: Candidate, lexicon: Lexicon) -> Iterator[str]:
    """What speaks for or against a person at one place, as names of votes."""
    first, last = place.first, place.last
    yield "label_" + (own_label(words, place) or "NONE").lower()
    if place.title < first:
        title = words.forms[first - 1].rstrip(".")
        yield _title_sign(words, first - 1, title, lexicon)
    elif first and words.forms[first - 1] in ("the", "The") and words.gap(first).isspace():
        loose = place.loose or (last < len(words) and words.folds[last] in lexicon.loose_words)
        yield "the_loose" if loose else "the_before"
    before = words.folds[place.title - 1] if place.title and words.gap(place.title).isspace() else ""
    if before in lexicon.role_nouns:
        yield "role_before"
    elif before in lexicon.say_verbs:
        yield "say_before"
    elif before in PLACE_PREPOSITIONS:
        yield "place_preposition"
    elif before == "by":
        yield "by_before"
    elif before in ("of", "with", "for", "and"):
        yield before + "_before"
    if _kin_before(words, place, lexicon):
        yield "kin_before"
    if before in lexicon.thing_nouns:
        yield "thing_before"
    if _thing_follows(words, last, lexicon):
        yield "thing_after"
    if _quoted(words, place):
        yield "quoted"
    yield from _listed(words, place)
    yield from _after(words, last, lexicon)
    if words.possessive[last - 1]:
        yield "possessive"
    if before and words.possessive[place.title - 1] and before in lexicon.places:
        yield "place_possessive_before"
    if words.text[words.ends[last - 1] : words.ends[last - 1] + 2] == ": " and _opens_line(words, place):
        yield "speaker"
    if _shares_surname(words, place, lexicon):
        yield "shares_surname"
    if place.run != (place.title, place.last):
        yield "part_of_run"
    elif not before and words.kinds[first] != Kind.LOWER:
        yield "sentence_start"


def _thing_follows(words: Words, last: int, lexicon: Lexicon) -> bool:
    """Whether a noun for a thing follows, or one word further on: "Der Abend magazine", "the Hallo news site"."""
    near = range(last, min(last + 2, len(words)))
    return all(words.gap(at).isspace() for at in near[:1]) and any(
        words.forms[at] in lexicon.thing_nouns and words.gap(at).isspace() for at in near
    )


def _quoted(words: Words, place: Candidate) -> bool:
    """Whether the name, and nothing else, stands in quotation marks."""
    start, end = words.starts[place.title], words.ends[place.last - 1]
    end += words.text[end : end + 1] in (",", ".")
    return words.text[start - 1 : start] in _OPENING and words.text[end : end + 1] in _CLOSING and start > 0


def _title_sign(words: Words, at: int, title: str, lexicon: Lexicon) -> str:
    if title in lexicon.courtesy:
        return "courtesy"
    if words.folds[at] in lexicon.departments:
        of = next((place for place in range(at - 1, max(0, at - 5), -1) if words.forms[place] == "of"), 0)
        return "title" if of and words.forms[of - 1] in lexicon.title_ends else "department_before"
    if title in lexicon.title_ends:
        return "title"
    return "department_before" if title in lexicon.title_words else "role_title"


def _opens_line(words: Words, place: Candidate) -> bool:
    start = words.starts[place.title]
    return not words.text[max(0, words.text.rfind("\n", 0, start) + 1, start - 8) : start].strip(" -–*•")


def _shares_surname(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a given name stands alone before another with the surname of both: "Bill and Hillary Clinton"."""
    at = place.last
    if place.last - place.first > 1 or words.folds[at - 1] not in lexicon.given or at + 2 >= len(words):
        return False
    if words.folds[at] not in ("and", "or") or not words.gap(at).isspace() or not words.gap(at + 1).isspace():
        return False
    return words.folds[at + 1] in lexicon.given and words.tied[at + 2] and words.kinds[at + 2] == Kind.CAPITAL


def _kin_before(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a noun for kin stands before the name, or a comma, "named" or another kin's name away."""
    at = place.title - 1
    if at < 1:
        return False
    gap = words.gap(place.title)
    if gap == ", ":
        return words.forms[at] in lexicon.kin_nouns
    if words.forms[at] in ("named", "called"):
        at -= 1
        return words.folds[at] in lexicon.role_nouns or words.forms[at] in lexicon.kin_nouns
    return gap.isspace() and words.forms[at] in lexicon.kin_nouns


def _listed(words: Words, place: Candidate) -> Iterator[str]:
    """Whether the name stands in a list, a comma or an "and" away from what seems to be a person's name."""
    at, gap = place.title - 1, words.gap(place.title)
    if at > 0 and words.folds[at] == "and" and gap.isspace():
        at, gap = at - 1, "and"
    if at >= 0 and words.labels[at] == "PERSON" and gap in _LIST_GAPS:
        yield "person_listed_before"
    at, gap = place.last, words.gap(place.last)
    if at + 1 < len(words) and words.folds[at] == "and" and gap in (" ", ", "):
        at, gap = at + 1, "and"
    if at < len(words) and words.labels[at] == "PERSON" and gap in _LIST_GAPS:
        yield "person_listed_after"


def _after(words: Words, last: int, lexicon: Lexicon) -> Iterator[str]:
    if last >= len(words):
        return
    gap, word = words.gap(last), words.folds[last]
    text, end = words.text, words.ends[last - 1]
    if _AGE.match(text, end):
        yield "age"
    if gap.isspace():
        if word in lexicon.say_verbs:
            yield "say_after"
        elif word == "who":
            yield "who_after"
        elif words.forms[last].islower() and word.endswith("ed"):
            yield "verb_after"
        elif words.forms[last] in lexicon.person_verbs:
            yield "is_after" if word in lexicon.not_names else "deed_after"
        elif words.kinds[last] == Kind.LOWER and words.forms[last].islower() and word not in lexicon.not_names:
            yield "word_after"
    elif gap == ", ":
        if word in ("who", "whose"):
            yield "who_after"
        elif _role_near(words, last, lexicon):
            yield "role_after"
        elif words.labels[last] in _PLACE_LABELS:
            yield "place_after"
    elif gap == " (" and words.labels[last] in ("GPE", "ORG", "NORP"):
        yield "brackets_after"


def _role_near(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the words from ``at`` on seem to say what somebody is: "a lawyer", "Brazil's new president"."""
    if words.folds[at] in lexicon.role_nouns:
        return True
    if words.forms[at] not in _NOUN_DETERMINERS and not any(words.possessive[at : at + 4]):
        return False
    return any(w in lexicon.role_nouns or w in lexicon.role_plurals for w in words.folds[at + 1 : at + 6])


def form_evidence(words: Words, name: Name, lexicon: Lexicon, small: frozenset[str]) -> Iterator[str]:
    """What the form of the name itself says; ``small`` are the words that the article writes small."""
    folds = name.folds
    calm = [place for place in name.places if not words.shouted[place.first]]
    place = (calm or name.places)[0]
    forms = words.forms[place.first : place.last]
    kinds = words.kinds[place.first : place.last]
    yield f"words_{min(len(folds), 4)}"
    if any(fold in lexicon.org_words for fold in folds):
        yield "org_word"
    if any(fold in lexicon.place_words for fold in folds):
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
    if folds[0] in lexicon.east_asian and all(lexicon.syllables.fullmatch(fold) for fold in folds[1:]):
        yield "east_asian"
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
