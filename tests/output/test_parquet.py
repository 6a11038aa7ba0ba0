from __future__ import annotations

import io
import re
from typing import Any

import pytest

from newsextract import Extractor, load
from newsextract.installed import lacks
from newsextract.output import OutputError
from newsextract.output.formats import parquet as parquet_output
from newsextract.output.formats.parquet import ParquetWriter
from newsextract.reading import Article
from newsextract.records.record import Number, Record
from tests.records import NO_FINDS

pytest.importorskip("pyarrow")
from pyarrow.parquet import ParquetFile

TEXT = "“We pay at least $5 million,” Dr Ana Duarte, the French minister, told the US State Department."


def written(*records: Record) -> ParquetFile:
    stream = io.BytesIO()
    writer = ParquetWriter(stream)
    for record in records:
        writer.write(Article(record.id, TEXT), record)
    writer.close()
    return ParquetFile(io.BytesIO(stream.getvalue()))


def record(id: str, **finds: Any) -> Record:
    return Record(1, id, "m", None, None, **{**NO_FINDS, **finds})


def test_a_record_comes_back_as_it_was(extractor: Extractor) -> None:
    found = extractor(TEXT, "a")
    assert written(found).read().to_pylist() == [found.to_dict()]


def test_each_field_of_version_2_has_its_column_and_comes_back() -> None:
    text = "Ana Duarte, 41, paid $71.30 a barrel in France. “We pay,” Duarte said.\n"
    found = load(text=True, sentences=True)(Article("a", text, url="https://paper.example/a"))
    file = written(found)
    (row,) = file.read().to_pylist()
    assert row == found.to_dict()
    assert file.schema_arrow.names == list(found.to_dict())
    assert (row["schema_version"], row["language"], row["text"], row["url"]) == (1, "en", text, found.url)
    assert [number["per"] for number in row["numbers"]] == [None, "barrel"]
    assert row["numbers"][0]["person"] == row["quotes"][0]["speaker"]["person"] == 0
    places = [row[kind][0]["mentions"][0]["sentence"] for kind in ("people", "countries")]
    assert places == [row["numbers"][0]["sentence"]] * 2 == [[0, 47]] * 2
    assert text[slice(*row["quotes"][0]["sentence"])].endswith("“We pay,” Duarte said.")


def test_columns_are_typed_even_where_nothing_was_found() -> None:
    types = {field.name: str(field.type) for field in written(record("a")).schema_arrow}
    assert types["people"].startswith("list<element: struct<name: string, aliases: list<element: string>")
    assert "value: double, upper: double, unit: string" in types["numbers"]
    assert "speaker: struct<text: string, start: int64, end: int64, name: string, person: int64>" in types["quotes"]


def test_no_record_at_all_is_an_empty_table() -> None:
    assert written().metadata.num_rows == 0


def test_rows_are_written_group_by_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_output, "ROWS_OF_A_GROUP", 2)
    file = written(*(record(str(n)) for n in range(5)))
    assert file.metadata.num_row_groups == 3
    assert file.read().column("id").to_pylist() == ["0", "1", "2", "3", "4"]


def test_what_was_not_asked_for_is_null() -> None:
    assert written(record("a", people=None)).read().to_pylist()[0]["people"] is None


def test_odd_strings_and_numbers() -> None:
    numbers = tuple(
        Number("x", 0, 1, "cardinal", value, None, None, None, "=", None, None) for value in (2**70 + 1, 10**400, 0.5)
    )
    (row,) = written(record("\ud800", numbers=numbers)).read().to_pylist()
    assert row["id"] == "?"
    assert [number["value"] for number in row["numbers"]] == [2.0**70, float("inf"), 0.5]


def test_without_pyarrow_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OutputError, match=re.escape(lacks("parquet", "parquet"))):
        ParquetWriter(io.BytesIO())
