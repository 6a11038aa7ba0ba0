"""Months put together to years, decades or centuries where they are more than can be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.archive.answers import MonthCount

_LENGTHS = {"month": len("2026-03"), "year": len("2026"), "decade": len("202"), "century": len("20")}
"""How many characters of a month say in which period it lies."""


@dataclass(frozen=True, slots=True)
class Periods:
    """The articles of each period, and how long one is: "month", "year", "decade" or "century"."""

    one: str
    counts: list[tuple[str, int]]


def periods(months: Sequence[MonthCount], most: int) -> Periods:
    """The months, or the shortest longer periods of which there are no more than ``most``; centuries, however many.

    A decade is called 1990s, a century 1900s.
    """
    one, length = next(
        (one, length)
        for one, length in _LENGTHS.items()
        if one == "century" or len({month.month[:length] for month in months}) <= most
    )
    counts = Counter[str]()
    for month in months:
        counts[month.month[:length]] += month.articles
    whole = length >= _LENGTHS["year"]
    return Periods(one, [(name if whole else f"{name:0<4}s", articles) for name, articles in counts.items()])
