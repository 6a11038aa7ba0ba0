"""What of an article the quotes' reader looks at the tree of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import IDX
from spacy.tokens import Doc

from newsextract.analysis.doc_text import text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes.lexicon import SAYING, strength
from newsextract.quotes.marking.marked import marked
from newsextract.quotes.marking.pairs import Pair

Span = tuple[int, int]

# After a word of small letters; another may be cut short: Gov. Reed.
_SENTENCE_END = re.compile(r"(?<!\w)[a-z0-9]{3,}[.!?]\s+(?=[A-Z\"“‘])")
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_TAG_LINE = 60  # characters after a quote in which its verb of saying stands
_AT_EDGE = 2  # tokens of a quote, at either end, that stand in the tree of the sentence round it


def stretches(doc: Doc) -> list[Span]:
    """The sentences of a Doc whose tree counts, as tokens [first, last), in order.

    They are those of the paragraphs with words round a quote; the last of the paragraph before, where it may tell who
    spoke; and the last of one that ends in a colon, below which a statement may stand.
    """
    text, paragraphs = text_of(doc), paragraphs_of(doc)
    quoted: dict[int, list[Pair]] = {}
    for piece in marked(doc).pieces:
        for pair in piece.pairs:
            quoted.setdefault(pair.paragraph, []).append(pair)
    read: list[Span] = []
    for number, line in enumerate(paragraphs):
        pairs = quoted.get(number, ())
        leads = text[line[1] - 1] == ":" or (
            not pairs and number + 1 in quoted and _looks_up(text, paragraphs[number + 1], quoted[number + 1])
        )
        if (pairs or leads) and _has_narration(text, line, pairs):
            read += _sentences(text, line, pairs)[0 if pairs else -1 :]
    return list(_tokens_of(doc, read))


def others(doc: Doc, taken: Sequence[Span]) -> list[Span]:
    """What of the paragraphs is in none of the stretches ``taken``, as tokens [first, last)."""
    starts = [*(first for first, _ in taken), len(doc)]
    found = []
    for first, last in _tokens_of(doc, paragraphs_of(doc)):
        begun = min(last, starts[bisect_left(starts, first)])
        found += [(first, begun)] if first < begun else []  # what is taken of a paragraph reaches to its end
    return found


def deep_in_quotes(doc: Doc) -> Any:
    """A boolean a token: whether it is one of a quote's words, but for the first and last of it."""
    deep = np.zeros(len(doc), dtype=bool)
    pairs = (pair for piece in marked(doc).pieces for pair in piece.pairs)
    for first, last in _tokens_of(doc, [(pair.start, pair.end) for pair in pairs]):
        deep[first + _AT_EDGE : max(0, last - _AT_EDGE)] = True
    return deep


def _tokens_of(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    places = np.searchsorted(doc.to_array([IDX]), np.array(spans, dtype=np.uint64).reshape(-1, 2))
    return ((first, last) for first, last in places.tolist() if first < last)


def _sentences(text: str, line: Span, pairs: Sequence[Pair]) -> list[Span]:
    """The sentences of a paragraph, none of which ends in a quote; as many as are sure to be."""
    starts, ends = [-1, *(pair.start for pair in pairs)], [-1, *(pair.end for pair in pairs)]
    found = (match.end() for match in _SENTENCE_END.finditer(text, *line))
    outside = (end for end in found if ends[bisect_right(starts, end) - 1] < end)
    return list(pairwise((line[0], *outside, line[1])))


def _looks_up(text: str, line: Span, pairs: Sequence[Pair]) -> bool:
    """Whether the sentence above may tell who spoke in a paragraph: somebody goes by a pronoun in it, or it opens with
    a quote and is not said by name to be somebody's.
    """
    parts = list(_narration(text, line, pairs))
    if any(_PRONOUN.search(part) for part in parts):
        return True
    tag_line = _WORD.findall(parts[1][:_TAG_LINE])
    return not parts[0] and ("the" in tag_line or not any(strength().get(word) == SAYING for word in tag_line))


def _has_narration(text: str, line: Span, pairs: Sequence[Pair]) -> bool:
    """Whether a letter or digit stands outside the quotes of a paragraph."""
    return any(char.isalnum() for part in _narration(text, line, pairs) for char in part)


def _narration(text: str, line: Span, pairs: Sequence[Pair]) -> Iterator[str]:
    """What of a paragraph stands before, between and after its quotes."""
    starts = [line[0], *(pair.outer_end for pair in pairs)]
    ends = [*(pair.outer_start for pair in pairs), line[1]]
    return (text[start:end] for start, end in zip(starts, ends, strict=True))
