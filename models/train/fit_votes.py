"""Fits rules/people/built/votes.toml: how much each sign weighs when the names of an article are judged.

    python models/train/fit_votes.py ARTICLES WHOLE [--gold FOLD0 FOLD1] --out models/rules/people/built/votes.toml

ARTICLES is the folder with the corpora of recipe.toml. With --gold the votes are first fitted on the gold: FOLD0 and
FOLD1 are pipelines that did not learn from that half of it (``corpora.fold``), and each labels its own half, so that
the likelihoods which it gives are as right there as they are on unread articles. Corpora differ in conventions, which
are theirs alone (``conventions``); the first one's ship. The sign that the verdicts hang on least (by Wald's
statistic) is taken out, again and again, until as many are left as recipe.toml says. The votes set by hand
(votes_by_hand.toml) stay as they are, and all are fitted beside them.

Those votes, or the ones that there are, are then drawn towards the project's own annotated pages, of which no network
learned, labelled by WHOLE, the pipeline that ships. Printed first is how many names of each fold of these are judged
wrongly before, and by votes drawn towards the other folds alone. Both fits are a logistic regression with a ridge, by
Newton's method: the first's ridge is around zero, the second's around the votes that it begins with.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import built
import numpy as np
import scores
from article import UNSURE, Article
from corpora import SETTINGS, corpus, fold, folds
from spacy.language import Language

from newsextract import load
from newsextract.people.candidates.article import Words, read_article
from newsextract.people.classifying.signs import Name
from newsextract.people.classifying.verdict import Votes, judge, names, votes
from newsextract.people.knowledge.lexicon import lexicon

FITTING = SETTINGS["votes"]
EVERY, ONE, BY_HAND = "every_name", "one_word", "by_hand"
Key = tuple[str, str]
"""A table of votes.toml and a sign."""
PRIOR: Key = (EVERY, "prior")


@dataclass(frozen=True, slots=True)
class Marked:
    """An article as it is judged, with the places that people marked as persons' names."""

    corpus: str
    words: Words
    names: dict[tuple[str, ...], Name]
    people: list[scores.Span]
    left_open: list[scores.Span]
    fold: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A name with its signs, whether it is a person's, how much that counts, and what the votes set by hand add."""

    corpus: str
    signs: dict[Key, float]
    person: bool
    weight: float
    by_hand: float = 0.0


def read_gold(folder: Path, halves: Sequence[Path]) -> Iterator[Marked]:
    """The gold articles, each read by the pipeline that did not learn from its half."""
    readers = [_reader(path) for path in halves]
    for name in SETTINGS["corpora"]["gold"]:
        for article in corpus(folder, name):
            yield _marked(name, article, readers[fold(article.id)])


def read_own(folder: Path, whole: Path) -> Iterator[Marked]:
    """The project's own annotated pages, each with its fold, read by the pipeline that ships."""
    reader = _reader(whole)
    for name in SETTINGS["corpora"]["weighed"]:
        own = folds(folder, name)
        for article in corpus(folder, name):
            yield _marked(name, article, reader, own[article.id])


def _reader(pipeline: Path) -> Language:
    nlp = load(str(pipeline), only=["people"]).nlp
    nlp.remove_pipe("news_people")
    return nlp


def _marked(name: str, article: Article, reader: Language, number: int | None = None) -> Marked:
    words = read_article(reader(article.text), lexicon())
    spans = [(label, scores.trimmed(article.text, *span)) for *span, label in article.gold or ()]
    people = [span for label, span in spans if label == "PERSON"]
    left_open = [span for label, span in spans if label == UNSURE]
    return Marked(name, words, names(words, lexicon()), people, left_open, number)


def truth(name: Name, article: Marked) -> bool | None:
    """Whether most of a name's places were marked as a person's, or None where the annotators left it open."""
    places = [context.span for context in name.contexts]
    # half in common: where a name ends is no question here
    hits = sum(any(scores.overlap(place, marked) >= 0.5 for marked in article.people) for place in places)
    if 2 * hits > len(places):
        return True
    left_open = any(scores.overlap(place, either) > 0 for place in places for either in article.left_open)
    return None if left_open else False


