from __future__ import annotations

import pytest

from newsextract import load
from newsextract.extraction.extractor import Extractor
from newsextract.records.record import PartialRecord


@pytest.fixture(scope="session")
def extractor() -> Extractor[PartialRecord]:
    return load(only=["people"], any_language=True)
