"""Web pages: trafilatura finds the article in a page, with its title, date and address.

Before that, what stops or slows its parsers is taken out of the mark-up, which is mended where it hides paragraphs.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from html import unescape
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
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_REFERENCE = re.compile("&#(?:0*([0-9]{1,7})(?![0-9])|[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F]));?")
_SPACES = (0x9, 0xA, 0xD)
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:-]*)\s[^<>]{500,}")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_MOST_ATTRIBUTES = 100
_LINKED_DATA = ("application/ld+json", "application/settings+json")
_MOST_JSON = 20_000  # characters of linked data, once long values are out
_MOST_PARSED = 1_000_000
_LONGEST_VALUE = 500  # characters: a longer one is the article over again
_AUTHOR = re.compile('"(?:author|person)"', re.IGNORECASE)  # as a key, and as the type of a thing
_ESCAPED_LETTER = re.compile(r"\\u00([46][1-9a-fA-F]|[57][0-9aA])")
_OF_AUTHORS = ("author", "creator", "byl")
_MOST_AUTHORS = 1_000  # characters
_TAG = re.compile("<(?:p|div|article|section|body|html)[ >]", re.IGNORECASE)
_BLOCKS = ("div", "ul", "ol", "table", "aside", "figure", "section")
_HOLDERS = frozenset(("div", "article", "section", "main", "td"))
_INLINE = frozenset(("a", "b", "em", "i", "span", "strong", "abbr", "cite", "q", "sub", "sup"))
_SENTENCE_ENDS = '.!?:;,"”’)'
_SHORTEST_HEADLINE, _PROSE_PER_HEADLINE = 4, 3  # words; paragraphs of prose that a page has at least for each headline
_PARAGRAPHS_OF_LAYOUT, _SHORTEST_PROSE = 3, 80  # how many paragraphs, of how many characters


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


def cleaned(page: str) -> str:
    """The page without what stops lxml: control characters, also as references (``&#12;``), and piles of attributes.

    A browser shows nothing for them, or a character of Windows-1252.
    """
    page = _REFERENCE.sub(_shown, page.replace("\f", " "))
    return _LONG_TAG.sub(_without_piles, _CONTROL.sub("", page))


def _shown(reference: re.Match[str]) -> str:
    """A reference as it stands, or what a browser shows of one to a control character."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    is_control = (code < 0x20 and code not in _SPACES) or 0x7F <= code < 0xA0
    if is_control or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return " " if code == 0xC else unescape(reference[0])
    return reference[0]


def _without_piles(tag: re.Match[str]) -> str:
    """A long tag as it stands; its name alone where it has over a hundred attributes: lxml compares each with each."""
    names = _QUOTED.sub("", tag[0]).split()
    return tag[0] if len(names) < _MOST_ATTRIBUTES else f"{tag[1]} "


def lightened(tree: Any) -> int:
    """Take out of a page what no reader sees and costs much time; returns how many pieces of text it has.

    Trafilatura compares each author with each, and its expressions for linked data take time that grows with its cube.
    """
    room = _MOST_JSON
    for script in tree.iter("script"):
        if script.get("type") in _LINKED_DATA:
            data = _without_long_values(script.text or "")
            data = _ESCAPED_LETTER.sub(lambda letter: chr(int(letter[1], 16)), data)
            room -= len(data)
            script.text = _AUTHOR.sub('"by"', data) if room >= 0 else ""
    room = _MOST_AUTHORS
    for meta in tree.iter("meta"):
        names = f"{meta.get('name')} {meta.get('property')} {meta.get('itemprop')}".lower()
        if any(cue in names for cue in _OF_AUTHORS):
            room -= len(meta.get("content") or "")
            meta.set("content", meta.get("content") or "" if room >= 0 else "")
    return sum(bool((element.text or "").strip()) + bool((element.tail or "").strip()) for element in tree.iter())


def _without_long_values(data: str) -> str:
    """Linked data as it stands, or without its long strings where it is long: some has the article in it."""
    if not _MOST_JSON < len(data) <= _MOST_PARSED:
        return data

    def short(thing: dict[str, Any]) -> dict[str, Any]:
        return {
            key: value for key, value in thing.items() if not (isinstance(value, str) and len(value) > _LONGEST_VALUE)
        }

    try:
        return json.dumps(json.loads(data, object_hook=short))
    except (ValueError, RecursionError):
        return data


def tree_of(page: str) -> Any:
    """The page as lxml's tree; a piece of one as a page's body. None where there is nothing of HTML in it."""
    from trafilatura import load_html

    tree = load_html(page)
    return load_html(f"<html><body>{page}") if tree is None and _TAG.search(page) else tree


def without_layout(tree: Any) -> None:
    """Make blocks of the tables that hold prose: they are for the page's layout, not rows of values."""
    for cell in tree.iter("td"):
        prose = sum(len((paragraph.text or "").strip()) >= _SHORTEST_PROSE for paragraph in cell.iter("p"))
        if prose < _PARAGRAPHS_OF_LAYOUT:
            continue
        for element in (cell, *cell.iterancestors("tr", "tbody", "table", "td")):
            element.tag = "div"


def without_promotions(tree: Any) -> None:
    """Take out the headlines of other articles, each a link of its own between two paragraphs of prose.

    Where there are many, the page is a list of articles, and they are its headings.
    """
    prose = sum(map(_is_prose, tree.iter("p")))
    headlines = [paragraph for paragraph in tree.iter("p") if _is_headline(paragraph)]
    if _PROSE_PER_HEADLINE * len(headlines) <= prose:
        for headline in headlines:
            headline.drop_tree()


def _is_prose(element: Any) -> bool:
    return element is not None and element.tag == "p" and len(element.text_content().strip()) >= _SHORTEST_PROSE


def _is_headline(paragraph: Any) -> bool:
    links = list(paragraph.iter("a"))
    text = paragraph.text_content().strip()
    return (
        len(links) == 1
        and len(text.split()) >= _SHORTEST_HEADLINE
        and links[0].text_content().strip() == text
        and text[-1] not in _SENTENCE_ENDS
        and _is_prose(paragraph.getprevious())
        and _is_prose(paragraph.getnext())
    )


def with_paragraphs(tree: Any) -> None:
    """Make paragraphs of the bare prose after a block, as where a box breaks a paragraph in two.

    Prose with line breaks stays as it is.
    """
    with_breaks = {line_break.getparent() for line_break in tree.iter("br")}
    for block in [block for block in tree.iter(*_BLOCKS) if len((block.tail or "").strip()) >= _SHORTEST_PROSE]:
        parent = block.getparent()
        if parent.tag not in _HOLDERS or parent in with_breaks:
            continue
        paragraph = parent.makeelement("p")
        paragraph.text, block.tail = block.tail, None
        block.addnext(paragraph)
        while (after := paragraph.getnext()) is not None and after.tag in _INLINE:
            paragraph.append(after)
