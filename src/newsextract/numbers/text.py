"""A text as the pieces that the grammar of numbers reads (literals, words, signs, codes, breaks), and as tagged words.

The pieces are a tokenisation of its own, so that the grammar reads every text alike, whatever pipeline runs around it.
One pass, linear in the text. The later stages look at the tagged words of a Doc.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple, cast

import numpy as np

from newsextract.analysis.columns import PADDING, Columns

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
_NET = r"(?:https?://|www\.)\S{1,2000}|@\w+|#(?!\d{1,3}\b)\w+|\.(?:com|org|net|gov|edu|co\.uk|io)/\S{0,500}|[vV]\d+(?:\.\d+)*\b"
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

TIMES = {"DATE", "TIME"}

# A unit with the stop of the sentence that it ends, which the tokenizer takes for an initial: "fell to $3m. Output".
_UNIT_WITH_STOP = re.compile(r"(?:(?<=[\d/])[^\W\d_]|\d\S*[^\W\d_])\.")
_STOP = re.compile(r"\.(?=\s*(?:[A-Z]|\Z))")


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


class TaggedText(NamedTuple):
    """Words, Penn tags and entity labels, column by column; ``starts`` and ``ends`` are offsets into the text.

    Beyond either end stand empty words, as in Columns.
    """

    text: str
    words: list[str]
    lows: list[str]
    tags: list[str]
    labels: list[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def at(self, offset: int) -> int:
        """The place of the word that holds this offset, or of the one before it."""
        return bisect_right(self.starts, offset) - 1

    def at_or_after(self, offset: int) -> int:
        """The place of the first word that begins at or after this offset."""
        return bisect_left(self.starts, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The places of the first word of what lies there, and of the one after its last."""
        return self.at(start), self.at_or_after(end)


def tagged(columns: Columns) -> TaggedText:
    """The tagged words of a Doc's columns."""
    text, starts, ends = columns.text, columns.starts, columns.ends
    strings = [columns.words, columns.lows, columns.tags, columns.labels]
    blanks = {word for word in set(filter(str.isspace, columns.words)) if not word.strip(" \t\xa0")}
    if blanks:  # a second blank is a word to the tagger
        kept = [word not in blanks for word in columns.words]
        starts, ends = (list(compress(column, kept)) for column in (starts, ends))
        strings = [list(compress(column, kept)) for column in strings]
    stops = ((bisect_right(starts, stop.start()) - 1, stop.end()) for stop in _STOP.finditer(text))
    stopped = [at for at, end in stops if end == ends[at] and _UNIT_WITH_STOP.fullmatch(text, starts[at], end)]
    if stopped:  # words whose stop is a word of its own: it ends a unit and the sentence with it
        starts, ends = starts.copy(), ends.copy()
        strings = [column.copy() for column in strings]
    words, lows, tags, labels = strings
    for place in reversed(stopped):
        words[place : place + 1] = [words[place][:-1], "."]
        lows[place : place + 1] = [lows[place][:-1], "."]
        tags.insert(place + 1, ".")
        labels.insert(place + 1, "")
        starts.insert(place + 1, ends[place] - 1)
        ends.insert(place, ends[place] - 1)
    return TaggedText(text, words, lows, tags, labels, starts, ends)
