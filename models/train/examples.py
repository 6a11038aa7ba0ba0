"""Turns annotated articles into arrays: token types with hashed features, and what tokens should become."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from article import NO_PERSON, UNSURE, Article
from corpora import LABELLED, SETTINGS, corpus
from silver import teacher
from spacy.attrs import IS_SPACE, LOWER, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from thinc.api import NumpyOps

COLUMNS = (NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE)
TYPE_COLUMNS = (ORTH, *COLUMNS)


@dataclass(slots=True)
class Example:
    """One article as arrays with a row a token (states: a row a parser state)."""

    id: str
    types: np.ndarray  # indices into Types.attributes
    variants: list[np.ndarray]  # the types in other case, see WAYS
    names: np.ndarray  # group of equal cased words within the article, -1 for words without capitals
    offsets: np.ndarray  # (tokens, 2) characters
    words: list[str]
    tags: np.ndarray  # the teacher's, as indices of its tagger's labels
    spans: list[tuple[int, int, str]]  # entities: first token, last token + 1, label
    silver: list[tuple[int, int, str]]  # the teacher's alone
    states: np.ndarray  # (states, 8) token indices of the parser's features, -1 for none
    actions: np.ndarray  # what the teacher's parser did in each state


class Types:
    """The distinct tokens of all articles: one row of attribute hashes a type."""

    def __init__(self) -> None:
        """Starts empty."""
        self._ids: dict[bytes, int] = {}
        self.attributes: list[np.ndarray] = []

    def ids(self, doc: Doc) -> np.ndarray:
        """The type of each token, adding those not seen before."""
        array = doc.to_array(TYPE_COLUMNS).astype(np.uint64)
        found = np.empty(len(array), dtype=np.int64)
        for place, row in enumerate(array):
            key = row.tobytes()
            number = self._ids.get(key)
            if number is None:
                number = self._ids[key] = len(self.attributes)
                self.attributes.append(row)
            found[place] = number
        return found

    def hashed(self, seeds: Sequence[int], rows: Sequence[int]) -> np.ndarray:
        """(types, columns, 4): rows of each hash table that make up a type's embedding, as in thinc."""
        table = np.stack(self.attributes)
        ops = NumpyOps()
        columns = [
            ops.hash(np.ascontiguousarray(table[:, place + 1]), seed) % size
            for place, (seed, size) in enumerate(zip(seeds, rows, strict=True))
        ]
        return np.stack(columns, axis=1).astype(np.int64)

    def orths(self) -> np.ndarray:
        """The hash of each type's text."""
        return np.stack(self.attributes)[:, 0]


def name_groups(doc: Doc) -> np.ndarray:
    """The number of each token's word in the article, whatever its case; -1 for words without capitals."""
    array = doc.to_array([ORTH, LOWER]).astype(np.uint64).reshape(-1, 2)
    groups = np.full(len(array), -1, dtype=np.int64)
    cased = array[:, 0] != array[:, 1]
    groups[cased] = np.unique(array[cased, 1], return_inverse=True)[1]
    return groups


def parser_states(nlp: Language, docs: list[Doc]) -> list[tuple[np.ndarray, np.ndarray]]:
    """What the teacher's parser looks at in each of its states and what it does there, for each doc."""
    nlp.get_pipe("tok2vec").set_annotations(docs, nlp.get_pipe("tok2vec").predict(docs))
    parser = nlp.get_pipe("parser")
    states = parser.moves.init_batch(docs)
    model = parser.model.predict(docs)
    places = {id(state): place for place, state in enumerate(states)}
    starts = np.cumsum([0, *map(len, docs)])
    seen: list[list[np.ndarray]] = [[] for _ in docs]
    taken: list[list[int]] = [[] for _ in docs]
    active = [state for state in states if not state.is_final()]
    while active:
        ids = model.get_token_ids(active)
        scores = model.predict(active)
        for state, row, action in zip(active, ids, scores.argmax(axis=1), strict=True):
            place = places[id(state)]
            seen[place].append(np.where(row >= 0, row - starts[place], -1))
            taken[place].append(action)
        active = parser.transition_states(active, scores)
    return [
        (np.array(rows, dtype=np.int16).reshape(-1, 8), np.array(actions, dtype=np.int16))
        for rows, actions in zip(seen, taken, strict=True)
    ]


