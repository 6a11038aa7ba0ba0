"""Loads a pipeline, and runs articles through it: text in, records out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, cast

from newsextract.analysis.doc_text import with_text
from newsextract.analysis.grouping import Item, runs
from newsextract.analysis.paragraphs import unwrapped
from newsextract.extraction.blas import use_numpy_blas
from newsextract.extraction.language import ENGLISH, english_of, language_of
from newsextract.extraction.long_texts import read_in_pieces, tokenize
from newsextract.extraction.options import Options, without_bylines
from newsextract.extraction.pipeline import ModelError, from_anywhere, full_name, load_base
from newsextract.reading.article import Article, numbered
from newsextract.records.adapting import moved, without_people
from newsextract.records.kinds import KINDS, ROWS, needed
from newsextract.records.record import SCHEMA_VERSION, PartialRecord, Record
from newsextract.records.serializing import LONE_SURROGATE
from newsextract.rules import (
    Overlay,
    RulesError,
    check_overlay,
    fill_caches,
    models_folder,
    overlay_of,
    pipeline_settings,
    using_overlay,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from typing_extensions import TypeVar

    Found = TypeVar("Found", bound=PartialRecord, default=Record, covariant=True)
else:
    from typing import TypeVar

    Found = TypeVar("Found")

Share = Callable[[Iterable[Article], Options, int], Generator[Record, None, None]]
"""One record per article, in order, by so many processes, of which each loads what the options ask for."""

_TRIAL = (
    "“We paid 5 million euros,” Dr Ana Duarte of France said in London, the US. NO US HERE. He left for the North. "
    "Orvath Zindelmar, 40, told Qessen Bralt that Georgia's Peter Lubrov spoke Korean."
)
_ITEM_CHARS = 100  # characters that an item counts besides its own: a million empty texts are not one batch


class _Text:
    """An article on its way through the pipeline, and at the end what was found in it."""

    def __init__(self, article: Article, any_language: bool) -> None:
        self.article = article
        self.given = LONE_SURROGATE.sub("\ufffd", article.text)  # what the record's offsets count in
        self.language = language_of(self.given)
        self.is_read = any_language or self.language == ENGLISH
        read = unwrapped(self.given)
        self.read = english_of(read) if self.is_read and not any_language else read  # what the pipeline reads
        self.finds: dict[str, Any] = {}

    def prepared(self, doc: Doc) -> Doc:
        """The text's Doc, with what is known of the text already."""
        doc._.url = self.article.url
        return with_text(doc, self.read.text, paragraphs=self.read.paragraphs)


class Extractor(Generic[Found]):
    """A loaded pipeline. Call it on one text or article, or ``pipe`` many articles through it.

    Threads may share one: their articles go through it one batch after another. Unpickling one loads it again: the
    model and the folder of rules must be there too.
    """

    def __init__(
        self,
        nlp: Language,
        model: str,
        options: Options,
        overlay: Overlay | None = None,
        share: Share | None = None,
    ) -> None:
        """Use ``newsextract.load`` instead: it builds the spaCy pipeline that this class runs."""
        self.nlp = nlp
        self.model = model
        self._options = options
        self._overlay = overlay
        self._share = share
        self._lock = RLock()  # a pipeline has one memory zone
        limits = pipeline_settings()["limits"]
        self._piece_chars: int = limits["piece_chars"]
        self._lasting_chars: int = limits["lasting_chars"]
        self._own = [name for name in nlp.pipe_names if name.startswith("news_")]

    def __reduce__(self) -> tuple[Any, ...]:
        return load_for, (self._options, self._share)

    def __repr__(self) -> str:
        return f"<Extractor {self.model}: {', '.join(self._options.kinds)}>"

    def __call__(self, text: str | Article, id: str = "") -> Found:
        """The record of one text, or of one article, which has an id already.

        Raises TypeError for anything else, and RuntimeError as ``pipe`` does.
        """
        return next(self.pipe([text if isinstance(text, Article) else Article(id, text)]))

    def pipe(self, articles: Iterable[Article | str], workers: int = 1) -> Generator[Found, None, None]:
        """One record per article, in order. A plain string is an article whose id is its place in the stream, from 0.

        With several ``workers``, that many processes of this machine share the work. They start with the first record,
        load this Extractor's model each, and end with the stream, also if it is closed early.
        Raises ValueError for less than one worker, TypeError for what is no article, and for one article in place of
        several; RuntimeError for an article that fails, naming it, after the records of those before it. With several
        workers also ModelError and StoppedError, if none can start.
        """
        if workers < 1:
            raise ValueError(f"{workers} workers can do no work: 1 is this process alone, 2 or more are processes")
        stream = numbered(articles)
        if workers == 1:
            records = self._alone(stream)
        elif self._share:
            records = self._share(stream, self._options, workers)
        else:
            raise ValueError("this Extractor has no processes to share the work: load it by newsextract.load")
        return cast("Generator[Found, None, None]", records)

    def _alone(self, articles: Iterable[Article]) -> Generator[Record, None, None]:
        for batch in batches(articles, lambda article: len(article.text)):
            for article, result in zip(batch, self.results(batch), strict=True):
                if isinstance(result, Exception):
                    raise RuntimeError(f"{article.id or 'the article'}: {failed(result)}") from result
                yield result

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        """For each article of a batch, in order, its record or the exception that it raised."""
        try:
            with self._lock:
                return list(self._records(batch))
        except Exception as error:
            if len(batch) == 1:
                return [error]
        return [result for article in batch for result in self.results([article])]

    def _records(self, batch: Sequence[Article]) -> list[Record]:
        with using_overlay(self._overlay):
            texts = [_Text(article, self._options.any_language) for article in batch]
        self._find([one for one in texts if one.is_read])
        none: dict[str, Any] = {kind: () if kind in self._options.kinds else None for kind in KINDS}
        return [
            Record(
                SCHEMA_VERSION,
                one.article.id,
                self.model,
                one.article.title,
                one.article.date,
                url=one.article.url,
                language=one.language,
                text=one.given if self._options.text else None,
                **(one.finds or none),
            )
            for one in texts
        ]

    def _find(self, texts: Sequence[_Text]) -> None:
        """Set the finds of each text, by kind."""
        if not texts:
            return
        from numpy import errstate  # damaged weights may give no valid figures: no record is made of these

        is_long = any(len(one.read.text) > self._piece_chars for one in texts)
        tokenized = [] if is_long else self._lasting_docs(texts)
        with using_overlay(self._overlay), self.nlp.memory_zone(), errstate(over="raise", invalid="raise"):
            if is_long:
                docs: Iterable[tuple[Doc, _Text]] = ((self._long_doc(one), one) for one in texts)
            else:
                docs = self.nlp.pipe(tokenized or self._docs(texts), as_tuples=True)
            for doc, one in docs:
                one.finds = self._finds_in(doc, one)

    def _lasting_docs(self, texts: Sequence[_Text]) -> list[tuple[Doc, _Text]]:
        """The texts' Docs, made outside the memory zone: their words are known from now on, as most words of later
        articles then are. None once ``lasting_chars`` have been read so: the rest is forgotten with its batch.
        """
        self._lasting_chars -= sum(len(one.read.text) for one in texts)
        return self._docs(texts) if self._lasting_chars > 0 else []

    def _docs(self, texts: Sequence[_Text]) -> list[tuple[Doc, _Text]]:
        return [(one.prepared(tokenize(self.nlp, one.read.text)), one) for one in texts]

    def _long_doc(self, one: _Text) -> Doc:
        """The Doc of a text over spaCy's limit: the base model reads it in pieces, our components the whole text."""
        with self.nlp.select_pipes(disable=self._own):
            doc = one.prepared(read_in_pieces(self.nlp, one.read.text, self._piece_chars))
        for name in self._own:
            doc = self.nlp.get_pipe(name)(doc)
        return doc

    def _finds_in(self, doc: Doc, one: _Text) -> dict[str, Any]:
        asked = self._options.kinds
        finds: dict[str, Any] = {kind: getattr(doc._, kind) if kind in asked else None for kind in KINDS}
        if "numbers" in asked:
            finds["numbers"] = self._options.narrowed(finds["numbers"])
        if self._options.no_bylines:
            finds = without_bylines(finds, doc._.people, one.read.text)
        if "people" not in asked:
            finds = {kind: without_people(found) for kind, found in finds.items()}
        if self._options.sentences:
            from newsextract.analysis.sentences import with_sentences

            finds = with_sentences(finds, doc)
        if one.read.text != one.given:
            finds = {kind: moved(found, one.given, one.read.original) for kind, found in finds.items()}
        return finds


