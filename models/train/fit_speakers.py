"""Fits rules/quotes/built/speaker_weights.toml: how much each sign of a speaker tells of whether they spoke.

    python models/train/fit_speakers.py GOLD.jsonl [...] --quotes QUOTES.jsonl [...]

GOLD: articles as `newsextract evaluate` takes them, annotated completely. QUOTES: the same, of which only the quotes
are annotated; they count less. One softmax over each quote's candidates. Prints how often the rules are right and how
often the likeliest candidate is, on folds of the gold that were not fitted on.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import built
from corpora import SETTINGS
from fit_concepts import Sample, fit

from newsextract import load, rules
from newsextract.evaluation.gold import read_gold
from newsextract.quotes.attributing.attribution import SPEAKER, Unattributed, attribute, candidates_of, is_unsure
from newsextract.quotes.attributing.likeliest import Candidate, likeliest
from newsextract.quotes.narration import Narration
from newsextract.quotes.posts import marked, outside_names, with_turns
from newsextract.reading import Failure

FITTING: dict[str, Any] = SETTINGS["speakers"]
FOLDS = 6
_NEAR = 2  # characters by which an annotated quote may start or end elsewhere


class Case(NamedTuple):
    """The candidates of an article's quote, the first as the rules chose it."""

    article: str
    is_unsure: bool  # whether they chose it by a rule that often errs
    sample: Sample


def cases(articles: Iterable[tuple[str, str, Sequence[Mapping[str, Any]]]], weight: float) -> Iterator[Case]:
    """The annotated quotes of articles (id, text, quotes) of whose candidates at least one is right."""
    nlp = load(only=["people", "quotes"]).nlp
    nlp.remove_pipe("news_quotes")
    for name, text, quotes in articles:
        doc = nlp(text)
        pieces = outside_names(with_turns(marked(doc), doc, doc._.people).pieces, doc._.people)
        narration, earlier = Narration(doc, pieces, doc._.people), None
        for piece, attribution in enumerate(attribute(narration)):
            marks = narration.pieces[piece]
            quote = next((one for one in quotes if _is_there(one, marks.start, marks.end)), None)
            sought = Unattributed(narration, piece, earlier)
            chosen = SPEAKER.first(sought) or (None, "")
            earlier = sought.earlier_of_next(attribution)
            if quote is not None:
                found = candidates_of(sought, chosen)
                right = [_is_right(narration, one, quote["speaker"]) for one in found]
                if any(right):
                    yield Case(
                        name,
                        is_unsure(narration, *chosen),
                        Sample([[*one.signs] for one in found], right, weight),
                    )


def annotated(files: Sequence[str]) -> Iterator[tuple[str, str, Sequence[Mapping[str, Any]]]]:
    """The annotated articles of files."""
    for row in read_gold(files):
        if isinstance(row, Failure):
            raise SystemExit(f"{row.id}: {row.message}")
        yield row.id, row.text, row.finds["quotes"]


def examples() -> Iterator[tuple[str, str, Sequence[Mapping[str, Any]]]]:
    """The examples of the rules that say who spoke."""
    for number, row in enumerate(rules.rows("quotes/examples")):
        text, quotes = row["text"], []
        for one in row["quotes"]:
            if "speaker" in one:
                start, words = text.find(one["text"]), one["speaker"]
                at = words and min(
                    (place.start() for place in re.finditer(re.escape(words), text)), key=lambda at: abs(at - start)
                )
                speaker = words and {"start": at, "end": at + len(words)}
                quotes.append({"start": start, "end": start + len(one["text"]), "speaker": speaker})
        yield f"example {number}", text, quotes


def _is_there(quote: Mapping[str, Any], start: int, end: int) -> bool:
    return abs(quote["start"] - start) <= _NEAR and abs(quote["end"] - end) <= _NEAR


def _is_right(narration: Narration, candidate: Candidate, speaker: Mapping[str, Any] | None) -> bool:
    """Whether a candidate's words overlap those of the annotated speaker, or name the same person."""
    phrase = candidate.speaker
    if phrase is None or speaker is None:
        return phrase is None and speaker is None
    start, end = narration.starts[phrase.first], narration.ends[phrase.last - 1]
    if start < speaker["end"] and speaker["start"] < end:
        return True
    person = phrase.name and narration.people[phrase.name.person]
    return bool(person) and speaker.get("name") in (person.name, *person.aliases)


def judged(found: Sequence[Case], others: Sequence[Case]) -> Iterator[tuple[bool, bool]]:
    """Of each case, with weights that were not fitted on its article: whether the rules are right, and the weights."""
    for fold in range(FOLDS):
        own = [case for case in found if _fold(case) == fold]
        rest = [case for case in found if _fold(case) != fold]
        weights = fit([case.sample for case in (*rest, *others)], FITTING)
        for sample in (case.sample for case in own if case.is_unsure):
            sums = [sum(weights.get(sign, 0.0) for sign in signs) for signs in sample.candidates]
            yield sample.right[0], sample.right[likeliest(sums)]


def _fold(case: Case) -> int:
    return crc32(case.article.encode()) % FOLDS


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--quotes", nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=built.RULES / "quotes/built/speaker_weights.toml")
    options = parser.parse_args(arguments)
    found = [*cases(annotated(options.gold), FITTING["gold"])]
    others = [*cases(annotated(options.quotes), 1.0), *cases(examples(), FITTING["example"])]
    results = [*judged(found, others)]
    rules_right, weights_right = (sum(column) for column in zip(*results, strict=True))
    print(f"of {len(results)} quotes by rules that often err {rules_right} are right, by the likeliest {weights_right}")
    weights = fit([case.sample for case in (*found, *others)], FITTING)
    built.write(options.out, built.weights_toml("a speaker tells of whether they spoke", Path(__file__), weights))


if __name__ == "__main__":
    main()
