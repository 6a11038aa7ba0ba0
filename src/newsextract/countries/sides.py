"""Short names for halves of a divided land ("the North" in an article about North Korea)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract import rules
from newsextract.countries.gazetteer import Hit
from newsextract.countries.surroundings import Surroundings


def sides(hits: Sequence[Hit], around: Surroundings) -> Iterator[Hit]:
    """A hit for each short name in rules/countries/sides.jsonl whose country the article names in full."""
    named = {hit.surface for hit in hits}
    for surface, (full_name, alpha_2, pattern) in _sides().items():
        if full_name in named:
            for match in pattern.finditer(around.text):
                yield Hit(match.start(1), match.end(1), surface, alpha_2, "name", weak=False)


@rules.cached
def _sides() -> dict[str, tuple[str, str, re.Pattern[str]]]:
    return {
        row["surface"]: (
            row["full_name"],
            row["alpha_2"],
            re.compile(rf"\b[Tt]he ({row['surface']})(?!\w|[-–]|\s+[A-Z]| of\b)"),
        )
        for row in rules.rows("countries/sides")
    }
