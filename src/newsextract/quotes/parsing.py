"""Parses those sentences of an article whose tree is read for quotes, and no others: parsing takes the most time.

Reported statements are read off the rest too, but quotes are the same with and without them: the rest of the tree is
kept back until quotes have been read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice, pairwise
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, ORTH
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.symbols import dep
from spacy.tokens import Doc

from newsextract.analysis.doc_text import caching, text_of
from newsextract.analysis.grouping import runs
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes.lexicon import SAYING, strength
from newsextract.quotes.marks import Pair
from newsextract.quotes.posts import marked

Span = tuple[int, int]

_BATCH_TOKENS = 4000  # the parser keeps three kilobytes per token while it works
_TREE = "newsextract.tree"  # in doc.user_data: the tree of all paragraphs, for ``with_rest``

# After a word of small letters; another may be cut short: Gov. Reed.
_SENTENCE_END = re.compile(r"(?<!\w)[a-z0-9]{3,}[.!?]\s+(?=[A-Z\"“‘])")
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")
_TAG_LINE = 60  # characters after a quote in which its verb of saying stands
_AT_EDGE = 2  # tokens of a quote, at either end, that stand in the tree of the sentence round it


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

    The tree deep in a quote is never read: its words are left out; their head is the last word before them (``dep``).
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
            spans = [stretches(doc) for doc in docs]
            trees = self._trees(docs, spans)
            for doc, tree in zip(docs, trees, strict=True):
                if tree.any():
                    doc.from_array([HEAD, DEP], tree.view(np.uint64))
            if self._rest:
                spans = [others(doc, taken) for doc, taken in zip(docs, spans, strict=True)]
                for doc, tree, rest in zip(docs, trees, self._trees(docs, spans), strict=True):
                    doc.user_data[_TREE] = (tree + rest).view(np.uint64)  # where one has something, the other is 0

    def _trees(self, docs: list[Doc], spans: list[list[Span]]) -> list[Any]:
        """Heads and labels of each doc's tokens, which are 0 outside its spans."""
        starts = np.cumsum([0, *map(len, docs)])
        tree: Any = np.zeros((starts[-1], 2), dtype=np.int64)  # of all docs, one after the other
        parts = [part for of_doc in zip(docs, starts, spans, strict=False) for part in _parts(*of_doc)]
        parts.sort(key=lambda part: len(part.own))  # all of a batch take as many steps as its longest
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
        """A Doc of these tokens alone."""
        part = Doc(self.doc.vocab, words=self.words[self.own].tolist())
        part.tensor = self.doc.tensor[self.own]  # what the shared tok2vec found, where there is one
        return part


def _parts(doc: Doc, start: int, spans: list[Span]) -> Iterator[_Part]:
    """What is parsed of each span of a doc that begins at ``start`` in the tree; an endless one is cut up."""
    words = doc.to_array([ORTH]).reshape(-1)
    places = np.flatnonzero(~deep_in_quotes(doc))
    for begin, end in np.searchsorted(places, np.array(spans, dtype=np.int64).reshape(-1, 2)).tolist():
        for first in range(begin, end, _BATCH_TOKENS):
            yield _Part(doc, words, places[first : min(end, first + _BATCH_TOKENS)], start)


def _write(parts: list[_Part], slices: list[Doc], tree: Any) -> None:
    """Heads and labels into the tree; a token left out gets the one before the gap for its head."""
    places = np.concatenate([part.start + part.own for part in parts])
    found = np.concatenate([part.to_array([HEAD, DEP]) for part in slices]).view(np.int64)
    tree[places] = found
    tree[places, 0] = places[np.arange(len(places)) + found[:, 0]] - places
    gaps = np.diff(places) > 1
    gaps[np.cumsum(list(map(len, slices)))[:-1] - 1] = False
    for before, after in zip(places[:-1][gaps].tolist(), places[1:][gaps].tolist(), strict=True):
        tree[before + 1 : after, 0] = np.arange(-1, before - after, -1)
        tree[before + 1 : after, 1] = dep


def final_states(parser: Any, docs: list[Doc]) -> Any:
    """The final state of each doc, as ``parser.predict`` gives it: by the same actions, in half the time."""
    model = parser.model
    usual = model.attrs["has_upper"] and model.layers[1].get_dim("nP") > 1 and not model.attrs["unseen_classes"]
    if parser.cfg["beam_width"] > 1 or not any(map(len, docs)) or not usual:
        return parser.predict(docs)
    every = parser.moves.init_batch(docs)
    steps = Steps(model, docs)
    states = [state for state in every if not state.is_final()]
    while states:
        states = parser.transition_states(states, steps.scores(states))
    return every


