from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsextract import Article, Extractor, Failure, Record, extract
from newsextract.records.kinds import KINDS
from newsextract.records.record import json_schema

ARTICLE = (
    "Prime Minister Ana Duarte met French officials in Lisbon on Monday. “We agreed on at least 12 points,” "
    "Duarte said. The deal is worth $1.5 million."
)


@pytest.fixture(scope="module")
def record(extractor: Extractor) -> Record:
    return extractor(ARTICLE, "made-up")


def test_a_record_has_every_key_of_the_contract(record: Record) -> None:
    found = record.to_dict()
    span = ["text", "start", "end"]
    assert list(found) == ["schema_version", "id", "model", "title", "date", "url", "language", "text", *KINDS]
    assert found["schema_version"] == 1
    assert list(found["people"][0]) == ["name", "aliases", "titles", "roles", "confidence", "mentions"]
    assert list(found["people"][0]["mentions"][0]) == [*span, "sentence"]
    assert list(found["countries"][0]) == ["name", "alpha_2", "alpha_3", "confidence", "mentions"]
    assert list(found["countries"][0]["mentions"][0]) == [*span, "kind", "within", "sentence"]
    assert list(found["numbers"][0]) == [
        *span, "kind", "value", "upper", "unit", "per", "comparator", "change", "concept", "person",
        "confidence", "sentence",
    ]  # fmt: skip
    assert list(found["quotes"][0]) == [*span, "kind", "statement", "speaker", "cue", "confidence", "sentence"]
    assert list(found["quotes"][0]["speaker"]) == [*span, "name", "person"]
    assert list(found["quotes"][0]["cue"]) == span


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("Ana Duarte spoke.", "expected several articles, got one: put it in a list"),
        (b"Ana Duarte spoke.", "expected several articles"),
        (Article("a", "Ana Duarte spoke."), "expected several articles"),
        ([b"Ana Duarte spoke."], "not bytes: decode it"),
        ([Path("a.txt")], r"not \w*Path: newsextract.read\(\) gives the articles of files"),
        ([None], "not NoneType"),
        ([Failure("a.txt", "no such file")], r"a Failure is not an article \(a.txt: no such file\): leave"),
    ],
)
def test_what_is_no_article_is_refused_with_the_remedy(extractor: Extractor, given: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        next(extractor.pipe(given))


@pytest.mark.parametrize("given", [b"Ana Duarte spoke.", None, Path("a.txt"), ["Ana Duarte spoke."]])
def test_a_text_is_a_string(extractor: Extractor, given: Any) -> None:
    for take in (extract, extractor):
        with pytest.raises(TypeError, match="an article's text is a str, not "):
            take(given)


def test_the_schema_takes_real_records_and_refuses_others(record: Record) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    document = json.loads(json.dumps(record.to_dict()))
    validator.validate(document)
    for wrong in (
        {key: value for key, value in document.items() if key != "quotes"},
        document | {"people": "nobody"},
        document | {"numbers": [document["numbers"][0] | {"kind": "date"}]},
    ):
        assert not validator.is_valid(wrong)


def test_a_kind_not_asked_for_is_null_in_the_schema_too(record: Record) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(record.to_dict() | {"people": None})


def objects(schema: Any, place: str = "Record") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each schema of an object, at every level, with its place."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield place, schema
        for key, value in schema.items():
            yield from objects(value, f"{place}.{key}")
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value, place)


def test_each_property_of_the_schema_is_described_at_every_level() -> None:
    schema = json_schema()
    found = dict(objects(schema))
    assert {name.rpartition(".")[2] for name in found} == {
        "Record", "Person", "Mention", "Country", "CountryMention", "Number", "Quote", "Speaker", "Cue",
    }  # fmt: skip
    for name, definition in found.items():
        assert definition["description"], name
        for key, value in definition["properties"].items():
            assert value["description"].endswith("."), (name, key)
    places = {definition["properties"]["sentence"]["description"] for definition in found.values()
              if "sentence" in definition["properties"]}  # fmt: skip
    assert len(places) == 2  # of a sentence, and of a quote's paragraphs
