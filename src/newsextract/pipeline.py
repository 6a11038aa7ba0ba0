"""Picks the base model, adds the four components, runs articles through: text in, records out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.kinds import KINDS, ROWS, Kind, chosen_kinds, needed
from newsextract.network.checksums import check_sums
from newsextract.reading.article import Article, numbered
from newsextract.reading.language import ENGLISH, language_of
from newsextract.reading.opening import is_folder
from newsextract.records import SCHEMA_VERSION, Record, moved
from newsextract.rules import (
    Overlay,
    RulesError,
    check_overlay,
    laid_over,
    models_folder,
    overlay_of,
    pipeline_settings,
    work_out,
)
from newsextract.startup.blas import one_thread, use_numpy_blas
from newsextract.text.grouping import Item, runs
from newsextract.text.long_texts import cut, join, tokenize
from newsextract.text.paragraphs import Unwrapped, unwrapped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ITEM_CHARS = 100  # what an item weighs besides its characters: a million empty texts are no one batch
_TRIAL = (
    "“We paid 5 million euros,” Dr Ana Duarte of France said in London, the US. NO US HERE. He left for the North. "
    "Orvath Zindelmar, 40, told Qessen Bralt that Georgia's Peter Lubrov spoke Korean."
)
_OTHER_ROOMS = ("newsextract.output.readable", "newsextract.reading.rows")  # that read rules, besides the kinds'
_CONFIG = "config.cfg"
_LONGEST_REASON = 300
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class ModelError(ValueError):
    """A base model that is not there or lacks a component; the message says what to do."""


class Extractor:
    """A loaded pipeline. Call it on one text, or ``pipe`` many articles through it."""

    def __init__(
        self,
        nlp: Language,
        asked: Sequence[Kind],
        model: str,
        overlay: Overlay | None = None,
        any_language: bool = False,
    ) -> None:
        """Use ``load`` instead: it builds the spaCy pipeline that this class runs."""
        self.nlp = nlp
        self.model = model
        self._overlay = overlay
        self._asked = frozenset(asked)
        self._any_language = any_language
        limits = pipeline_settings()["limits"]
        self._piece_chars: int = limits["piece_chars"]
        self._lasting_chars: int = limits["lasting_chars"]
        self._one_thread = one_thread()
        self._own = [name for name in nlp.pipe_names if name.startswith("news_")]

    def __call__(self, text: str, id: str = "") -> Record:
        """The record of one text. Raises TypeError if it is no str."""
        return next(self.pipe([Article(id, text)]))

    def pipe(self, articles: Iterable[Article | str]) -> Iterator[Record]:
        """One record an article, in order. A plain string is an article whose id is its place in the stream, from 0.

        Raises TypeError for what is neither, and for one article in place of several.
        """
        for batch in batches(numbered(articles), lambda article: len(article.text)):
            for result in self.results(batch):
                if isinstance(result, Exception):
                    raise result
                yield result

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        """A record or an exception an article, in order, of articles that go through the pipeline together."""
        try:
            return list(self._records(batch))
        except Exception as error:
            if len(batch) == 1:
                return [error]
        return [result for article in batch for result in self.results([article])]

    def _records(self, batch: Sequence[Article]) -> Sequence[Record]:
        with laid_over(self._overlay):
            languages = [language_of(article.text) for article in batch]
        is_read = [self._any_language or language == ENGLISH for language in languages]
        finds = iter(self._finds([article for article, read in zip(batch, is_read, strict=True) if read]))
        none: dict[str, Any] = {kind: () if kind in self._asked else None for kind in KINDS}
        return [
            Record(
                SCHEMA_VERSION,
                article.id,
                self.model,
                article.title,
                article.date,
                url=article.url,
                language=language,
                **(next(finds) if read else none),
            )
            for article, language, read in zip(batch, languages, is_read, strict=True)
        ]

    def _finds(self, batch: Sequence[Article]) -> list[dict[str, Any]]:
        """What is found in each article, by kind."""
        if not batch:
            return []
        read = [unwrapped(_LONE_SURROGATE.sub("\ufffd", article.text)) for article in batch]
        texts = [one.text for one in read]
        is_long = any(len(text) > self._piece_chars for text in texts)
        tokenized = [] if is_long else self._lasting_docs(texts)
        with laid_over(self._overlay), self.nlp.memory_zone(), self._one_thread(), _no_overflow():
            if is_long:
                docs: Iterable[Doc] = map(self._long_doc, texts)
            else:
                docs = self.nlp.pipe(tokenized or (tokenize(self.nlp, text) for text in texts))
            return [self._finds_in(*of_one) for of_one in zip(read, docs, strict=True)]

    def _lasting_docs(self, texts: list[str]) -> list[Doc]:
        """The texts' Docs, made outside the memory zone: their words are known from now on, as most words of later
        articles then are. None once ``lasting_chars`` have been read so: the rest is forgotten with its batch.
        """
        self._lasting_chars -= sum(map(len, texts))
        return [tokenize(self.nlp, text) for text in texts] if self._lasting_chars > 0 else []

    def _long_doc(self, text: str) -> Doc:
        """A text over spaCy's limit: the base model reads it in pieces, our components see it whole."""
        pieces = (tokenize(self.nlp, piece) for piece in cut(text, self._piece_chars))
        with self.nlp.select_pipes(disable=self._own):
            doc = join(list(self.nlp.pipe(pieces, batch_size=1)))
        for name in self._own:
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _finds_in(self, read: Unwrapped, doc: Doc) -> dict[str, Any]:
        finds: dict[str, Any] = {kind: getattr(doc._, kind) if kind in self._asked else None for kind in KINDS}
        if read.places:
            finds = {kind: moved(found, read.article, read.original) for kind, found in finds.items()}
        return finds


