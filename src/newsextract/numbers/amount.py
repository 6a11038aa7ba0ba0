"""An amount: a numeral with its unit, on the way to becoming a number of the record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from newsextract.numbers.numeral import HYPHENS, Form, Numeral
from newsextract.records import Change, Comparator, NumberKind

__all__ = ["HYPHENS", "MINUS", "Amount"]

MINUS = frozenset("-−–‐")


@dataclass(slots=True)
class Amount:
    """A number with what belongs to it, as pieces ``first`` up to before ``behind``.

    The bare numeral is ``number`` to ``number_behind``; ``money`` is the currency as written, ``unit`` as
    read.
    """

    first: int
    behind: int
    number: int
    number_behind: int
    value: Decimal
    form: Form
    scale: int
    kind: NumberKind = "cardinal"
    unit: str | None = None
    money: str | None = None
    upper: Decimal | None = None
    comparator: Comparator = "="
    change: Change | None = None
    signed: bool = False
    before: bool = False  # the currency stands before the digits
    rest: str = ""  # the smallest unit that was added: the seconds of "2hr 40min 3sec"
    glued: str = ""  # a word glued to the digits that no rule could read

    @classmethod
    def of(cls, numeral: Numeral) -> Amount:
        """The amount that a numeral alone makes."""
        first, behind = numeral.first, numeral.behind
        amount = cls(first, behind, first, behind, numeral.value, numeral.form, numeral.scale)
        amount.comparator = numeral.comparator or "="
        if numeral.form == "ordinal":
            amount.kind = "ordinal"
        return amount

    @property
    def tens(self) -> bool:
        """Whether the value is a whole number of tens, as decades are. (Decimal's own % refuses large values.)"""
        return self.value == int(self.value) and int(self.value) % 10 == 0