def failed(error: Exception) -> str:
    """The message for an article whose extraction raised this error."""
    if isinstance(error, MemoryError):
        return "too large for the memory of this machine"
    return f"could not be worked through ({type(error).__name__}: {error})"


def batches(items: Iterable[Item], chars: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in batches of up to ``batch_chars`` (models/news_en.toml), a longer one alone.

    The first goes alone too, so that its record is out at once.
    """
    stream = iter(items)
    yield from ([first] for first in islice(stream, 1))
    yield from runs(stream, lambda item: chars(item) + _ITEM_CHARS, pipeline_settings()["limits"]["batch_chars"])


_loading = RLock()  # held while a pipeline is loaded


def load_for(options: Options, share: Share | None = None) -> Extractor:
    """The Extractor that ``newsextract.load`` gives for these options, and what it raises. One is loaded at a time."""
    with _loading:
        if options.rules is None:
            return _load(options, None, share)
        overlay = overlay_of(options.rules)

        try:
            with using_overlay(overlay):
                check_overlay()
                extractor = _load(options, overlay, share)
                fill_caches()
            extractor(_TRIAL)
        except (ModelError, RulesError):
            raise
        except Exception as error:
            path = next(iter(overlay.files.values())) if len(overlay.files) == 1 else overlay.folder
            reason = f"an entry has not the form of its list ({error or type(error).__name__})"
            raise RulesError(path, reason) from error
        return extractor


def _load(options: Options, overlay: Overlay | None, share: Share | None) -> Extractor:
    settings = pipeline_settings()
    name = options.model or str(models_folder() / settings["base_model"])
    rows = needed(options.kinds)
    reads = {part for row in rows for part in row.reads}
    every = {part for row in ROWS.values() for part in row.reads}
    nlp = load_base(name, exclude=[*settings["unused"], *(every - reads)], reads=reads)
    use_numpy_blas(nlp)
    if "parser" in reads:
        from newsextract.quotes.parsing import parse_where_read

        parse_where_read(nlp, rest=options.indirect)
    for row in rows:
        nlp.add_pipe(
            row.factory, config={"spans": False} | {option: getattr(options, option) for option in row.options}
        )
    nlp.add_pipe("news_confidence")
    return Extractor(nlp, full_name(nlp.meta), from_anywhere(options), overlay, share)


loaded_extractors: dict[Options, Extractor] = {}


def loaded_once(options: Options) -> Extractor:
    """The Extractor for these options, which is loaded once in this process, whatever thread asks, and kept."""
    with _loading:
        if options not in loaded_extractors:
            loaded_extractors[options] = load_for(options)
        return loaded_extractors[options]
