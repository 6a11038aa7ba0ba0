"""Fits the weights by which the numbers' ranker picks what a number counts or measures.

    python models/train/fit_concepts.py LABELLED.jsonl[.gz] ... --gold HAND.jsonl ...
        [--start OLD.jsonl] --out concept_weights.jsonl

Each line is an article, {"text": ..., "numbers": [{"start": ..., "end": ..., "concept": ...}, ...]}: a record made with
--text, or one annotated by hand (``--gold``), which counts more. What a number is of is right where a candidate has
those words; in hand-made labels, where it has most of them. Weights are the softmax regression's with an L1 penalty,
which leaves few; a value seen seldom has none. With ``--start`` the penalties draw each weight not to zero but to that
of an older file, so that a few thousand numbers labelled by hand mend what many labelled by rules taught.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import built
import numpy as np
from corpora import SETTINGS
from gold import articles

from newsextract import load, rules
from newsextract.analysis.word_classes import DETERMINERS
from newsextract.numbers.amounts.amount import Amount
from newsextract.numbers.component import read_numbers
from newsextract.numbers.concepts.concepts import Candidate, Concepts
from newsextract.numbers.concepts.surroundings import Earlier
from newsextract.numbers.knowledge.lexicon import lexicon
from newsextract.numbers.text import TaggedText

FITTING = SETTINGS["concepts"]
SMALL = frozenset(FITTING["small_words"])
UNKNOWN = "?"
Sign = tuple[str, str]
"""A sign and its value."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of a number or a quote, each with its signs; which are right; how much it counts."""

    candidates: list[list[Any]]
    right: list[bool]
    weight: float


def samples(rows: Iterable[dict[str, Any]], weight: float, by_hand: bool) -> Iterator[Sample]:
    """The numbers of the articles that have a label and a candidate that is right."""
    nlp = load(only=["people", "countries", "numbers"]).nlp
    nlp.remove_pipe("news_numbers")
    for row in rows:
        tokens, amounts, concepts = read_numbers(nlp(row["text"]))
        spans = [amount.offsets(tokens) for amount in amounts]
        yield from labelled(amounts, concepts, labels(row, spans), weight, by_hand)


