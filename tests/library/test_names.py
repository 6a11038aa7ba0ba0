"""What ``import newsextract`` gives: every name of the library, and nothing loaded before one is used."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest

import newsextract
from newsextract import KINDS, Article, Kind, extract, load
from newsextract.extraction.options import Options, Wanted

TEXT = "Ana Duarte flew to Kenya. “It floats,” she said."


def modules_after(code: str) -> set[str]:
    """The modules that a fresh Python has imported after the code."""
    printed = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", printed], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_it_loads_next_to_nothing() -> None:
    loaded = modules_after("import newsextract") - modules_after("")
    own = {"newsextract", "newsextract.version"}
    assert loaded - {"__future__"} == own


@pytest.mark.parametrize(
    ("name", "brings"),
    [
        ("Record", "newsextract.records.record"),
        ("Speaker", "newsextract.records.record"),
        ("StoppedError", "newsextract.batch.workers.engine"),
    ],
)
def test_a_name_that_is_used_loads_what_is_behind_it(name: str, brings: str) -> None:
    assert brings in modules_after(f"from newsextract import {name}")


def test_the_records_parts_need_no_spacy() -> None:
    loaded = modules_after("from newsextract import KINDS, Article, Failure, Person, Quote, Record")
    assert not loaded & {"spacy", "numpy", "pydantic"}


def test_each_name_is_there_and_listed() -> None:
    assert {"Record", "Person", "Mention", "Country", "CountryMention", "Number", "Quote", "Speaker", "Cue"} <= {
        *newsextract.__all__
    }
    assert {*newsextract.__all__} <= {*dir(newsextract)}
    for name in newsextract.__all__:
        assert getattr(newsextract, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Persons'"):
        _ = newsextract.Persons  # type: ignore[attr-defined]


@pytest.mark.parametrize("only", ["people", ["people"], ("people",), {"people"}])
def test_one_kind_or_several(only: Kind | list[Kind]) -> None:
    for record in (extract(TEXT, only), load(only=only)(TEXT)):
        assert [kind for kind in KINDS if getattr(record, kind) is not None] == ["people"]
        assert record.people
        assert record.people[0].name == "Ana Duarte"


def test_extract_takes_an_article_and_the_options_of_a_record() -> None:
    plain, full = extract(Article("a", TEXT)), extract(Article("a", TEXT), text=True, sentences=True)
    assert (plain.id, plain.text, plain.quotes[0].sentence) == ("a", None, None)
    assert (full.id, full.text, full.quotes[0].sentence) == ("a", TEXT, (0, len(TEXT)))
    assert load(text=True, sentences=True)(Article("a", TEXT)) == full


def test_the_text_is_what_offsets_count_in() -> None:
    record = extract("“We saw \ud800 there,” Ana Duarte said.", text=True)
    assert record.text is not None
    assert record.text[record.quotes[0].start : record.quotes[0].end] == record.quotes[0].text == "We saw \ufffd there,"


def test_load_and_extract_take_the_options_that_are_declared() -> None:
    assert {*Wanted.__annotations__, "model", "kinds", "rules"} == {option.name for option in fields(Options)}
    found = extract(TEXT + " She paid $5 for 12 maps.", numbers="money").numbers
    assert [number.text for number in found] == ["$5"]
    assert repr(load(only=["quotes", "people"])).endswith(": people, quotes>")
    with pytest.raises(TypeError, match="indirekt"):
        load(indirekt=True)  # type: ignore[call-overload]
