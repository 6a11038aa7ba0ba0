"""A Doc's tokens column by column, worked out once for all rooms: four times as fast as token by token."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from spacy.attrs import ENT_TYPE, IDX, LENGTH, TAG
from spacy.tokens import Doc

from newsextract.analysis.doc_text import kept, text_of

PADDING = 12  # empty words beyond either end of a text: more than any rule looks beyond one


class Columns(NamedTuple):
    """Words as written and in lower case, Penn tags, entity labels; ``starts`` and ``ends`` are offsets into ``text``.

    After the last word stand PADDING empty ones, with empty tags and labels and no place. They stand before the first,
    too: the word before it is that at -1. So nobody has to ask where the text ends, or begins. A slice begins at 0.
    The lists are shared: who changes one copies it first.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lows: list[str]
    tags: list[str]
    labels: list[str]


def past(column: Sequence[str], at: int, words: Collection[str], step: int = 1) -> int:
    """The first place from ``at`` on, forwards or by ``step``, where the column has none of the words."""
    while column[at] in words:
        at += step
    return at


def columns(doc: Doc) -> Columns:
    """The columns of a Doc that the network has tagged; kept on one that nobody else gets to see."""
    return kept(doc, "columns", _columns)


def _columns(doc: Doc) -> Columns:
    text = text_of(doc)
    cells = doc.to_array([IDX, LENGTH, TAG, ENT_TYPE]).T if len(doc) else np.zeros((4, 0), np.uint64)
    cells[1] += cells[0]
    starts, ends, tags = cells[:3].tolist()
    words, padding = [text[start:end] for start, end in zip(starts, ends, strict=True)], [""] * PADDING
    words += padding
    lows = list(map(str.lower, words))
    named = np.flatnonzero(cells[3])  # few tokens are
    labels, kinds = [""] * len(words), cells[3, named].tolist()
    names = {key: doc.vocab.strings[key] if key else "" for key in {*tags, *kinds}}
    for at, kind in zip(named.tolist(), kinds, strict=True):
        labels[at] = names[kind]
    return Columns(text, starts, ends, words, lows, [names[tag] for tag in tags] + padding, labels)
