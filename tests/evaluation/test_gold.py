from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from newsextract import extract
from newsextract.evaluation.gold import Gold, GoldError, gold_of_row, read_gold
from newsextract.evaluation.scores import Scores
from newsextract.reading import Failure

TEXT = "Ana Duarte met Ana in France. “We pay 5 euros,” she said."


def row(**finds: Any) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, **finds}


def test_a_record_with_its_text_is_gold() -> None:
    finds = {
        "people": [{"name": "Ana Duarte", "mentions": [{"text": "Ana Duarte", "start": 0, "end": 10}]}],
        "countries": [{"alpha_2": "FR", "mentions": [{"text": "France"}]}],
        "numbers": [{"text": "5 euros", "value": 5, "unit": "EUR"}],
        "quotes": [{"text": "We pay 5 euros,", "speaker": None}],
    }
    gold = gold_of_row(row(**finds), "x:1")
    assert list(gold.finds) == list(finds)
    assert gold.finds["countries"][0]["mentions"][0] == {"text": "France", "start": 22, "end": 28}


def test_a_kind_that_is_missing_or_null_is_not_annotated() -> None:
    assert list(gold_of_row(row(people=[], countries=None), "x:1").finds) == ["people"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "nothing annotated"),
        ({"people": {}}, "people: .* valid list"),
        ({"people": ["Ana"]}, r"people\[0\]: .* valid dictionary"),
        ({"people": [{"mentions": []}]}, r"people\[0\]\.name: field required"),
        ({"people": [{"name": "A"}]}, r"people\[0\]\.mentions: field required"),
        ({"countries": [{"alpha_2": "FR", "mentions": [{}]}]}, r"countries\[0\]\.mentions\[0\]: neither start"),
        ({"quotes": [{"text": "Ana"}]}, "'Ana' is in the text more than once: give start and end"),
        ({"quotes": [{"text": "Nobody"}]}, "'Nobody' is not in the text"),
        ({"quotes": [{"text": "Ana", "start": 1, "end": 4}]}, "not the text at 1 to 4: 'na '"),
        ({"quotes": [{"text": "Ana", "start": 1, "end": 400}]}, "not in the text, which has 57"),
        ({"quotes": [{"text": "France", "speaker": "she"}]}, r"quotes\[0\]\.speaker"),
        ({"numbers": [{"text": "5 euros"}]}, r"numbers\[0\]\.value: field required"),
        ({"numbers": [{"text": "5 euros", "value": "5"}]}, r"numbers\[0\]\.value: input should be a number"),
        ({"numbers": [{"text": "5 euros", "value": True}]}, r"numbers\[0\]\.value: input should be a number"),
        ({"numbers": [{"text": "5 euros", "value": float("nan")}]}, r"numbers\[0\]\.value: input should be a number"),
        ({"numbers": [{"text": "5 euros", "value": 5, "upper": []}]}, r"numbers\[0\]\.upper: input should be a number"),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "unit": 3}]},
            r"numbers\[0\]\.unit: .* valid string",
        ),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "comparator": {}}]},
            r"numbers\[0\]\.comparator: .* valid string",
        ),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "start": 1.5}]},
            r"numbers\[0\]\.start: .* valid integer",
        ),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "start": True}]},
            r"numbers\[0\]\.start: .* valid integer",
        ),
        ({"quotes": [{"text": "France", "speaker": {}}]}, r"quotes\[0\]\.speaker\.text: field required"),
        (
            {"quotes": [{"text": "France", "speaker": {"text": "she", "name": 5}}]},
            r"speaker\.name: .* valid string",
        ),
        (
            {"quotes": [{"text": "France", "speaker": {"text": "she", "start": "x"}}]},
            r"speaker\.start: .* valid integer",
        ),
        (
            {"quotes": [{"text": "France", "speaker": {"text": "Ana", "start": 5}}]},
            "give start and end, or neither",
        ),
        ({"people": [{"name": 5, "mentions": []}]}, r"people\[0\]\.name: .* valid string"),
        (
            {"people": [{"name": "A", "titles": "Dr", "mentions": []}]},
            r"people\[0\]\.titles: .* valid list",
        ),
        (
            {"people": [{"name": "A", "aliases": [None], "mentions": []}]},
            r"people\[0\]\.aliases\[0\]: .* valid string",
        ),
        (
            {"people": [{"name": "A", "mentions": [None]}]},
            r"people\[0\]\.mentions\[0\]: .* valid dictionary",
        ),
        (
            {"countries": [{"alpha_2": ["FR"], "mentions": []}]},
            r"countries\[0\]\.alpha_2: .* valid string",
        ),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "concept": 3}]},
            r"numbers\[0\]\.concept: neither",
        ),
        ({"numbers": [{"text": "5 euros", "value": 5, "concept": [3]}]}, r"numbers\[0\]\.concept: neither"),
        ({"numbers": [{"text": "5 euros", "value": 5, "person": 0}], "people": []}, r"numbers\[0\]\.person: 0 is no "),
        (
            {"numbers": [{"text": "5 euros", "value": 5, "optional": "yes"}]},
            r"numbers\[0\]\.optional: .* valid boolean",
        ),
        (
            {"people": [{"name": "A", "mentions": [], "roles": [1]}]},
            r"people\[0\]\.roles\[0\]: .* valid string",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(GoldError, match=says):
        gold_of_row(row(**wrong), "x:1")


def test_a_concept_may_be_a_string_null_or_a_list_of_both() -> None:
    for concept in ("price", None, ["price", None]):
        number = {"text": "5 euros", "value": 5, "concept": concept, "optional": True}
        assert gold_of_row(row(numbers=[number]), "x:1").finds["numbers"][0]["concept"] == concept


def test_without_annotated_people_a_number_may_say_any_person() -> None:
    assert gold_of_row(row(numbers=[{"text": "5 euros", "value": 5, "person": 7}]), "x:1").finds["numbers"]


def test_what_may_be_left_open_may_be_null() -> None:
    number = {"text": "5 euros", "value": 10**400, "upper": None, "start": None, "kind": None}
    quote = {"text": "France", "speaker": {"text": "Ana", "name": None, "start": None, "end": None}, "cue": None}
    gold = gold_of_row(row(numbers=[number], quotes=[quote], people=[{"name": "A", "mentions": [], "own": 5}]), "x:1")
    scores = Scores()
    scores.add(gold, extract(TEXT))
    assert scores.by_measure["numbers"].right_found == 0


def test_a_file_of_another_format_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text("id,text\na,Ana.\nb,Bo.\n")
    (failure,) = read_gold([str(tmp_path / "gold.csv")])
    assert isinstance(failure, Failure)
    assert failure.message.startswith("not JSON")


def test_bad_rows_and_files_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    lines = [json.dumps(row(people=[])), "{", "[]", json.dumps({"text": 1}), "", json.dumps(row(quotes=[]))]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    rows = list(read_gold([str(tmp_path / "missing.jsonl"), str(path)]))
    assert [item.id for item in rows if isinstance(item, Failure)] == [
        str(tmp_path / "missing.jsonl"), f"{path}:2", f"{path}:3", f"{path}:4",
    ]  # fmt: skip
    assert len([item for item in rows if isinstance(item, Gold)]) == 2
