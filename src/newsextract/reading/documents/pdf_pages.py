"""A PDF on standard input -> its paragraphs, title and dates as JSON on standard output, by pdfminer.six. Its argument
is the bytes of memory that this may take.

A process of its own, for what a file holds unpacks as far as memory reaches: that ends this process alone.
pdfminer finds lines and the order in which columns are read; here running heads and page numbers are left out, and
lines become paragraphs, also where the end of a column or page divides one.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

SECONDS = 50
"""The time that it may take: less than an article has in a run, which would try it again."""
MISSING, LOCKED, BROKEN = "missing", "locked", "broken"
"""What "error" says: pdfminer is not installed, the file has a password, it is no whole PDF."""
LINE_END_HYPHEN = "\N{SOFT HYPHEN}"
"""The hyphen of a word that a line's end divides; whether the word is written with it is decided later."""

# Sizes and distances are relative to the size of the type; guessed, and held by the PDFs of the tests.
_OTHER_SIZE = 1.07
_GAP = 1.25  # between two paragraphs, relative to the usual distance of lines
_INDENT = 0.5
_SPARE = 0.6  # room beyond the next line's first word, by which a line has ended early
_LONG = 0.6  # of the column's width: the last line of a paragraph that goes on in the next column
_NEARBY = 4  # lines above and below that say where a column ends on the right
_HEADING = 1.2
_INITIAL = 1.8
_OUTER = 3  # lines at each end of a page that may be none of its text
_APART = 0.4  # the gap between a page number and the text
_SAME_HEIGHT = 2.0  # points
_ENDS = re.compile(r"""[.!?:;…]["”’'»)\]]*$""")
_ITEM = re.compile(r"[•◦▪‣●○■–—*·-] |(?:\(?\d{1,2}[.)]|\(?[a-z][.)]) ")
_BARE_NUMBER = re.compile(r"[^\w$€£%+]*(?:\d{1,4}|[ivxl]{1,7})[^\w$€£%+]*")
_ADDRESS = re.compile(r"(?:https?|file)://\S*|www\.\S+")
_TIME = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?)?")


class Line(NamedTuple):
    """A line of a column, in points from the page's lower left corner; ``word``: the width of its first word."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    word: float


def main() -> None:
    """Reads and answers; "error" says why there is nothing else."""
    with suppress(ImportError, OSError, ValueError):  # where the system can limit a process
        import resource

        memory = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # where nobody waits any more
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(json.dumps(_answer(sys.stdin.buffer.read())).encode())


def _answer(data: bytes) -> dict[str, Any]:
    try:
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
    except ImportError:
        return {"error": MISSING}
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        manager = PDFResourceManager()
        device = PDFPageAggregator(manager, laparams=LAParams())
        pages: list[list[Line]] = []
        for number, page in enumerate(PDFPage.create_pages(document)):
            pages.append([])
            with suppress(Exception):  # of a damaged page the others are read
                PDFPageInterpreter(manager, device).process_page(page)
                pages[-1] = [*_lines(device.get_result(), number)]
        info = _info(document)
    except MemoryError:
        raise
    except PDFPasswordIncorrect:
        return {"error": LOCKED}
    except Exception:  # whatever a stranger's file does to the library
        return {"error": BROKEN}
    if not pages:
        return {"error": BROKEN}
    text = [line for page in without_margins(pages, info["title"]) for line in page]
    text = text or [line for page in pages for line in page]  # the same page many times
    found, heading = paragraphs(text) if text else ([], "")
    return {**info, "pages": len(pages), "paragraphs": found, "heading": heading}


def _info(document: PDFDocument) -> dict[str, str]:
    """What the document says of itself."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    entries: dict[str, Any] = {}
    for info in document.info:
        entries |= info
    found = {}
    for name in ("Title", "CreationDate", "Creator", "Producer"):
        entry = resolve1(entries.get(name))
        found[name.lower()] = decode_text(entry).strip() if isinstance(entry, bytes) else ""
    return found


def _lines(layout: Any, page: int) -> Iterator[Line]:
    """The lines of a page that somebody sees, in the order of reading."""
    from pdfminer.layout import LTChar, LTTextBox

    for box in layout:
        for line in box if isinstance(box, LTTextBox) else ():
            letters = [one for one in line if isinstance(one, LTChar)]
            text = " ".join(line.get_text().split())
            size = median(one.size for one in letters) if letters else 0
            if size > 0 and text:
                first = letters[: len(text.split()[0])]
                if first[0].size > _INITIAL * size and text[1:2] == " ":  # it is as high as several lines
                    text = text[0] + text[2:]
                yield Line(text, page, line.x0, line.x1, line.y0, line.y1, size, first[-1].x1 - first[0].x0)


