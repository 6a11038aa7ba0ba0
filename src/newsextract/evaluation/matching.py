"""Which find is which: gold against found, kind by kind.

- people: a mention is right if start and end are; how they come together is judged by B³.
- countries: start, end and ``alpha_2``.
- numbers: paired by overlap; then ``value``, ``upper``, ``unit`` and ``comparator`` must be right, where given.
- quotes: paired where at least 0.8 of the words in either are in both; then the speaker must be right: nobody, the same
  person (one name's words among the other's), or, where gold names no person, the same words or the same place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Find = dict[str, Any]
Pair = tuple[Find, Find]

_WORD = re.compile(r"\w+")
_ENOUGH_WORDS = 0.8


def mentions(finds: Sequence[Find]) -> list[Find]:
    """The mentions of people or countries, each with the ``alpha_2`` of its country, in the order of the text."""
    codes = [{"alpha_2": find["alpha_2"]} if "alpha_2" in find else {} for find in finds]
    flat = [mention | code for find, code in zip(finds, codes, strict=True) for mention in find["mentions"]]
    return sorted(flat, key=lambda mention: (mention["start"], mention["end"]))


def paired(gold: Sequence[Find], found: Sequence[Find], likeness: Callable[[Find, Find], float]) -> list[Pair]:
    """Pairs of overlapping finds, each find in one at most, the most alike (over 0) first. Both by ``start``."""
    candidates = [(likeness(one, other), one, other) for one, other in _overlapping(gold, found)]
    candidates.sort(key=lambda candidate: -candidate[0])
    taken: set[int] = set()
    pairs = []
    for likely, one, other in candidates:
        if likely > 0 and not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def _overlapping(gold: Sequence[Find], found: Sequence[Find]) -> Iterator[Pair]:
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
    """How many characters the two share, by how many they have together."""
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
    return right_value(gold, found) and all(gold[key] == found[key] for key in ("unit", "comparator") if key in gold)


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
