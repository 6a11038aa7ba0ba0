"""What was found of the numbers so far, for those that lean on them: ``up from 18``, ``all seven``, ``a fourth``."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from typing import NamedTuple

from newsextract.numbers.amounts.amount import Amount

_LONG_AGO = -1000
_NO_LEVELS = {"duration", "age", "ordinal", "ratio"}
_PLURAL = ("s", "people", "men", "children", "women")
_ADVERBIAL = {"time", "place"}  # for the first time


class Level(NamedTuple):
    """The last amount that can rise from another or to one: no time, age or rank. ``parted``: an "of" stands behind."""

    amount: Amount | None = None
    start: int = 0
    behind: int = 0
    concept: str | None = None
    parted: bool = False


class Last(NamedTuple):
    """What the last amount of a sort is of: its words end before ``behind``; how many they were, or which rank."""

    behind: int = _LONG_AGO
    many: Decimal = Decimal(0)
    concept: str | None = None

    def is_one_of(self, nouns: Set[str]) -> bool:
        """Whether the last word of what it is of is one of these, in lower case."""
        return self.concept is not None and self.concept.rpartition(" ")[2].lower() in nouns


class Told(NamedTuple):
    """What they are of: the last amount, the last level, the last without a unit, things counted, rank,
    and what the last share "of" something is of.
    """

    start: int = 0
    behind: int = 0
    concept: str | None = None
    level: Level = Level()
    counted: Last = Last()
    things: Last = Last()
    ranked: Last = Last()
    shared: Last = Last()

    def then(self, amount: Amount, start: int, behind: int, concept: str | None, parted: bool) -> Told:
        """The same after one more amount, whose words are those from ``start`` up to before ``behind``.

        ``parted``: whether an "of" stands behind it.
        """
        last = Last(behind, amount.value, concept)
        things, ranked = self.things, self.ranked
        if amount.unit is None and concept is not None:
            noun = concept.rpartition(" ")[2].lower()
            if amount.kind == "ordinal":
                ranked = last if noun not in _ADVERBIAL else ranked
            elif noun.endswith(_PLURAL):
                things = last
        return Told(
            start,
            behind,
            concept,
            self.level if amount.kind in _NO_LEVELS else Level(amount, start, behind, concept, parted),
            last if amount.unit is None else self.counted,
            things,
            ranked,
            last if parted and amount.kind == "percent" else self.shared,
        )
