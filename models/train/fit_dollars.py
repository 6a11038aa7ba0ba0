"""Fits rules/numbers/built/dollar_weights.toml: how much each sign of a plain "$" tells of which dollar it is.

    python models/train/fit_dollars.py ARTICLES.jsonl[.gz] ...

Reads the labelled amounts of gold/dollars.jsonl, which gives each text by its source, id and hash, and looks the texts
up in ARTICLES. A softmax regression over the dollars that an article could mean, with a ridge; an amount that a careful
reader leaves open counts half for the US dollar, half for the likeliest other. Prints how often it is right, on folds
that were not fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import built
import gold
import numpy as np

from newsextract import load, rules
from newsextract.numbers.amounts.dollars import Dollars, Signs
from newsextract.numbers.component import origin, read_numbers

GOLD = Path(__file__).with_name("gold") / "dollars.jsonl"
FOLDS, RIDGE, STEPS, RATE, SELDOM = 6, 2.0, 600, 0.1, 4
SURE = 0.9


class Case(NamedTuple):
    """A labelled amount of an article: its part, whether its address was given, each dollar's signs, the right one."""

    article: str
    part: str
    has_address: bool
    signs: dict[str, Signs]
    label: str


def cases(paths: Sequence[Path]) -> Iterator[Case]:
    """The labelled amounts that the pipeline reads as plain dollars: with the article's address, and without."""
    rows = {row["sha256"]: row for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    nlp = load(only=["numbers"]).nlp
    nlp.remove_pipe("news_numbers")
    for article in gold.articles(paths):
        row = rows.pop(gold.digest(article["text"]), None)
        for address in dict.fromkeys([article.get("url") or row["url"], None]) if row else ():
            doc = nlp.make_doc(article["text"])
            doc._.url = address
            tokens, amounts, _ = read_numbers(nlp(doc))
            dollars = Dollars(tokens, *origin(doc))
            for place in (place for place, amount in enumerate(amounts) if dollars.is_plain(amount)):
                start, end = amounts[place].offsets(tokens)
                labels = [one["label"] for one in row["dollars"] if one["start"] < end and start < one["end"]]
                signs = dollars.signs(amounts, place)
                yield from (Case(row["id"], row["part"], bool(address), signs, label) for label in labels)
    if rows:
        print(f"{len(rows)} texts of the gold are in none of the files")


def fit(found: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign that is seen often enough."""
    counts = Counter(sign for case in found for signs in case.signs.values() for sign in signs)
    by_hand = rules.table("numbers/dollar_weights_by_hand")["weights"]
    names = sorted(sign for sign, count in counts.items() if count >= SELDOM and sign not in by_hand)
    columns = {sign: column for column, sign in enumerate(names)}
    samples = []
    for case in found:
        matrix = np.zeros((len(case.signs), len(names)))
        for row, signs in enumerate(case.signs.values()):
            for sign, value in signs.items():
                if sign in columns:
                    matrix[row, columns[sign]] = value
        samples.append((matrix, target(case)))
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = RIDGE * weights
        for matrix, wanted in samples:
            scores = matrix @ weights
            shares = np.exp(scores - scores.max())
            slope = slope + matrix.T @ (shares / shares.sum() - wanted)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights = weights - rate * mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {sign: round(float(weight), 2) for sign, weight in zip(names, weights, strict=True)}


def target(case: Case) -> np.ndarray:
    """How likely each of the dollars is by the label."""
    codes = list(case.signs)
    if case.label == "open":
        return np.array([0.5, 0.5, *[0.0] * (len(codes) - 2)] if len(codes) > 1 else [1.0])
    return np.array([float(code == case.label) for code in codes])


def likely(case: Case, weights: dict[str, float]) -> tuple[str, float]:
    """The dollar that the weights choose, and its share."""
    scores = {code: sum(value * weights.get(sign, 0) for sign, value in of.items()) for code, of in case.signs.items()}
    best = max(scores, key=lambda code: scores[code])
    return best, 1 / sum(exp(score - scores[best]) for score in scores.values())


def judged(found: Sequence[Case], folds: int = FOLDS) -> Iterator[tuple[Case, str, float]]:
    """Each case as weights see it that were not fitted on its article."""
    parts: dict[int, list[Case]] = defaultdict(list)
    for case in found:
        parts[crc32(case.article.encode()) % folds].append(case)
    for fold, own in parts.items():
        weights = fit([case for other, some in parts.items() if other != fold for case in some])
        yield from ((case, *likely(case, weights)) for case in own)


def report(name: str, results: Sequence[tuple[Case, str, float]]) -> None:
    """Prints how often the choice is right, and how often where it is sure."""
    told = [(case.label == code, sure) for case, code, sure in results if case.label != "open"]
    certain = [right for right, sure in told if sure >= SURE]
    opened = [sure < 0.8 for case, _, sure in results if case.label == "open"]
    print(
        f"{name}: {sum(right for right, _ in told)} of {len(told)} right, "
        f"sure {sum(certain)} of {len(certain)}, open below 0.8 {sum(opened)} of {len(opened)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=built.RULES / "numbers/built/dollar_weights.toml")
    parser.add_argument("--show", action="store_true", help="print the wrong ones among those that may be read")
    options = parser.parse_args(arguments)
    found = [*cases(options.articles)]
    results = [*judged(found)]
    for part in ("read", "unread"):
        for given, name in ((True, "with"), (False, "without")):
            some = [one for one in results if one[0].part == part and one[0].has_address == given]
            report(f"{part}, {name} address", some)
    if options.show:
        show(results)
    text = built.weights_toml('a plain "$" tells of which dollar it is', Path(__file__), fit(found))
    built.write(options.out, text)


def show(results: Sequence[tuple[Case, str, float]]) -> None:
    """Prints what is wrong on the read half."""
    wrong: list[Any] = [one for one in results if one[0].part == "read" and one[0].label != one[1]]
    for case, code, sure in wrong:
        print(f"{case.article}: {case.label}, chosen {code} {sure:.2f}; {case.signs}")


if __name__ == "__main__":
    main()
