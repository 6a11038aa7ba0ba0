"""Reads a number written in digits: thousands commas, Indian grouping, decimals,
fullwidth and other decimal digits."""

from __future__ import annotations

import math
import re
from decimal import Decimal

Value = int | float

MAX_DIGITS = 40
_LARGEST = 10**60  # beyond, a number in the news is a slip of the keyboard
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")


def read_literal(literal: str) -> Decimal | None:
    """The value of one number in digits, or None: too long to be a number, or a list ("22,24,26")."""
    if len(literal) > MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(literal):
        return Decimal(literal)
    if _GROUPED.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if _COMMA_DECIMAL.fullmatch(literal):
        return Decimal(literal.replace(".", "").replace(",", "."))
    return None


def plain(value: Decimal | Value) -> Value | None:
    """The value as the record holds it: an int where it is whole, else a float;
    None where JSON has no word for it."""
    if isinstance(value, Decimal) and abs(value) < _LARGEST and value == value.to_integral_value():
        return int(value)
    number = float(value)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