def labels(row: dict[str, Any], spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """What the number at each span is of, as the row has it; UNKNOWN where it does not say.

    A row of examples.jsonl has its numbers in order; another says where each stands.
    """
    if "finds" in row:
        finds = row["finds"] if len(row["finds"]) == len(spans) else [{}] * len(spans)
        return [find.get("concept", UNKNOWN) for find in finds]
    numbers = [number for number in row["numbers"] if number.get("start") is not None]
    return [
        next((_concept(row["text"], one) for one in numbers if one["start"] < end and start < one["end"]), UNKNOWN)
        for start, end in spans
    ]


def labelled(
    amounts: Sequence[Amount], concepts: Concepts, wanted: Sequence[str | None], weight: float, by_hand: bool
) -> Iterator[Sample]:
    """The numbers of one article that have a label and a candidate that is right."""
    earlier: list[Earlier] = []
    for amount, (start, end), concept in zip(amounts, concepts.spans, wanted, strict=True):
        candidates = concepts.candidates(amount, start, end, earlier)
        right = [False] * len(candidates) if concept == UNKNOWN else _right(candidates, concept, by_hand)
        if amount.kind == "duration" and not by_hand and (not any(right) or _is_when(concepts.tagged, start, end)):
            right[0] = True  # the first is none
            right[1:] = [False] * (len(right) - 1)
        if any(right):
            counts = weight * FITTING["nothing"] if by_hand and right[0] else weight
            yield Sample([[*one.signs.items()] for one in candidates], right, counts)
        chosen = next((one.text for one, good in zip(candidates, right, strict=True) if good), None)
        earlier.append(Earlier(amount, start, end, chosen))


def _is_when(tagged: TaggedText, start: int, end: int) -> bool:
    """Whether a duration there says when something was, not how long: ``two years ago``, ``in the past week``."""
    sets = lexicon().sets
    before = tagged.lows[start - 1 - (tagged.tags[start - 1] in DETERMINERS)]
    tied = "HYPH" in tagged.tags[start : end + 1]  # a two-week trial
    return not tied and (tagged.lows[end] in sets["later"] or before in sets["meanwhile"])


def _concept(text: str, number: dict[str, Any]) -> str | None:
    """What the row says it is of; the first of several that are right."""
    start, said = number.get("concept_start"), number.get("concept")
    said = said[0] if isinstance(said, list) else said
    return said if start is None else text[start : number["concept_end"]]


def _right(candidates: Sequence[Candidate], concept: str | None, by_hand: bool) -> list[bool]:
    """Which candidates have these words; else the same last word, or, by hand, most of the words."""
    exact = [one.text == concept for one in candidates]
    if any(exact) or concept is None:
        return exact
    if not by_hand:
        last = concept.split()[-1]
        return [one.text is not None and one.text.split()[-1] == last for one in candidates]
    alike = [_likeness(one.text, concept) for one in candidates]
    return [value > 0 and value == max(alike) for value in alike]


def _likeness(text: str | None, concept: str) -> float:
    found, wanted = (set((words or "").lower().split()) - SMALL for words in (text, concept))
    return 2 * len(found & wanted) / (len(found) + len(wanted) or 1)


class Problem:
    """The samples as arrays: for each candidate the columns of its signs."""

    def __init__(self, found: Sequence[Sample], seldom: int, known: Iterable[Any]) -> None:
        """Gives a column to each value that is ``known`` or seen ``seldom`` times or more."""
        counts = Counter(sign for sample in found for signs in sample.candidates for sign in signs)
        self.signs = sorted({sign for sign, count in counts.items() if count >= seldom} | {*known})
        columns = {sign: column for column, sign in enumerate(self.signs)}
        rows = [[columns[sign] for sign in signs if sign in columns] for one in found for signs in one.candidates]
        self.columns = np.fromiter((column for row in rows for column in row), np.int64)
        self.rows = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        sizes = [len(sample.candidates) for sample in found]
        self.samples = np.repeat(np.arange(len(found)), sizes)
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.right = np.array([good for sample in found for good in sample.right])
        self.weights = np.array([sample.weight for sample in found])

    def slope(self, weights: np.ndarray) -> np.ndarray:
        """The gradient of the loss: how much each column has too much of the likelihood, for an average sample."""
        scores = np.bincount(self.rows, weights[self.columns], len(self.samples))
        scores = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.samples])
        given, wanted = (self._shares(part) for part in (scores, scores * self.right))
        missed = (given - wanted) * self.weights[self.samples]
        return np.bincount(self.columns, missed[self.rows], len(weights)) / len(self.starts)

    def _shares(self, parts: np.ndarray) -> np.ndarray:
        return parts / np.maximum(np.add.reduceat(parts, self.starts), 1e-300)[self.samples]


def fit(
    found: Sequence[Sample], settings: Mapping[str, Any] = FITTING, start: Mapping[Any, float] | None = None
) -> dict[Any, float]:
    """The weights that are not zero, by Adam with a rate that falls and a pull towards ``start`` after each step."""
    start = start or {}
    problem = Problem(found, settings["seldom"], start)
    start_weights = np.array([start.get(sign, 0.0) for sign in problem.signs])
    added, mean, spread = np.zeros((3, len(problem.signs)))
    for step in range(1, settings["steps"] + 1):
        slope = problem.slope(start_weights + added) + settings["ridge"] * added
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = settings["rate"] * (1 - step / (settings["steps"] + 1))
        scale = np.sqrt(spread / (1 - 0.99**step)) + 1e-8
        added -= rate * mean / (1 - 0.9**step) / scale
        added = np.sign(added) * np.maximum(np.abs(added) - rate * settings["pull"] / scale, 0)
    fitted = start_weights + added
    rounded = {sign: round(float(weight), 1) for sign, weight in zip(problem.signs, fitted, strict=True)}
    return {sign: weight for sign, weight in rounded.items() if weight}


def jsonl(weights: dict[Sign, float]) -> str:
    """The text of concept_weights.jsonl: a row for each sign, its values by weight."""
    names = sorted({name for name, _ in weights})
    tables = {name: {value: weight for (sign, value), weight in weights.items() if sign == name} for name in names}
    rows = ({"sign": name, "weights": dict(sorted(table.items(), key=_heaviest))} for name, table in tables.items())
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _heaviest(weighed: tuple[str, float]) -> float:
    return -weighed[1]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, nargs="*")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--start", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = [*samples(articles(options.labelled), 1.0, by_hand=False)]
    found += samples(articles(options.gold), FITTING["gold"], by_hand=True)
    found += samples(rules.rows("numbers/examples"), FITTING["example"], by_hand=True)
    rows = articles(options.start)
    start = {(row["sign"], value): weight for row in rows for value, weight in row["weights"].items()}
    built.write(options.out, jsonl(fit(found, start=start)))


if __name__ == "__main__":
    main()
