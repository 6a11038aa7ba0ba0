"""A new word is one line in one file of a user's rules, and works: each with a near miss, without the line.

Units, currencies and comparators are in tests/rules/test_own_words.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsextract import load
from newsextract.extraction.extractor import Extractor

CASES = [
    (
        "currencies_more.jsonl",
        '{"code": "XZD", "name": "zed dollar", "names": ["zed dollar", "zed dollars"], "countries": ["ZZ"]}',
        "It cost $5 XZD in May.",
        {"text": "$5 XZD", "unit": "XZD"},
    ),
    ("words.toml", "cardinal.zeventy = 70", "Police held zeventy men.", {"value": 70}),
    ("words.toml", "scale.zillard = 1000", "Police held 5 zillard men.", {"value": 5000}),
    ("changes.toml", 'rising = ["zoomed"]', "Prices zoomed 5 percent.", {"change": "up"}),
    ("concepts.toml", 'held = ["zats"]', "The zats in Acme rose 5 percent.", {"concept": "zats in Acme"}),
]


@pytest.mark.parametrize(("file", "line", "text", "wanted"), CASES)
def test_one_line_adds_a_word(
    extractor: Extractor, tmp_path: Path, file: str, line: str, text: str, wanted: dict[str, Any]
) -> None:
    (tmp_path / "numbers").mkdir()
    (tmp_path / "numbers" / file).write_text(f"{line}\n")
    with_line = load(only=("numbers",), rules=tmp_path)
    assert any(_fits(number, wanted) for number in with_line(text).numbers or ())
    assert not any(_fits(number, wanted) for number in extractor(text).numbers or ())


def test_one_line_adds_a_label(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "numbers").mkdir()
    (tmp_path / "numbers" / "not_numbers.toml").write_text('labels = ["zector"]\n')
    text = "We saw zector 5 there."
    assert load(only=("numbers",), rules=tmp_path)(text).numbers == ()
    assert len(extractor(text).numbers or ()) == 1


def _fits(number: object, wanted: dict[str, Any]) -> bool:
    return all(getattr(number, field) == value for field, value in wanted.items())
