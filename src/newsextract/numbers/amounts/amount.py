"""An amount: a numeral with its unit, on the way to becoming a number of the record."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from newsextract.numbers.numerals.numeral import Form, Numeral
from newsextract.numbers.text.tokens import Tokens
from newsextract.records import Change, Comparator, NumberKind


class Amount(NamedTuple):
    """A number with what belongs to it, as pieces ``first`` up to before ``behind``.

    The bare numeral is ``number`` to ``number_behind``; ``money`` is the currency as written, ``unit`` as read.
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

    def offsets(self, tokens: Tokens) -> tuple[int, int]:
        """Where the amount starts and ends in the text, end exclusive."""
        return tokens.starts[self.first], tokens.ends[self.behind - 1]

    @property
    def is_whole(self) -> bool:
        """Whether the value is a whole number."""
        return self.value == int(self.value)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or in points, as shares of something are."""
        return self.kind == "percent" or self.unit == "point"


def bare(numeral: Numeral) -> Amount:
    """The amount that a numeral alone makes."""
    first, behind, value, form, scale, comparator = numeral
    kind: NumberKind = "ordinal" if form == "ordinal" else "cardinal"
    return Amount(first, behind, first, behind, value, form, scale, kind, comparator=comparator)
