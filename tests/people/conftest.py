from __future__ import annotations

import pytest

from newsextract.extraction.extractor import Extractor
from newsextract.extraction.pipeline import load
from newsextract.records.record import PartialRecord


@pytest.fixture(scope="session")
def extractor() -> Extractor[PartialRecord]:
    return load(only=["people"], any_language=True)
