"""Picks the base model, adds the four components, runs articles through: text in, records out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsextract import rules
from newsextract.blas import one_thread, use_numpy_blas
from newsextract.long_texts import cut, join, tokenize
from newsextract.reading import Article
from newsextract.records import KINDS, SCHEMA_VERSION, Kind, Record
from newsextract.spacy_import import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class ModelError(ValueError):
    """A base model that is not there or lacks a component; the message says what to do."""


class Extractor:
    """A loaded pipeline. Call it on one text, or ``pipe`` many articles through it."""

    def __init__(self, nlp: Language, asked: Sequence[Kind], model: str) -> None:
        """Use ``load`` instead: it builds the spaCy pipeline that this class runs."""
        self.nlp = nlp
        self.model = model
        self._asked = frozenset(asked)
        limits = rules.pipeline_settings()["limits"]
        self._piece_chars: int = limits["piece_chars"]
        self._batch_chars: int = limits["batch_chars"]
        self._one_thread = one_thread()
        self._own = [name for name in nlp.pipe_names if name.startswith("news_")]

    def __call__(self, text: str, id: str = "") -> Record:
        """The record of one text."""
        return next(self.pipe([Article(id, text)]))

    def pipe(self, articles: Iterable[Article | str]) -> Iterator[Record]:
        """One record an article, in order. A plain string is an article whose id is its place in the stream, from 0."""
        for _, result in self.attempt(
            Article(str(place), article) if isinstance(article, str) else article
            for place, article in enumerate(articles)
        ):
            if isinstance(result, Exception):
                raise result
            yield result

    def attempt(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Record | Exception]]:
        """Like ``pipe``, with each article beside its record; one that fails comes with its exception instead."""
        for batch in self._batches(articles):
            yield from zip(batch, self._results(batch), strict=True)

    def _batches(self, articles: Iterable[Article]) -> Iterator[list[Article]]:
        """Batches of about ``batch_chars``; the first article goes alone, so that its record is out at once."""
        batch: list[Article] = []
        size, enough = 0, 0
        for article in articles:
            batch.append(article)
            size += len(article.text)
            if size >= enough:
                yield batch
                batch, size, enough = [], 0, self._batch_chars
        if batch:
            yield batch

    def _results(self, batch: list[Article]) -> list[Record | Exception]:
        try:
            return list(self._records(batch))
        except Exception as error:
            if len(batch) == 1:
                return [error]
        return [result for article in batch for result in self._results([article])]

    def _records(self, batch: list[Article]) -> list[Record]:
        texts = [_LONE_SURROGATE.sub("\ufffd", article.text) for article in batch]
        with self.nlp.memory_zone(), self._one_thread():
            if any(len(text) > self._piece_chars for text in texts):
                docs: Iterable[Doc] = map(self._long_doc, texts)
            else:
                docs = self.nlp.pipe(tokenize(self.nlp, text) for text in texts)
            return [self._record(article.id, doc) for article, doc in zip(batch, docs, strict=True)]

    def _long_doc(self, text: str) -> Doc:
        """A text over spaCy's limit: the base model reads it in pieces, our components see it whole."""
        pieces = (tokenize(self.nlp, piece) for piece in cut(text, self._piece_chars))
        with self.nlp.select_pipes(disable=self._own):
            doc = join(list(self.nlp.pipe(pieces, batch_size=1)))
        for name in self._own:
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _record(self, id: str, doc: Doc) -> Record:
        finds: dict[str, Any] = {kind: getattr(doc._, kind) if kind in self._asked else None for kind in KINDS}
        return Record(SCHEMA_VERSION, id, self.model, **finds)


def load(model: str | None = None, only: Iterable[Kind] = KINDS, indirect: bool = False) -> Extractor:
    """An Extractor on a spaCy pipeline.

    ``model`` is the name of an installed spaCy pipeline or a path to one, by default our own in models/trained; it
    needs a tagger, a parser and an NER component. ``only`` names the kinds wanted: what
    none of them needs is not even loaded. ``indirect``: among the quotes, statements reported without marks too.
    Raises ModelError.
    """
    settings = rules.pipeline_settings()
    name = model or str(rules.models_folder() / settings["base_model"])
    asked = tuple(kind for kind in KINDS if kind in set(only))
    components = _needed(settings["component"], asked)
    reads = {part for component in components for part in component["reads"]}
    every = {part for component in settings["component"] for part in component["reads"]}
    nlp = _load_base(name, exclude=[*settings["unused"], *(every - reads)], reads=reads)
    use_numpy_blas(nlp)
    for component in components:
        import_module(f"newsextract.{component['kind']}.component")
        nlp.add_pipe(component["factory"], config={"indirect": indirect} if component["kind"] == "quotes" else {})
    return Extractor(nlp, asked, _full_name(nlp.meta))


def default_pipeline() -> str:
    """Name and version of the pipeline that ``load`` takes by default, as records give them; loads nothing."""
    folder = rules.models_folder() / rules.pipeline_settings()["base_model"]
    return _full_name(json.loads((folder / "meta.json").read_text(encoding="utf-8")))


def _full_name(meta: dict[str, Any]) -> str:
    return f"{meta.get('lang', '')}_{meta['name']}-{meta['version']}"


def installed_pipelines() -> list[tuple[str, str]]:
    """Name and version of each installed spaCy pipeline package, without importing any."""
    from importlib.metadata import entry_points  # here, for its import costs as much as typer's

    return [(point.name, point.dist.version if point.dist else "") for point in entry_points(group="spacy_models")]


def _needed(components: list[dict[str, Any]], asked: Iterable[str]) -> list[dict[str, Any]]:
    wanted = set(asked)
    for component in reversed(components):
        if component["kind"] in wanted:
            wanted.update(component["after"])
    return [component for component in components if component["kind"] in wanted]


def _load_base(name: str, exclude: list[str], reads: set[str]) -> Language:
    spacy = import_spacy()
    import_module("newsextract.network.component")  # what a pipeline of ours is made of, for spacy.load to find
    try:
        nlp: Language = spacy.load(name, exclude=exclude)
    except OSError as error:
        raise ModelError(
            f"no spaCy pipeline {name!r} here: install it (pip install {name}) or give the path of one; "
            "`newsextract models` lists those installed"
        ) from error
    except (ValueError, ImportError, AttributeError) as error:
        raise ModelError(f"the pipeline {name!r} does not load: {error}") from error
    lacks = sorted(reads - set(nlp.pipe_names))
    if lacks:
        raise ModelError(f"the pipeline {name!r} has no {', no '.join(lacks)}: newsextract needs one that has")
    return nlp
