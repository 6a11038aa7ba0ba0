"""Pins the figures of the quality gate that rose: `python tests/quality/pin.py`.

The tables of the README and of the model card are renewed with them. A figure that fell stays as it was
pinned; with --down it is pinned too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsextract import load
from tests.papers import renewed
from tests.quality.figures import CARD, PINNED, PINNED_BY, README, measured, pinned, region_table, table


def pins(was: dict[str, float], now: dict[str, float], down: bool) -> dict[str, float]:
    """What is to be pinned: each figure as it is now, or as it was where that is more and ``down`` is not set."""
    return {name: figure if down else max(figure, was.get(name, 0)) for name, figure in now.items()}


def main(arguments: list[str]) -> None:
    """Measure, pin, tell what changed."""
    if unknown := set(arguments) - {"--down"}:
        sys.exit(f"no such option: {' '.join(sorted(unknown))}; see the head of {Path(__file__).name}")
    was = pinned() if PINNED.exists() else {}
    scores = measured(load())
    now = scores.figures()
    new = pins(was, now, "--down" in arguments)
    PINNED.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    for paper, part, content in (
        (README, "quality gate", table(new)),
        (CARD, "regions", region_table(scores.by_region)),
    ):
        paper.write_text(renewed(paper.read_text(encoding="utf-8"), part, PINNED_BY, content), encoding="utf-8")
    for name, figure in now.items():
        print(f"{name:10} was {was.get(name, '–')}, is {figure}, pinned {new[name]}")


if __name__ == "__main__":
    main(sys.argv[1:])
