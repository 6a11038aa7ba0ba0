"""Texts that spaCy alone refuses or chokes on: over a million characters, or thousands of them without a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The tokenizer's time is quadratic in the length of a run without spaces (10,000 quote marks: seven seconds).
_LONGEST_RUN = 200
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")


def tokenize(nlp: Language, text: str) -> Doc:
    """The text's Doc, untouched by any component, in time that grows in line with the text whatever it holds."""
    if max(map(len, text.split()), default=0) <= _LONGEST_RUN:
        return nlp.make_doc(text)
    ends = [*(run.end() for run in _LONG_RUN.finditer(text)), len(text)]
    starts = [0, *ends]
    return join([nlp.make_doc(text[start:end]) for start, end in zip(starts, ends, strict=False) if start < end])


def cut(text: str, size: int) -> Iterator[str]:
    """Consecutive pieces of at most ``size`` characters that make up the text, cut after a line end or space if any."""
    start = 0
    while len(text) - start > size:
        window = text[start : start + size]
        last = window.rfind("\n") if "\n" in window else window.rfind(" ")
        end = start + (last + 1 if last > 0 else size)
        yield text[start:end]
        start = end
    yield text[start:]


def join(docs: list[Doc]) -> Doc:
    """One Doc of consecutive pieces of a text, with all that was found on each."""
    from spacy.tokens import Doc

    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
