from __future__ import annotations

from collections.abc import Callable

import pytest

from newsextract import load
from newsextract.records.record import Country

Find = Callable[[str], tuple[Country, ...]]


@pytest.fixture(scope="session")
def find() -> Find:
    """The countries of a text, by the default pipeline, loaded once."""
    extractor = load(only=["countries"])

    def countries(text: str) -> tuple[Country, ...]:
        found = extractor(text).countries
        assert found is not None
        return found

    return countries
