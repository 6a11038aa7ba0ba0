"""A Doc's text, put together once: spaCy joins its tokens anew at each ``doc.text``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "newsextract.text"


def with_text(doc: Doc, text: str) -> Doc:
    """The doc, whose text is known already."""
    doc.user_data[_KEY] = text
    return doc


def text_of(doc: Doc) -> str:
    """``doc.text``; kept in ``doc.user_data``, for no component changes the text of a Doc."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
