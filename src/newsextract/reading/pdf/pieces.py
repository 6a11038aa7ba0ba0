"""The pages of a PDF -> pieces of their lines: words that stand close to each other, with their place. By PDFium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import decomposition, normalize

WIDE_GAP = 0.8
"""The gap that ends a piece, relative to the size of the type."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LINE_END_HYPHEN = "\N{SOFT HYPHEN}"
"""The hyphen of a word that a line's end divides; whether the word is written with it is decided later."""
_OVERLAP = 0.4  # of the lower of two boxes, where both are on one line
_OTHER_SIZE = 1.5
_RAISED_BY = 0.15
_SMALLER = 0.85
_OVER = 0.5  # of its width, by which an accent stands over its letter
# What PDFium gives for a hyphen at a line's end, typists for the same; ligatures; and the codes of TeX's fonts of
# pictures, which do not say what their characters mean.
_MEANT = str.maketrans(
    {
        "\x02": LINE_END_HYPHEN, "\ufffe": LINE_END_HYPHEN, "\x7f": LINE_END_HYPHEN,
        "\N{HYPHEN}": "-", "`": "‘",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl",
        "\x10": "“", "\x11": "”", "\x15": "–", "\x16": "—",
        "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    }
)  # fmt: skip

_MARKS = {"ˆ": "<compat> 0020 0302", "ˇ": "<compat> 0020 030C"}  # of which Unicode does not say it


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
            is_over = not after_blank and letter.left - piece.right < -_OVER * (letter.right - letter.left)
            piece.text = _accented(piece.text, text) if is_over else piece.text + (" " if after_blank else "") + text
            piece.right = max(piece.right, letter.right)
        if " " not in piece.text:
            piece.word = piece.right - piece.left
        after_blank = False
    if piece:
        yield piece


def _accented(text: str, letter: str) -> str:
    """A text and a letter that stands over its last one: TeX sets an accent so, before or after its letter."""
    for base, accent in ((letter, text[-1]), (text[-1], letter[0])):
        _, is_mark, code = _MARKS.get(accent, decomposition(accent)).partition("<compat> 0020 ")
        if is_mark and base.isalpha():
            return text[:-1] + normalize("NFC", base.replace("ı", "i") + chr(int(code, 16)))
    return text + letter


def _continues(piece: Piece, letter: Letter) -> bool:
    larger = max(piece.size, letter.size)
    if larger > _OTHER_SIZE * min(piece.size, letter.size) and not (letter.text.isdigit() or piece.text.isdigit()):
        return False
    return -larger < letter.left - piece.right < WIDE_GAP * larger and piece.overlap(letter) > _OVERLAP