class Steps:
    """Scores the actions of a spaCy parser's model, a maxout and a layer of scores, for the states of a batch of docs.

    spaCy's own loop takes the GIL anew for every hidden unit. What each token adds to the hidden units, in each part
    that it can play in a state (first of the buffer, top of the stack ...), is worked out once, as spaCy does.
    """

    def __init__(self, model: Any, docs: list[Doc]) -> None:
        """``model`` is the parser's."""
        tok2vec, lower, upper = model.layers
        weights = np.asarray(lower.get_param("W"))
        parts, units, pieces, width = weights.shape
        by_piece = weights.transpose(3, 0, 2, 1).reshape(width, -1)
        vectors = tok2vec.predict(docs)
        added = np.empty((1 + len(vectors), parts, pieces, units), dtype=np.float32)
        added[0] = np.asarray(lower.get_param("pad"))[0].transpose(0, 2, 1)  # where a state has no such token
        np.matmul(vectors, by_piece, out=added[1:].reshape(len(vectors), -1))
        added[:, 0] += np.asarray(lower.get_param("b")).T
        self._added = added.reshape(-1, pieces, units)
        self._parts = np.arange(parts, 2 * parts)
        self._weights, self._bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._shape: Any = SimpleNamespace(state2vec=SimpleNamespace(nF=parts))  # what get_token_ids asks for

    def scores(self, states: list[Any]) -> Any:
        """(states, actions)."""
        tokens = ParserStepModel.get_token_ids(self._shape, states)
        sums = self._added.take(tokens * len(self._parts) + self._parts, axis=0).sum(axis=1)
        scores = sums.max(axis=1) @ self._weights
        scores += self._bias
        return scores


def stretches(doc: Doc) -> list[Span]:
    """The sentences of a Doc whose tree counts, as tokens [first, last), in order.

    They are those of the paragraphs with words round a quote; the last of the paragraph before, where it may say who
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
        is_read = (pairs or leads) and any(map(str.isalnum, "".join(_narration(text, line, pairs))))
        if is_read:
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
    """A boolean for each token: whether it is one of a quote's words, except its first and last."""
    deep = np.zeros(len(doc), dtype=bool)
    pairs = (pair for piece in marked(doc).pieces for pair in piece.pairs)
    for first, last in _tokens_of(doc, [(pair.start, pair.end) for pair in pairs]):
        deep[first + _AT_EDGE : max(0, last - _AT_EDGE)] = True
    return deep


def _tokens_of(doc: Doc, spans: Sequence[Span]) -> Iterator[Span]:
    places = np.searchsorted(doc.to_array([IDX]), np.array(spans, dtype=np.uint64).reshape(-1, 2))
    return ((first, last) for first, last in places.tolist() if first < last)


def _sentences(text: str, line: Span, pairs: Sequence[Pair]) -> list[Span]:
    """The sentences of a paragraph as far as their ends are sure; none ends in a quote."""
    starts, ends = [-1, *(pair.start for pair in pairs)], [-1, *(pair.end for pair in pairs)]
    found = (match.end() for match in _SENTENCE_END.finditer(text, *line))
    outside = (end for end in found if ends[bisect_right(starts, end) - 1] < end)
    return list(pairwise((line[0], *outside, line[1])))


def _looks_up(text: str, line: Span, pairs: Sequence[Pair]) -> bool:
    """Whether the sentence above may say who spoke in a paragraph: the paragraph has a pronoun for somebody, or opens
    with a quote that no verb of saying gives to somebody by name.
    """
    parts = _narration(text, line, pairs)
    if any(map(_PRONOUN.search, parts)):
        return True
    tag_line = _WORD.findall(parts[1][:_TAG_LINE])
    return not parts[0] and ("the" in tag_line or not any(strength().get(word) == SAYING for word in tag_line))


def _narration(text: str, line: Span, pairs: Sequence[Pair]) -> list[str]:
    """What of a paragraph stands before, between and after its quotes."""
    starts = [line[0], *(pair.outer_end for pair in pairs)]
    ends = [*(pair.outer_start for pair in pairs), line[1]]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]
