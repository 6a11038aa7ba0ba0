"""Parses an article where the quotes' reader looks at the tree, and nowhere else: parsing is the dearest step.

Reported statements are read off the rest too, but quotes are the same with and without them: the rest of the tree is
kept back until quotes have been read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from newsextract.quotes.marking.marked import marked
from newsextract.quotes.marking.pairs import Pair
from newsextract.text.doc_text import text_of
from newsextract.text.grouping import runs

# The parser keeps four kilobytes a token while it works.
_BATCH_TOKENS = 4000

_TREE = "newsextract.tree"  # in doc.user_data: the tree of all paragraphs, until somebody asks for it


def parse_where_read(nlp: Language, rest: bool = False) -> None:
    """Have ``nlp`` parse the stretches that quotes are read from, instead of whole articles; with ``rest``, the other
    paragraphs after them, for ``with_rest``.

    A parser that reads a Doc by other means than words and ``doc.tensor`` (a transformer's) is left as it is.
    """
    parser: Any = nlp.get_pipe("parser")
    listeners = {node.name for node in parser.model.walk() if node.name.endswith("listener")}
    if listeners <= {"tok2vec-listener"}:
        nlp.disable_pipe("parser")
        nlp.add_pipe("news_parser", config={"rest": rest})


def with_rest(doc: Doc) -> Doc:
    """The doc with the tree of all its paragraphs on it, if a ``news_parser`` has kept some of it back."""
    tree = doc.user_data.pop(_TREE, None)
    return doc if tree is None else doc.from_array([HEAD, DEP], tree)


def is_parsed(doc: Doc, rest: bool = False) -> bool:
    """Whether the doc has the tree that quotes are read from, which one without quotes need not have; with ``rest``,
    the whole.
    """
    if doc.has_annotation("DEP") or _TREE in doc.user_data:
        return True
    return text_of(doc).isspace() if rest else not stretches(doc)


class NewsParser:
    """Writes heads and labels on the tokens of a Doc's ``stretches``; any other token is its own head, unlabelled."""

    def __init__(self, parser: Any, rest: bool = False) -> None:
        """``parser`` is a spaCy DependencyParser. ``rest``: whether the other paragraphs are parsed too."""
        self._parser = parser
        self._rest = rest

    def __call__(self, doc: Doc) -> Doc:
        """Parse the doc's stretches; the doc itself comes back."""
        self._parse([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Parse the docs' stretches, those of a batch together."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            self._parse(docs)
            yield from docs

    def _parse(self, docs: list[Doc]) -> None:
        spans = [stretches(doc) for doc in docs]
        trees = self._trees(docs, spans)
        for doc, tree in zip(docs, trees, strict=True):
            if tree.any():
                doc.from_array([HEAD, DEP], tree)
        if self._rest:
            spans = [_others(doc, taken) for doc, taken in zip(docs, spans, strict=True)]
            for doc, tree, rest in zip(docs, trees, self._trees(docs, spans), strict=True):
                doc.user_data[_TREE] = tree + rest  # where one has something, the other is 0

    def _trees(self, docs: list[Doc], spans: list[list[tuple[int, int]]]) -> list[Any]:
        """Heads and labels of each doc's tokens, which are 0 outside its spans."""
        trees: list[Any] = [np.zeros((len(doc), 2), dtype=np.uint64) for doc in docs]
        parts = [part for of_doc in zip(docs, trees, spans, strict=True) for part in _parts(*of_doc)]
        parts.sort(key=lambda part: len(part[1]))  # the parser goes through a batch abreast: equals end together
        for batch in runs(parts, lambda part: len(part[1]), _BATCH_TOKENS):
            slices = [doc for _, doc in batch]
            self._parser.set_annotations(slices, _final_states(self._parser, slices))
            for tree, doc in batch:
                tree[:] = doc.to_array([HEAD, DEP])
        return trees


def _final_states(parser: Any, docs: list[Doc]) -> Any:
    """What ``parser.predict`` gives, in half the time: its own loop takes the GIL anew for every hidden unit."""
    if parser.cfg["beam_width"] > 1 or not any(map(len, docs)):
        return parser.predict(docs)
    every = parser.moves.init_batch(docs)
    step = parser.model.predict(docs)
    states = [state for state in every if not state.is_final()]
    while states:
        states = parser.transition_states(states, step.predict(states))
    return every


def _parts(doc: Doc, tree: Any, spans: list[tuple[int, int]]) -> Iterator[tuple[Any, Doc]]:
    """Each span (an endless one cut up): its rows of the tree, and its tokens as a Doc of their own."""
    array = doc.to_array([ORTH, SPACY])
    for first, end in spans:
        for start in range(first, end, _BATCH_TOKENS):
            last = min(end, start + _BATCH_TOKENS)
            words, spaces = array[start:last].T.tolist()
            part = Doc(doc.vocab, words=words, spaces=spaces)
            part.tensor = doc.tensor[start:last]  # what the shared tok2vec found, where there is one
            yield tree[start:last], part


def stretches(doc: Doc) -> list[tuple[int, int]]:
    """The paragraphs of a Doc whose tree counts, as tokens [first, last), in order.

    They are those with words round a quote, the one before any with a quote, where a speaker's name may stand, and
    those that end in a colon, below which a statement may stand.
    """
    text, found = text_of(doc), marked(doc)
    quoted: dict[int, list[Pair]] = {}
    for piece in found.pieces:
        for pair in piece.pairs:
            quoted.setdefault(pair.paragraph, []).append(pair)
    read = (
        line
        for number, line in enumerate(found.paragraphs)
        if _leads(text, line) or not quoted.keys().isdisjoint((number, number + 1))
        if _has_narration(text, line, quoted.get(number, ()))
    )
    return _tokens_of(doc, [*read])


def _leads(text: str, line: tuple[int, int]) -> bool:
    return text[line[0] : line[1]].rstrip().endswith(":")


def _others(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
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
