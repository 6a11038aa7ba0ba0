"""The pages of a document without running heads and page numbers; its columns -> its paragraphs, each on one line.

A paragraph that a column's end divides is whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsextract.reading.pdf.columns import Column, Line, lines_of
from newsextract.reading.pdf.pieces import LINE_END_HYPHEN, RAISED, Piece

_OTHER_SIZE = 1.07
_EXTRA = 1.2  # the distance of two paragraphs' lines, relative to that of the lines of one
_USUAL_PITCH = 1.2  # of lines, relative to the size of the type
_FEW = 3  # lines that say little of how far apart lines are: there may be a paragraph's end between them
_WIDEST_OF_FEW = 1.5
_INDENT = 0.5
_FARTHEST_INDENT = 5.0
_NEARBY = 4  # lines above and below that say where a column ends on the right
_SPARE = 0.3
_FAR_FROM_NOTE = 40  # paragraphs between a note and where its mark is
_LONG = 0.6  # of the column's width: the last line of one that goes on
_ITEM = re.compile(r"[•◦▪‣●○■–—*·-] |(?:\(?\d{1,2}[.)]|\(?[a-z][.)]) ")
_LABEL = re.compile(r"[A-Z][a-z]+\.? \d+[.:]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ENDS = re.compile(rf"""[.!?:;…]["”’'»)\]{_RAISED}]*$""")
_NOTE = re.compile(rf"([{_RAISED}]+|\d{{1,3}}(?=[^\W\d]))\s?")
_OUTER = 3  # lines at each end of a page that may be none of its text
_DIGITS = re.compile(r"\d+")
_BARE_NUMBER = re.compile(r"[^\w$€£%+]*(?:\d{1,4}|[ivxl]{1,7})[^\w$€£%+]*")
_APART = 0.4  # the gap to the text, relative to the size of the type
_SAME_HEIGHT = 2.0  # points
_ADDRESS = re.compile(r"(?:https?|file)://\S*|www\.\S+")
_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?)?")


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text, the size of its type, and whether its last line is full and its sentence goes on.

    ``is_alone``: it is the one line of its column, a heading or a name.
    """

    text: str
    size: float
    is_row: bool = False
    is_open: bool = False
    is_alone: bool = False


def without_margins(pages: list[list[Piece]], title: str) -> list[list[Piece]]:
    """The pages' pieces that are text, without running heads and page numbers.

    A line at a page's end is none where another page has the same at the same height, except for its numbers; where it
    is a page number; or where a browser put it there: the title, the address, the time of printing.
    """
    lines = [lines_of(page) for page in pages]
    dropped: list[list[Line]] = [[] for _ in pages]
    for of_page in (lines, [page[::-1] for page in lines]):  # from the top down, then from the bottom up
        seen = Counter(key for page in of_page for key in set(map(_key, page[:_OUTER])))
        for number, page in enumerate(of_page):
            own = set(map(_key, page[:_OUTER]))
            for line, text in zip(page[:_OUTER], [*page[1:], None], strict=False):
                words, height, size = _key(line)
                near = [(words, beside, size) for beside in (height - 1, height, height + 1)]
                if not (
                    any(seen[key] > (key in own) for key in near)
                    or _is_page_number(line, text, number + 1, len(pages))
                    or _is_of_browser(line.text, title)
                ):
                    break
                dropped[number].append(line)
    return [
        [piece for piece in page if not any(line.top <= piece.middle <= line.bottom for line in out)]
        for page, out in zip(pages, dropped, strict=True)
    ]


def _key(line: Line) -> tuple[str, int, float]:
    return _DIGITS.sub("0", line.text), round(line.middle / _SAME_HEIGHT), round(line.size, 1)


def _is_page_number(line: Line, text: Line | None, number: int, pages: int) -> bool:
    """Whether it is a number alone, apart from the text, or says which page of how many this is ("Page 1 of 3")."""
    if text and max(text.top - line.bottom, line.top - text.bottom) <= _APART * max(line.size, text.size):
        return False
    of_how_many = rf"(?:^|\W){number}(?: ?/ ?| \w{{1,4}} ){pages}\W*$"
    return bool(_BARE_NUMBER.fullmatch(line.text) or re.search(of_how_many, line.text))


def _is_of_browser(text: str, title: str) -> bool:
    rest = _TIME.sub(" ", _ADDRESS.sub(" ", text))
    return rest != text and not rest.replace(title, " ").strip()


def paragraphs(columns: Iterable[Column], size: float) -> list[Paragraph]:
    """The paragraphs of the columns; ``size`` is that of the text's type."""
    found: list[Paragraph] = []
    for column in columns:
        of_column = list(_of_column(column))
        has_rest = any(paragraph.text[:1].islower() for paragraph in of_column[1:3])
        for place, paragraph in enumerate(of_column):
            before = _unfinished(found, size)
            if before and _goes_on(before, paragraph, place == 0 and not has_rest):
                before.text = joined(before.text, paragraph.text)
                before.is_open, before.is_alone = paragraph.is_open, False
            else:
                found.append(paragraph)
    _drop_marks_of_notes(found, size)
    return found


