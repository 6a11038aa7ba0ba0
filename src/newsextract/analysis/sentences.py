"""Where the sentences and paragraphs of a Doc are, and finds that say which of them they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.paragraphs import stripped
from newsextract.analysis.reading import paragraphs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]

_OPENING = re.compile(r"(?<=\s)[\"'“‘«(\[]+$")  # marks that belong to what follows
_NO_START = re.compile(r"[a-z]|(?<=\bNo\. )\d|(?<=\bNos\. )\d")


def sentences(doc: Doc, within: list[Span]) -> list[Span]:
    """The sentences as (start, end) offsets, in order; ``within``: the paragraphs, over whose ends none reaches.

    They are those of spaCy's sentencizer, which goes by marks and needs no tree, less those that begin with a small
    letter or as "No. 1" does. The Doc stays as it is.
    """
    from spacy.pipeline import Sentencizer

    text = text_of(doc)
    begins = [doc[place].idx for place, first in enumerate(Sentencizer().predict([doc])[0]) if first]
    starts = [_with_marks(text, start) for start in begins if not _NO_START.match(text, start)]
    found: list[Span] = []
    for first, end in within:
        inner = starts[bisect_right(starts, first) : bisect_left(starts, end)]
        parts = (stripped(text, *span) for span in zip([first, *inner], [*inner, end], strict=True))
        found += filter(None, parts)
    return found


def _with_marks(text: str, start: int) -> int:
    """The start of a sentence, at the quote mark or bracket before it."""
    before = text[max(0, start - 4) : start]
    opening = _OPENING.search(before)
    return start - len(opening[0]) if opening else start


def with_sentences(finds: dict[str, Any], doc: Doc) -> dict[str, Any]:
    """The finds of each kind, with the place of the sentence of each; of a quote, of its paragraphs."""
    whole = paragraphs_of(doc)
    parts = sentences(doc, whole)
    return {kind: _placed(found, whole if kind == "quotes" else parts) for kind, found in finds.items()}


def _placed(find: Any, spans: list[Span]) -> Any:
    if isinstance(find, tuple):
        return tuple(_placed(one, spans) for one in find)
    if not is_dataclass(find) or isinstance(find, type):
        return find
    names = {field.name for field in fields(find)}
    if "sentence" in names:
        return replace(find, sentence=_around(find.start, find.end, spans))  # type: ignore[attr-defined]
    return replace(find, mentions=_placed(find.mentions, spans)) if "mentions" in names else find  # type: ignore[attr-defined]


def _around(start: int, end: int, spans: list[Span]) -> Span:
    """From the beginning of the span that holds ``start`` to the end of the one that holds the last character."""
    first = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
    last = max(first, bisect_left(spans, end, key=lambda span: span[0]) - 1)
    return min(start, spans[first][0]), max(end, spans[last][1])
