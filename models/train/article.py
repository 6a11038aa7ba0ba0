"""What a corpus holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``gold`` are hand-made spans (start, end, label), or None where nobody annotated it."""

    id: str
    text: str
    gold: tuple[tuple[int, int, str], ...] | None
