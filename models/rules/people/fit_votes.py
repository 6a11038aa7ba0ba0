"""Fits votes.toml: how much each sign weighs when the article's names are judged.

    python models/rules/people/fit_votes.py ARTICLES.jsonl --model NAME [--model NAME ...] > votes.toml

ARTICLES.jsonl has one {"text": ..., "people": [{"start": ..., "end": ...}]} a line, the people's names marked
by hand. Each model labels every article; none may have learned from them, or its labels seem better than they
are (votes.toml: en_core_web_sm and en_core_web_md, for our own network has learned from such articles).
Logistic regression with a ridge, by Newton's method, first for names of several words, then, with those
verdicts, for single words. To be run again when a sign is added, or models with other habits are used.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from newsextract.people.article import Words
from newsextract.people.candidates import candidates
from newsextract.people.evidence import names
from newsextract.people.headings import read_article
from newsextract.people.lexicon import lexicon
from newsextract.people.shape import Name
from newsextract.people.verdict import judge
from newsextract.pipeline import load

RIDGE = 1.0
RARE = 12  # a sign seen on fewer names gets no vote
Votes = dict[str, dict[str, float]]
Sample = tuple[dict[str, float], bool]


def is_person(words: Words, name: Name, marked: list[tuple[int, int]]) -> bool:
    """Whether most places of the name are marked as a person's, more than half of each in common."""
    hits = 0
    for place in name.places:
        start, end = words.starts[place.first], words.ends[place.last - 1]
        hits += any(2 * (min(end, b) - max(start, a)) >= max(end - start, b - a) for a, b in marked)
    return 2 * hits > len(name.places)


def samples(docs: Iterable[tuple[Doc, list[tuple[int, int]]]], votes: Votes, several: bool) -> Iterator[Sample]:
    """The evidence on each name of several words or of one, and whether it is a person's."""
    known = lexicon()
    for doc, marked in docs:
        words = read_article(doc, known)
        for judged in judge(words, names(words, candidates(words, known)), known, votes):
            if (len(judged.name.folds) > 1) == several:
                yield dict(judged.found), is_person(words, judged.name, marked)


def fit(found: list[Sample]) -> dict[str, float]:
    """The weight of each sign, and the prior."""
    counts: dict[str, int] = {}
    for signs, _ in found:
        for sign in signs:
            counts[sign] = counts.get(sign, 0) + 1
    order = sorted(sign for sign, count in counts.items() if count >= RARE)
    place = {sign: column for column, sign in enumerate(order)}
    matrix = np.zeros((len(found), len(order) + 1))
    matrix[:, -1] = 1.0
    truth = np.array([float(person) for _, person in found])
    for row, (signs, _) in enumerate(found):
        for sign, value in signs.items():
            if sign in place:
                matrix[row, place[sign]] = value
    weights = np.zeros(len(order) + 1)
    ridge = np.full(len(order) + 1, RIDGE)
    ridge[-1] = 1e-6
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - truth) + ridge * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return {"prior": float(weights[-1])} | {sign: float(weights[place[sign]]) for sign in order}


def votes_of(docs: list[tuple[Doc, list[tuple[int, int]]]]) -> Votes:
    """Both tables of votes."""
    votes: Votes = {"several_words": {"prior": 0.0}, "one_word": {"prior": 0.0}}
    votes["several_words"] = fit(list(samples(docs, votes, several=True)))
    votes["one_word"] = fit(list(samples(docs, votes, several=False)))
    return votes


def write(votes: Votes) -> None:
    """The tables on standard output, heaviest votes first."""
    print("# How much each sign weighs for (+) or against (-) a person, in log odds; fitted by fit_votes.py.")
    print("# `any_...`: the sign was seen at one place of the name; without it: its share of the places.")
    for table, weights in votes.items():
        print(f"\n[{table}]\nprior = {weights['prior']:.2f}")
        for sign, weight in sorted(weights.items(), key=lambda item: -item[1]):
            if sign != "prior" and abs(weight) >= 0.05:
                print(f"{sign} = {weight:.2f}")


def main() -> None:
    """Read the articles, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--model", action="append", required=True)
    options = parser.parse_args()
    rows: list[dict[str, Any]] = [json.loads(line) for line in options.articles.read_text("utf-8").splitlines()]
    marked = [[(mention["start"], mention["end"]) for mention in row["people"]] for row in rows]
    docs: list[tuple[Doc, list[tuple[int, int]]]] = []
    for name in options.model:
        nlp = load(name, only=["people"]).nlp
        nlp.remove_pipe("news_people")
        docs += zip(nlp.pipe(row["text"] for row in rows), marked, strict=True)
    write(votes_of(docs))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
