"""newsextract: people, countries, numbers and quoted statements in English news articles.

    from newsextract import extract, load

    extract(text).people
    for record in load("en_core_web_lg", only=["quotes"]).pipe(articles): ...

All that the command line can do, the library can. Importing it loads next to nothing; the first use of a name loads
its module, the first extraction spaCy.
"""

from __future__ import annotations

from newsextract.extraction import sharing as _sharing
from newsextract.version import __version__

TYPE_CHECKING = False  # typing's is one import more
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from typing import overload

    from newsextract.archive.asking.asking import Archive
    from newsextract.archive.store.database import ArchiveError
    from newsextract.batch.workers.engine import StoppedError
    from newsextract.extraction.extractor import Extractor
    from newsextract.extraction.options import Options
    from newsextract.extraction.pipeline import ModelError, load
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
    **dict.fromkeys(("ModelError", "load"), "extraction.pipeline"),
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

        from newsextract.extraction.forking import loading

        with loading:
            module = import_module(f"newsextract.{_OTHER_MODULES.get(name, 'records.record')}")
            value = globals()[name] = getattr(module, name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _share(articles: Iterable[Article], options: Options, workers: int) -> Generator[Record, None, None]:
    from newsextract.batch.run.sharing import shared

    return shared(articles, options, workers)


_sharing.share = _share

if TYPE_CHECKING:

    @overload
    def extract(
        article: str | Article,
        only: None = None,
        *,
        indirect: bool = False,
        any_language: bool = False,
        text: bool = False,
        sentences: bool = False,
        no_bylines: bool = False,
    ) -> Record: ...

    @overload
    def extract(
        article: str | Article,
        only: Kind | Iterable[Kind],
        *,
        indirect: bool = False,
        any_language: bool = False,
        text: bool = False,
        sentences: bool = False,
        no_bylines: bool = False,
    ) -> PartialRecord: ...


def extract(
    article: str | Article,
    only: Kind | Iterable[Kind] | None = None,
    *,
    indirect: bool = False,
    any_language: bool = False,
    text: bool = False,
    sentences: bool = False,
    no_bylines: bool = False,
) -> PartialRecord:
    """The record of one article, or of its text, by the default model, which is loaded once and kept.

    Offsets in the record are code points into the text, end exclusive. ``only`` names the kinds to find, by default
    all. ``indirect``: also find statements without quotation marks. ``any_language``: also extract from texts that are
    not in English. ``text``: the record has the text. ``sentences``: each mention, number and quote has the place of
    its sentence. ``no_bylines``: leave out the people of bylines and photo credits. Threads may call it at the same
    time. Raises ValueError for an unknown kind, TypeError for a text that is not a str.
    """
    from newsextract.extraction.forking import loading

    with loading:
        from newsextract.extraction.options import Options
        from newsextract.extraction.pipeline import kept
        from newsextract.records.kinds import KINDS, chosen_kinds

    kinds = chosen_kinds(KINDS if only is None else only)
    how = Options(
        kinds=kinds,
        indirect=indirect,
        any_language=any_language,
        text=text,
        sentences=sentences,
        no_bylines=no_bylines,
    )
    return kept(how)(article)
