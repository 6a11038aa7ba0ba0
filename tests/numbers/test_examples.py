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

from newsextract import rules
from newsextract.extraction.extractor import Extractor
from newsextract.records.record import PartialRecord
from tests.cases import check_each

NEWS = Path(__file__).with_name("news.jsonl").read_text(encoding="utf8")
ROWS = [*rules.rows("numbers/examples"), *map(json.loads, NEWS.splitlines())]


def check(case: tuple[dict[str, Any], PartialRecord]) -> None:
    row, record = case
    numbers = record.numbers
    assert numbers is not None
    assert len(numbers) == len(row["finds"]), [number.text for number in numbers]
    for number, wanted in zip(numbers, row["finds"], strict=True):
        assert {field: getattr(number, field) for field in wanted} == wanted


def test_finds_what_each_row_says(extractor: Extractor[PartialRecord]) -> None:
    records = extractor.pipe([row["text"] for row in ROWS])
    check_each(zip(ROWS, records, strict=True), check)
