"""Scores: exact spans of people and other entities; agreement of tags and parser actions with the teacher."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from corpora import SETTINGS

Span = tuple[int, int]
Spans = dict[str, set[Span]]
"""The spans found in each article, by its id."""


def trimmed(text: str, start: int, end: int) -> Span:
    """A person's span without the titles before it and the possessive after it."""
    while True:
        first = text[start:end].split(maxsplit=1)
        if len(first) < 2 or first[0].rstrip(".").casefold() not in SETTINGS["titles"]:
            break
        start = end - len(first[1])
    for ending in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(ending):
            return start, end - len(ending)
    return start, end


def f1(gold: Spans, found: Spans) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over all articles."""
    right = sum(len(gold[id] & found.get(id, set())) for id in gold)
    all_found, all_gold = sum(map(len, found.values())), sum(map(len, gold.values()))
    precision, recall = right / max(all_found, 1), right / max(all_gold, 1)
    return 100 * precision, 100 * recall, 200 * right / max(all_found + all_gold, 1)


def people(folder: Path, name: str, found: Spans) -> tuple[float, float, float]:
    """Exact people of a corpus; finds that only overlap what the annotators left open do not count."""
    gold, counted = {}, {}
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = {(p["start"], p["end"]) for p in row["people"] if not p.get("optional")}
            optional = [p for p in row["people"] if p.get("optional")]
            left_open = [(p["start"], p["end"]) for p in [*row.get("ignore", []), *optional]]
            mine = {trimmed(row["text"], *span) for span in found.get(row["id"], set())}
            gold[row["id"]] = spans
            counted[row["id"]] = {span for span in mine if _counts(span, spans, left_open)}
    return f1(gold, counted)


def _counts(span: Span, gold: set[Span], left_open: list[Span]) -> bool:
    if span in gold or any(overlap(span, other) >= 0.5 for other in gold):
        return True
    return not any(overlap(span, other) > 0 for other in left_open)


def overlap(a: Span, b: Span) -> float:
    """The share of the longer span that both have; below 0 where they are apart."""
    return (min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0])


def by_label(triples: Iterable[tuple[str, int, int, str]]) -> dict[str, Spans]:
    """Spans by label and article, from (article, start, end, label); LOC counts as GPE."""
    found: dict[str, Spans] = defaultdict(lambda: defaultdict(set))
    for id, start, end, label in triples:
        found["GPE" if label == "LOC" else label][id].add((start, end))
    return found
