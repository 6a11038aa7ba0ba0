"""The figures of the quality gate: measured, read from figures.json, shown in the README and the model card."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from newsextract import Extractor
from newsextract.evaluation.gold import Gold, read_gold
from newsextract.evaluation.scores import Scores
from newsextract.reading import Article
from newsextract.records.kinds import KINDS
from tests.papers import ROOT
from tests.quality.build import GOLD

PINNED = Path(__file__).resolve().parent / "figures.json"
README, CARD = ROOT / "README.md", ROOT / "docs" / "model_card.md"

PINNED_BY = "tests/quality/pin.py"

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


REGIONS = {  # of the paper in whose voice an article is written: the first word of the article's name
    "Africa": ("ghana", "kenya", "nigeria", "sa", "zambia"),
    "British Isles": ("england", "ireland", "london", "scotland", "uk"),
    "Caribbean and Latin America": ("argentina", "brazil", "jamaica", "mexico", "trinidad"),
    "East and South-East Asia": ("hongkong", "indonesia", "japan", "korea", "malaysia", "philippines"),
    "Europe beyond": ("france", "germany", "sweden", "tennis", "ukraine"),
    "Middle East and North Africa": ("egypt", "palestine", "turkey", "uae"),
    "North America": ("canada", "navajo", "ohio", "us"),
    "Oceania": ("australia", "fiji", "nz", "pacific", "png"),
    "South Asia": ("bangladesh", "india", "pakistan"),
}
BY_REGION = KINDS


def region_of(name: str) -> str:
    """The region of an article's paper. Raises StopIteration for a name of none."""
    return next(region for region, words in REGIONS.items() if name.partition("_")[0] in words)


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores of a pipeline on the articles of the gate: of all, and of each region's."""

    all: Scores
    by_region: dict[str, Scores]

    def figures(self) -> dict[str, float]:
        """Each figure of the gate in hundredths, with one decimal."""
        return {figure.name: hundredths(self.all.by_measure[figure.measure].f1) for figure in FIGURES}


def hundredths(share: float | None) -> float:
    """A share in hundredths, with one decimal; none is 0."""
    return round(100 * (share or 0), 1)


def measured(extractor: Extractor) -> Measured:
    """The scores of a pipeline on the articles of the gate."""
    scores = Measured(Scores(), {region: Scores() for region in REGIONS})
    rows = [row for row in read_gold([str(GOLD)]) if isinstance(row, Gold)]
    for row, record in zip(rows, extractor.pipe(Article(row.id, row.text) for row in rows), strict=True):
        scores.all.add(row, record)
        scores.by_region[region_of(row.id)].add(row, record)
    return scores


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


def region_table(by_region: dict[str, Scores]) -> str:
    """The model card's table of these scores."""
    lines = ["| region | articles | people, recall | " + " | ".join(BY_REGION) + " |", "|---" * 7 + "|"]
    for region, scores in by_region.items():
        figures = [scores.by_measure["people"].recall, *(scores.by_measure[kind].f1 for kind in BY_REGION)]
        lines.append(f"| {region} | {scores.articles} | " + " | ".join(str(hundredths(one)) for one in figures) + " |")
    return "\n".join(lines) + "\n"


def said_of_regions(card: str) -> dict[str, list[float]]:
    """The figures of each region in the model card's table: articles, recall of people, then BY_REGION."""
    rows = [line.strip("| ").split(" | ") for line in card.splitlines() if line.startswith("| ")]
    return {region: [float(figure) for figure in figures] for region, *figures in rows if region in REGIONS}
