"""Where the attribution reads the parser's tree: the narration round quotes, and the paragraph before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc

from newsextract.quotes.marking.marked import marked
from newsextract.quotes.marking.pairs import Pair
from newsextract.text.doc_text import text_of


def stretches(doc: Doc) -> list[tuple[int, int]]:
    """The paragraphs of a Doc whose tree counts, as tokens [first, last), in order.

    They are those with words round a quote, and the one before any with a quote, where a speaker's name may stand.
    """
    text, found = text_of(doc), marked(doc)
    quoted: dict[int, list[Pair]] = {}
    for piece in found.pieces:
        for pair in piece.pairs:
            quoted.setdefault(pair.paragraph, []).append(pair)
    read = (
        line
        for number, line in enumerate(found.paragraphs)
        if not quoted.keys().isdisjoint((number, number + 1)) and _has_narration(text, line, quoted.get(number, ()))
    )
    return _tokens_of(doc, [*read])


def others(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs that are none of the stretches ``taken``, as tokens [first, last)."""
    known = {*taken}
    return [span for span in _tokens_of(doc, marked(doc).paragraphs) if span not in known]


def _tokens_of(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    places = np.searchsorted(doc.to_array([IDX]), np.array(spans, dtype=np.uint64).reshape(-1, 2))
    return [(first, last) for first, last in places.tolist() if first < last]


def _has_narration(text: str, line: tuple[int, int], pairs: Sequence[Pair]) -> bool:
    """Whether a letter or digit stands outside the quotes of a paragraph."""
    starts = [line[0], *(pair.outer_end for pair in pairs)]
    ends = [*(pair.outer_start for pair in pairs), line[1]]
    return any(char.isalnum() for start, end in zip(starts, ends, strict=True) for char in text[start:end])
