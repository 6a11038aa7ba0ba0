"""Fits rules/confidence/built/weights.toml: how much each sign of a find tells of whether it is right.

    python models/train/fit_confidence.py GOLD.jsonl [GOLD.jsonl ...]

GOLD: articles as `newsextract evaluate` takes them, annotated completely. One logistic regression per kind, with a
ridge. How far the confidence can be trusted on articles that it was not fitted on (of six folds) is printed: ECE, and
of the finds with 0.9 or more how many are right, and which share of all right finds they are.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import built
import numpy as np

from newsextract import load
from newsextract.confidence.component import contributions, probability
from newsextract.confidence.signs import NameOdds, by_place, signs_of
from newsextract.evaluation.gold import Gold, read_gold
from newsextract.evaluation.scores import Scores
from newsextract.reading import Failure
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import PartialRecord

FOLDS, RIDGE, SURE, SELDOM = 6, 2.0, 0.9, 15


class Case(NamedTuple):
    """A find by its signs, and whether it is right; of a person and a country there is one case per mention."""

    article: str
    signs: dict[str, float]
    right: bool


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign that is seen often enough, and "any"."""
    counts = Counter(sign for case in cases for sign, value in case.signs.items() if value)
    signs = ["any", *sorted(sign for sign, count in counts.items() if count >= SELDOM)]
    matrix = np.array([[1.0, *(case.signs.get(sign, 0.0) for sign in signs[1:])] for case in cases])
    right = np.array([float(case.right) for case in cases])
    ridge = np.array([1e-3, *[RIDGE] * (len(signs) - 1)])
    weights = np.zeros(len(signs))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        curve = (matrix.T * (chance * (1 - chance))) @ matrix + np.diag(ridge)
        step = np.linalg.solve(curve, matrix.T @ (chance - right) + ridge * weights)
        weights -= step
        if np.abs(step).max() < 1e-5:
            break
    return dict(zip(signs, weights.tolist(), strict=True))


def trusted(cases: Sequence[Case]) -> str:
    """How far the confidence of finds in other articles can be trusted."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        own = [crc32(case.article.encode()) % FOLDS == fold for case in cases]
        weighed = fit([case for case, is_own in zip(cases, own, strict=True) if not is_own])
        judged += [
            (probability(contributions(case.signs, weighed)), case.right)
            for case, is_own in zip(cases, own, strict=True)
            if is_own
        ]
    bins = np.array_split(np.array(sorted(judged), dtype=float), 10)
    gap = sum(abs((part[:, 0] - part[:, 1]).sum()) for part in bins) / len(judged)
    sure = [right for sure, right in judged if sure >= SURE]
    kept = sum(sure) / sum(right for _, right in judged)
    return f"ECE {100 * gap:.1f}; at {SURE}: {100 * sum(sure) / len(sure):.1f} right, {100 * kept:.1f} kept"


def cases(gold: Gold, record: PartialRecord, odds: NameOdds) -> Iterator[tuple[Kind, Case]]:
    """Each find of an article that is annotated completely; of a person and a country one case per mention."""
    scores = Scores()
    scores.add(gold, record)
    wrong = {(one.kind, one.start, one.end) for one in scores.mistakes}
    for kind in KINDS:
        for find in getattr(record, kind):
            signs = signs_of(kind, find, odds)
            for each in getattr(find, "mentions", (find,)):
                yield kind, Case(gold.id, signs, (kind, each.start, each.end) not in wrong)


def toml(weighed: Mapping[str, Mapping[str, float]]) -> str:
    """The text of weights.toml."""
    lines = [
        "# How much each sign of a find tells of whether it is right, in log odds; fitted by",
        "# models/train/fit_confidence.py on annotated news.",
    ]
    for kind, weights in weighed.items():
        ordered = sorted(weights.items(), key=lambda one: (one[0] != "any", -one[1]))
        lines += ["", f"[{kind}]", *(f'"{sign}" = {weight:.2f}' for sign, weight in ordered)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=built.RULES / "confidence/built/weights.toml")
    options = parser.parse_args()
    extractor = load(options.model)
    found: dict[Kind, list[Case]] = {kind: [] for kind in KINDS}
    for row in read_gold(options.gold):
        if isinstance(row, Failure):
            raise SystemExit(f"{row.id}: {row.message}")
        odds = by_place(extractor.nlp(row.text)._.name_odds)
        for kind, case in cases(row, extractor(row.text), odds):
            found[kind].append(case)
    for kind, some in found.items():
        print(kind, len(some), trusted(some))
    built.write(options.out, toml({kind: fit(some) for kind, some in found.items()}))


if __name__ == "__main__":
    main()
