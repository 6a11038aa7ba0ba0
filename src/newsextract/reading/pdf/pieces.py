"""The pages of a PDF -> pieces of their lines: words that stand close to each other, with their place. By PDFium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WIDE_GAP = 0.8
"""The gap that ends a piece, relative to the size of the type."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINE_END_HYPHEN = "\N{SOFT HYPHEN}"
"""The hyphen of a word that a line's end divides; whether the word is written with it is decided later."""
_OVERLAP = 0.4  # of the lower of two boxes, where both are on one line
_OTHER_SIZE = 1.5
_RAISED_BY = 0.15
_SMALLER = 0.85
# What PDFium gives for a hyphen at a line's end, typists for the same; and ligatures.
_MEANT = str.maketrans(
    {
        "\x02": LINE_END_HYPHEN, "\ufffe": LINE_END_HYPHEN, "\x7f": LINE_END_HYPHEN,
        "\N{HYPHEN}": "-", "`": "‘",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip


@dataclass(slots=True)
class Piece:
    """Words of one line. ``top`` and ``bottom`` grow downwards, ``size`` is that of the type, and ``word`` the width of
    the first word."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    word: float = 0.0

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    def overlap(self, other: Piece) -> float:
        """How much of the lower of the two is at the other's height, from 0 to 1."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared / (min(self.bottom - self.top, other.bottom - other.top) or 1)


@dataclass(slots=True)
class Letter(Piece):
    """One character, and how its line is turned: 0 upright, 1 upwards, 2 upside down, 3 downwards."""

    turned: int = 0


def pieces_of(text_page: Any, raw: Any) -> list[Piece]:
    """The pieces of a page, in the order of the file: of the lines that run in the direction of most."""
    letters = list(_letters(text_page, raw))
    for direction, _ in Counter(letter.turned for letter in letters if letter.text != " ").most_common(1):
        return list(_joined(letter for letter in letters if letter.turned == direction or letter.text == " "))
    return []


def _letters(text_page: Any, raw: Any) -> Iterator[Letter]:
    """The characters of a page with what is around them; a blank has no place."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    of_object: int | None = None
    size, turned = 0.0, 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = chr(code).translate(_MEANT)
        if text.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
            yield Letter(" ", 0, 0, 0, 0, 0)
            continue
        if not text.isprintable() and text != LINE_END_HYPHEN:
            continue
        pointer = ctypes.cast(raw.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value
        if pointer is None or pointer != of_object:
            of_object = pointer
            raw.FPDFText_GetMatrix(text_page, index, matrix)
            turned = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            size = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        if not 0 < size < math.inf:  # nobody sees it
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        left, top, right, bottom = (
            (box.left, -box.top, box.right, -box.bottom),
            (box.bottom, box.left, box.top, box.right),
            (-box.right, box.bottom, -box.left, box.top),
            (-box.top, -box.right, -box.bottom, -box.left),
        )[turned]
        yield Letter(text, left, right, top, bottom, size, turned=turned)


def _joined(letters: Iterator[Letter]) -> Iterator[Piece]:
    """The pieces that the letters make."""
    piece: Piece | None = None
    after_blank = False
    for letter in letters:
        if letter.text == " ":
            after_blank = True
            continue
        if piece is None or not _continues(piece, letter):
            if piece:
                yield piece
            piece = Piece(letter.text, letter.left, letter.right, letter.top, letter.bottom, letter.size)
        else:
            is_raised = letter.size < _SMALLER * piece.size and piece.bottom - letter.bottom > _RAISED_BY * piece.size
            if letter.size > piece.size / _SMALLER:  # what came before was raised, or set in small capitals
                if len(piece.text) <= 2 and letter.bottom - piece.bottom > _RAISED_BY * letter.size:
                    piece.text = piece.text.translate(RAISED)
                piece.size, piece.top, piece.bottom = letter.size, letter.top, letter.bottom
            text = letter.text.translate(RAISED) if is_raised else letter.text
            piece.text += (" " if after_blank else "") + text
            piece.right = max(piece.right, letter.right)
        if " " not in piece.text:
            piece.word = piece.right - piece.left
        after_blank = False
    if piece:
        yield piece


def _continues(piece: Piece, letter: Letter) -> bool:
    larger = max(piece.size, letter.size)
    if larger > _OTHER_SIZE * min(piece.size, letter.size) and not (letter.text.isdigit() or piece.text.isdigit()):
        return False
    return -larger < letter.left - piece.right < WIDE_GAP * larger and piece.overlap(letter) > _OVERLAP
