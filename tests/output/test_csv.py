from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Extractor
from newsextract.output.formats.columns import COLUMNS
from newsextract.output.formats.csv import CsvWriter, inert_cell, text_of_cell
from newsextract.output.inert import inert_text
from newsextract.reading import Article
from newsextract.records.record import Cue, Mention, Number, Person, Quote, Record, Speaker
from newsextract.records.serializing import LONE_SURROGATE
from tests.records import NO_FINDS


def rows(*records: Record) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    writer = CsvWriter(stream)
    for record in records:
        writer.write(Article(record.id, ""), record)
    writer.close()
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def record(id: str = "a", **finds: Any) -> Record:
    return Record(1, id, "m", "T", "2026", **{**NO_FINDS, **finds})


def test_a_row_a_mention_a_number_a_quote() -> None:
    person = Person("Ana Duarte", ("Duarte", "Ana"), ("Dr",), (), (Mention("Duarte", 3, 9), Mention("Ana", 20, 23)))
    quote = Quote("So,\nwe go", 30, 40, "direct", 0, Speaker("She", 50, 53, "Ana Duarte"), None)
    first, second, third = rows(record(people=(person,), quotes=(quote,)))
    assert first == dict.fromkeys(COLUMNS, "") | {
        "id": "a", "title": "T", "date": "2026", "kind": "people", "text": "Duarte", "start": "3", "end": "9",
        "person": "0", "name": "Ana Duarte", "aliases": "Duarte; Ana", "titles": "Dr",
    }  # fmt: skip
    assert second == dict.fromkeys(COLUMNS, "") | {
        "id": "a", "title": "T", "date": "2026", "kind": "people", "text": "Ana", "start": "20", "end": "23",
        "person": "0", "name": "Ana Duarte",
    }  # fmt: skip
    assert third["text"] == "So,\nwe go"
    assert (third["type"], third["speaker"], third["speaker_name"], third["cue"]) == ("direct", "She", "Ana Duarte", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", "\nx", "＝1", '=HYPERLINK("http://x")'])
def test_a_text_is_never_a_formula(text: str) -> None:
    person = Person(text, (text,), (text,), (text,), (Mention(text, 0, 1),))
    quote = Quote(text, 0, 1, "direct", 0, Speaker(text, 0, 1, text), Cue(text, 0, 1))
    for row in rows(record(text, people=(person,), quotes=(quote,))):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
        assert row["text"] == row["id"] == "'" + text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a;=1+2", "a;'=1+2"),
        ('a; "=1+2"', 'a; "\'=1+2"'),
        ('a\t""@b|-c', "a\t\"\"'@b|'-c"),
        ("so\n- we\r\n+1\u2028=2", "so\n'- we\r\n'+1\u2028'=2"),
        (' "=1', " \"'=1"),
        ("a;b=c, a-b, 1+1;", "a;b=c, a-b, 1+1;"),
        ("up, -5 or =", "up, -5 or ="),
    ],
)
def test_no_part_of_a_text_is_a_formula_where_others_split_cells(text: str, cell: str) -> None:
    quote = Quote(text, 0, 1, "direct", 0, None, None)
    assert [row["text"] for row in rows(record(quotes=(quote,)))] == [cell]


def test_a_long_cell_is_not_said_again_in_the_row_below() -> None:
    mentions = (Mention("A", 0, 1), Mention("A", 2, 3))
    people = (Person("A" * 201, (), (), (), mentions), Person("B" * 200, (), (), (), mentions))
    table = rows(record("i" * 201, people=people), record("j", people=people))
    assert [len(row["name"]) for row in table] == [201, 0, 200, 200] * 2
    assert [len(row["id"]) for row in table] == [201, 0, 0, 0, 1, 1, 1, 1]


def cells(data: str, ends: str) -> Iterator[str]:
    """What a spreadsheet makes of CSV that splits at ``ends``: a quote mark at a cell's start holds up to the next."""
    cell, quoted, closed = "", False, -1
    for place, character in enumerate(data):
        if character == '"' and quoted:
            quoted, closed = False, place
        elif character == '"' and closed == place - 1 >= 0:
            quoted, cell = True, cell + '"'
        elif character == '"' and not cell:
            quoted = True
        elif character in ends and not quoted:
            yield cell
            cell = ""
        else:
            cell += character
    yield cell


