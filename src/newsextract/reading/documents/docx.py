"""Word documents: what a reader of the finished text sees, by python-docx; paragraphs and tables in their order.

Tracked changes are taken as accepted: what was deleted is left out, what was inserted stays. Comments, notes, headers
and footers are in parts of their own, which are not read.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo, is_zipfile

from newsextract.installed import lacks
from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.limits import Limits, raised

if TYPE_CHECKING:
    from docx.document import Document

DOCUMENT = b"word/document.xml"
"""The name of the part that only a Word document has, as it is in the file."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT, _RUN, _BOX = (
    _W + name for name in ("p", "tbl", "tr", "tc", "t", "r", "txbxContent")
)
# What was deleted or moved away, the look of things, how a word is pronounced, and a second account for old programs.
_LEFT_OUT = frozenset(
    {
        *(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "trPr", "tcPr", "rt")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_SIGNS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_HIDDEN = f"{_W}rPr/{_W}vanish"
_DELETED = {_PARAGRAPH: f"{_W}pPr/{_W}rPr/{_W}del", _ROW: f"{_W}trPr/{_W}del", _CELL: f"{_W}tcPr/{_W}cellDel"}
_OFF = ("0", "false", "off")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OF_THE_TEMPLATE = datetime(2013, 12, 23, 23, 15)  # of each document that python-docx makes, until Word has saved it
_FILE_NAME = re.compile(r"\.(docx?|dotx?|odt|rtf)$", re.IGNORECASE)
_AT_ONCE = 1 << 16  # bytes
_REMEDY = "save it again as .docx, or its text as .txt"


def article(source: Source, data: bytes) -> Article:
    """The article of a Word document, a blank line between two paragraphs, the cells of a row separated by tabs.

    The title is the paragraph in the style for titles, else a heading of the first level that begins the document,
    else the document's own property; the date is that of the last change. Raises UnreadableError, also if python-docx
    is not installed.
    """
    if data.startswith(_OLD_OFFICE):
        is_locked = _LOCKED in data
        problem = "with a password: save it without one" if is_locked else "of the old form (.doc): save it as .docx"
        raise UnreadableError(f"a Word document {problem}")
    try:
        import docx
    except ImportError as error:
        raise UnreadableError(lacks("docx", "office")) from error
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.getroottree().docinfo.doctype:
            raise ValueError("entities of its own, which no such document may have")
        text = "\n\n".join(_paragraphs(document.element.body))
        title, date = _title_and_date(document)
    except Exception as error:  # whatever a stranger's file does to three libraries
        raise _not_whole(error) from error
    if not text:
        raise UnreadableError("no text in this Word document: save its text as .txt")
    return Article(source.file, text + "\n", title, date, source=source)


def refuse_bomb(data: bytes, limits: Limits) -> None:
    """Raises UnreadableError for a document that unpacks to more than one article may have, or to another size than it
    says: zipfile unpacks a part whole before it cuts it to that."""
    if not is_zipfile(io.BytesIO(data)):
        return  # reading it will fail with a message
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if (size := sum(part.file_size for part in parts)) > limits.page:
                raise UnreadableError(f"unpacks to {size:,} bytes, over {limits.page:,}: {raised('page', size)}")
            for part in parts:
                _refuse_other_size(packed, part)
    except UnreadableError:
        raise
    except Exception as error:
        raise _not_whole(error) from error


def _refuse_other_size(packed: ZipFile, part: ZipInfo) -> None:
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # what else zipfile knows, it unpacks at once
        raise ValueError("packed otherwise than such a document")
    said, part.file_size, size = part.file_size, sys.maxsize, 0  # else zipfile cuts it to what is said
    with packed.open(part) as content:
        while data := content.read(_AT_ONCE):
            size += len(data)
            if size > said:
                raise UnreadableError(f"unpacks to more than it says, as a decompression bomb does: {_REMEDY}")
    if size < said:
        raise EOFError


def _not_whole(error: Exception) -> UnreadableError:
    return UnreadableError(f"not a whole Word document ({type(error).__name__}): {_REMEDY}")


def _paragraphs(parent: Any) -> Iterator[str]:
    """The text of each paragraph, table row and box below an element that has one."""
    before = ""
    for element in _below(parent, (_PARAGRAPH, _TABLE)):
        if element.tag == _TABLE:
            yield from _of_table(element)
            continue
        before += "".join(_pieces(element))
        if _is_deleted(element):  # its end is: the next one continues it
            continue
        if text := before.strip():
            yield text
        before = ""
        for box in _below(element, (_BOX,)):
            yield from _paragraphs(box)
    if text := before.strip():
        yield text


def _of_table(table: Any) -> Iterator[str]:
    """The text of each row; of a row whose cells have several paragraphs, which is layout, that of each paragraph."""
    for row in _below(table, (_ROW,)):
        if _is_deleted(row):
            continue
        cells = [list(_paragraphs(cell)) for cell in _below(row, (_CELL,)) if not _is_deleted(cell)]
        if any(len(cell) > 1 for cell in cells):
            yield from (text for cell in cells for text in cell)
        elif line := "\t".join("".join(cell) for cell in cells).strip():
            yield line


def _below(parent: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these tags, also inside changes, controls and drawings."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _below(element, tags)


def _pieces(parent: Any) -> Iterator[str]:
    """The pieces of a paragraph's own text."""
    for element in parent:
        if element.tag == _TEXT:
            yield element.text or ""
        elif sign := _SIGNS.get(element.tag):
            yield sign
        elif element.tag not in _LEFT_OUT and element.tag != _BOX:
            hidden = element.find(_HIDDEN) if element.tag == _RUN else None
            if hidden is None or hidden.get(f"{_W}val") in _OFF:
                yield from _pieces(element)


def _is_deleted(element: Any) -> bool:
    return element.find(_DELETED[element.tag]) is not None


def _title_and_date(document: Document) -> tuple[str | None, str | None]:
    """What the document says of itself. A property that is a file's name is no title."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        properties: Any = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except (KeyError, AttributeError):  # it has none, and python-docx would make some up
        return _title(document), None
    named = (properties.core_properties.title or "").strip()
    title = _title(document) or (None if _FILE_NAME.search(named) else named or None)
    changed = properties.core_properties.modified
    is_known = changed is not None and changed.replace(tzinfo=None) != _OF_THE_TEMPLATE
    return title, changed.date().isoformat() if is_known else None


def _title(document: Document) -> str | None:
    from docx.text.paragraph import Paragraph

    is_first = True
    for element in _below(document.element.body, (_PARAGRAPH,)):
        if text := "".join(_pieces(element)).strip():
            style = Paragraph(element, document).style
            if style is not None and (style.name == "Title" or (is_first and style.name == "Heading 1")):
                return text
            is_first = False
    return None
