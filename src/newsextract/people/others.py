"""Names that the article itself calls a firm ("Norrvik AB"), a place ("the port of Hai Phong"), a storm or a ship."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsextract.people.around import own_label
from newsextract.people.article import Kind, Words
from newsextract.people.candidates import Candidate
from newsextract.people.lexicon import Lexicon
from newsextract.people.shape import Name

_MANY = (["are"], ["were"], ["have"])  # verbs by which one name is many people's


def not_persons(words: Words, table: Mapping[tuple[str, ...], Name], lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The names, folded, that a firm's legal form ends or follows, or that stand as the place of a place noun.

    Or that a storm or a ship bears. Of a firm also the bare name, without its form; of a ship without its "USS".
    """
    return frozenset(_found(words, (place for name in table.values() for place in name.places), lexicon))


def _found(words: Words, places: Iterable[Candidate], lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    for place in places:
        folds = tuple(words.folds[place.first : place.last])
        if len(folds) > 1 and _is_form(words, place.last - 1, lexicon):
            yield folds
            yield folds[:-1]
        elif len(folds) > 1 and folds[0] in lexicon.named_things:
            yield folds
            yield folds[1:]
        elif any(sign(words, place, lexicon) for sign in (_is_form_after, _is_place, _is_body, _is_thing)):
            yield folds


def _is_form(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the word is a firm's legal form as the lists write it; capitals tell "SA" from "Sá"."""
    return words.forms[at].replace(".", "") in lexicon.firm_forms


def _is_form_after(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    at = place.last
    return at < len(words) and words.gap(at) in (" ", "\u00a0", ", ") and _is_form(words, at, lexicon)


def _is_place(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether "port of", "district of" stands right before, and the noun has a small letter as no title has."""
    of = place.first - 1
    if place.title != place.first or of < 1 or words.forms[of] != "of" or not words.gap(place.first).isspace():
        return False
    return words.kinds[of - 1] == Kind.LOWER and words.gap(of).isspace() and words.forms[of - 1] in lexicon.place_nouns


def _is_body(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a noun for a body stands right before: "the side Dora Calcio", but not "the firm Ann Reed founded"."""
    at = place.first - 1
    several = place.last - place.first > 1
    if not several or place.title != place.first or at < 0 or not words.gap(place.first).isspace():
        return False
    if words.forms[at] not in lexicon.body_nouns:
        return False
    many = words.gap(place.last).isspace() and words.forms[place.last : place.last + 1] in _MANY
    return many or own_label(words, place) != "PERSON"


def _is_thing(words: Words, place: Candidate, lexicon: Lexicon) -> bool:
    """Whether a noun for a storm or a ship stands right before: "tropical storm Ana"."""
    at = place.first - 1
    return at >= 0 and words.forms[at] in lexicon.named_things and words.gap(place.first).isspace()
