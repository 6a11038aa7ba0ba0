"""Quotation marks: where each may open and where it may close.

A mark is read by where it stands first (after a space and before a word: it opens), by its shape second: so marks
turned the wrong way, straight marks, guillemets and low-high pairs are all read alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsextract import rules


class Mark(NamedTuple):
    """One mark: its offsets, which way its glyph leans, which way its place lets it lean."""

    start: int
    end: int
    single: bool
    leans: str  # "open", "close" or "either"
    may_open: bool
    may_close: bool


@rules.cached
def _glyphs() -> dict[str, tuple[bool, str]]:
    """Each glyph of models/rules/quotes/marks.toml, with whether it is single and how it leans."""
    table = rules.table("quotes/marks")
    return {
        glyph: (size == "single", leans)
        for size in ("double", "single")
        for leans in ("open", "close", "either")
        for glyph in table[f"{size}_{leans}"]
    }


@rules.cached
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A mark; what a mark opens after; what it closes before."""
    glyphs = sorted(map(re.escape, _glyphs()), key=len, reverse=True)
    mark = "|".join(glyphs)
    return re.compile(mark), re.compile(rf"[\s(\[{{<—–\-/…:;,=>]|{mark}"), re.compile(rf"[\s.,;:?!)\]}}—–\-/…<]|{mark}")


_NOT_OPENED = re.compile(r"[\s,;:)\]}]")
_POSSESSIVE = re.compile(r"s\b")
_NOT_CLOSED = re.compile(r"[\s(\[{]")


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of text[start:end], apostrophes inside words left out, also one that became a double mark: Brazil"s."""
    pattern, opens_after, closes_before = _patterns()
    found = []
    for match in pattern.finditer(text, start, end):
        single, leans = _glyphs()[match[0]]
        here, after = match.span()
        left = text[here - 1] if here > start else " "
        right = text[after] if after < end else " "
        if left.isalnum() and right.isalnum() and (single or _POSSESSIVE.match(text, after)):
            continue
        opens = opens_after.match(left) is not None and not _NOT_OPENED.match(right)
        closes = closes_before.match(right) is not None and not _NOT_CLOSED.match(left)
        closes |= left == ","  # "...,"Reed said
        if after == end:
            leans = "either"  # at a paragraph's end it opens nothing
        found.append(Mark(here, after, single, leans, opens, closes))
    return found


def closes(mark: Mark, opened: Mark | None) -> bool:
    """Whether the mark closes, given the one that stands open before it: by shape where the two make a pair
    (“..., ”he said), else by place; where the place allows both or neither by its shape, and by turns if it has none.
    """
    if opened is not None and (opened.leans, mark.leans) == ("open", "close"):
        return True
    if mark.may_open != mark.may_close:
        return mark.may_close
    return opened is not None and mark.leans != "open"
