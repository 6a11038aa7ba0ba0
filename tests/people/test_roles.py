"""Runs models/rules/people/role_examples.jsonl: a text, the name of a person in it, and that one's titles and roles."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import rules
from newsextract.extraction.extractor import Extractor
from newsextract.records.record import PartialRecord

ROWS = rules.rows("people/role_examples")


@pytest.fixture(scope="module")
def records(extractor: Extractor[PartialRecord]) -> dict[str, PartialRecord]:
    """The record of each text."""
    texts = list(dict.fromkeys(row["text"] for row in ROWS))
    return dict(zip(texts, extractor.pipe(texts), strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_titles_and_roles(row: dict[str, Any], records: dict[str, PartialRecord]) -> None:
    (person,) = [person for person in records[row["text"]].people or () if person.name == row["name"]]
    assert [[*person.titles], [*person.roles]] == [row["titles"], row["roles"]]
