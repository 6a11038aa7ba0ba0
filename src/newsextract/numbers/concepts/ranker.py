"""Picks what a number is of: the candidate for which most speaks, by weights learned from articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from newsextract import rules
from newsextract.numbers.concepts.signs import Signs
from newsextract.rules.judgement import Decision, is_traced, note

_STRONGEST = 5  # signs of a choice that are shown


class Candidate(NamedTuple):
    """What a number may be of, None for nothing; ``name`` says where it stands."""

    name: str
    text: str | None
    signs: Signs


@rules.cached
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each value of each sign, from models/rules/numbers/built/concept_weights.jsonl."""
    return defaultdict(dict, {row["sign"]: row["weights"] for row in rules.rows("numbers/built/concept_weights")})


def best(candidates: Iterable[Candidate], span: tuple[int, int]) -> str | None:
    """The text of the candidate with the greatest sum of weights. ``span``: the number's offsets, for explain."""
    known = weights()
    chosen = max(candidates, key=lambda one: sum([known[sign].get(value, 0.0) for sign, value in one.signs.items()]))
    if is_traced():
        weighed = [(known[sign].get(value, 0.0), f"{sign} ({value})") for sign, value in chosen.signs.items()]
        strongest = sorted(filter(itemgetter(0), weighed), key=lambda one: -abs(one[0]))[:_STRONGEST]
        explain(chosen.name, [f"{sign} {added:+.1f}" for added, sign in strongest], span, chosen.text)
    return chosen.text


def explain(name: str, signs: Iterable[str], span: tuple[int, int], concept: str | None) -> None:
    """Notes where a number's concept was found and why, where decisions are collected."""
    for rule in (name, *signs):
        note(Decision("numbers", "concept", rule, *span, concept))
