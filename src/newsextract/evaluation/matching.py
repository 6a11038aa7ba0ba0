"""Which find is which: gold against found, kind by kind.

- people: a mention is right if start and end are; how they are grouped is measured by B³.
- countries: start, end and ``alpha_2``.
- numbers: paired by overlap; then ``value``, ``upper``, ``unit`` (a rate's with its ``per``) and ``comparator`` must be
  right, where given.
- quotes: paired where at least 0.8 of the words in either are in both; then the speaker must be right: nobody, the same
  person (one name's words among the other's), or, where gold names no person, the same words or the same place.
- titles, roles and concepts: the same words but for case, articles and possessives; a concept that is a person may be
  any name of the person.

What gold calls optional is in no pair. A find that overlaps it, and is in no pair either, is not counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Find = dict[str, Any]
Pair = tuple[Find, Find]

DESCRIPTIONS = ("titles", "roles")
_WORD = re.compile(r"\w+")
_ENOUGH_WORDS = 0.8
_POSSESSIVE_END = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")
_LEFT_OUT = frozenset(["a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "whose"])


def mentions(finds: Sequence[Find]) -> list[Find]:
    """The mentions of people or countries, each with the ``alpha_2`` of its country, in the order of the text."""
    codes = [{"alpha_2": find["alpha_2"]} if "alpha_2" in find else {} for find in finds]
    flat = [mention | code for find, code in zip(finds, codes, strict=True) for mention in find["mentions"]]
    return sorted(flat, key=lambda mention: (mention["start"], mention["end"]))


@dataclass(frozen=True, slots=True)
class Matched:
    """Which finds are which, and which of the two sides count: what is optional in gold does not, found or not."""

    pairs: list[Pair]
    wanted: list[Find]
    found: list[Find]


def matched(gold: Sequence[Find], found: Sequence[Find], likeness: Callable[[Find, Find], float]) -> Matched:
    """The pairs of gold and found, and what of the two is to be counted. Both by ``start``."""
    wanted = [find for find in gold if not find.get("optional")]
    pairs = paired(wanted, found, likeness)
    taken = {id(other) for _, other in pairs}
    uncounted = {id(other) for _, other in overlapping(optional(gold), found)} - taken
    return Matched(pairs, wanted, [find for find in found if id(find) not in uncounted])


def optional(finds: Sequence[Find]) -> list[Find]:
    """Those that need not be found."""
    return [find for find in finds if find.get("optional")]


def paired(gold: Sequence[Find], found: Sequence[Find], likeness: Callable[[Find, Find], float]) -> list[Pair]:
    """Pairs of overlapping finds, each find in one at most, the most alike (over 0) first. Both by ``start``."""
    return likeliest((likeness(one, other), one, other) for one, other in overlapping(gold, found))


def likeliest(candidates: Iterable[tuple[float, Find, Find]]) -> list[Pair]:
    """The pairs among candidates with their likeness, each find in one at most, the most alike (over 0) first."""
    taken: set[int] = set()
    pairs = []
    for likely, one, other in sorted(candidates, key=lambda candidate: -candidate[0]):
        if likely > 0 and not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def overlapping(gold: Sequence[Find], found: Sequence[Find]) -> Iterator[Pair]:
    """Every pair of finds that share characters. Both by ``start``."""
    first = 0
    for one in gold:
        while first < len(found) and found[first]["end"] <= one["start"]:
            first += 1
        for other in found[first:]:
            if other["start"] >= one["end"]:
                break
            if one["start"] < other["end"]:
                yield one, other


def same_place(one: Find, other: Find) -> float:
    """1 for the same start and end (and country, if it is one), else 0."""
    return float(all(one.get(key) == other.get(key) for key in ("start", "end", "alpha_2")))


def overlap(one: Find, other: Find) -> float:
    """The share of the characters of either that are in both."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(shared / (max(one["end"], other["end"]) - min(one["start"], other["start"])))


def same_words(text: str) -> Callable[[Find, Find], float]:
    """The share of the words of two spans of ``text`` that are in both; 0 if it is under 0.8."""

    def likeness(one: Find, other: Find) -> float:
        ours, theirs = ({m.start() for m in _WORD.finditer(text, span["start"], span["end"])} for span in (one, other))
        share = len(ours & theirs) / max(1, len(ours | theirs))
        return share if share >= _ENOUGH_WORDS else 0

    return likeness


def right_value(gold: Find, found: Find) -> bool:
    """Whether value and other end are right."""
    return _same_number(gold["value"], found["value"]) and _same_number(gold.get("upper"), found["upper"])


def right_number(gold: Find, found: Find) -> bool:
    """Whether value, unit and comparator are right, the latter two where gold gives them."""
    if "unit" in gold and rate(gold) != rate(found):
        return False
    return right_value(gold, found) and ("comparator" not in gold or gold["comparator"] == found["comparator"])


def rate(number: Find) -> str | None:
    """The unit of a number, with what it is per: "USD per barrel", "per week"."""
    unit, per = number.get("unit"), number.get("per")
    return " ".join(part for part in (unit, per and f"per {per}") if part) or None


def phrase(words: str | None) -> tuple[str, ...]:
    """The words of a title, role or concept without case, articles and possessives."""
    plain = _POSSESSIVE_END.sub("", (words or "").casefold())
    return tuple(word for word in _WORD.findall(plain) if word not in _LEFT_OUT)


def right_concept(gold: Find, found: Find, owner: Sequence[str] = (), found_owner: Sequence[str] = ()) -> bool:
    """Whether the concept is one of those that gold gives, which may be none, or the person who owns the number.

    ``owner`` has the names of that person in gold, ``found_owner`` those in the record.
    """
    wanted = gold["concept"]
    if phrase(found["concept"]) in {phrase(one) for one in (wanted if isinstance(wanted, list) else [wanted])}:
        return True
    named = found_owner or [found["concept"] or ""]
    return any(_same_name(one, other) for one in owner for other in named)


def right_speaker(gold: Find, found: Find) -> bool:
    """Whether the quote is given to the right speaker."""
    wanted, got = gold.get("speaker"), found["speaker"]
    if wanted is None or got is None:
        return wanted is got
    if wanted.get("name"):
        return _same_name(wanted["name"], got["name"] or got["text"])
    if wanted["text"].casefold() == got["text"].casefold():
        return True
    return wanted.get("start") is not None and wanted["start"] < got["end"] and got["start"] < wanted["end"]


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return one == other or math.isclose(one, other, rel_tol=1e-6)
    except OverflowError:  # a whole number that is no float
        return False


def _same_name(one: str, other: str) -> bool:
    ours, theirs = (set(_WORD.findall(name.casefold())) for name in (one, other))
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


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