def _drop_marks_of_notes(found: list[Paragraph], size: float) -> None:
    """Takes the number of each note out of the text, and from before the note."""
    for place, note in enumerate(found):
        mark = _NOTE.match(note.text)
        if mark and note.size < size / _OTHER_SIZE:
            raised = re.compile(rf"(?<=\S)(?<![{_RAISED}]){mark[1].translate(RAISED)}(?![{_RAISED}])")
            for paragraph in reversed(found[max(0, place - _FAR_FROM_NOTE) : place + _FAR_FROM_NOTE]):
                if paragraph is not note and raised.search(paragraph.text):
                    paragraph.text = raised.sub("", paragraph.text, 1)
                    note.text = note.text[mark.end() :]
                    break


def joined(text: str, more: str) -> str:
    """A text and the line after it. The hyphen of a divided word stays in between, for who knows words."""
    if text.endswith("-") and text[-2:-1].isalpha() and more[:1].islower():
        return text[:-1] + LINE_END_HYPHEN + more
    return text + more if text.endswith((LINE_END_HYPHEN, "-", "—", "/")) and text[-2:-1] != " " else f"{text} {more}"


def _of_column(column: Column) -> Iterator[Paragraph]:
    """The paragraphs of one column."""
    pitch = _pitch(column)
    of_one: list[Line] = []
    for place, line in enumerate(column):
        if of_one and _begins(column, place, of_one, pitch):
            yield _made(of_one, column, place)
            of_one = []
        of_one.append(line)
    if of_one:
        yield _made(of_one, column, len(column))


def _pitch(column: Column) -> float:
    """The distance of the lines of a paragraph, relative to the size of the type."""
    found = [(line.bottom - before.bottom) / line.size for before, line in pairwise(column) if _is_like(before, line)]
    usual = [pitch for pitch in found if 0.9 < pitch < 3]
    usual = sorted(usual)[len(usual) // 5 :] or [_USUAL_PITCH]
    return usual[0] if len(usual) > _FEW else min(usual[0], _WIDEST_OF_FEW)


def _made(lines: list[Line], column: Column, end: int) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = joined(text, line.text)
    last = lines[-1]
    is_long = last.right - last.left > _LONG * (_edge(column, end - 1) - last.left)
    is_open = is_long and not last.is_row and not _ENDS.search(text) and not _LABEL.match(text)
    return Paragraph(text, last.size, last.is_row, is_open, len(column) == 1)


def _is_like(line: Line, other: Line) -> bool:
    return max(line.size, other.size) < _OTHER_SIZE * min(line.size, other.size)


def _edge(column: Column, place: int) -> float:
    """Where the lines around one end on the right."""
    line = column[place]
    around = column[max(0, place - _NEARBY) : place + _NEARBY + 1]
    return max(other.right for other in around if _is_like(other, line))


def _begins(column: Column, place: int, of_one: list[Line], pitch: float) -> bool:
    """Whether the line there begins a paragraph; ``of_one`` are the lines of the one before."""
    before, line = column[place - 1], column[place]
    if before.is_row or line.is_row or not _is_like(before, line) or _ITEM.match(line.text):
        return True
    if line.bottom - before.bottom > _EXTRA * pitch * line.size:
        return True
    if line.text[:1].islower() and not _ENDS.search(before.text):
        return False
    spare = _edge(column, place - 1) - before.right
    would_fit = not before.text.endswith(LINE_END_HYPHEN) and spare > line.word + 2 * _SPARE * line.size
    return would_fit or _is_indented(column, place, of_one)


def _is_indented(column: Column, place: int, of_one: list[Line]) -> bool:
    """Whether it is a first line, which alone is indented, or stands farther left than the lines of a quotation."""
    before, line = column[place - 1], column[place]
    indent = (line.left - before.left) / line.size
    if indent > _INDENT:
        if all(abs(line.left + line.right - other.left - other.right) < line.size / 2 for other in of_one):
            return False  # all are centred
        if len(of_one) > 1:
            return True
        after = column[place + 1] if place + 1 < len(column) else None
        is_alone = after is None or after.left < line.left - _INDENT * line.size or not _is_like(after, line)
        return is_alone and indent < _FARTHEST_INDENT
    is_block = len(of_one) > 1 and abs(of_one[-2].left - before.left) < _INDENT * line.size
    return indent < -_INDENT and is_block


def _unfinished(found: list[Paragraph], size: float) -> Paragraph | None:
    """The last paragraph of the text, below which only captions and notes stand, if it goes on somewhere."""
    for paragraph in reversed(found):
        if paragraph.is_open and abs(paragraph.size - size) < 0.05 * size:
            return paragraph
        if paragraph.size > size / _OTHER_SIZE and not _LABEL.match(paragraph.text):
            return None
    return None


def _goes_on(before: Paragraph, paragraph: Paragraph, is_first: bool) -> bool:
    """Whether a paragraph is the rest of an unfinished one."""
    if paragraph.is_row or max(before.size, paragraph.size) > _OTHER_SIZE * min(before.size, paragraph.size):
        return False
    if paragraph.text[:1].islower() or before.text.endswith(LINE_END_HYPHEN):
        return True
    return is_first and not before.is_alone and not _ITEM.match(paragraph.text) and not _LABEL.match(paragraph.text)
