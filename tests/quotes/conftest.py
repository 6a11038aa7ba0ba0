from collections.abc import Callable

import pytest

from newsextract import load
from newsextract.records import Quote


@pytest.fixture(scope="session")
def quotes() -> Callable[[str], tuple[Quote, ...]]:
    """The quotes of a text, by the default pipeline."""
    nlp = load(only=["quotes"]).nlp

    def quotes_of(text: str) -> tuple[Quote, ...]:
        found: tuple[Quote, ...] = nlp(text)._.quotes
        return found

    return quotes_of
