"""Statements reported without marks."""
