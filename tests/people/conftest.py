from __future__ import annotations

import pytest

from newsextract.extractor import Extractor
from newsextract.pipeline import load


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load(only=["people"], any_language=True)
