"""Fits rules/confidence/built/weights.toml: how much each sign of a find tells of whether it is right.

    python models/train/fit_confidence.py GOLD.jsonl [...] --reviewed REVIEWED.jsonl [...]

GOLD: articles as `newsextract evaluate` takes them, annotated completely; REVIEWED: such as were annotated by
correcting what was found. These tell of people and quotes how much each sign weighs, but not how many finds are right.
One logistic regression per kind, with a ridge. How far the confidence can be trusted on articles of GOLD that it was
not fitted on (of six folds) is written to reliability.json, of which docs/make.py makes a picture and a table.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import built
import numpy as np
from fit_votes import regress

from newsextract import load
from newsextract.confidence.component import probability
from newsextract.confidence.signs import ANY, SIGNS, Around
from newsextract.evaluation.gold import Gold, read_gold
from newsextract.evaluation.scores import Scores
from newsextract.reading import Failure
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import PartialRecord

FOLDS, RIDGE, SURE, SELDOM = 6, 2.0, 0.9, 15
BOUNDS = (0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Of the groups of finds of about the same confidence."""
REVIEWED: tuple[Kind, ...] = ("people", "quotes")
"""The kinds that reviewed articles tell something of: the fit of numbers was no better with them."""
RELIABILITY = Path(__file__).with_name("reliability.json")


class Case(NamedTuple):
    """A find by its signs, and whether it is right; of a person and a country there is one case per mention."""

    article: str
    signs: dict[str, float]
    right: bool
    is_reviewed: bool


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign that is seen often enough, and "any", which reviewed articles have no part in."""
    counts = Counter(sign for case in cases for sign, value in case.signs.items() if value)
    signs = [*sorted(sign for sign, count in counts.items() if count >= SELDOM and sign != ANY), ANY]
    matrix = np.array([[*(case.signs.get(sign, 0.0) for sign in signs), float(case.is_reviewed)] for case in cases])
    right = np.array([float(case.right) for case in cases])
    weights, _ = regress(matrix, right, np.ones(len(cases)), 1, np.zeros(len(cases)), RIDGE)
    return dict(zip(signs, weights.tolist()[:-1], strict=True))


def judged(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """The confidence of each find by weights that were not fitted on its article, and whether it is right."""
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        own = [crc32(case.article.encode()) % FOLDS == fold for case in cases]
        weighed = fit([case for case, is_own in zip(cases, own, strict=True) if not is_own])
        found += [
            (probability(case.signs, weighed), case.right)
            for case, is_own in zip(cases, own, strict=True)
            if is_own and not case.is_reviewed
        ]
    return found


def reliability(judged: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """How far the confidence can be trusted.

    "ece": the mean gap between confidence and share right over ten groups of equal size, in hundredths, as all shares
    are. "right", "kept": of the finds that are sure, and of all right finds those that are. "groups": how many finds of
    about the same confidence there are, its mean, and how many of them are right.
    """
    tenths = np.array_split(np.array(sorted(judged, key=lambda one: one[0]), dtype=float), 10)
    sure = [right for confidence, right in judged if confidence >= SURE]
    groups = [[one for one in judged if low <= one[0] < high] for low, high in pairwise(BOUNDS)]
    return {
        "finds": len(judged),
        "ece": _hundredths(sum(abs((part[:, 0] - part[:, 1]).sum()) for part in tenths), len(judged)),
        "right": _hundredths(sum(sure), len(sure)),
        "kept": _hundredths(sum(sure), sum(right for _, right in judged)),
        "groups": [
            [len(group), *(_hundredths(sum(values), len(group)) for values in zip(*group, strict=True))]
            for group in groups
            if group
        ],
    }


def _hundredths(some: float, of_all: int) -> float | None:
    return round(100 * float(some) / of_all, 1) if of_all else None


def cases(gold: Gold, record: PartialRecord, around: Around, is_reviewed: bool) -> Iterator[tuple[Kind, Case]]:
    """Each find of an article that is annotated completely; of a person and a country one case per mention."""
    scores = Scores()
    scores.add(gold, record)
    wrong = {(one.kind, one.start, one.end) for one in scores.mistakes}
    for kind in KINDS:
        for find in getattr(record, kind):
            signs = SIGNS[kind](find, around)
            for each in getattr(find, "mentions", (find,)):
                yield kind, Case(gold.id, signs, (kind, each.start, each.end) not in wrong, is_reviewed)


def toml(weighed: Mapping[str, Mapping[str, float]]) -> str:
    """The text of weights.toml."""
    lines = [
        "# How much each sign of a find tells of whether it is right, in log odds; fitted by",
        "# models/train/fit_confidence.py on annotated news.",
    ]
    for kind, weights in weighed.items():
        ordered = sorted(weights.items(), key=lambda one: (one[0] != ANY, -one[1]))
        lines += ["", f"[{kind}]", *(f'"{sign}" = {weight:.2f}' for sign, weight in ordered)]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--reviewed", nargs="*", default=[])
    parser.add_argument("--model")
    parser.add_argument("--out", type=Path, default=built.RULES / "confidence/built/weights.toml")
    parser.add_argument("--reliability", type=Path, default=RELIABILITY)
    options = parser.parse_args(arguments)
    extractor = load(options.model)
    extractor.nlp.disable_pipe("news_confidence")  # it takes the names of speakers away, by the weights of before
    found: dict[Kind, list[Case]] = {kind: [] for kind in KINDS}
    both = chain(zip(read_gold(options.gold), repeat(False)), zip(read_gold(options.reviewed), repeat(True)))
    for row, is_reviewed in both:
        if isinstance(row, Failure):
            raise SystemExit(f"{row.id}: {row.message}")
        record, doc = extractor(row.text), extractor.nlp(row.text)
        around = Around.of(row.text, doc, record.people, record.quotes)
        for kind, case in cases(row, record, around, is_reviewed):
            if kind in REVIEWED or not is_reviewed:
                found[kind].append(case)
    trusted = {kind: reliability(judged(some)) for kind, some in found.items()}
    lines = (f"{json.dumps(kind)}: {json.dumps(row)}" for kind, row in trusted.items())
    options.reliability.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    built.write(options.out, toml({kind: fit(some) for kind, some in found.items()}))


if __name__ == "__main__":
    main()