def batches(items: Iterable[Item], chars: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in batches of up to ``batch_chars`` (models/news_en.toml), a longer one alone.

    The first goes alone too, so that its record is out at once.
    """
    stream = iter(items)
    yield from ([first] for first in islice(stream, 1))
    yield from runs(stream, lambda item: chars(item) + _ITEM_CHARS, pipeline_settings()["limits"]["batch_chars"])


def load(
    model: str | None = None,
    only: Kind | Iterable[Kind] = KINDS,
    rules: str | Path | None = None,
    indirect: bool = False,
    any_language: bool = False,
) -> Extractor:
    """An Extractor on a spaCy pipeline.

    ``model`` is the name of an installed spaCy pipeline or a path to one, by default our own in models/trained; it
    needs a tagger, a parser and an NER component. ``only`` names the kinds wanted: what none of them needs is not even
    loaded. ``rules`` is a folder laid out as models/rules, whose words, tables and rows are laid over ours in this
    Extractor alone. ``indirect``: among the quotes, statements reported without marks too. An article that is not in
    English gets a record without finds, unless ``any_language``.
    Raises ModelError, RulesError, or ValueError for a kind that there is not.
    """
    asked = chosen_kinds(only)
    if rules is None:
        return _load(model, asked, None, indirect, any_language)
    overlay = overlay_of(rules)
    trial = partial(_load_with_rules, model, asked, indirect, any_language)
    try:
        return trial(overlay)
    except (ModelError, RulesError):
        raise
    except Exception as error:
        from newsextract.rules.trial import at_fault

        raise at_fault(overlay, error, trial) from error


def _load_with_rules(
    model: str | None, asked: Sequence[Kind], indirect: bool, any_language: bool, overlay: Overlay
) -> Extractor:
    """The Extractor, once all that it works out from the rules has been worked out, on a text that needs it."""
    with laid_over(overlay):
        check_overlay()
        extractor = _load(model, asked, overlay, indirect, any_language)
        for module in _OTHER_ROOMS:
            import_module(module)
        work_out()
    extractor(_TRIAL)
    return extractor


def _load(
    model: str | None, asked: Sequence[Kind], overlay: Overlay | None, indirect: bool, any_language: bool
) -> Extractor:
    settings = pipeline_settings()
    name = model or str(models_folder() / settings["base_model"])
    rows = needed(asked)
    reads = {part for row in rows for part in row.reads}
    every = {part for row in ROWS.values() for part in row.reads}
    nlp = _load_base(name, exclude=[*settings["unused"], *(every - reads)], reads=reads)
    use_numpy_blas(nlp)
    if "parser" in reads:
        from newsextract.quotes.parsing import parse_where_read

        parse_where_read(nlp, rest=indirect)
    options = {"indirect": indirect}
    for row in rows:
        nlp.add_pipe(row.factory, config={option: options[option] for option in row.options})
    return Extractor(nlp, asked, _full_name(nlp.meta), overlay, any_language)


def default_pipeline() -> str:
    """Name and version of the pipeline that ``load`` takes by default, as records give them; loads nothing.

    Raises ModelError where it is missing or damaged.
    """
    file = models_folder() / pipeline_settings()["base_model"] / "meta.json"
    try:
        return _full_name(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{file} is missing or damaged ({_in_short(error)}): install newsextract anew") from error


def _full_name(meta: dict[str, Any]) -> str:
    return f"{meta.get('lang', '')}_{meta['name']}-{meta['version']}"


def installed_pipelines() -> list[tuple[str, str]]:
    """Name and version of each installed spaCy pipeline package, without importing any."""
    from importlib.metadata import entry_points  # here, for its import costs as much as typer's

    return [(point.name, point.dist.version if point.dist else "") for point in entry_points(group="spacy_models")]


def pipeline_folder(name: str) -> Path:
    """The folder of a pipeline, given by the folder's path or by its name, if it is installed; imports nothing of it.

    Raises ModelError for what is neither.
    """
    path = Path(name)
    spec = _spec(name)
    if spec and spec.origin and _is_there(package := Path(spec.origin).parent / "meta.json"):
        return package.parent  # also where a folder here has that name: what a download brought is not run for it
    if _is_there(path / _CONFIG):
        return path
    if is_folder(name):
        raise ModelError(f"no spaCy pipeline in {name!r}: there is no {_CONFIG} in this folder")
    if _is_there(path):
        raise ModelError(
            f"no spaCy pipeline: {name!r} is a file, and --model takes an installed pipeline's name, or its folder"
        )
    if spec:
        raise ModelError(
            f"{name!r} is a module of Python, and no spaCy pipeline: `newsextract models` lists those here"
        )
    if os.sep in name:
        raise ModelError(f"no spaCy pipeline {name!r}: there is no such folder")
    raise ModelError(
        f"no spaCy pipeline {name!r} here: install it (python -m spacy download {name}, or pip install {name}) "
        "or give the path of one; `newsextract models` lists those installed"
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _spec(name: str) -> ModuleSpec | None:
    """What Python would import by this name, without a dot in it."""
    try:
        return find_spec(name) if name.isidentifier() else None
    except (ImportError, ValueError):
        return None


def _no_overflow() -> AbstractContextManager[None]:
    """Has numpy raise FloatingPointError where weights lead nowhere: no record is made of what they then say."""
    from numpy import errstate

    return errstate(over="raise", invalid="raise")


def _in_short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    text = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]} ..."


def _load_base(name: str, exclude: list[str], reads: set[str]) -> Language:
    import spacy

    folder = pipeline_folder(name)
    for ours in ("newsextract.network.component", "newsextract.factories"):  # for spaCy to find
        import_module(ours)
    try:
        check_sums(folder)
        nlp: Language = spacy.load(folder if folder == Path(name) else name, exclude=exclude)
    except Exception as error:  # a stranger's pipeline is a program; one that is damaged may raise anything
        raise ModelError(f"the pipeline {name!r} does not load ({_in_short(error)}): install it anew") from error
    lacks = sorted(reads - set(nlp.pipe_names))
    if lacks:
        raise ModelError(f"the pipeline {name!r} has no {', no '.join(lacks)}: newsextract needs one that has")
    return nlp
