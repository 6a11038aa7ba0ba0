"""What was said of people, their titles and roles: gold against found, person by person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.evaluation.matching import Find, phrase

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
    partners = _partners(gold, found)
    taken = {id(partner) for partner in partners.values()}
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


def _partners(gold: Sequence[Find], found: Sequence[Find]) -> dict[int, Find]:
    """The person found for each person of gold, by its id(), those with most mentions in common first."""
    shared = [(len(_spans(one) & _spans(other)), one, other) for one in gold for other in found]
    partners: dict[int, Find] = {}
    taken: set[int] = set()
    for mentions, one, other in sorted(shared, key=lambda each: -each[0]):
        if mentions and id(one) not in partners and id(other) not in taken:
            partners[id(one)] = other
            taken.add(id(other))
    return partners


def _spans(person: Find) -> set[tuple[int, int]]:
    return {(mention["start"], mention["end"]) for mention in person["mentions"]}
