"""Numerals with what belongs to them: sign, money, unit, rate."""
