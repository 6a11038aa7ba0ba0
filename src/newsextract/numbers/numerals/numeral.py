"""A numeral: what the readers of digits, words and fractions hand on; its value in digits and in the record."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from newsextract.records.record import Comparator

MILLION = 1_000_000
_LARGEST = 10**60  # beyond, a number in the news is a slip of the keyboard
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_MISGROUPED = re.compile(r"\d{1,3},(?!19|20)\d{4}")  # 3,2251
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")

Form = Literal["digits", "words", "ordinal", "fraction", "vague", "year", "fold", "article"]


class Numeral(NamedTuple):
    """A value and the pieces that say it: from ``start`` up to before ``end``.

    ``scale`` is the last word that the number was multiplied by, ``comparator`` what a vague word says ("dozens").
    """

    start: int
    end: int
    value: Decimal
    form: Form
    scale: int = 1
    comparator: Comparator = "="


def read_literal(literal: str) -> Decimal | None:
    """The value of one number in digits; None of a list ("22,24,26")."""
    if _PLAIN.fullmatch(literal):
        return Decimal(literal)
    if _GROUPED.fullmatch(literal) or _MISGROUPED.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if _COMMA_DECIMAL.fullmatch(literal):
        return Decimal(literal.replace(".", "").replace(",", "."))
    return None


def is_news(value: Decimal) -> bool:
    """Whether a number in the news can be as large."""
    return abs(value) <= _LARGEST


def plain(value: Decimal) -> int | float:
    """The value as the record holds it: an int where it is whole, else a float."""
    whole = value.to_integral_value()
    if value == whole:
        return int(whole)
    number = float(value)
    return int(number) if number.is_integer() else number
