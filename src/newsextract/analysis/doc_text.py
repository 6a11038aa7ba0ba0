"""What is worked out of a Doc once and kept on it, first of all its text: spaCy joins its tokens anew each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "newsextract.text"

Part = TypeVar("Part")


def with_text(doc: Doc, text: str) -> Doc:
    """The doc, whose text is known already. For a Doc that nobody else gets to see: it would travel with the text."""
    doc.user_data[_KEY] = text
    return doc


def text_of(doc: Doc) -> str:
    """``doc.text``, from where ``with_text`` has put it if it has."""
    text: str | None = doc.user_data.get(_KEY)
    return doc.text if text is None else text


def kept(doc: Doc, key: str, make: Callable[[Doc], Part]) -> Part:
    """What ``make`` makes of the Doc; made once for a Doc that nobody else gets to see, as ``with_text`` was told."""
    if _KEY not in doc.user_data:
        return make(doc)
    if key not in doc.user_data:
        doc.user_data[key] = make(doc)
    part: Part = doc.user_data[key]
    return part
