"""A numeral: what the readers of digits, words and fractions hand on."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from newsextract.records import Comparator

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year"]


class Numeral(NamedTuple):
    """A value and the pieces that say it: from ``first`` up to before ``behind``.

    ``scale`` is the last word that the number was multiplied by, ``comparator`` what a vague word says ("dozens").
    """

    first: int
    behind: int
    value: Decimal
    form: Form
    scale: int = 1
    comparator: Comparator = "="
