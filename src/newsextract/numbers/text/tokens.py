"""Cuts a text into the pieces that the grammar of numbers reads: literals, words, signs, codes, breaks.

Tokenisation of its own, so that the grammar reads every text alike, whatever pipeline runs around it. One pass, linear
in the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import NamedTuple

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
BREAK = "\n"
CODE = "<code>"
HYPHENS = frozenset("-‐‑")
MINUS = frozenset("-−–‐")
DASHES = frozenset("-–‐‑~−")
APOSTROPHES = frozenset("'’")
ARTICLES = frozenset({"a", "an"})

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
        r"1[38]00 \d{3} \d{3}\b",
        r"\d+(?:[-‐]\d+){2,}\b",
        r"\d{1,4}(?P<between>[-/])\d{1,2}(?P=between)\d{1,4}\b",
        r"(?!\d{1,3}(?:\.\d{3}){2,},\d)(?<![€£$])(?<!Rp)(?<!Rp )\d+(?:\.\d+){2,}\b",
        r"(?:1[5-9]|20)\d\d[-–/](?:\d\d|(?:1[5-9]|20)\d\d)\b(?!\s?(?:%|percent))",
        r"(?:24/7|9/11|7/7)\b",
        r"\d{1,5}/(?:19|20)\d\d\b",
        r"(?:45|90|105|120)\+\d{1,2}(?:st|nd|rd|th)?\b",
    ]
)
_CODES = rf"{_NET}|(?=[\d+(])(?:{_DIGIT_CODES})"
_TOKEN = re.compile(
    rf"[a-gi-uxyzA-UW-Z][^\W\d_{VULGAR}²³]*"  # most words, at once: no code begins so
    rf"|(?P<code>{_CODES})"
    r"|(?P<literal>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>[^\W\d_{VULGAR}²³]+)"
    r"|(?P<break>\n[ \t\r\n]*\n|(?<=[.!?\"”:])[ \t\r]*\n)"
    r"|(?P<sign>[^\w\s]|[_²³]|[" + VULGAR + "])"
)
_PLURAL = re.compile(r"people|(?!this$|less$|plus$)[^\W\d_]{3,}s")
_KIND = {"code": CODE, "break": BREAK}


class Tokens(NamedTuple):
    """The pieces of one text, column by column: where each starts and ends, as written and in lower case.

    A break between paragraphs or lines reads BREAK, a code (web address, clock time, date, telephone number) CODE.
    """

    text: str
    starts: array[int]
    ends: array[int]
    raws: list[str]
    lows: list[str]

    def glued(self, place: int) -> bool:
        """Whether nothing stands between this piece and the one before it."""
        return 0 < place < len(self.starts) and self.starts[place] == self.ends[place - 1]

    def low(self, place: int) -> str:
        """The piece in lower case, or an empty string beyond either end."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def raw(self, place: int) -> str:
        """The piece as written, or an empty string beyond either end."""
        return self.raws[place] if 0 <= place < len(self.raws) else ""

    def after(self, place: int) -> str:
        """The piece in lower case, and a stop where a paragraph or the text ends."""
        low = self.low(place)
        return "." if low in ("", BREAK) else low

    def opens_line(self, place: int) -> bool:
        """Whether a line ends right before the piece."""
        return "\n" in self.text[self.ends[place - 1] : self.starts[place]]

    def is_literal(self, place: int) -> bool:
        """Whether the piece is written in digits."""
        return self.low(place)[:1].isdecimal()

    def is_plural(self, place: int) -> bool:
        """Whether the piece looks like a plural noun: something counted."""
        return _PLURAL.fullmatch(self.low(place)) is not None

    def behind(self, offset: int) -> int:
        """The place of the first piece that starts at the offset or behind it."""
        return bisect_left(self.starts, offset)


def lex(text: str) -> Tokens:
    """The pieces of a text."""
    starts, ends = array("q"), array("q")
    raws: list[str] = []
    lows: list[str] = []
    lowered: dict[str, tuple[str, str]] = {}  # each piece once, for a text repeats them
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw, low = lowered.get(match[0]) or lowered.setdefault(match[0], (match[0], match[0].lower()))
        starts.append(start)
        ends.append(end)
        raws.append(raw)
        lows.append(_KIND.get(match.lastgroup, low) if match.lastgroup else low)
    return Tokens(text, starts, ends, raws, lows)
