from __future__ import annotations

import pytest

from newsextract.pipeline import Extractor, load


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load(only=["people"])
