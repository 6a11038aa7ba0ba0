"""What stands around a name at one place, for or against a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import Lexicon

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "from", "near", "to", "across", "around", "outside", "into"})
_NOUN_DETERMINERS = frozenset(
    {"a", "an", "the", "his", "her", "their", "its", "our", "my", "former", "then", "now", "also", "one"}
)
_AGE = re.compile(r"(?:, | \(|, \()\d{1,2}[,;.)](?!\d)|, (?:an? \d{1,2}[- ]year[- ]old\b|aged \d{1,2}\b)")
_OPENING, _CLOSING = frozenset("\"“‘'«"), frozenset("\"”’'»")
_LIST_GAPS = frozenset({"and", ", ", "; ", "/", " / "})


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
    if words.folds[at - 1] in lexicon.places or words.folds[at + 2] in lexicon.places:
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
    if words.forms[at] == "surnamed":
        return True
    if words.forms[at] in ("named", "called"):
        at -= 1
        return words.folds[at] in lexicon.role_nouns or words.forms[at] in lexicon.kin_nouns
    if words.forms[at] == "and" and words.kinds[at - 1] == Kind.CAPITAL:
        at -= 2  # "his sons Al and Ben"
    return at >= 0 and gap.isspace() and words.forms[at] in lexicon.kin_nouns


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
