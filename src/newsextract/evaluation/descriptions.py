"""The titles and roles of people: gold against found, person by person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.evaluation.matching import Find, likeliest, phrase

DESCRIPTIONS = ("titles", "roles")


@dataclass(frozen=True, slots=True)
class Described:
    """The titles or the roles of one person: those found and wanted, only wanted (missed), only found (extra)."""

    person: Find
    right: list[str]
    missed: list[str]
    extra: list[str]


def described(key: str, gold: Sequence[Find], found: Sequence[Find]) -> Iterator[Described]:
    """For each person the ``titles`` or ``roles`` that are right and wrong; nothing where gold does not say them.

    A person found is the person of gold who shares most mentions. What a person found besides has is extra.
    """
    pairs = likeliest((len(_spans(one) & _spans(other)), one, other) for one in gold for other in found)
    partners = {id(one): other for one, other in pairs}
    taken = {id(other) for _, other in pairs}
    for one in gold:
        if key in one:
            partner = partners.get(id(one))
            yield _compared(one, one[key], partner[key] if partner else [])
    for other in found:
        if id(other) not in taken and any(key in one for one in gold):
            yield _compared(other, [], other[key])


def _compared(person: Find, gold: Sequence[str], found: Sequence[str]) -> Described:
    wanted = {phrase(words): words for words in gold if not words.startswith("?")}
    either = {phrase(words) for words in gold if words.startswith("?")}
    got = {phrase(words): words for words in found}
    return Described(
        person,
        [words for form, words in got.items() if form in wanted],
        [words for form, words in wanted.items() if form not in got],
        [words for form, words in got.items() if form not in wanted and form not in either],
    )


def _spans(person: Find) -> set[tuple[int, int]]:
    return {(mention["start"], mention["end"]) for mention in person["mentions"]}
