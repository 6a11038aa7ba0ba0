"""A page's tree, mended where its mark-up hides the paragraphs that a reader sees."""

from __future__ import annotations

import re
from typing import Any

_TAG = re.compile("<(?:p|div|article|section|body|html)[ >]", re.IGNORECASE)
_BLOCKS = ("div", "ul", "ol", "table", "aside", "figure", "section")
_HOLDERS = frozenset(("div", "article", "section", "main", "td"))
_INLINE = frozenset(("a", "b", "em", "i", "span", "strong", "abbr", "cite", "q", "sub", "sup"))
_SENTENCE_ENDS = '.!?:;,"”’)'
_SHORTEST_HEADLINE, _PROSE_PER_HEADLINE = 4, 3  # words; paragraphs of prose that a page has at least for each headline
_PARAGRAPHS_OF_LAYOUT, _SHORTEST_PROSE = 3, 80  # how many paragraphs, of how many characters


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
