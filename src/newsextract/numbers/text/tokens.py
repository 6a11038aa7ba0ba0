"""Cuts a text into the pieces that the grammar of numbers reads: literals, words, signs, codes, breaks.

Tokenisation of its own, so that the grammar reads every text alike, whatever pipeline runs around it. One pass, linear
in the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import NamedTuple, cast

import numpy as np

from newsextract.analysis.columns import PADDING

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
BREAK = "\n"
CODE = "<code>"
HYPHENS = frozenset("-‐‑")
MINUS = frozenset("-−–‐")
DASHES = frozenset("-–‐‑~−")
APOSTROPHES = frozenset("'’")
RANGE = frozenset({"and", "to", "or", "-", "–", "‐", "‑", "—"})  # between two ends
ARTICLES = frozenset({"a", "an"})
OLD = frozenset({"old", "olds"})

# What holds digits and is no number, found before anything else can read it.
_NET = r"(?:https?://|www\.)\S{1,2000}|[@#]\w+|\.(?:com|org|net|gov|edu|co\.uk|io)/\S{0,500}|[vV]\d+(?:\.\d+)*\b"
_DIGIT_CODES = "|".join(
    [
        r"\d{4}-\d\d-\d\dT[\d:.]+Z?",
        r"(?<!ratio of )\d{1,2}:[0-5]\d(?::\d{2})?(?:\.\d+)?(?!\d)(?:\s?[apAP]\.?[mM]\b\.?)?",
        r"\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.m\b\.?|[ap]m\b|[AP]M\b)",
        r"\d{1,2}\s?o['’]clock\b",
        r"\+\d[\d().\-\u00a0 ]{6,18}\d(?!\d)",
        r"\(\d{3,5}\)\s?\d{3,4}[- ]?\d{3,4}\b",
        r"(?<!\d )0\d{2,4}[- ]\d{3,4}[- ]?\d{0,4}\b",
        r"\d{3} ?- ?\d{3} ?- ?\d{4}\b",
        r"\d{3} \d{3} \d{4}\b(?! \d)",
        r"\d{3}-\d{4}\b(?!-)",
        r"(?:\d{1,3}-){0,2}\d{3}-(?!YEAR|DAY|WEEK|MONTH|HOUR|MILE|FOOT|POINT|PLUS|METRE|METER|POUND|SEAT)[A-Z]{4,7}\b",
        r"1[38]00 (?:\d{3} \d{3}|\d\d \d{4})\b",
        r"13 \d\d \d\d\b(?! \d)",
        r"\d+(?:[-‐]\d+){2,}\b",
        r"\d{1,4}(?:-\d{1,2}-|/\d{1,2}/)\d{1,4}\b",
        r"(?!\d{1,3}(?:\.\d{3}){2,},\d)(?<![€£$])(?<!Rp)(?<!Rp )\d+(?:\.\d+){2,}\b",
        r"(?:1[5-9]|20)\d\d[-–/](?:\d\d|(?:1[5-9]|20)\d\d)\b(?!\s?(?:%|percent))",
        r"(?:24/7|9/11|7/7)\b",
        r"\d{1,5}/(?:19|20)\d\d\b",
        r"(?:45|90|105|120)\+\d{1,2}(?:st|nd|rd|th)?\b",
    ]
)
# A team's record: "(18-9-4)", "they are 8-1-1".
_WON_LOST = r"(?:(?<=\()|(?<=are )|(?<=is )|(?<=at )|(?<=went ))\d{1,2}-\d{1,2}-\d{1,2}(?![-\d])"
_CODES = rf"{_NET}|(?=[\d+(])(?!{_WON_LOST})(?:{_DIGIT_CODES})"
_BREAK = r"\n[ \t\r\n]*\n|(?<=[.!?\"”:])[ \t\r]*\n"
# Two groups: a piece, and nothing, which is there where the piece is a code or a break.
_PIECE = re.compile(
    rf"([a-gi-uxyzA-UW-Z][a-z]*[^\W\d_{VULGAR}²³]*"  # most words, at once: no code begins so
    r"|(?! \S)(?:"  # nor does anything begin at a blank between words
    rf"(?:{_CODES}|{_BREAK})()"
    r"|\d+(?:[.,]\d+)*"
    rf"|[^\W\d_{VULGAR}²³]+"
    rf"|[^\w\s]|[_²³]|[{VULGAR}]))"
)
_PLURAL = re.compile(r"people|(?!this$|less$|plus$)[^\W\d_]{3,}s")


class Pieces(NamedTuple):
    """The pieces of one text, column by column: where each starts, as written and in lower case; ``kinds``: the latter,
    each once.

    A break between paragraphs or lines reads BREAK, a code (web address, clock time, date, telephone number) CODE.
    Beyond either end stand empty pieces, PADDING of them, that touch nothing: nobody has to ask where the text ends.
    """

    text: str
    starts: array[int]
    raws: list[str]
    lows: list[str]
    kinds: frozenset[str]

    def glued(self, place: int) -> bool:
        """Whether nothing stands between this piece and the one before it."""
        return self.starts[place] == self.starts[place - 1] + len(self.raws[place - 1])

    def end(self, place: int) -> int:
        """Where the piece ends in the text, end exclusive."""
        return self.starts[place] + len(self.raws[place])

    def after(self, place: int) -> str:
        """The piece in lower case, and a stop where a paragraph or the text ends."""
        low = self.lows[place]
        return "." if low in ("", BREAK) else low

    def opens_line(self, place: int) -> bool:
        """Whether a line ends right before the piece."""
        return "\n" in self.text[self.end(place - 1) : self.starts[place]]

    def is_literal(self, place: int) -> bool:
        """Whether the piece is written in digits."""
        return self.lows[place][:1].isdecimal()

    def is_plural(self, place: int) -> bool:
        """Whether the piece looks like a plural noun: something counted."""
        return _PLURAL.fullmatch(self.lows[place]) is not None

    def at_or_after(self, offset: int) -> int:
        """The place of the first piece that starts at the offset or after it."""
        return bisect_left(self.starts, offset)


def lex(text: str) -> Pieces:
    """The pieces of a text."""
    parts: list[str | None] = _PIECE.split(text)  # what stands between, a piece, its mark; and so on
    marks = parts[2::3]
    del parts[2::3]
    strings = cast(list[str], parts)
    # An array: of a text of megabytes, a list would hold five times the bytes.
    ends = np.fromiter(map(len, strings), np.int64, len(strings)).cumsum()
    starts = array("q", ends[:-1:2].tobytes())
    raws = strings[1::2]
    del parts, strings, ends  # of a text of megabytes, hundreds of them
    lows = list(map(str.lower, raws))
    for place in [place for place, mark in enumerate(marks) if mark is not None]:
        lows[place] = BREAK if raws[place].isspace() else CODE
    kinds = frozenset(lows)
    starts.extend(range(len(text) + 1, len(text) + 1 + PADDING))
    for column in (raws, lows):
        column.extend([""] * PADDING)
    return Pieces(text, starts, raws, lows, kinds)
