from collections.abc import Callable

import pytest

from newsextract import load
from newsextract.quotes.article import quotes as read_quotes
from newsextract.records import Quote


@pytest.fixture(scope="session")
def quotes() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text, by the default pipeline."""
    return _finder(indirect=False)


@pytest.fixture(scope="session")
def all_quotes() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text and its reported statements, by the default pipeline."""
    return _finder(indirect=True)


@pytest.fixture(scope="session")
def quotes_on_whole_trees() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text without reported statements, but read off the same trees as those: of every sentence."""
    nlp = load(only=["quotes"], indirect=True).nlp

    def quotes_of(text: str) -> tuple[Quote, ...]:
        doc = nlp(text)
        return read_quotes(doc, doc._.people)

    return quotes_of


def _finder(indirect: bool) -> Callable[[str], tuple[Quote, ...]]:
    nlp = load(only=["quotes"], indirect=indirect).nlp

    def quotes_of(text: str) -> tuple[Quote, ...]:
        found: tuple[Quote, ...] = nlp(text)._.quotes
        return found

    return quotes_of
