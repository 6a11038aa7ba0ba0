"""The article's paragraphs out of what trafilatura gives: without marks of lists and tables, and parts of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsextract import rules

_ITEM = "- "
_ROW = re.compile(r"\|.*\|")
_CELL_END = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"[^\W\d_]+")
_RULING = re.compile(r"[\s|:-]*")
_NOTICE = re.compile(r"(?:™ ?& ?)?(?:©|\(c\)|copyright)\s*(?:©\s*)?\d{4}\b.*|loading\b.*(?:\.{3}|…)", re.IGNORECASE)
_LONGEST_PART = 160  # characters: a longer line is prose, whatever it begins with


def article_paragraphs(lines: Iterable[str]) -> list[str]:
    """The paragraphs among the lines of a page's text, as its reader sees them.

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
    """Whether a line points to another article, is a row of buttons, or says whose the page is and when it was made."""
    if len(text) > _LONGEST_PART:
        return False
    plain = text.casefold().replace("’", "'")
    return plain.startswith(_known()["pointers"]) or _NOTICE.fullmatch(text) is not None or _is_of_the_page(plain)


def _is_of_the_page(plain: str) -> bool:
    """Whether a line is nothing but buttons, or but a time."""
    known, words = _known(), set(_WORD.findall(plain))
    is_time = plain.startswith(known["heads_of_times"]) and words.issubset(known["words_of_times"])
    return is_time or (bool(words) and words.issubset(known["words_of_buttons"]))


@rules.cached
def _known() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in rules.table("reading/pages").items()}
