"""Small PDFs, written by hand: words in Courier, whose letters are all 0.6 of the size of the type wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 0.6
LEADING = 1.2
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"


@dataclass(frozen=True)
class Words:
    """Words at a place of a page, in points from its lower left corner."""

    left: float
    bottom: float
    text: str
    size: float = 10


def block(
    text: str, left: float, top: float, wide: int, size: float = 10, indent: int = 0, after: float = 0
) -> list[Words]:
    """Paragraphs, one a line of the text, in lines of at most so many letters: the first ``indent`` letters to the
    right, with ``after`` points below each."""
    found, bottom = [], top
    for paragraph in text.splitlines():
        for number, line in enumerate(textwrap.wrap(" " * indent + paragraph, wide, drop_whitespace=True)):
            shift = indent * WIDTH * size if number == 0 else 0
            found.append(Words(left + shift, bottom, line.strip(), size))
            bottom -= LEADING * size
        bottom -= after
    return found


def pdf(pages: Iterable[Iterable[Words]], info: str = "", of_pages: str = "", trailer: str = "") -> bytes:
    """A PDF of these pages. ``info``: what it says of itself, ``of_pages`` and ``trailer`` other entries of both."""
    contents = [b"\n".join(map(_shown, page)) for page in pages]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        _FONT,
        f"<< {info} >>".encode("cp1252"),
    ]
    for number, content in enumerate(contents):
        page = (
            f"/MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents {6 + 2 * number} 0 R {of_pages}"
        )
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} >>".encode())
        objects.append(stream(content))
    return written(objects, f"/Info 4 0 R {trailer}")


def stream(content: bytes, entries: str = "") -> bytes:
    """An object that holds these bytes."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def written(objects: Iterable[bytes], trailer: str = "") -> bytes:
    """The file of these objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer << /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + head.encode() + end.encode("cp1252")


def _shown(words: Words) -> bytes:
    text = words.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    place = f"1 0 0 1 {words.left} {words.bottom}"
    return f"BT /F {words.size} Tf {place} Tm ({text}) Tj ET".encode("cp1252")
