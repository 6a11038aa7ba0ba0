"""What was found of the numbers so far, for those that lean on them: ``up from 18``, ``all seven``, ``a fourth``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from newsextract.numbers.amounts.amount import Amount

_LONG_AGO = -1000
_NO_LEVELS = {"duration", "age", "ordinal", "ratio"}
_PLURAL = ("s", "people", "men", "children", "women")
_ADVERBIAL = {"time", "place"}  # for the first time


class Told(NamedTuple):
    """What they are of: the last amount, the last without a unit, the last level, things counted, rank,
    and what the last share "of" something is of.

    A level is what can rise from another: no time, age or rank.
    """

    start: int = 0
    behind: int = 0
    concept: str | None = None
    level: Amount | None = None
    level_start: int = 0
    level_behind: int = 0
    level_concept: str | None = None
    level_parted: bool = False
    counted_behind: int = _LONG_AGO
    counted: str | None = None
    things_behind: int = _LONG_AGO
    things: str | None = None
    things_many: Decimal = Decimal(0)
    ranked_behind: int = _LONG_AGO
    ranked: str | None = None
    rank: Decimal = Decimal(0)
    shared_behind: int = _LONG_AGO
    shared: str | None = None

    def then(self, amount: Amount, start: int, behind: int, concept: str | None, parted: bool) -> Told:
        """The same after one more amount, whose words are those from ``start`` up to before ``behind``.

        ``parted``: whether an "of" stands behind it.
        """
        news: dict[str, Any] = {"start": start, "behind": behind, "concept": concept}
        if amount.kind not in _NO_LEVELS:
            news |= {"level": amount, "level_start": start, "level_behind": behind, "level_concept": concept}
            news["level_parted"] = parted
        if amount.kind == "percent" and parted:
            news |= {"shared_behind": behind, "shared": concept}
        if amount.unit is None:
            news |= {"counted_behind": behind, "counted": concept}
            if concept is not None:
                news |= _counted(amount, behind, concept)
        return self._replace(**news)


def _counted(amount: Amount, behind: int, concept: str) -> dict[str, Any]:
    """What a rank or a count tells for those that lean on it: nothing of a "first time", of things only many."""
    last = concept.rpartition(" ")[2].lower()
    if amount.kind == "ordinal":
        rank = {"ranked_behind": behind, "ranked": concept, "rank": amount.value}
        return rank if last not in _ADVERBIAL else {}
    things = {"things_behind": behind, "things": concept, "things_many": amount.value}
    return things if last.endswith(_PLURAL) else {}
