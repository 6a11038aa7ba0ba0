"""Fits people/built/sounds.txt: which letters in a row make a word look like a person's name.

    python models/train/fit_sounds.py ARTICLES.jsonl

Names of given*.txt and surnames.txt against the words that the articles (one {"text": ...} a line) write
small, and the places of places.txt. Logistic regression on the word's beginnings, endings and inner letters,
two to four at a time ("^" and "$" are the word's ends), by AdaGrad; the 3000 with the most weight are kept and fitted
again.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import built
import numpy as np

from newsextract import rules
from newsextract.people.classifying.signs import letter_groups

NAMES = ("given", "given_men", "given_women", "surnames")
KEPT = 3000
RARE = 15
ROUNDS = 6
RATE = 0.3
RIDGE = 1e-3
Sample = tuple[frozenset[str], bool]


def samples(articles: Path) -> list[Sample]:
    """Letter groups of each word, and whether the word is a name."""
    names = {name for part in NAMES for name in rules.words(f"people/built/{part}")}
    others: set[str] = set()
    for line in articles.read_text("utf-8").splitlines():
        others.update(re.findall(r"\b[a-z]{4,}\b", json.loads(line)["text"]))
    for place in rules.words("people/built/places"):
        others.update(place.split())
    rows = [(letter_groups(name), True) for name in sorted(names) if len(name) > 3 and name.isalpha()]
    rows += [(letter_groups(word), False) for word in sorted(others - names) if len(word) > 3]
    Random(1).shuffle(rows)
    return rows


def fit(rows: Sequence[Sample], groups: Sequence[str]) -> tuple[float, dict[str, float]]:
    """The weights: that of every word, and those of the letter groups."""
    place = {group: column for column, group in enumerate(groups)}
    columns = [[place[group] for group in sorted(found) if group in place] for found, _ in rows]
    weights, prior = np.zeros(len(groups)), 0.0
    squares, prior_square = np.full(len(groups), 1e-6), 1e-6
    for _ in range(ROUNDS):
        for at, (_, name) in zip(columns, rows, strict=True):
            miss = 1 / (1 + np.exp(-(prior + weights[at].sum()))) - name
            slope = miss + RIDGE * weights[at]
            squares[at] += slope**2
            weights[at] -= RATE * slope / np.sqrt(squares[at])
            prior_square += miss**2
            prior -= RATE * miss / np.sqrt(prior_square)
    return float(prior), dict(zip(groups, map(float, weights), strict=True))


def main() -> None:
    """Fit twice, write the file."""
    rows = samples(Path(sys.argv[1]))
    counts = Counter(group for found, _ in rows for group in found)
    _, first = fit(rows, sorted(group for group, count in counts.items() if count >= RARE))
    kept = sorted(sorted(first, key=lambda group: -abs(first[group]) * counts[group] ** 0.5)[:KEPT])
    prior, weights = fit(rows, kept)
    right = sum((prior + sum(weights.get(group, 0) for group in found) > 0) == name for found, name in rows)
    print(f"{right / len(rows):.3f} of {len(rows)} words right", file=sys.stderr)
    lines = [f"{group} {weight:.2f}" for group, weight in sorted(weights.items()) if abs(weight) >= 0.05]
    head = "# Letters in a row, and how much they speak for a name; built by fit_sounds.py."
    built.write(built.RULES / "people/built/sounds.txt", "\n".join([head, f"prior {prior:.2f}", *lines]) + "\n")


if __name__ == "__main__":
    main()
