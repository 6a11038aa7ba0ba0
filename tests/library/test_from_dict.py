"""Record.from_dict gives back what to_dict and a line of JSON held, and says in a line what is no record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsextract import KINDS, Extractor, Kind, Record, extract, load
from tests.test_scale import counted

TEXT = (
    "Prime Minister Ana Duarte, 51, met French officials in Lisbon on Monday. “We agreed on at least 12 points,” "
    "she said. The deal is worth $1.5 million, or 30 to 40 euros a barrel, up 2.5%. Jonas Weber objected."
)
PIECES = st.sampled_from(
    [*TEXT.split(), "\n\n", "“", "”", '"', "said", "Mr", "Kenya", "5%", "1/2", "10" * 40, "\ud800", "é", "🙂", "\x00"]
)


@pytest.fixture(scope="module")
def full() -> Extractor:
    return load(indirect=True, any_language=True, text=True, sentences=True)


@pytest.fixture
def row(full: Extractor) -> dict[str, Any]:
    return full(TEXT, "made-up").to_dict()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_it_is_the_record_again(full: Extractor, text: str) -> None:
    record = full(text, "a")
    assert Record.from_dict(record.to_dict()) == record
    again = Record.from_dict(json.loads(record.to_json()))
    assert again == record
    assert again.to_json() == record.to_json()
    record.to_json().encode()


@pytest.mark.parametrize("only", [kinds for size in range(5) for kinds in combinations(KINDS, size)])
def test_also_where_some_kinds_were_not_asked_for(full: Extractor, only: tuple[Kind, ...]) -> None:
    others: dict[str, Any] = {kind: None for kind in KINDS if kind not in only}
    record = replace(full(TEXT), **others)
    assert Record.from_dict(json.loads(record.to_json())) == record


@pytest.mark.parametrize("id", ["a\udc80.txt", "\ud83d", "ü", "a\n", '"'])
def test_any_id(id: str) -> None:
    record = replace(extract("Ana Duarte spoke."), id=id, title=id)
    assert Record.from_dict(json.loads(record.to_json())) == record
    assert "\n" not in record.to_json()
    record.to_json().encode()


def test_numbers_keep_their_type(row: dict[str, Any]) -> None:
    values = [number.value for number in Record.from_dict(json.loads(json.dumps(row))).numbers]
    assert [(value, type(value)) for value in values if value in (12, 2.5)] == [(12, int), (2.5, float)]


def test_what_a_later_release_adds_is_passed_over(row: dict[str, Any]) -> None:
    assert Record.from_dict(row | {"mood": "calm"}) == Record.from_dict(row)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda row: row.pop("people"), "people: field required"),
        (lambda row: row.update(numbers=7), "numbers: input should be a valid tuple (got 7)"),
        (lambda row: row.update(id=None), "id: input should be a valid string (got None)"),
        (lambda row: row["quotes"][0].pop("kind"), "quotes[0].kind: field required"),
        (
            lambda row: row["quotes"][0].update(kind="shouted"),
            "quotes[0].kind: input should be 'direct', 'partial', 'block' or 'indirect' (got 'shouted')",
        ),
        (
            lambda row: row["quotes"][0].update(speaker="Ana"),
            "quotes[0].speaker: input should be a dictionary or an instance of Speaker (got 'Ana')",
        ),
        (lambda row: row["numbers"][1].update(value="many"), "numbers[1].value: input should be a number (got 'many')"),
        (lambda row: row["numbers"][0].update(upper=[1]), "numbers[0].upper: input should be a number (got [1])"),
        (lambda row: row["people"][0].update(aliases=[3]), "people[0].aliases[0]: input should be a valid string"),
        (
            lambda row: row["people"][0]["mentions"][0].update(start="x" * 99),
            "people[0].mentions[0].start: input should be a valid integer",
        ),
        (
            lambda row: row["people"][0].update(confidence=2),
            "people[0].confidence: input should be less than or equal to 1 (got 2)",
        ),
        (lambda row: row["quotes"][0].update(confidence=float("nan")), "quotes[0].confidence: input should be"),
        (lambda row: row["numbers"][0].update(confidence=-0.1), "numbers[0].confidence: input should be greater"),
        (
            lambda row: row["quotes"][0]["speaker"].update(person=99),
            "quotes[0].speaker.person: not an index into people, who are 2 (got 99)",
        ),
        (lambda row: row["numbers"][0].update(person=-1), "numbers[0].person: not an index into people"),
        (lambda row: row.update(people=[]), "numbers[0].person: not an index into people, who are 0 (got 0)"),
        (lambda row: row.update(schema_version=2), "schema_version 2 is later than 1: upgrade newsextract"),
        (lambda row: row.clear(), "schema_version: field required"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    spoil: Callable[[dict[str, Any]], object], says: str, row: dict[str, Any]
) -> None:
    spoil(row)
    with pytest.raises(ValueError, match=re.escape(f"invalid record: {says}")) as raised:
        Record.from_dict(row)
    assert len(str(raised.value)) < 200
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("wrong", [None, [], "a", 3, [{"id": "a"}]])
def test_what_is_no_dict_is_no_record(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"^invalid record: input should be a dictionary .* \(got "):
        Record.from_dict(wrong)


def test_no_python_runs_for_each_find() -> None:
    short, long = (extract(f"{TEXT}\n" * times).to_dict() for times in (3, 12))
    assert len(long["numbers"]) == 4 * len(short["numbers"]) > 0
    Record.from_dict(short)
    calls: list[int] = []
    for row in (short, long):
        with counted(lines=False) as count:
            Record.from_dict(row)
        calls.append(count.total())
    assert calls[0] == calls[1] < 100
