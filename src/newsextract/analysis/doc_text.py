"""A Doc's text, put together once: spaCy joins its tokens anew at each ``doc.text``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "newsextract.text"


def with_text(doc: Doc, text: str) -> Doc:
    """The doc, whose text is known already. For a Doc that nobody else gets to see: it would travel with the text."""
    doc.user_data[_KEY] = text
    return doc


def is_ours(doc: Doc) -> bool:
    """Whether it is a Doc that nobody else gets to see, as ``with_text`` has been told."""
    return _KEY in doc.user_data


def text_of(doc: Doc) -> str:
    """``doc.text``, from where ``with_text`` has put it if it has."""
    text: str | None = doc.user_data.get(_KEY)
    return doc.text if text is None else text
