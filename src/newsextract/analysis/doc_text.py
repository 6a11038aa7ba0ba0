"""What is worked out of a Doc once and kept on it, first of all its text: spaCy joins its tokens anew each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "newsextract.parts"
_TEXT = "text"

Part = TypeVar("Part")


def with_text(doc: Doc, text: str) -> Doc:
    """The doc, whose text is known already. For a Doc that nobody else gets to see: it would travel with the text."""
    doc.user_data[_KEY] = {_TEXT: text}
    return doc


@contextmanager
def at_work(docs: Sequence[Doc]) -> Iterator[None]:
    """While the context lasts, nobody else sees these Docs: what is worked out of one is kept, and then taken off."""
    seen = [doc for doc in docs if _KEY not in doc.user_data]
    for doc in seen:
        with_text(doc, doc.text)
    try:
        yield
    finally:
        for doc in seen:
            doc.user_data.pop(_KEY, None)


def text_of(doc: Doc) -> str:
    """``doc.text``, from where ``with_text`` has put it if it has."""
    parts: dict[str, Any] | None = doc.user_data.get(_KEY)
    return parts[_TEXT] if parts else doc.text


def kept(doc: Doc, key: str, make: Callable[[Doc], Part]) -> Part:
    """What ``make`` makes of the Doc; made once for a Doc that nobody else gets to see, as ``with_text`` says."""
    parts: dict[str, Any] | None = doc.user_data.get(_KEY)
    if parts is None:
        return make(doc)
    if key not in parts:
        parts[key] = make(doc)
    part: Part = parts[key]
    return part
