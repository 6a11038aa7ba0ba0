from __future__ import annotations

import pytest

from newsextract import load
from newsextract.extraction.extractor import Extractor
from newsextract.records.record import PartialRecord


@pytest.fixture(scope="session")
def extractor() -> Extractor[PartialRecord]:
    """The default pipeline with all that numbers read; people and countries may still be finding nothing."""
    return load(only=("numbers",), any_language=True)
