"""newsextract: people, countries, numbers and quoted statements in English news articles.

    from newsextract import extract, load

    extract(text).people
    for record in load("en_core_web_lg", only=["quotes"]).pipe(articles): ...

All that the command line can do, the library can. Importing it loads no spaCy; the first extraction does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from newsextract.pipeline import Extractor, ModelError, load
from newsextract.reading import Article, Failure, Fields, read
from newsextract.records import KINDS, Kind, Record, chosen_kinds
from newsextract.rules import RulesError
from newsextract.version import __version__

__all__ = [
    "KINDS",
    "Article",
    "Extractor",
    "Failure",
    "Fields",
    "Kind",
    "ModelError",
    "Record",
    "RulesError",
    "__version__",
    "extract",
    "load",
    "read",
]


def extract(text: str, only: Kind | Iterable[Kind] = KINDS, indirect: bool = False) -> Record:
    """The record of one article's text, by the default model, which is loaded once and kept.

    Offsets in the record are code points into ``text``, end exclusive. ``only`` names the kinds wanted.
    ``indirect``: among the quotes, statements reported without marks too.
    Raises ValueError for a kind that there is not, TypeError for a text that is no str.
    """
    return _default(chosen_kinds(only), indirect)(text)


@cache
def _default(only: tuple[Kind, ...], indirect: bool) -> Extractor:
    return load(only=only, indirect=indirect)
