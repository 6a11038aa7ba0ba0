"""Parses an article where the quotes' reader looks at the tree, and nowhere else: parsing is the dearest step.

Reported statements are read off the rest too, but quotes are the same with and without them: the rest of the tree is
kept back until quotes have been read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, ORTH
from spacy.language import Language
from spacy.symbols import dep
from spacy.tokens import Doc

from newsextract.analysis.doc_text import caching, text_of
from newsextract.analysis.grouping import runs
from newsextract.quotes.parsing.steps import final_states
from newsextract.quotes.parsing.stretches import deep_in_quotes, others, stretches

# The parser keeps three kilobytes per token while it works.
_BATCH_TOKENS = 4000

_TREE = "newsextract.tree"  # in doc.user_data: the tree of all paragraphs, for ``with_rest``


def parse_where_read(nlp: Language, rest: bool = False) -> None:
    """Have ``nlp`` parse the stretches that quotes are read from, instead of whole articles; with ``rest``, all that is
    outside of them after them, for ``with_rest``.

    A parser that reads a Doc by other means than words and ``doc.tensor`` (a transformer's) is left as it is.
    """
    parser: Any = nlp.get_pipe("parser")
    listeners = {node.name for node in parser.model.walk() if node.name.endswith("listener")}
    if listeners <= {"tok2vec-listener"}:
        nlp.disable_pipe("parser")
        nlp.add_pipe("news_parser", config={"rest": rest})


@contextmanager
def with_rest(doc: Doc) -> Iterator[None]:
    """While the context lasts, the doc has the tree of all its paragraphs, if a ``news_parser`` has kept some back."""
    tree = doc.user_data.get(_TREE)
    parsed: Any = doc.to_array([HEAD, DEP])
    if tree is not None:
        doc.from_array([HEAD, DEP], tree)
    yield
    if tree is not None:
        doc.from_array([HEAD, DEP], parsed)


def is_parsed(doc: Doc, rest: bool = False) -> bool:
    """Whether the doc has the tree that quotes are read from, which one without quotes need not have; with ``rest``,
    the whole.
    """
    if doc.has_annotation("DEP") or _TREE in doc.user_data:
        return True
    return text_of(doc).isspace() if rest else not stretches(doc)


class NewsParser:
    """Writes heads and labels on the tokens of a Doc's ``stretches``; any other token is its own head, unlabelled.

    Nobody looks at the tree deep in a quote: those words are left out, and hang on the last before them (as ``dep``).
    """

    def __init__(self, parser: Any, rest: bool, working: Callable[[], AbstractContextManager[None]]) -> None:
        """``parser`` is a spaCy DependencyParser. ``rest``: whether what is outside of them is parsed too. It runs in
        the contexts that ``working`` makes.
        """
        self._parser, self._rest, self._working = parser, rest, working

    def __call__(self, doc: Doc) -> Doc:
        """Parse the doc's stretches; the doc itself comes back."""
        self._parse([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Parse the docs' stretches, those of a batch at once."""
        stream = iter(stream)
        while docs := list(islice(stream, batch_size)):
            self._parse(docs)
            yield from docs

    def _parse(self, docs: list[Doc]) -> None:
        with caching(docs):
            self._write_trees(docs)

    def _write_trees(self, docs: list[Doc]) -> None:
        spans = [stretches(doc) for doc in docs]
        trees = self._trees(docs, spans)
        for doc, tree in zip(docs, trees, strict=True):
            if tree.any():
                doc.from_array([HEAD, DEP], tree.view(np.uint64))
        if self._rest:
            spans = [others(doc, taken) for doc, taken in zip(docs, spans, strict=True)]
            for doc, tree, rest in zip(docs, trees, self._trees(docs, spans), strict=True):
                doc.user_data[_TREE] = (tree + rest).view(np.uint64)  # where one has something, the other is 0

    def _trees(self, docs: list[Doc], spans: list[list[tuple[int, int]]]) -> list[Any]:
        """Heads and labels of each doc's tokens, which are 0 outside its spans."""
        starts = np.cumsum([0, *map(len, docs)])
        tree: Any = np.zeros((starts[-1], 2), dtype=np.int64)  # of all docs, one after the other
        parts = [part for of_doc in zip(docs, starts, spans, strict=False) for part in _parts(*of_doc)]
        parts.sort(key=lambda part: len(part.own))  # the parser goes through a batch abreast: equals end together
        for batch in runs(parts, lambda part: len(part.own), _BATCH_TOKENS):
            slices = [part.as_doc() for part in batch]
            with self._working():
                states = final_states(self._parser, slices)
            self._parser.set_annotations(slices, states)
            _write(batch, slices, tree)
        return np.split(tree, starts[1:-1])


class _Part(NamedTuple):
    """Some tokens of a Doc that begins at ``start`` in the tree of all docs: the places of its ``own``."""

    doc: Doc
    words: Any
    own: Any
    start: int

    def as_doc(self) -> Doc:
        """They alone."""
        part = Doc(self.doc.vocab, words=self.words[self.own].tolist())
        part.tensor = self.doc.tensor[self.own]  # what the shared tok2vec found, where there is one
        return part


def _write(parts: list[_Part], slices: list[Doc], tree: Any) -> None:
    """Heads and labels, once they are found; a token left out gets the one before the gap for its head."""
    places = np.concatenate([part.start + part.own for part in parts])
    found = np.concatenate([part.to_array([HEAD, DEP]) for part in slices]).view(np.int64)
    tree[places] = found
    tree[places, 0] = places[np.arange(len(places)) + found[:, 0]] - places
    gaps = np.diff(places) > 1
    gaps[np.cumsum(list(map(len, slices)))[:-1] - 1] = False
    for before, after in zip(places[:-1][gaps].tolist(), places[1:][gaps].tolist(), strict=True):
        tree[before + 1 : after, 0] = np.arange(-1, before - after, -1)
        tree[before + 1 : after, 1] = dep


def _parts(doc: Doc, start: int, spans: list[tuple[int, int]]) -> Iterator[_Part]:
    """What is parsed of each span of a doc that begins at ``start`` in the tree; an endless one is cut up."""
    words = doc.to_array([ORTH]).reshape(-1)
    places = np.flatnonzero(~deep_in_quotes(doc))
    for begin, end in np.searchsorted(places, np.array(spans, dtype=np.int64).reshape(-1, 2)).tolist():
        for first in range(begin, end, _BATCH_TOKENS):
            yield _Part(doc, words, places[first : min(end, first + _BATCH_TOKENS)], start)
