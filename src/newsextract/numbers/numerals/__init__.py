"""Numerals, in digits and in words: a value and the pieces that say it."""
