"""A PDF on standard input -> its paragraphs, title and dates as JSON on standard output.

A process of its own, for PDFium is C++ that reads what strangers wrote, has no threads, and unpacks what a file holds
as far as memory reaches: whatever that does ends this process alone.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import Any

from newsextract.reading.pdf.columns import columns, type_size
from newsextract.reading.pdf.paragraphs import paragraphs, without_margins
from newsextract.reading.pdf.pieces import Piece, pieces_of

MEMORY = 1_000_000_000
"""The bytes that reading a PDF may take."""
SECONDS = 50
"""The time that it may take: less than an article has in a run, which would try it again."""
MISSING = "missing"
_ENTRIES = ("Title", "CreationDate", "ModDate", "Creator", "Producer")


def main() -> None:
    """Reads and answers. "error": that the library is missing, or PDFium's code for a file that it cannot open."""
    with suppress(ImportError, OSError, ValueError):  # where the system can limit a process
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # where nobody waits any more
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(json.dumps(_answer(sys.stdin.buffer.read())).encode())


def _answer(data: bytes) -> dict[str, Any]:
    try:
        import pypdfium2.raw as raw
    except ImportError:
        return {"error": MISSING}
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document or not raw.FPDF_GetPageCount(document):
        return {"error": raw.FPDF_GetLastError()}
    answer: dict[str, Any] = {name.lower(): _entry(document, name, raw) for name in _ENTRIES}
    pages: list[list[Piece]] = []
    for number in range(raw.FPDF_GetPageCount(document)):
        page = raw.FPDF_LoadPage(document, number)
        text_page = raw.FPDFText_LoadPage(page) if page else None  # not where the page is damaged
        pages.append(pieces_of(text_page, raw) if text_page else [])
        if text_page:
            raw.FPDFText_ClosePage(text_page)
        if page:
            raw.FPDF_ClosePage(page)
    found, heading = _paragraphs(pages, answer["title"])
    return {**answer, "pages": len(pages), "paragraphs": found, "heading": heading}


def _entry(document: Any, name: str, raw: Any) -> str:
    """What the document says of itself."""
    size = raw.FPDF_GetMetaText(document, name.encode(), None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, name.encode(), buffer, size)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0").strip()


def _paragraphs(pages: list[list[Piece]], title: str) -> tuple[list[str], str]:
    """The paragraphs, and the first if it is set larger than the text."""
    if not any(pages):
        return [], ""
    inner = without_margins(pages, title)
    pages = inner if any(inner) else pages  # the same page many times
    size = type_size(chain(*pages))
    gutters: Counter[int] = Counter()
    found = paragraphs(chain.from_iterable(columns(page, gutters) for page in pages), size)
    largest = max(paragraph.size for paragraph in found)
    heading = found[0].text if found[0].size == largest > 1.2 * size else ""
    return [paragraph.text for paragraph in found], heading


if __name__ == "__main__":
    main()
