from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from newsextract import Extractor
from newsextract.output.csv import COLUMNS, CsvWriter
from newsextract.reading import Article
from newsextract.records import Cue, Mention, Number, Person, Quote, Record, Speaker


def rows(*records: Record) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    writer = CsvWriter(stream)
    for record in records:
        writer.write(Article(record.id, ""), record)
    writer.close()
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def record(id: str = "a", **finds: Any) -> Record:
    empty: dict[str, Any] = {"people": (), "countries": (), "numbers": (), "quotes": ()}
    return Record(1, id, "m", "T", "2026", **{**empty, **finds})


def test_a_row_a_mention_a_number_a_quote() -> None:
    person = Person("Ana Duarte", ("Duarte", "Ana"), ("Dr",), (), (Mention("Duarte", 3, 9), Mention("Ana", 20, 23)))
    quote = Quote("So,\nwe go", 30, 40, "direct", 0, Speaker("She", 50, 53, "Ana Duarte"), None)
    first, second, third = rows(record(people=(person,), quotes=(quote,)))
    assert first == dict.fromkeys(COLUMNS, "") | {
        "id": "a", "title": "T", "date": "2026", "kind": "people", "text": "Duarte", "start": "3", "end": "9",
        "name": "Ana Duarte", "aliases": "Duarte; Ana", "titles": "Dr",
    }  # fmt: skip
    assert second["start"] == "20"
    assert third["text"] == "So,\nwe go"
    assert (third["type"], third["speaker"], third["speaker_name"], third["cue"]) == ("direct", "She", "Ana Duarte", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "\nx", "＝1", '=HYPERLINK("http://x")'])
def test_a_text_is_never_a_formula(text: str) -> None:
    person = Person(text, (text,), (text,), (text,), (Mention(text, 0, 1),))
    quote = Quote(text, 0, 1, "direct", 0, Speaker(text, 0, 1, text), Cue(text, 0, 1))
    for row in rows(record(text, people=(person,), quotes=(quote,))):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
        assert row["text"] == row["id"] == "'" + text


def test_a_negative_number_stays_a_number_and_comparators_stay() -> None:
    numbers = tuple(Number("-5", 0, 2, "cardinal", -5, None, None, sign, None, None) for sign in ("=", ">="))
    first, second = rows(record(numbers=numbers))
    assert (first["value"], first["comparator"], first["text"]) == ("-5", "=", "'-5")
    assert second["comparator"] == ">="


def test_control_characters_are_seen() -> None:
    (row,) = rows(record(people=(Person("A\x1b[31m\0\ud800", (), (), (), (Mention("A", 0, 1),)),)))
    assert row["name"] == "A␛[31m␀\ufffd"


def test_every_field_of_a_real_record_has_its_column(extractor: Extractor) -> None:
    text = "“We pay at least $5 million,” Dr Ana Duarte, the French minister, told the US State Department."
    found = extractor(text)
    table = rows(found)
    assert {row["kind"] for row in table} == {"people", "countries", "numbers", "quotes"}
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in table)
