from collections.abc import Callable

import pytest

from newsextract import load
from newsextract.records.record import Quote


@pytest.fixture(scope="session")
def quotes() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text, by the default pipeline."""
    return _finder(indirect=False)


@pytest.fixture(scope="session")
def all_quotes() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text and its reported statements, by the default pipeline."""
    return _finder(indirect=True)


def _finder(indirect: bool) -> Callable[[str], tuple[Quote, ...]]:
    nlp = load(only=["quotes"], indirect=indirect).nlp

    def quotes_of(text: str) -> tuple[Quote, ...]:
        found: tuple[Quote, ...] = nlp(text)._.quotes
        return found

    return quotes_of