def samples(articles: Iterable[Marked], votes: Votes) -> Iterator[Sample]:
    """Every name with its signs, which hang on the verdicts that these votes give on the names of several words."""
    for article in articles:
        for judged in judge(article.words, article.names, lexicon(), votes):
            person = truth(judged.name, article)
            if person is None:
                continue
            signs = {(EVERY, sign): value for sign, value in judged.found.items()}
            if len(judged.name.folds) == 1:
                signs |= {(ONE, sign): value for sign, value in judged.found.items()}
            by_hand = sum(weight * judged.found.get(sign, 0.0) for sign, weight in votes[BY_HAND].items())
            yield Sample(article.corpus, signs, person, len(judged.name.contexts) ** 0.5, by_hand)


def fit(found: Sequence[Sample], most: int) -> dict[str, dict[str, float]]:
    """The votes of at most so many signs."""
    keys, own = signs_of(found), conventions(found)
    matrix = np.zeros((len(found), len(keys) + own.shape[1]))
    matrix[:, len(keys) :] = own
    columns = {key: column for column, key in enumerate(keys)}
    for row, sample in enumerate(found):
        for key in sample.signs.keys() & columns.keys():
            matrix[row, columns[key]] = sample.signs[key]
    truth = np.array([float(sample.person) for sample in found])
    counts = np.array([sample.weight for sample in found])
    by_hand = np.array([sample.by_hand for sample in found])
    left = np.arange(matrix.shape[1])
    while True:
        weights, curve = regress(matrix[:, left], truth, counts, own.shape[1], by_hand)
        signs = len(left) - own.shape[1]
        if signs <= most:
            break
        wald = (weights**2 / np.diag(np.linalg.inv(curve)))[:signs]
        left = np.delete(left, np.argsort(wald)[: max(1, (signs - most) // 3)])
    votes: dict[str, dict[str, float]] = {EVERY: {"prior": float(weights[signs])}, ONE: {}}
    for column, weight in zip(left[:signs], weights, strict=False):
        table, sign = keys[column]
        votes[table][sign] = float(weight)
    return votes


def conventions(found: Sequence[Sample]) -> np.ndarray:
    """What the ridge spares: the intercept, and how each other corpus than the first differs by its own conventions.

    Tables of results have bare surnames that stand once; in the prose of most papers such a name is mostly a place's.
    """
    others = sorted({sample.corpus for sample in found} - {SETTINGS["corpora"]["gold"][0]})
    own = np.zeros((len(found), 1 + len(others) * (1 + len(FITTING["conventions"]))))
    for row, sample in enumerate(found):
        own[row, 0] = 1.0
        if sample.corpus in others:
            values = [1.0, *(sample.signs.get((ONE, sign), 0.0) for sign in FITTING["conventions"])]
            first = 1 + others.index(sample.corpus) * len(values)
            own[row, first : first + len(values)] = values
    return own


def signs_of(found: Sequence[Sample]) -> list[Key]:
    """The signs that are seen often enough; those of one-word names apart only where other names show them too."""
    counts = Counter(key for sample in found for key in sample.signs)
    seldom = FITTING["seldom"]
    often = {key for key, count in counts.items() if count >= seldom}
    alone = {sign for table, sign in often if table == ONE and counts[EVERY, sign] - counts[ONE, sign] < seldom}
    return sorted(key for key in often if key[0] == EVERY or key[1] not in alone)


def regress(
    matrix: np.ndarray,
    truth: np.ndarray,
    counts: np.ndarray,
    free: int,
    added: np.ndarray,
    ridge: float = FITTING["ridge"],
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the columns, and the curvature there; the ``ridge`` spares the last ``free`` columns.

    ``added``: log odds that come to those of the columns.
    """
    weights = np.zeros(matrix.shape[1])
    ridges = np.full(matrix.shape[1], float(ridge))
    ridges[matrix.shape[1] - free :] = 1e-4
    curve = np.diag(ridges)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights + added, -30, 30)))
        slope = matrix.T @ (counts * (chance - truth)) + ridges * weights
        curve = (matrix.T * (counts * chance * (1 - chance))) @ matrix + np.diag(ridges)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights, curve


def votes_of(articles: Sequence[Marked], votes: Votes, rounds: int = 2) -> dict[str, dict[str, float]]:
    """The votes fitted on these articles: those of a round tell whose names the next one's single words share."""
    fitted: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        fitted = fit(list(samples(articles, fitted or votes)), FITTING["signs"]) | {BY_HAND: dict(votes[BY_HAND])}
    return fitted


def drawn(articles: Sequence[Marked], votes: Votes) -> dict[str, dict[str, float]]:
    """The votes as these articles would have them, as far as the recipe's ``pull`` lets them go."""
    found = list(samples(articles, votes))
    keys = [(table, sign) for table in (EVERY, ONE) for sign in votes[table]]
    held = [place for place, (_, sign) in enumerate(keys) if sign in FITTING["held"]]
    matrix = np.array([[sample.signs.get(key, float(key == PRIOR)) for key in keys] for sample in found])
    weights = np.array([votes[table][sign] for table, sign in keys])
    added = np.array([sample.by_hand for sample in found]) + matrix @ weights
    truth = np.array([float(sample.person) for sample in found])
    counts = np.array([sample.weight for sample in found])
    matrix[:, held] = 0
    weights += regress(matrix, truth, counts, 0, added, FITTING["pull"])[0]
    new: dict[str, dict[str, float]] = {EVERY: {}, ONE: {}, BY_HAND: dict(votes[BY_HAND])}
    for (table, sign), weight in zip(keys, weights, strict=True):
        new[table][sign] = float(weight)
    return new


def toml(votes: Votes) -> str:
    """The text of votes.toml, the heaviest votes first."""
    lines = [
        "# How much each sign weighs for (+) or against (-) a person, in log odds;",
        "# fitted by models/train/fit_votes.py on annotated news. [one_word]: what is added for a name of one word.",
    ]
    for table in (EVERY, ONE):
        ordered = sorted(votes[table].items(), key=lambda item: (item[0] != "prior", -item[1]))
        lines += ["", f"[{table}]", *(f"{sign} = {weight:.2f}" for sign, weight in ordered)]
    return "\n".join(lines) + "\n"


def wrong(articles: Iterable[Marked], votes: Votes) -> tuple[int, int]:
    """How many of the articles' names these votes judge wrongly, and how many mentions those have."""
    places = [
        len(judged.name.contexts)
        for article in articles
        for judged in judge(article.words, article.names, lexicon(), votes)
        if truth(judged.name, article) not in (None, judged.person)
    ]
    return len(places), sum(places)


def write(folder: Path, whole: Path, out: Path, halves: Sequence[Path] = ()) -> None:
    """Writes the votes that there are, or with ``halves`` those fitted on the gold, drawn towards our own pages, and
    prints how these do on folds left out.
    """
    start = votes_of(list(read_gold(folder, halves)), votes()) if halves else votes()
    articles = list(read_own(folder, whole))
    for left_out in sorted({article.fold for article in articles if article.fold is not None}):
        judged = [article for article in articles if article.fold == left_out]
        before = wrong(judged, start)
        after = wrong(judged, drawn([article for article in articles if article.fold != left_out], start))
        print(f"fold {left_out}: names wrong {before[0]} -> {after[0]}, mentions {before[1]} -> {after[1]}", flush=True)
    built.write(out, toml(drawn(articles, start)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("whole", type=Path)
    parser.add_argument("--gold", type=Path, nargs=2, default=(), metavar="FOLD", help="fit on the gold first")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(options.articles, options.whole, options.out, options.gold)


if __name__ == "__main__":
    main()
