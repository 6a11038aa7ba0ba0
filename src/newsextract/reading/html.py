"""Web pages: trafilatura takes the article out of what stands around it, and its title and date."""

from __future__ import annotations

import logging
import re

from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.html_cleaning import cleaned, lightened

_IS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html)\b", re.I
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I)
_HEAD = 4096
# Of more pieces of text, a page is read without justext, whose time grows with their square; of too many, not at all.
_FEW_PIECES = 2_000
_MOST_PIECES = 20_000


def article(source: Source, data: bytes) -> Article:
    """The article of a page: its paragraphs, with a blank line between two, and its title and date where it has them.

    Raises UnreadableError if there is no article in it or trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import Document
    except ImportError as error:
        raise UnreadableError("web pages need one more package: pip install 'newsextract[html]'") from error
    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # else they talk on standard error
    page = cleaned(decode(data, source.file, _declared(data)))
    found = None
    try:
        tree = load_html(page)
        pieces = 0 if tree is None else lightened(tree)
        if 0 < pieces <= _MOST_PIECES:
            found = bare_extraction(tree, fast=pieces > _FEW_PIECES, include_comments=False, with_metadata=True)
    except Exception as error:  # whatever a stranger's page does to three parsers
        raise UnreadableError(f"this page cannot be read ({type(error).__name__}): save its text as .txt") from error
    if pieces > _MOST_PIECES:
        raise UnreadableError(f"{pieces:,} pieces of text, too many to tell the article of: save its text as .txt")
    if not isinstance(found, Document) or not found.text:
        raise UnreadableError("no article found in this page: save its text as .txt")
    paragraphs = [line.strip() for line in found.text.splitlines()]
    text = "\n\n".join(filter(None, paragraphs)) + "\n"
    return Article(source.file, text, found.title or None, found.date or None, source)


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return _IS_PAGE.match(data[:_HEAD]) is not None


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None
