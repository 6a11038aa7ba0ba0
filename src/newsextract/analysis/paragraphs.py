"""Paragraphs of an article, also of one that is wrapped at a column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"\S(?:[^\r\n\u2028\u2029\x85]*\S)?")  # without white space round it
_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*")
# Where a page lost an apostrophe to the mark for what cannot be decoded: "Bill O\ufffdReilly", "it\ufffds".
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_])\ufffd(?=(?:s|t|d|m|re|ve|ll)\b)|(?<=\b[OD])\ufffd(?=[A-Z][a-z])")
_HARD_WRAP_COLUMNS = 100
_HARD_WRAP_LEAST = 40


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs as (start, end) offsets, without white space round them.

    A line is a paragraph, except in text wrapped at a column (blank lines between paragraphs, lines of one
    width that end in mid-sentence): there a paragraph runs to the blank line.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    if not _is_hard_wrapped(text, lines):
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """An article's text with a blank for each line end inside a paragraph, so that names and sentences stay whole, and
    with the apostrophes that a page has lost.

    ``paragraphs`` are those of ``text``. From ``places[n]`` on, an offset into ``text`` is ``cut[n]`` less than one
    into ``article``.
    """

    article: str
    text: str
    paragraphs: list[tuple[int, int]]
    places: list[int]
    cut: list[int]

    def original(self, offset: int) -> int:
        """The offset into the article of an offset into the text."""
        before = bisect_right(self.places, offset)
        return offset + self.cut[before - 1] if before else offset


def unwrapped(article: str) -> Unwrapped:
    """The article's text without line ends inside paragraphs; where nothing is wrapped or lost, as it is."""
    pieces, lines, places, cut, done = [], [], [], [0], 0
    for start, end in paragraphs(article):
        first = start - cut[-1]
        if "\n" in article[start:end]:
            for line_end in _LINE_END.finditer(article, start, end):
                pieces += [article[done : line_end.start()], " "]
                done = line_end.end()
                cut.append(cut[-1] + len(line_end[0]) - 1)
                places.append(done - cut[-1])
        lines.append((first, end - cut[-1]))
    text = "".join([*pieces, article[done:]]) if pieces else article
    if "\ufffd" in text:
        text = _LOST_APOSTROPHE.sub("’", text)
    return Unwrapped(article, text, lines, places, cut[1:])


def stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends; None where it holds nothing else."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else None


def _is_hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether single line ends mostly follow a full line that stops in mid-sentence, and precede a small letter."""
    inner = [(*line, after) for line, (after, _) in pairwise(lines) if text.count("\n", line[1], after) == 1]
    if len(inner) < 3 or len(inner) == len(lines) - 1 > 30:
        return False
    full = [end for start, end, _ in inner if _HARD_WRAP_LEAST <= end - start <= _HARD_WRAP_COLUMNS]
    broken = [end for end in full if text[end - 1] not in '.?!:"”’']
    going_on = sum(text[after].islower() for _, _, after in inner)
    return len(full) >= 0.9 * len(inner) and len(broken) >= 0.6 * len(inner) and going_on >= 0.5 * len(inner)
