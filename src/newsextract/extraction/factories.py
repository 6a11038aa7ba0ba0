"""The spaCy factories of our components, for any pipeline: a room is imported once its component is asked for.

spaCy looks through all that the installed packages register, whichever component it needs. So this module is small.

``requires`` is what a component is not run without. What it reads where it is there, it does not require: numbers are
told by the article's countries which dollar is meant, and by its people whose age they are. ``spans``: whether the
finds become a span group of the Doc too, which records do without.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

Component = Callable[[Doc], Doc]

_PEOPLE = ["doc.ents", "token.tag"]
_COUNTRIES = ["doc.ents", "token.tag", "doc._.people"]
_NUMBERS = ["doc.ents", "token.tag"]
_QUOTES = ["token.tag", "token.dep", "doc._.people"]


@Language.factory(
    "news_people", requires=_PEOPLE, assigns=["doc._.people", "doc.spans"], default_config={"spans": True}
)
def make_people(nlp: Language, name: str, spans: bool) -> Component:
    """The factory behind ``nlp.add_pipe("news_people")``."""
    from newsextract.extraction.doc_needs import Needing
    from newsextract.people.component import NewsPeople

    return Needing(NewsPeople(), name, _PEOPLE, "people" if spans else None)


@Language.factory(
    "news_countries", requires=_COUNTRIES, assigns=["doc._.countries", "doc.spans"], default_config={"spans": True}
)
def make_countries(nlp: Language, name: str, spans: bool) -> Component:
    """The factory behind ``nlp.add_pipe("news_countries")``."""
    from newsextract.countries.component import NewsCountries
    from newsextract.extraction.doc_needs import Needing

    return Needing(NewsCountries(), name, _COUNTRIES, "countries" if spans else None)


@Language.factory(
    "news_numbers", requires=_NUMBERS, assigns=["doc._.numbers", "doc.spans"], default_config={"spans": True}
)
def make_numbers(nlp: Language, name: str, spans: bool) -> Component:
    """The factory behind ``nlp.add_pipe("news_numbers")``."""
    from newsextract.extraction.doc_needs import Needing
    from newsextract.numbers.component import NewsNumbers

    return Needing(NewsNumbers(), name, _NUMBERS, "numbers" if spans else None)


@Language.factory(
    "news_quotes",
    requires=_QUOTES,
    assigns=["doc._.quotes", "doc.spans"],
    default_config={"indirect": False, "spans": True},
)
def make_quotes(nlp: Language, name: str, indirect: bool, spans: bool) -> Component:
    """The factory behind ``nlp.add_pipe("news_quotes", config={"indirect": ...})``."""
    from newsextract.extraction.doc_needs import Needing
    from newsextract.quotes.component import NewsQuotes
    from newsextract.quotes.parsing import is_parsed

    return Needing(NewsQuotes(indirect), name, _QUOTES, "quotes" if spans else None, partial(is_parsed, rest=indirect))


@Language.factory(
    "news_parser", assigns=["token.dep", "token.head", "token.is_sent_start"], default_config={"rest": False}
)
def make_parser(nlp: Language, name: str, rest: bool) -> Any:
    """The factory behind ``nlp.add_pipe("news_parser")``: runs the pipeline's own, disabled ``parser``."""
    from newsextract.quotes.parsing import NewsParser

    return NewsParser(nlp.get_pipe("parser"), rest)
