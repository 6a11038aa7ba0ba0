"""Web pages: trafilatura finds the article in a page, with its title, date and address."""

from __future__ import annotations

import logging
import re
from typing import Any

from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.html.authors import authors, is_by_nobody, people, with_byline
from newsextract.reading.html.cleaning import cleaned, lightened
from newsextract.reading.html.lines import article_paragraphs
from newsextract.reading.html.sites import address, bare_title, headings, site_names
from newsextract.reading.html.tree import tree_of, with_paragraphs, without_layout, without_promotions

_IS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html)\b", re.I
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I)
_HEAD = 4096
# Of more pieces of text, a page is read without justext, whose time grows with their square; of too many, not at all.
_FEW_PIECES = 2_000
_MOST_PIECES = 20_000


def article(source: Source, data: bytes) -> Article:
    """The article of a page: its paragraphs, a blank line between two, and title, date and address where it has them.

    Authors whom only the page's head names are in a line above the text, as on the page that a reader sees. Raises
    UnreadableError if there is no article in it or trafilatura does not load.
    """
    trafilatura = _loaded()
    page = cleaned(decode(data, source.file, _declared(data)))
    found = None
    try:
        tree = tree_of(page)
        named = [] if tree is None else authors(tree)
        guesses = tree is not None and not named and not is_by_nobody(tree)
        pieces = 0 if tree is None else lightened(tree)
        if tree is not None:
            without_layout(tree)
            with_paragraphs(tree)
            without_promotions(tree)
        if 0 < pieces <= _MOST_PIECES:
            found = trafilatura.bare_extraction(
                tree,
                fast=pieces > _FEW_PIECES,
                include_comments=False,
                with_metadata=True,
                # else a year anywhere on the page is taken for a date
                date_extraction_params=trafilatura.settings.set_date_params(extensive=False),
            )
    except Exception as error:  # whatever a stranger's page does to three parsers
        raise UnreadableError(f"this page cannot be read ({type(error).__name__}): save its text as .txt") from error
    if pieces > _MOST_PIECES:
        raise UnreadableError(f"{pieces:,} pieces of text, too many to find the article: save its text as .txt")
    paragraphs = article_paragraphs((found.text or "").splitlines()) if found else []
    if found is None or not paragraphs:
        raise UnreadableError("no article found in this page: save its text as .txt")
    url = address(found.url)
    sites = site_names(found.sitename, url)
    title = bare_title(found.title, sites, headings(tree)) if found.title else None
    named = people(named or ((found.author or "").split("; ") if guesses else ()), sites)
    text = "\n\n".join(paragraphs) + "\n"
    return Article(source.file, with_byline(text, title, named), title, found.date or None, url, source)


def _loaded() -> Any:
    """Trafilatura, and what it builds on made quiet. Raises UnreadableError if it does not load."""
    try:
        import trafilatura
        import trafilatura.settings
    except ImportError as error:
        raise UnreadableError(f"web pages need trafilatura, which is not whole ({error}): reinstall it") from error
    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # else they print on standard error
    return trafilatura


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return _IS_PAGE.match(data[:_HEAD]) is not None


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None