def without_margins(pages: Sequence[Sequence[Line]], title: str) -> list[list[Line]]:
    """The pages' lines that are text, without running heads and page numbers.

    A line at a page's end is none where another page has the same at the same height, except for its numbers; where it
    is a page number; or where a browser put it there: the title, the address, the time of printing.
    """
    dropped: set[Line] = set()
    for way in (1, -1):  # from the top down, then from the bottom up
        of_page = [sorted(page, key=lambda line: -way * line.top) for page in pages]
        seen = Counter(key for page in of_page for key in {_key(line) for line in page[:_OUTER]})
        for number, page in enumerate(of_page, 1):
            for line, text in zip(page[:_OUTER], [*page[1:], None], strict=False):
                words, height, size = _key(line)
                alike = sum(seen[words, beside, size] for beside in (height - 1, height, height + 1))
                gap = max(text.bottom - line.top, line.bottom - text.top) if text else line.size
                of_how_many = rf"(?:^|\W){number}(?: ?/ ?| \w{{1,4}} ){len(pages)}\W*$"
                is_number = _BARE_NUMBER.fullmatch(line.text) or re.search(of_how_many, line.text)
                rest = _TIME.sub(" ", _ADDRESS.sub(" ", line.text))
                is_of_browser = rest != line.text and not rest.replace(title, " ").strip()
                if not (alike > 1 or (is_number and gap > _APART * line.size) or is_of_browser):
                    break
                dropped.add(line)
    return [[line for line in page if line not in dropped] for page in pages]


def _key(line: Line) -> tuple[str, int, float]:
    return re.sub(r"\d+", "0", line.text), round(line.bottom / _SAME_HEIGHT), round(line.size, 1)


def paragraphs(lines: Sequence[Line]) -> tuple[list[str], str]:
    """The paragraphs that lines make, and the first if it is set larger than the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size])
    pitches = [(before.bottom - line.bottom) / line.size for before, line in pairwise(lines) if _is_like(before, line)]
    pitch = median([one for one in pitches if 0.9 < one < 2] or [1.2])
    found: list[list[Line]] = []
    for place, line in enumerate(lines):
        if place == 0 or _begins(lines, place, found[-1], pitch):
            # what goes on in the next column may do so behind a caption
            before = next((one for one in reversed(found) if _is_like(one[-1], line, usual)), None)
            if before and before[-1] is not lines[place - 1] and _goes_on(lines, before[-1], line):
                found.append(found.pop(found.index(before)))
            else:
                found.append([])
        found[-1].append(line)
    heading = found[0] if found[0][0].size > _HEADING * usual else []
    return [_joined(one) for one in found], _joined(heading)


def _is_like(line: Line, *others: Line | float) -> bool:
    sizes = [line.size, *(one.size if isinstance(one, Line) else one for one in others)]
    return max(sizes) < _OTHER_SIZE * min(sizes)


def _edge(lines: Sequence[Line], place: int) -> float:
    """Where the lines around one of its column end on the right."""
    line = lines[place]
    around = lines[max(0, place - _NEARBY) : place + _NEARBY + 1]
    return max(one.right for one in around if _is_below(line, one) and _is_like(line, one))


def _is_below(line: Line, other: Line) -> bool:
    """Whether two lines stand in one column of one page."""
    return line.page == other.page and line.left < other.right and other.left < line.right


def _begins(lines: Sequence[Line], place: int, of_one: Sequence[Line], pitch: float) -> bool:
    """Whether the line there begins a paragraph; ``of_one``: the lines of the one before."""
    before, line = lines[place - 1], lines[place]
    if not _is_like(before, line) or _ITEM.match(line.text):
        return True
    if not _is_below(before, line) or line.bottom > before.bottom:  # another column
        return not _goes_on(lines, before, line)
    if before.bottom - line.bottom > _GAP * pitch * line.size:
        return True
    if line.text[:1].islower() and not _ENDS.search(before.text):
        return False
    ends_early = _edge(lines, place - 1) - before.right > line.word + _SPARE * line.size
    indent = (line.left - before.left) / line.size
    is_centred = abs(line.left + line.right - before.left - before.right) < line.size / 2
    is_block = len(of_one) > 1 and abs(of_one[-2].left - before.left) < _INDENT * line.size
    return not before.text.endswith("-") and (
        ends_early or (indent > _INDENT and not is_centred) or (indent < -_INDENT and is_block)
    )


def _goes_on(lines: Sequence[Line], before: Line, line: Line) -> bool:
    """Whether a line at the head of a column is the rest of a paragraph whose last line so far is ``before``."""
    if _ENDS.search(before.text) or _ITEM.match(line.text):
        return False
    if line.text[:1].islower() or before.text.endswith("-"):
        return True
    width = _edge(lines, lines.index(before)) - before.left
    return before.right - before.left > _LONG * width and lines.index(before) > 0


def _joined(lines: Sequence[Line]) -> str:
    """The text of lines, with the hyphens of divided words in between, for who knows words."""
    text = ""
    for line in lines:
        if text.endswith("-") and text[-2:-1].isalpha() and line.text[:1].islower():
            text = text[:-1] + LINE_END_HYPHEN + line.text
        elif text.endswith(("-", "—", "/")) and text[-2:-1] != " ":
            text += line.text
        else:
            text = f"{text} {line.text}".strip()
    return text


if __name__ == "__main__":
    main()
