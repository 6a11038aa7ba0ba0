"""What is computed from a Doc once and cached on it, such as its text, which spaCy joins anew each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "newsextract.parts"
_TEXT = "text"

Part = TypeVar("Part")


def with_text(doc: Doc, text: str, **parts: Any) -> Doc:
    """The doc, whose text and ``parts`` are known already. For a Doc that nobody else gets to see: they would travel
    with it.
    """
    doc.user_data[_KEY] = {_TEXT: text, **parts}
    return doc


@contextmanager
def caching(docs: Sequence[Doc]) -> Iterator[None]:
    """Caches texts and parts on the docs while the context lasts, and then removes them."""
    uncached = [doc for doc in docs if _KEY not in doc.user_data]
    for doc in uncached:
        with_text(doc, doc.text)
    try:
        yield
    finally:
        for doc in uncached:
            doc.user_data.pop(_KEY, None)


def text_of(doc: Doc) -> str:
    """``doc.text``, from the cache if it is there."""
    parts: dict[str, Any] | None = doc.user_data.get(_KEY)
    return parts[_TEXT] if parts else doc.text


def cached_part(doc: Doc, key: str, make: Callable[[Doc], Part]) -> Part:
    """The result of ``make(doc)``: computed once, if parts are cached on it, as ``with_text`` and ``caching`` do."""
    parts: dict[str, Any] | None = doc.user_data.get(_KEY)
    if parts is None:
        return make(doc)
    if key not in parts:
        parts[key] = make(doc)
    part: Part = parts[key]
    return part
