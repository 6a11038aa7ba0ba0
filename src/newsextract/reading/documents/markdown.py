"""Markdown: the text that a reader of the rendered page sees, a blank line between two paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.reading.article import Article, Source
from newsextract.reading.encodings import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"""^(title|date):[ \t]*(["']?)(.*?)\2[ \t]*\r?$""", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def article(source: Source, data: bytes) -> Article:
    """The article of a Markdown file: links by their words, no marks, tags or pictures. Raises UnreadableError.

    Title and date are those of its front matter, or the title is the first heading if that is of the first level.
    """
    from markdown_it import MarkdownIt

    written = decode(data, source.file)
    front = _FRONT_MATTER.match(written)
    entries = {key.lower(): value for key, _, value in _ENTRY.findall(front[1])} if front else {}
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(written[front.end() :] if front else written)
    has_heading = len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    title = entries.get("title") or (_seen(tokens[1]) if has_heading else None)
    text = "\n\n".join(filter(None, (block.strip() for block in _blocks(tokens))))
    return Article(source.file, text + "\n" if text else "", title or None, entries.get("date") or None, source=source)


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """The text of each paragraph, heading, list item, table row and piece of code."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield "\t".join(cells or [])
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_seen(token))
        elif token.type == "inline":
            yield _seen(token)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield _TAG.sub("", token.content)


def _seen(inline: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    kept = ("text", "code_inline", "text_special")
    return "".join(
        breaks.get(child.type, child.content if child.type in kept else "") for child in inline.children or []
    )
