"""Web pages: trafilatura finds the article in a page, with its title, date and address."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Any

from newsextract import rules
from newsextract.reading.article import Article, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.html.heads import (
    address,
    authors,
    bare_title,
    headings,
    is_by_nobody,
    people,
    site_names,
    with_byline,
)
from newsextract.reading.html.tree import (
    cleaned,
    lightened,
    tree_of,
    with_paragraphs,
    without_layout,
    without_promotions,
)

_IS_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html)\b", re.I
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w-]+)", re.I)
_HEAD = 4096
# Of more pieces of text, a page is read without justext, whose time grows with their square; of too many, not at all.
_FEW_PIECES = 2_000
_MOST_PIECES = 20_000
_ITEM = "- "
_ROW = re.compile(r"\|.*\|")
_CELL_END = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"[^\W\d_]+")
_RULING = re.compile(r"[\s|:-]*")
_NOTICE = re.compile(r"(?:™ ?& ?)?(?:©|\(c\)|copyright)\s*(?:©\s*)?\d{4}\b.*|loading\b.*(?:\.{3}|…)", re.IGNORECASE)
_LONGEST_PART = 160  # characters: a longer line is prose, whatever it begins with


def article(source: Source, data: bytes) -> Article:
    """The article of a page: its paragraphs, a blank line between two, and title, date and address where it has them.

    Authors whom only the page's head names are in a line above the text, as on the page that a reader sees. Raises
    UnreadableError if there is no article in it or trafilatura does not load.
    """
    try:
        import trafilatura
        import trafilatura.settings
    except ImportError as error:
        raise UnreadableError(f"web pages need trafilatura, which is not whole ({error}): reinstall it") from error
    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).addHandler(logging.NullHandler())  # else they print on standard error
    declared = _DECLARED.search(data[:_HEAD])
    page = cleaned(decode(data, source.file, (declared[1] or declared[2]).decode("ascii") if declared else None))
    found: Any = None
    tree: Any = None
    named, guesses, pieces = list[str](), False, 0
    try:
        if (tree := tree_of(page)) is not None:
            named = authors(tree)
            guesses = not named and not is_by_nobody(tree)
            pieces = lightened(tree)
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


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a web page does."""
    return _IS_PAGE.match(data[:_HEAD]) is not None


def article_paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs among the lines that trafilatura gives, as the page's reader sees them.

    A row of a table has bars between its cells only (without them two cells may read as one name), an item of a list
    has no mark. Lines that are parts of the page ("Advertisement") or point to other articles are left out, and so are
    lists of links below such lines.
    """
    stripped = [line.strip() for line in lines]
    paragraphs: list[str] = []
    below_a_part = False
    for line, after in zip(stripped, [*stripped[1:], ""], strict=True):
        is_item = line.startswith(_ITEM)
        text = _unmarked(line)
        if not text or (is_item and below_a_part):
            continue
        heads_links = after.startswith(_ITEM) and text.casefold().startswith(_known()["heads_of_links"])
        is_part = heads_links or text.casefold().replace("’", "'").rstrip(":. ") in _known()["parts_of_pages"]
        below_a_part = is_part and not is_item
        if not (is_part or _is_beside(text)):
            paragraphs.append(text)
    return paragraphs


def _unmarked(line: str) -> str:
    """The line without the marks that trafilatura sets for an item and a table's row. Empty where nothing is left."""
    if _RULING.fullmatch(line):
        return ""
    if _ROW.fullmatch(line):
        cells = (cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line))
        return " | ".join(filter(None, cells))
    return line.removeprefix(_ITEM).strip()


def _is_beside(text: str) -> bool:
    """Whether a line points to another article, is nothing but buttons or a time, or says whose the page is."""
    known, plain = _known(), text.casefold().replace("’", "'")
    if len(text) > _LONGEST_PART:
        return False
    if plain.startswith(known["pointers"]) or _NOTICE.fullmatch(text):
        return True
    words = set(_WORD.findall(plain))
    is_time = plain.startswith(known["heads_of_times"]) and words.issubset(known["words_of_times"])
    return is_time or (bool(words) and words.issubset(known["words_of_buttons"]))


@rules.cached
def _known() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in rules.table("reading/pages").items()}
