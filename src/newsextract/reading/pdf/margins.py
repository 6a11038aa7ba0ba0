"""The pages of a document without what stands above and below the text: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from newsextract.reading.pdf.columns import Line, lines_of
from newsextract.reading.pdf.pieces import Piece

_OUTER = 3  # lines at each end of a page that may be none of its text
_DIGITS = re.compile(r"\d+")
_BARE_NUMBER = re.compile(r"[^\w$€£%+]*(?:\d{1,4}|[ivxl]{1,7})[^\w$€£%+]*")
_APART = 0.4  # the gap to the text, relative to the size of the type
_SAME_HEIGHT = 2.0  # points
_ADDRESS = re.compile(r"(?:https?|file)://\S*|www\.\S+")
_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?)?")


def without_margins(pages: list[list[Piece]], title: str) -> list[list[Piece]]:
    """The pages' pieces that are text.

    A line at a page's end is none where another page has the same at the same height, except for its numbers; where it
    is a page number; or where a browser put it there: the title, the address, the time of printing.
    """
    lines = [lines_of(page) for page in pages]
    dropped: list[list[Line]] = [[] for _ in pages]
    for is_head in (True, False):
        ends = [_outer(of_page, is_head) for of_page in lines]
        seen = Counter(key for end in ends for key in {_key(line) for line in end})
        for number, (of_page, end) in enumerate(zip(lines, ends, strict=True), 1):
            for place, line in enumerate(end):
                is_apart = place + 1 >= len(of_page) or _is_apart(line, of_page[place + 1 if is_head else -place - 2])
                if not (
                    any(seen[key] > (key in {_key(other) for other in end}) for key in _near(line))
                    or (is_apart and _is_page_number(line.text, number, len(pages)))
                    or _is_of_browser(line.text, title)
                ):
                    break
                dropped[number - 1].append(line)
    return [list(_left(page, lines)) for page, lines in zip(pages, dropped, strict=True)]


def _outer(lines: list[Line], is_head: bool) -> list[Line]:
    return lines[:_OUTER] if is_head else lines[: -_OUTER - 1 : -1]


def _key(line: Line) -> tuple[str, int, float]:
    return _DIGITS.sub("0", line.text), round(line.middle / _SAME_HEIGHT), round(line.size, 1)


def _near(line: Line) -> Iterator[tuple[str, int, float]]:
    text, height, size = _key(line)
    for near in (height - 1, height, height + 1):
        yield text, near, size


def _is_apart(line: Line, text: Line) -> bool:
    gap = max(text.top - line.bottom, line.top - text.bottom)
    return gap > _APART * max(line.size, text.size)


def _is_page_number(text: str, number: int, pages: int) -> bool:
    """Whether it is a number alone, or says which page of how many this is: "Page 1 of 3", "paper.example 1/3"."""
    if _BARE_NUMBER.fullmatch(text):
        return True
    return re.search(rf"(?:^|\W){number}(?: ?/ ?| \w{{1,4}} ){pages}\W*$", text) is not None


def _is_of_browser(text: str, title: str) -> bool:
    rest = _TIME.sub(" ", _ADDRESS.sub(" ", text))
    if rest == text:
        return False
    return not rest.replace(title, " ").strip()


def _left(page: list[Piece], dropped: list[Line]) -> Iterator[Piece]:
    for piece in page:
        if not any(line.top <= piece.middle <= line.bottom for line in dropped):
            yield piece
