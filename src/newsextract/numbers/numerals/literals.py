"""Reads a number written in digits: thousands commas, Indian grouping, decimals, fullwidth and other decimal digits."""

from __future__ import annotations

import re
from decimal import Decimal

Value = int | float

_LARGEST = 10**60  # beyond, a number in the news is a slip of the keyboard
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")


def read_literal(literal: str) -> Decimal | None:
    """The value of one number in digits; None of a list ("22,24,26")."""
    if _PLAIN.fullmatch(literal):
        return Decimal(literal)
    if _GROUPED.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if _COMMA_DECIMAL.fullmatch(literal):
        return Decimal(literal.replace(".", "").replace(",", "."))
    return None


def plain(value: Decimal) -> Value | None:
    """The value as the record holds it: an int where it is whole, else a float; None of one too large for news."""
    if abs(value) > _LARGEST:
        return None
    whole = value.to_integral_value()
    if value == whole:
        return int(whole)
    number = float(value)
    return int(number) if number.is_integer() else number
