"""Rules that are rows: what comes out of each one's example and near miss, what fits a pattern, and bad rows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsextract import Extractor, load
from newsextract.extraction.explaining import explain
from newsextract.reading.article import Article
from newsextract.rules import RulesError, models_folder
from newsextract.rules.rule_rows import Place, read_pattern
from tests.cases import check_each

ROWS = [
    (path.parent.name, row)
    for path in sorted((models_folder() / "rules").glob("*/rules.jsonl"))
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
]
HERE: dict[str, Any] = {"CANDIDATE": True}
TEXT = ["the", "old", "Boeing", "737", "jet", ",", "and", "then"]
TAGS = ["DT", "JJ", "NNP", "CD", "NN", ",", "CC", "RB"]


def _decided(extractor: Extractor, kind: str, text: str, candidate: str, rule: str) -> bool:
    """Whether the rule is among those that decided on the candidate."""
    start = text.index(candidate)
    there = [one for one in explain(extractor, Article("a", text)) if one.kind == kind and one.start <= start < one.end]
    return any(rule in one.rules for one in there)


def test_a_row_does_what_its_example_says_and_not_in_its_near_miss(extractor: Extractor) -> None:
    check_each(ROWS, lambda case: _check_row(extractor, *case))


def _check_row(extractor: Extractor, kind: str, row: dict[str, Any]) -> None:
    assert row["example"].count(row["on"]) == row["near_miss"].count(row["not_on"]) == 1
    rule = f"{row['verdict']}: {row['rule']}"
    assert _decided(extractor, kind, row["example"], row["on"], rule)
    assert not _decided(extractor, kind, row["near_miss"], row["not_on"], rule)
    if kind == "numbers":
        found = {number.text: number for number in extractor(row["example"]).numbers}
        missed = {number.text: number for number in extractor(row["near_miss"]).numbers}
        if row["verdict"] in ("an age", "the age of a person"):
            assert found[row["on"]].kind == "age"
            assert row["not_on"] not in missed or missed[row["not_on"]].kind != "age"
        elif row["verdict"] == "compares nothing":
            assert found[row["on"]].comparator == "="
            assert row["not_on"] in missed
        else:
            assert row["on"] not in found
            assert row["not_on"] in missed


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ([{"LOWER": "boeing"}, HERE], True),
        ([{"TEXT": "boeing"}, HERE], False),
        ([{"ORTH": "Boeing"}, HERE, {"LOWER": "jet"}], True),
        ([{"LOWER": {"IN": ["airbus", "boeing"]}}, HERE], True),
        ([{"LOWER": {"NOT_IN": ["airbus", "boeing"]}}, HERE], False),
        ([{"LOWER": {"REGEX": "^b.*g$"}}, HERE], True),
        ([{"TAG": "NNP"}, HERE, {"TAG": {"IN": ["NN", "NNS"]}}], True),
        ([{"SHAPE": "Xxxxx"}, HERE | {"SHAPE": "ddd"}], True),
        ([{"SHAPE": "XXX"}, HERE], False),
        ([HERE | {"TEXT": "738"}], False),
        ([{}, {}, {}, HERE], True),
        ([{}, {}, {}, {}, HERE], False),  # no word is left
        ([{"LOWER": ""}, {}, {}, {}, HERE], True),
        ([{"LOWER": "the"}, {"OP": "*"}, HERE], True),
        ([{"LOWER": "boeing"}, {"OP": "*"}, HERE], True),
        ([{"LOWER": "boeing"}, {"OP": "+"}, HERE], False),
        ([{"LOWER": "old"}, {"OP": "+"}, HERE], True),
        ([HERE, {"LOWER": "big", "OP": "?"}, {"LOWER": "jet"}], True),
        ([HERE, {"LOWER": "jet", "OP": "?"}, {"LOWER": ","}], True),
        ([HERE, {"OP": "*"}, {"LOWER": "then"}, {"LOWER": {"IN": ["."]}}], True),  # a stop is the end of the text too
    ],
)
def test_a_pattern_fits_as_spacy_says(pattern: list[dict[str, Any]], fits: bool) -> None:
    ends = [""] * 12
    words = [*TEXT, *ends]
    place = Place(words, [word.lower() for word in words], [*TAGS, *ends], [""] * len(words), 3, 4)
    assert read_pattern(pattern).fits(place) is fits


def _mine(folder: Path, *rows: object) -> Path:
    path = folder / "numbers" / "rules.jsonl"
    path.parent.mkdir()
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return folder


TRACTOR = {"rule": "a tractor", "verdict": "no count", "pattern": [{"LOWER": "tractor"}, HERE]}


def test_a_row_of_ones_own_is_laid_over_ours(tmp_path: Path) -> None:
    ours = {"rule": "once a week", "verdict": "no length", "pattern": [{"LOWER": "tractor"}, HERE]}
    mine = load(only=["numbers"], rules=_mine(tmp_path, TRACTOR, ours))
    text = "The tractor 900 ploughs 40 fields once a week."
    assert [number.text for number in mine(text).numbers or ()] == ["40", "a week"]
    assert [number.text for number in load(only=["numbers"])(text).numbers or ()] == ["900", "40"]
    reasons = {one.text: one.rules for one in explain(mine, Article("a", text))}
    assert reasons["900"] == ("no count: a tractor",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"verdict": "no cuont"}, "there is no verdict 'no cuont': is it 'no count'?"),
        ({"patern": []}, "a row has no 'patern': is it 'pattern'?"),
        ({"pattern": "tractor"}, "'pattern' should be a list"),
        ({"pattern": [{"LOWER": "tractor"}]}, "a pattern has one CANDIDATE"),
        ({"pattern": [{"LOWR": "tractor"}, HERE]}, "is it 'LOWER'?"),
        ({"pattern": [{"LOWER": 3}, HERE]}, "says nothing of a token"),
        (
            {"pattern": [{"LOWER": "Tractor"}, HERE]},
            "no word has the LOWER 'Tractor': write 'tractor', or TEXT for LOWER",
        ),
        ({"pattern": [{"LOWER": {"IN": ["a", "old tractor"]}}, HERE]}, "'old tractor': write a token for each word"),
        ({"pattern": [{"TEXT": {"NOT_IN": [5]}}, HERE]}, "'TEXT' is 5, and should be a string"),
        ({"pattern": [{"TAG": "NNPX"}, HERE], "verdict": "part of a name"}, "no word has the TAG 'NNPX': is it 'NNP"),
        ({"pattern": [{"ENT_TYPE": "PER"}, HERE], "verdict": "part of a name"}, "'PER': is it 'PERSON'?"),
        ({"pattern": [{"LOWER": {"REGEX": "("}}, HERE]}, "the rule cannot be read: missing )"),
        ({"pattern": [{"LOWER": {"INN": ["a"]}}, HERE]}, "there is no 'INN' here"),
        ({"pattern": [{"LOWER": {"IN": "people/kin_nons"}}, HERE]}, "there is no list 'people/kin_nons'"),
        ({"pattern": [{"LOWER": "a", "OP": "2"}, HERE]}, "OP is '2', and should be ?, * or +"),
        ({"pattern": [{"TAG": "NN"}, HERE]}, "words have no TAG and no ENT_TYPE yet"),
        ({"pattern": [{"CANDIDATE": {"unti": "year"}}]}, "'unti' is not known: is it 'unit'?"),
        ({"pattern": [{"CANDIDATE": {"value": {">": "x"}}}]}, "cannot be read: '>' should be a number, not 'x'"),
        ({"pattern": [{"CANDIDATE": {"value": {"<=": None}}}]}, "cannot be read: '<=' should be a number, not None"),
        ({"pattern": [{"CANDIDATE": {"value": {">=": "nan"}}}]}, "cannot be read: '>=' should be a number, not 'nan'"),
    ],
)
def test_a_bad_row_is_refused_in_one_line(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    with pytest.raises(RulesError, match=rf"rules\.jsonl:2: .*{re.escape(says)}"):
        load(only=["numbers"], rules=_mine(tmp_path, TRACTOR, TRACTOR | {"rule": "another"} | change))


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"rules\.jsonl:1: the row has no 'rule'"):
        load(only=["numbers"], rules=_mine(tmp_path, {"verdict": "no count", "pattern": [HERE]}))
