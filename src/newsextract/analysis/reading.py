"""A Doc as every room reads it: tokens, paragraphs, entities and the tree, each part made when first asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import cached_part, text_of
from newsextract.analysis.paragraphs import paragraphs

Span = tuple[int, int]

_INSIDE, _BEGINS = 1, 3  # how spaCy marks the tokens of an entity


def paragraphs_of(doc: Doc) -> list[Span]:
    """The paragraphs of a Doc as (start, end) offsets."""
    return cached_part(doc, "paragraphs", lambda doc: paragraphs(text_of(doc)))


class Reading:
    """One Doc by columns of tokens; nothing in it changes. A room's own view of an article extends it."""

    def __init__(self, doc: Doc) -> None:
        """``doc`` has been tagged by the network."""
        self.doc = doc
        self.text, self.starts, self.ends, self.written, _, self.written_tags, self.labels = columns(doc)

    def token_at(self, offset: int) -> int:
        """The token that holds this offset, or the first after it."""
        return bisect_right(self.ends, offset)

    def token_before(self, offset: int) -> int:
        """One past the last token that starts before this offset."""
        return bisect_left(self.starts, offset)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs as tokens [first, last)."""
        return [(self.token_at(start), self.token_before(end)) for start, end in paragraphs_of(self.doc)]

    def paragraph_of(self, token: int) -> int:
        """The paragraph that a token lies in: the last that starts at or before it, 0 before the first."""
        return max(0, bisect_left(self.paragraphs, (token + 1,)) - 1)

    @cached_property
    def entities(self) -> list[tuple[int, int, str]]:
        """The entities as tokens [first, last) with their labels; doc.ents would make a Span of each."""
        marks = self.doc.to_array("ENT_IOB")
        begins, outside = np.flatnonzero(marks == _BEGINS), np.flatnonzero(marks != _INSIDE)
        ends = np.append(outside, len(marks))[np.searchsorted(outside, begins, side="right")]
        places = zip(begins.tolist(), ends.tolist(), strict=True)
        return [(first, end, self.labels[first]) for first, end in places]

    @cached_property
    def heads(self) -> list[int]:
        """Each token's head by the parser: itself for a root, and for every token where no parser ran."""
        steps = self.doc.to_array([HEAD]).astype(np.int64).reshape(-1)
        return [*(steps + np.arange(len(steps))).tolist(), *range(len(steps), len(steps) + PADDING)]

    @cached_property
    def deps(self) -> list[str]:
        """Each token's dependency label ("" where no parser ran)."""
        cells: Any = self.doc.to_array([DEP]).reshape(-1)
        labels, strings = cells.tolist(), self.doc.vocab.strings
        names = {label: strings[label] if label else "" for label in set(labels)}
        return [*map(names.__getitem__, labels), *([""] * PADDING)]

    def heads_of(self, token: int, most: int) -> Iterator[int]:
        """The token's head, the head of that and so on, to the root or to ``most`` of them."""
        for _ in range(most):
            head = self.heads[token]
            if head == token:
                return
            token = head
            yield token
