"""Quotation marks: which open, which close, which belong together. One pass a paragraph, linear in the text.

A mark is read by where it stands first (after a space and before a word: it opens) and by its shape second,
so that marks turned the wrong way, straight marks, '' and ``, guillemets and low-high pairs all go through
one machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsextract import rules

_OPENS_AFTER = "([{<—–-/…:;,=>"
_CLOSES_BEFORE = ".,;:?!)]}—–-/…<"
_MEASURE = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its offsets, which way its glyph leans, which way its place lets it lean."""

    start: int
    end: int
    single: bool
    leans: str  # "open", "close" or "either"
    may_open: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Marked-off text: ``start``/``end`` inside the marks, ``outer_start``/``outer_end`` with them.

    ``opened`` and ``closed`` tell whether that mark stands there; ``runs_on``: the paragraph ends inside the
    quote and the next one opens again; ``label``: the speaker's name set before the words ("HOST: Who
    pays?").
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    single: bool = False
    opened: bool = True
    closed: bool = True
    runs_on: bool = False
    label: tuple[int, int] | None = None


@rules.cached
def _glyphs() -> dict[str, tuple[bool, str]]:
    table = rules.table("quotes/marks")
    return {
        glyph: (size == "single", leans)
        for size in ("double", "single")
        for leans, glyphs in table[size].items()
        for glyph in glyphs
    }


@rules.cached
def _pattern() -> re.Pattern[str]:
    glyphs = sorted(_glyphs(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, glyphs)))


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of text[start:end], apostrophes inside words left out."""
    found = []
    glyphs = _glyphs()
    for match in _pattern().finditer(text, start, end):
        single, leans = glyphs[match[0]]
        here, after = match.span()
        before_char = text[here - 1] if here > start else " "
        next_char = text[after] if after < end else " "
        if before_char.isalnum() and next_char.isalnum() and (single or match[0].startswith("''")):
            continue
        opens, closes = _place(before_char, next_char)
        if match[0] == "″" and before_char.isdigit():
            continue
        found.append(Mark(here, after, single, leans, opens, closes))
    return found


def _place(before: str, after: str) -> tuple[bool, bool]:
    glyphs = _glyphs()
    free_left = before.isspace() or before in _OPENS_AFTER or before in glyphs
    free_right = after.isspace() or after in _CLOSES_BEFORE or after in glyphs
    opens = free_left and not after.isspace() and after not in ",;:)]}"
    closes = free_right and not before.isspace() and before not in "([{"
    return opens, closes


def role(mark: Mark, opened: Mark | None) -> str:
    """ "open" or "close", given the mark that stands open before it.

    By place; by shape where the place allows both or neither, and where the two marks' shapes make a pair
    (“..., ”he said); by turns for straight marks.
    """
    if opened is not None and opened.leans == "open" and mark.leans == "close":
        return "close"
    if mark.may_open != mark.may_close:
        return "open" if mark.may_open else "close"
    if mark.leans != "either" and opened is not None:
        return mark.leans
    return "open" if opened is None else "close"
