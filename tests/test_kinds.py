"""The rows of the kinds fit the record, and name what there is."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from newsextract import Extractor
from newsextract.evaluation import scores
from newsextract.output.formats import columns, html, table
from newsextract.records.kinds import KINDS, ROWS, Kind, KindRow, chosen_kinds, needed
from newsextract.records.record import Record


def test_the_record_has_a_field_for_each() -> None:
    assert get_args(Kind) == KINDS
    assert tuple(field.name for field in fields(Record))[-len(KINDS) :] == KINDS


@pytest.mark.parametrize("row", ROWS.values(), ids=KINDS)
def test_what_a_row_names_is_there(row: KindRow, extractor: Extractor) -> None:
    assert row.factory in extractor.nlp.pipe_names
    assert all(measure.split(",")[0] == row.name for measure in row.measures)


@pytest.mark.parametrize("table", [table._PARTS, columns._ROWS, html._ENTRIES, scores._ADD])
def test_what_is_done_with_each_stands_where_it_is_done(table: dict[Kind, object]) -> None:
    assert sorted(table) == sorted(KINDS)  # the page has an order of its own


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        (["people"], ["people"]),
        (["countries"], ["people", "countries"]),
        (["numbers"], ["people", "countries", "numbers"]),
        (["quotes"], ["people", "quotes"]),
        (["quotes", "countries"], ["people", "countries", "quotes"]),
        ([], []),
    ],
)
def test_what_is_run_for_what_is_asked(asked: list[Kind], run: list[Kind]) -> None:
    assert [row.name for row in needed(asked)] == run


def test_chosen_kinds() -> None:
    assert chosen_kinds(["quotes", "people", "quotes"]) == ("people", "quotes")
    assert chosen_kinds("numbers") == ("numbers",)
    with pytest.raises(ValueError, match=f"no kind 'places': choose from {', '.join(KINDS)}"):
        chosen_kinds(["people", "places"])
