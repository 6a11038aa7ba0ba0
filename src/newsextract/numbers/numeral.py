"""A numeral: what the readers of digits, words and fractions hand on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from newsextract.records import Comparator

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year"]
HYPHENS = frozenset("-‐‑")
APOSTROPHES = frozenset("'’")
ARTICLES = frozenset({"a", "an"})
LONGEST = 60  # pieces of one numeral: no number in words is longer


@dataclass(slots=True)
class Numeral:
    """A value and the pieces that say it: from ``first`` up to before ``behind``.

    ``scale`` is the last word that the number was multiplied by,
    ``comparator`` what a vague word says ("dozens").
    """

    first: int
    behind: int
    value: Decimal
    form: Form
    scale: int = 1
    comparator: Comparator | None = None
