"""Where the attribution reads the parser's tree: the narration round quotes, and the paragraph before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc

from newsextract.quotes.marks import Pair
from newsextract.quotes.pairs import pieces
from newsextract.text.doc_text import text_of
from newsextract.text.paragraphs import paragraphs


def stretches(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of a Doc whose tree counts, as tokens [first, last), in order and apart from each other.

    They are the paragraphs that have words round a quote, and the one before any with a quote: that is where a
    speaker's name is looked for. A paragraph that is all quote needs no tree.
    """
    text = text_of(doc)
    lines = paragraphs(text)
    quoted: dict[int, list[Pair]] = {}
    for piece in pieces(text, lines):
        for pair in piece.pairs:
            quoted.setdefault(pair.paragraph, []).append(pair)
    wanted = [
        lines[number]
        for number in sorted({*quoted, *(number - 1 for number in quoted if number)})
        if number not in quoted or _has_narration(text, lines[number], quoted[number])
    ]
    return _tokens_of(doc, wanted)


def others(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs that are none of the stretches ``taken``, as tokens [first, last)."""
    known = {*taken}
    return [span for span in _tokens_of(doc, paragraphs(text_of(doc))) if span not in known]


def _tokens_of(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    places = np.searchsorted(doc.to_array([IDX]), np.array(spans, dtype=np.uint64).reshape(-1, 2))
    return [(first, last) for first, last in places.tolist() if first < last]


def _has_narration(text: str, line: tuple[int, int], pairs: Sequence[Pair]) -> bool:
    """Whether a letter or digit stands outside the quotes of a paragraph."""
    start, end = line
    for pair in pairs:
        if any(map(str.isalnum, text[start : pair.outer_start])):
            return True
        start = max(start, pair.outer_end)
    return any(map(str.isalnum, text[start:end]))
