"""Scores as a table, mistakes as lines with their context; or both as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from newsextract.evaluation.scores import MEASURES, Mistake, Score, Scores, by_sort
from newsextract.output.inert import inert_json, inert_line
from newsextract.output.listing import PlainConsole

_CONTEXT = 45
_LONGEST_SPAN = 90


def write_report(scores: Scores, stream: TextIO, errors: int) -> None:
    """Print the table, below ``errors`` mistakes at most of each sort."""
    console = PlainConsole(stream, soft_wrap=True)
    for mistake in by_sort(scores.mistakes, errors):
        console.print(_line(mistake))
    if errors and scores.mistakes:
        console.print()
    console.print(_table(scores))


def write_json(scores: Scores, stream: TextIO, errors: int) -> None:
    """Print the figures as one JSON object, in it ``errors`` mistakes at most of each sort, where any are wanted."""
    figures: dict[str, Any] = {"articles": scores.articles, "measures": {}}
    for measure, meaning in MEASURES.items():
        if score := scores.by_measure.get(measure):
            parts = {part: getattr(score, part) for part in ("precision", "recall", "f1", "wanted", "found")}
            figures["measures"][measure] = parts | {"right_if": meaning}
    if errors:
        figures["mistakes"] = [
            {
                "id": mistake.gold.id,
                "kind": mistake.kind,
                "problem": mistake.problem,
                "text": mistake.gold.text[mistake.start : mistake.end],
                "start": mistake.start,
                "end": mistake.end,
            }
            for mistake in by_sort(scores.mistakes, errors)
        ]
    stream.write(inert_json(json.dumps(figures, ensure_ascii=False, indent=2)) + "\n")


def _table(scores: Scores) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold cyan")
    table.add_column(f"{scores.articles:,} article{'s' if scores.articles != 1 else ''}", no_wrap=True)
    for heading in ("Precision", "Recall", "F1", "Wanted", "Found"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Right if")
    for measure, meaning in MEASURES.items():
        if score := scores.by_measure.get(measure):
            style = "dim" if "," in measure else "bold"
            table.add_row(Text(measure, style), *_figures(score), Text(meaning, "dim"))
    return table


def _figures(score: Score) -> Iterator[str]:
    for part in (score.precision, score.recall, score.f1):
        yield "–" if part is None else f"{100 * part:.1f}"
    yield f"{score.wanted:,}"
    yield f"{score.found:,}"


def _line(mistake: Mistake) -> Text:
    text = mistake.gold.text
    span = text[mistake.start : mistake.end]
    if len(span) > _LONGEST_SPAN:
        span = f"{span[: _LONGEST_SPAN // 2]} … {span[-_LONGEST_SPAN // 2 :]}"
    before, after = text[max(0, mistake.start - _CONTEXT) : mistake.start], text[mistake.end : mistake.end + _CONTEXT]
    return Text.assemble(
        (f"{inert_line(mistake.gold.id)}: {mistake.kind}: {inert_line(mistake.problem)}: ", ""),
        (inert_line(before), "dim"),
        ("[", "dim"),
        (inert_line(span), "bold"),
        ("]", "dim"),
        (inert_line(after), "dim"),
    )