@pytest.mark.parametrize("ends", [";\n", "\t\n", "|\n", ",\n", ",;\n", ",;\t|\n"])
@given(texts=st.lists(st.text(";=\"'\t\n\r,+-@|1a ", min_size=1, max_size=8), min_size=3, max_size=3))
def test_no_cell_is_a_formula_wherever_cells_are_split(ends: str, texts: list[str]) -> None:
    name, text, id = texts
    person = Person(name, (text,), (name, text), (), (Mention(text, 0, 1),))
    quote = Quote(text, 0, 1, "direct", 0, Speaker(name, 0, 1, text), Cue(name, 0, 1))
    stream = io.StringIO(newline="")
    CsvWriter(stream).write(Article(id, ""), record(id, people=(person,), quotes=(quote,)))
    for cell in cells(stream.getvalue(), ends):
        assert not re.match(r'[\s"]*[=+@-]', cell)
    assert len(list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))) == 2


def test_a_negative_number_stays_a_number_and_comparators_stay() -> None:
    numbers = tuple(Number("-5", 0, 2, "cardinal", -5, None, None, None, sign, None, None) for sign in ("=", ">="))
    first, second = rows(record(numbers=numbers))
    assert (first["value"], first["comparator"], first["text"]) == ("-5", "=", "'-5")
    assert second["comparator"] == ">="


def test_control_characters_are_seen() -> None:
    (row,) = rows(record(people=(Person("A\x1b[31m\0\ud800", (), (), (), (Mention("A", 0, 1),)),)))
    assert row["name"] == r"A\u001b[31m\u0000\ud800"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("'=1", "''=1"),
        ("'Tis so", "'Tis so"),
        ("a;'-b", "a;''-b"),
        ("'\n1", "''\n1"),
        ("a\u200bb\u00ad", r"a\u200bb\u00ad"),
        (r"a\u200bb", r"a\\u200bb"),
        ("a\\\u200bb", r"a\\\u200bb"),
        (r"C:\news\1", r"C:\news\1"),
        ("\U000e0041", r"\U000e0041"),
        ("\u2028=x\u2029", "\u2028'=x\u2029"),
    ],
)
def test_what_makes_a_cell_harmless_can_be_taken_back(text: str, cell: str) -> None:
    assert (inert_cell(text), text_of_cell(cell)) == (cell, text)


_ODD = st.text(
    st.sampled_from("'=-+@;|\t\r\n\u2028 \"\\uU0041ea\u200b\u200d\ufe0f👨\x00\x1b\x85\ud800\U000e0041＝"), max_size=12
)


@given(st.one_of(_ODD, st.text()))
def test_any_text_comes_back_from_its_cell(text: str) -> None:
    cell = inert_cell(text)
    assert text_of_cell(cell) == text
    assert inert_text(cell) == cell
    assert not re.search(r"""(?:^|[;|\t\r\n\u2028\u2029])[\s"]*[=+@＝＋－＠-]|^[\t\r\n]""", cell)


@pytest.mark.parametrize("text", ['\n"', "\\", "'", ";", "\u200b", r"\u0041 "])
def test_a_cell_is_made_and_taken_back_in_line_with_its_length(text: str) -> None:
    """A pattern that tried each place against all that comes after it would take hours."""
    assert text_of_cell(inert_cell(f"x{text * 50_000}")) == f"x{text * 50_000}"


@given(st.lists(st.one_of(_ODD, st.text()), min_size=3, max_size=3))
def test_in_a_pipe_every_text_is_exact_but_for_half_a_surrogate_pair(texts: list[str]) -> None:
    name, text, id = (LONE_SURROGATE.sub("\ufffd", text) for text in texts)
    person = Person(texts[0], (), (), (), (Mention(texts[1], 0, 1),))
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8", newline="") as stream:
        CsvWriter(stream).write(Article(id, ""), record(texts[2], people=(person,)))
    with os.fdopen(reading, encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["name"], row["text"], row["id"]) == (name, text, id)


def test_a_named_file_is_for_people_and_standard_output_for_a_program(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Here standard output goes to a file, as with > x.csv."""
    person = Person("=1+1", (), (), (), (Mention("=1+1", 0, 1),))
    finds = tmp_path / "finds.csv"
    with (
        finds.open("w", encoding="utf-8", newline="") as file,
        open(1, "w", encoding="utf-8", newline="", closefd=False) as out,
    ):
        for stream in (file, out):
            CsvWriter(stream).write(Article("a", ""), record("a", people=(person,)))
    for data, cell in ((finds.read_text("utf-8"), "'=1+1"), (capfd.readouterr().out, "=1+1")):
        assert [row["name"] for row in csv.DictReader(io.StringIO(data))] == [cell]


def test_every_field_of_a_real_record_has_its_column(extractor: Extractor) -> None:
    text = "“We pay at least $5 million,” Dr Ana Duarte, the French minister, told the US State Department."
    found = extractor(text)
    table = rows(found)
    assert {row["kind"] for row in table} == {"people", "countries", "numbers", "quotes"}
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in table)
