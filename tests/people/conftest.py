from __future__ import annotations

import pytest

from newsextract.extractor import Extractor
from newsextract.pipeline import load
from newsextract.records import PartialRecord


@pytest.fixture(scope="session")
def extractor() -> Extractor[PartialRecord]:
    return load(only=["people"], any_language=True)
