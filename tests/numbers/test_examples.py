"""Every row of models/rules/numbers/examples.jsonl, and of news.jsonl: sentences as papers all over write them.

A row: {"rule": the words it is named for, "text": a text, "finds": the numbers of it in order}.
A find names the fields of
records.Number that it checks; those it leaves out may be anything.
An empty list: nothing may be found (a near miss).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract import rules
from newsextract.extraction.extractor import Extractor

NEWS = Path(__file__).with_name("news.jsonl").read_text(encoding="utf8")
ROWS = [*rules.rows("numbers/examples"), *map(json.loads, NEWS.splitlines())]


@pytest.mark.parametrize("row", ROWS, ids=[f"{place}-{row['rule']}" for place, row in enumerate(ROWS)])
def test_finds_what_the_row_says(extractor: Extractor, row: dict[str, Any]) -> None:
    numbers = extractor(row["text"]).numbers
    assert numbers is not None
    assert len(numbers) == len(row["finds"]), [number.text for number in numbers]
    for number, wanted in zip(numbers, row["finds"], strict=True):
        assert {field: getattr(number, field) for field in wanted} == wanted
