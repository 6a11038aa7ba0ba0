"""newsextract: people, countries, numbers and quoted statements in English news articles.

    from newsextract import extract, load

    extract(text).people
    for record in load("en_core_web_lg", only=["quotes"]).pipe(articles): ...

All that the command line can do, the library can. Importing it loads next to nothing; the first use of a name loads
its module, the first extraction spaCy.
"""

from __future__ import annotations

from newsextract.version import __version__

TYPE_CHECKING = False  # typing's is one import more
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path
    from typing import Unpack, overload

    from newsextract.archive.asking.asking import Archive
    from newsextract.archive.store.database import ArchiveError
    from newsextract.batch.workers.engine import StoppedError
    from newsextract.extraction.extractor import Extractor
    from newsextract.extraction.options import Options, Wanted
    from newsextract.extraction.pipeline import ModelError
    from newsextract.reading import Article, Failure, Fields, read
    from newsextract.records.kinds import KINDS, Kind
    from newsextract.records.record import (
        Country,
        CountryMention,
        Cue,
        Mention,
        Number,
        PartialRecord,
        Person,
        Quote,
        Record,
        Speaker,
    )
    from newsextract.rules import RulesError

__all__ = [
    "KINDS",
    "Archive",
    "ArchiveError",
    "Article",
    "Country",
    "CountryMention",
    "Cue",
    "Extractor",
    "Failure",
    "Fields",
    "Kind",
    "Mention",
    "ModelError",
    "Number",
    "PartialRecord",
    "Person",
    "Quote",
    "Record",
    "RulesError",
    "Speaker",
    "StoppedError",
    "__version__",
    "extract",
    "load",
    "read",
]

_OTHER_MODULES = {  # of the names above that are not in records.record
    "Archive": "archive.asking.asking",
    "ArchiveError": "archive.store.database",
    "Extractor": "extraction.extractor",
    "StoppedError": "batch.workers.engine",
    "ModelError": "extraction.pipeline",
    **dict.fromkeys(("Article", "Failure", "Fields", "read"), "reading"),
    **dict.fromkeys(("KINDS", "Kind"), "records.kinds"),
    "RulesError": "rules",
}


if not TYPE_CHECKING:  # or a type checker takes any name

    def __getattr__(name: str) -> object:
        """One of the names above, imported when it is first asked for: the command can be stopped long before."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f"newsextract.{_OTHER_MODULES.get(name, 'records.record')}")
        value = globals()[name] = getattr(module, name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if TYPE_CHECKING:

    @overload
    def load(model: str | None = None, *, rules: str | Path | None = None, **options: Unpack[Wanted]) -> Extractor: ...

    @overload
    def load(
        model: str | None = None,
        only: Kind | Iterable[Kind] | None = ...,
        rules: str | Path | None = None,
        **options: Unpack[Wanted],
    ) -> Extractor[PartialRecord]: ...


def load(
    model: str | None = None,
    only: Kind | Iterable[Kind] | None = None,
    rules: str | Path | None = None,
    **options: Unpack[Wanted],
) -> Extractor[PartialRecord]:
    """An Extractor on a spaCy pipeline.

    ``model`` is the name of an installed spaCy pipeline or a path to one, by default our own in models/trained; it
    needs a tagger, a parser and an NER component. ``only`` names the kinds to find, by default all; what they do not
    need is not loaded. ``rules`` is a folder laid out like models/rules; its words, tables and rows are added to ours
    for this Extractor only. Raises ModelError, RulesError, or ValueError for an unknown kind.

    ``numbers`` names the kinds of number that the record keeps, such as "money", by default all. The other options are
    true or false. ``indirect``: also find statements without quotation marks. ``any_language``: also extract from
    articles that are not in English; otherwise their records have no finds. ``text``: the record has the article's
    text. ``sentences``: each mention, number and quote has the place of its sentence. ``no_bylines``: leave out the
    mentions in bylines and photo credits, and people who have no others.
    """
    from newsextract.extraction.extractor import load_for
    from newsextract.extraction.options import options_of

    return load_for(options_of(model, only, rules, **options), _share)


if TYPE_CHECKING:

    @overload
    def extract(article: str | Article, only: None = None, **options: Unpack[Wanted]) -> Record: ...

    @overload
    def extract(article: str | Article, only: Kind | Iterable[Kind], **options: Unpack[Wanted]) -> PartialRecord: ...


def extract(
    article: str | Article, only: Kind | Iterable[Kind] | None = None, **options: Unpack[Wanted]
) -> PartialRecord:
    """The record of one article, or of its text, by the default model, which is loaded once and kept.

    Offsets in the record are code points into the text, end exclusive. ``only`` and the other options are those of
    ``load``. Threads may call it at the same time. Raises ValueError for an unknown kind, TypeError for a text that is
    not a str.
    """
    from newsextract.extraction.extractor import loaded_once
    from newsextract.extraction.options import options_of

    return loaded_once(options_of(None, only, **options))(article)


def _share(articles: Iterable[Article], options: Options, workers: int) -> Generator[Record, None, None]:
    from newsextract.batch.run.runner import shared

    return shared(articles, options, workers)
