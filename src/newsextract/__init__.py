"""newsextract: people, countries, numbers and quoted statements in English news articles.

    from newsextract import extract, load

    extract(text).people
    for record in load("en_core_web_lg", only=["quotes"]).pipe(articles): ...

All that the command line can do, the library can. Importing it loads nothing; the first use of a name loads what is
behind it, the first extraction spaCy.
"""

from __future__ import annotations

from newsextract.version import __version__

TYPE_CHECKING = False  # typing's is one import more
if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsextract.extractor import Extractor
    from newsextract.kinds import KINDS, Kind
    from newsextract.pipeline import ModelError, load
    from newsextract.reading import Article, Failure, Fields, read
    from newsextract.records import Record
    from newsextract.rules import RulesError

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

_MODULES = {
    "Extractor": "extractor",
    **dict.fromkeys(("ModelError", "load"), "pipeline"),
    **dict.fromkeys(("Article", "Failure", "Fields", "read"), "reading"),
    **dict.fromkeys(("KINDS", "Kind"), "kinds"),
    "Record": "records",
    "RulesError": "rules",
}


def __getattr__(name: str) -> object:
    """One of the names above, imported when it is first asked for: the command can be stopped long before."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"newsextract.{_MODULES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def extract(
    text: str, only: Kind | Iterable[Kind] | None = None, indirect: bool = False, any_language: bool = False
) -> Record:
    """The record of one article's text, by the default model, which is loaded once and kept.

    Offsets in the record are code points into ``text``, end exclusive. ``only`` names the kinds wanted, by default all.
    ``indirect``: among the quotes, statements reported without marks too. Unless ``any_language``, a text that
    is not in English has no finds.
    Raises ValueError for a kind that there is not, TypeError for a text that is no str.
    """
    from newsextract.kinds import KINDS, chosen_kinds

    asked = chosen_kinds(KINDS if only is None else only), indirect, any_language
    if asked not in _loaded:
        from newsextract.pipeline import load

        _loaded[asked] = load(only=asked[0], indirect=indirect, any_language=any_language)
    return _loaded[asked](text)


_loaded: dict[tuple[tuple[Kind, ...], bool, bool], Extractor] = {}
