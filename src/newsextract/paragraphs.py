"""Paragraphs of an article: a line each, wherever line ends fall."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_HARD_WRAP_COLUMNS = 100
_HARD_WRAP_LEAST = 40


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs as (start, end) offsets, without white space round them.

    A line is a paragraph, except in text wrapped at a column (blank lines between paragraphs, lines of one
    width that end in mid-sentence): there a paragraph runs to the blank line.
    """
    lines = [span for match in _LINE.finditer(text) if (span := _stripped(text, *match.span()))]
    if not _is_hard_wrapped(text, lines):
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None


def _is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether single line ends mostly follow a full line that stops in mid-sentence."""
    inner = [(start, end) for (start, end), (after, _) in pairwise(lines) if text.count("\n", end, after) == 1]
    if len(inner) < 3 or len(inner) == len(lines) - 1 > 30:
        return False
    full = [end for start, end in inner if _HARD_WRAP_LEAST <= end - start <= _HARD_WRAP_COLUMNS]
    broken = [end for end in full if text[end - 1] not in '.?!:"”’']
    return len(full) >= 0.9 * len(inner) and len(broken) >= 0.6 * len(inner)
