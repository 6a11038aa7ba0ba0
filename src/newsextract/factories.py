"""The spaCy factories of our components, for any pipeline: a room is imported once its component is asked for.

spaCy looks through all that the installed packages register, whichever component it needs. So this module is small.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

Component = Callable[[Doc], Doc]


@Language.factory("news_people", requires=["doc.ents", "token.tag"], assigns=["doc._.people"])
def make_people(nlp: Language, name: str) -> Component:
    """The factory behind ``nlp.add_pipe("news_people")``."""
    from newsextract.people.component import NewsPeople

    return NewsPeople()


@Language.factory("news_countries", requires=["doc.ents", "token.tag", "doc._.people"], assigns=["doc._.countries"])
def make_countries(nlp: Language, name: str) -> Component:
    """The factory behind ``nlp.add_pipe("news_countries")``."""
    from newsextract.countries.component import NewsCountries

    return NewsCountries()


@Language.factory("news_numbers", requires=["doc.ents", "token.tag", "doc._.people"], assigns=["doc._.numbers"])
def make_numbers(nlp: Language, name: str) -> Component:
    """The factory behind ``nlp.add_pipe("news_numbers")``."""
    from newsextract.numbers.component import NewsNumbers

    return NewsNumbers()


@Language.factory(
    "news_quotes",
    requires=["doc._.people", "token.tag", "token.dep"],
    assigns=["doc._.quotes"],
    default_config={"indirect": False},
)
def make_quotes(nlp: Language, name: str, indirect: bool) -> Component:
    """The factory behind ``nlp.add_pipe("news_quotes", config={"indirect": ...})``."""
    from newsextract.quotes.component import NewsQuotes

    return NewsQuotes(indirect)


@Language.factory(
    "news_parser", assigns=["token.dep", "token.head", "token.is_sent_start"], default_config={"rest": False}
)
def make_parser(nlp: Language, name: str, rest: bool) -> Any:
    """The factory behind ``nlp.add_pipe("news_parser")``: runs the pipeline's own, disabled ``parser``."""
    from newsextract.quotes.parsing import NewsParser

    return NewsParser(nlp.get_pipe("parser"), rest)