def mixed_spans(doc: Doc, article: Article) -> list[tuple[int, int, str]]:
    """The gold spans where there are any, with the teacher's for the labels that the gold does not have."""
    silver = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    if article.gold is None:
        return silver
    own = {*SETTINGS["labels"].values(), "LOC", UNSURE, NO_PERSON}
    spans = [span for start, end, label in article.gold if (span := _token_span(doc, start, end, label, own))]
    taken = {place for start, end, _ in spans for place in range(start, end)}
    spans += [s for s in silver if s[2] not in own and taken.isdisjoint(range(s[0], s[1]))]
    return sorted(spans)


def _token_span(doc: Doc, start: int, end: int, label: str, own: set[str]) -> tuple[int, int, str] | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or label not in own:
        return None
    if label == "GPE" and any(ent.label_ == "LOC" and ent.start <= span.start < ent.end for ent in doc.ents):
        label = "LOC"
    return span.start, span.end, label


def cased(doc: Doc, way: str) -> Doc:
    """The same tokens in capitals, in small letters or without accents."""
    change = {"upper": str.upper, "lower": str.lower, "plain": _without_accents}[way]
    words = [change(token.text) or token.text for token in doc]
    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def headline(doc: Doc) -> Doc:
    """The article with its first line and each short line of its own in capitals, as agencies send them."""
    words, line = [], []
    for token in [*doc, None]:
        if token is None or "\n" in token.text:
            capitals = len(line) <= 14 and (not words or len(line) > 1)
            words += [word.upper() if capitals else word for word in line]
            words += [] if token is None else [token.text]
            line = []
        else:
            line.append(token.text)
    return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


WAYS = ("upper", "lower", "plain", "headline")


def prepare(nlp: Language, folder: Path, silver: Path, names: Sequence[str], types: Types) -> dict[str, list[Example]]:
    """The examples of each corpus; ``types`` takes in their token types."""
    tag_ids = {tag: number for number, tag in enumerate(nlp.get_pipe("tagger").labels)}
    prepared = {}
    for name in names:
        articles = list(corpus(folder, name))
        docs = list(DocBin().from_disk(silver / f"{name}.spacy").get_docs(nlp.vocab))
        order = sorted(range(len(docs)), key=lambda place: len(docs[place]))
        states: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for first in range(0, len(order), 100):
            places = order[first : first + 100]
            states.update(zip(places, parser_states(nlp, [docs[place] for place in places]), strict=True))
        prepared[name] = [
            _example(doc, article, states[place], tag_ids, types)
            for place, (doc, article) in enumerate(zip(docs, articles, strict=True))
            if len(doc)
        ]
        print(f"{name}: {len(docs)} articles, {sum(map(len, docs))} tokens", flush=True)
    return prepared


def _example(doc: Doc, article: Article, states: tuple, tag_ids: dict[str, int], types: Types) -> Example:  # type: ignore[type-arg]
    others = [headline(doc) if way == "headline" else cased(doc, way) for way in WAYS]
    return Example(
        id=article.id,
        types=types.ids(doc),
        variants=[types.ids(other) for other in others],
        names=name_groups(doc),
        offsets=np.array([(token.idx, token.idx + len(token)) for token in doc], dtype=np.int32),
        words=[token.text for token in doc],
        tags=np.array([tag_ids.get(token.tag_, -1) for token in doc], dtype=np.int64),
        spans=mixed_spans(doc, article),
        silver=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        states=states[0],
        actions=states[1],
    )


def prepare_all(folder: Path, teacher_path: str, silver: Path, out: Path) -> None:
    """Prepares every corpus of the recipe and writes token types and examples to ``out``, as a pickle."""
    nlp = teacher(teacher_path)
    types = Types()
    names = SETTINGS["corpora"]
    every = [*names["gold"], *names["people"], *LABELLED, "tables"]
    examples = prepare(nlp, folder, silver, every, types)
    with out.open("wb") as file:
        pickle.dump((np.stack(types.attributes), examples), file)
