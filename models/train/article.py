"""What a corpus holds."""

from __future__ import annotations

from dataclasses import dataclass

UNSURE = "UNSURE"
"""The label of a span whose tokens teach nothing: nobody knows what they are."""
NO_PERSON = "NO_PERSON"
"""The label of a span that is no person, whatever else it may be."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``gold`` are spans (start, end, label) to learn from, or None where the teacher's must do."""

    id: str
    text: str
    gold: tuple[tuple[int, int, str], ...] | None
