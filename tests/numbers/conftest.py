from __future__ import annotations

import pytest

from newsextract.extractor import Extractor
from newsextract.pipeline import load
from newsextract.records import PartialRecord


@pytest.fixture(scope="session")
def extractor() -> Extractor[PartialRecord]:
    """The default pipeline with all that numbers read; people and countries may still be finding nothing."""
    return load(only=("numbers",), any_language=True)
