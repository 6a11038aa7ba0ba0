"""Where the sentences and paragraphs of a Doc are, and finds that say which of them they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.paragraphs import stripped
from newsextract.analysis.reading import paragraphs_of
from newsextract.records.serializing import with_parts

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]

_OPENING = re.compile(r"(?<=\s)[\"'“‘«(\[]+$")  # marks that belong to what follows
_NO_START = re.compile(r"[a-z]|(?<=\bNo\. )\d|(?<=\bNos\. )\d")


def sentences(doc: Doc, within: list[Span]) -> list[Span]:
    """The sentences as (start, end) offsets, in order, each in one of the paragraphs ``within``.

    They are those of spaCy's sentencizer, which goes by marks and needs no tree; what begins with a small letter, or
    with the number of "No. 1", goes on with the sentence before. The Doc stays as it is.
    """
    from spacy.pipeline import Sentencizer

    text = text_of(doc)
    starts = list[int]()
    for place, is_first in enumerate(Sentencizer().predict([doc])[0]):
        start = doc[place].idx if is_first else 0
        if is_first and not _NO_START.match(text, start):
            marks = _OPENING.search(text[max(0, start - 4) : start])
            starts.append(start - len(marks[0]) if marks else start)
    found: list[Span] = []
    for first, end in within:
        inner = starts[bisect_right(starts, first) : bisect_left(starts, end)]
        parts = (stripped(text, *span) for span in zip([first, *inner], [*inner, end], strict=True))
        found += filter(None, parts)
    return found


def with_sentences(finds: dict[str, Any], doc: Doc) -> dict[str, Any]:
    """The finds of each kind, each with the offsets of its sentence, or, for a quote, of its paragraphs."""
    whole = paragraphs_of(doc)
    parts = sentences(doc, whole)
    return {kind: _placed(found, whole if kind == "quotes" else parts) for kind, found in finds.items()}


def _placed(find: Any, spans: list[Span]) -> Any:
    """The find, or each of several: its sentence reaches from the span of its first character to that of its last."""

    def change(part: Any) -> Any:
        if not hasattr(part, "sentence"):
            return part
        first = max(0, bisect_right(spans, part.start, key=lambda span: span[0]) - 1)
        last = max(first, bisect_left(spans, part.end, key=lambda span: span[0]) - 1)
        return replace(part, sentence=(min(part.start, spans[first][0]), max(part.end, spans[last][1])))

    return with_parts(find, change)
