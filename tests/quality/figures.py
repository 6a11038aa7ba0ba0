"""The figures of the quality gate: measured, read from figures.json, shown as the README's table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from newsextract import Extractor
from newsextract.evaluation.gold import Gold, read_gold
from newsextract.evaluation.scores import Scores
from newsextract.reading import Article
from tests.quality.build import GOLD

PINNED = Path(__file__).resolve().parent / "figures.json"
README = Path(__file__).parents[2] / "README.md"
OPENING, CLOSING = "<!-- quality gate: written by tests/quality/pin.py -->\n", "<!-- end of quality gate -->\n"

MAY_FALL = 0.3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the gate: its name, its measure in `newsextract evaluate`, and what the README says of it."""

    name: str
    measure: str
    meaning: str


FIGURES = (
    Figure("people", "people", "F1, exact spans"),
    Figure("titles", "people, titles", "F1, same words"),
    Figure("roles", "people, roles", "F1, same words"),
    Figure("countries", "countries", "F1, exact spans and the right country"),
    Figure("numbers", "numbers", "F1, right value, unit and comparator"),
    Figure("concept", "numbers, concept", "share of the right numbers, same words"),
    Figure("quotes", "quotes", "F1, right words and right speaker"),
)


def measured(extractor: Extractor) -> dict[str, float]:
    """Each figure in hundredths, with one decimal, of a pipeline on the articles of the gate."""
    scores = Scores()
    rows = [row for row in read_gold([str(GOLD)]) if isinstance(row, Gold)]
    for row, record in zip(rows, extractor.pipe(Article(row.id, row.text) for row in rows), strict=True):
        scores.add(row, record)
    return {figure.name: round(100 * (scores.by_measure[figure.measure].f1 or 0), 1) for figure in FIGURES}


def pinned() -> dict[str, float]:
    """The figures that figures.json holds."""
    figures: dict[str, float] = json.loads(PINNED.read_text(encoding="utf-8"))
    return figures


def moved(was: dict[str, float], now: dict[str, float], by: float) -> dict[str, str]:
    """What moved by more than ``by``, up if it is positive and down if negative, with what to say of it."""
    return {
        name: f"{name} {'rose' if by >= 0 else 'fell'} from {was[name]} to {figure}"
        for name, figure in now.items()
        if name in was and (round(figure - was[name], 1) > by if by >= 0 else round(figure - was[name], 1) < by)
    }


def table(figures: dict[str, float]) -> str:
    """The README's table of these figures."""
    lines = [f"| {figure.name} | {figures[figure.name]} | {figure.meaning} |\n" for figure in FIGURES]
    return "| quality gate | in hundredths | what is counted |\n|---|---|---|\n" + "".join(lines)


def with_table(readme: str, figures: dict[str, float]) -> str:
    """The README's text with its table renewed. Raises ValueError if a marker is missing."""
    before, opening, rest = readme.partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    if not opening or not closing:
        raise ValueError("README.md lacks a marker of the quality gate's table")
    return f"{before}{opening}\n{table(figures)}\n{closing}{after}"
