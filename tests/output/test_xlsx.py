from __future__ import annotations

import io
import re
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import Extractor, load
from newsextract.installed import lacks
from newsextract.output import OutputError
from newsextract.output.formats import xlsx as xlsx_output
from newsextract.output.formats.columns import COLUMNS, rows_of
from newsextract.output.formats.xlsx import XlsxWriter, columns_of
from newsextract.output.inert import inert_text
from newsextract.reading import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Cue, Mention, Number, Person, Quote, Record, Speaker
from tests.process import Command, on_terminal
from tests.records import NO_FINDS

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")
from openpyxl.utils.escape import unescape  # noqa: E402

TEXT = "“We pay at least $5 million,” Dr Ana Duarte, the French minister, told the US State Department."


def data(*records: Record, text: str = "") -> bytes:
    stream = io.BytesIO()
    writer = XlsxWriter(stream)
    for record in records:
        writer.write(Article(record.id, text), record)
    writer.close()
    return stream.getvalue()


def book(written: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(written))


def rows(sheet: Any) -> list[dict[str, Any]]:
    heading, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in below]


def record(id: str = "a", **finds: Any) -> Record:
    return Record(1, id, "m", None, None, **{**NO_FINDS, **finds})


def said(text: str) -> Quote:
    return Quote(text, 0, 1, "direct", 0, None, None)


def number(value: float) -> Number:
    return Number("x", 0, 1, "cardinal", value, None, None, None, "=", None, None)


def test_a_sheet_for_each_kind_with_the_rows_of_csv() -> None:
    found = load(sentences=True)(Article("a", TEXT, "Oil", "2026-01-02", "https://paper.example/a"))
    sheets = book(data(found, text=TEXT))
    assert sheets.sheetnames == list(KINDS)
    for kind in KINDS:
        table = rows(sheets[kind])
        assert list(table[0]) == columns_of(kind)
        expected = list(rows_of(Article("a", TEXT), found, [kind]))
        assert len(table) == len(expected) > 0
        for row, wanted in zip(table, expected, strict=True):
            kept = {column: value for column, value in wanted.items() if value not in (None, "")}
            assert {column: value for column, value in row.items() if value is not None} | {"kind": kind} == kept
            assert TEXT[row["start"] : row["end"]] == row["text"]
        assert (sheets[kind].freeze_panes, sheets[kind]["A1"].font.bold) == ("A2", True)
        assert sheets[kind].auto_filter.ref.endswith(str(len(table) + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_says_which_kinds_have_it(kind: Kind) -> None:
    found = load(sentences=True)(Article("a", TEXT))
    filled = {column for row in rows_of(Article("a", TEXT), found, [kind]) for column in row}
    assert filled == {name for name, column in COLUMNS.items() if kind in column.kinds}


def test_each_column_of_csv_is_on_a_sheet() -> None:
    assert {column for kind in KINDS for column in columns_of(kind)} == set(COLUMNS) - {"kind"}


def test_what_was_not_asked_for_has_no_sheet_and_what_was_not_found_an_empty_one() -> None:
    sheets = book(data(record(people=None, quotes=None), record(numbers=(number(5),), people=None, quotes=None)))
    assert sheets.sheetnames == ["countries", "numbers"]
    assert [len(rows(sheet)) for sheet in sheets] == [0, 1]
    assert book(data()).sheetnames == list(KINDS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", " =1", '=HYPERLINK("http://x")', "{=1}", "http://x", "mailto:a@b", "12", "1e5"]
)
def test_a_text_is_a_text(text: str) -> None:
    person = Person(text, (text,), (text,), (text,), (Mention(text, 0, 1),))
    quote = Quote(text, 0, 1, "direct", 0, Speaker(text, 0, 1, text), Cue(text, 0, 1))
    sheets = book(data(record(text, people=(person,), quotes=(quote,))))
    for kind, columns in {"people": ("id", "name", "text", "roles"), "quotes": ("text", "speaker", "cue")}.items():
        heading = [cell.value for cell in sheets[kind][1]]
        cells = [sheets[kind][2][heading.index(column)] for column in columns]
        assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None)] * len(cells)
        is_marked = text.strip()[0] in "=+-@"
        assert {cell.quotePrefix for cell in cells} == {is_marked}  # else editing the cell makes it a formula


def test_numbers_are_numbers_and_those_too_large_for_a_cell_texts() -> None:
    values = [5, -2.5, 2**70, 0.1, 10**308, -(10**400), 10**9_000]
    table = rows(book(data(record(numbers=tuple(map(number, values)))))["numbers"])
    assert [row["value"] for row in table[:4]] == pytest.approx(values[:4], rel=1e-15)
    assert [row["value"].replace("0", "") for row in table[4:]] == ["1.e+38", "-1.e+4", "1.e+9"]
    assert {row["comparator"] for row in table} == {"="}


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_a_text_too_long_for_a_cell_says_what_is_missing(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    most = 32_767 // units
    whole, cut = (
        row["text"]
        for row in rows(book(data(record(quotes=(said(letter * most), said(letter * (most + 1))))))["quotes"])
    )
    assert whole == letter * most
    kept, missing = re.fullmatch(r"(.+)… \(([\d,]+) more characters\)", cut).groups()  # type: ignore[union-attr]
    assert len(kept) + int(missing.replace(",", "")) == most + 1
    assert 32_600 < len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_a_sheet_that_is_full_goes_on_on_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_output, "MOST_ROWS", 3)
    sheets = book(data(*(record(str(place), quotes=(said("Yes."),)) for place in range(5))))
    assert sheets.sheetnames == [*KINDS, "quotes 2", "quotes 3"]
    held = [rows(sheets[name]) for name in ("quotes", "quotes 2", "quotes 3")]
    assert [[row["id"] for row in table] for table in held] == [["0", "1"], ["2", "3"], ["4"]]


def test_a_long_cell_is_on_each_sheet_though_not_in_each_row() -> None:
    mentions = (Mention("A", 0, 1), Mention("A", 2, 3))
    found = record("i" * 201, people=(Person("A", (), (), (), mentions),), quotes=(said("Yes."),))
    sheets = book(data(found))
    assert [row["id"] for row in rows(sheets["people"])] == ["i" * 201, None]
    assert [row["id"] for row in rows(sheets["quotes"])] == ["i" * 201]


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n\0\ufffe\uffff_x0D"), min_size=1, max_size=40))
def test_any_text_makes_a_file_that_is_read(text: str) -> None:
    (row,) = rows(book(data(record(text, quotes=(said(text),))))["quotes"])
    shown = re.sub("[\ufffe\uffff]", "\ufffd", inert_text(text)).replace("\r\n", "\n").replace("\r", "\n")
    assert unescape(row["text"]) == shown


def test_the_same_records_make_the_same_file(extractor: Extractor) -> None:
    found = extractor(TEXT)
    assert data(found, text=TEXT) == data(found, text=TEXT)


def test_nothing_stays_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data(record(quotes=(said("Yes."),)))
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_is_full_raises_its_own_error() -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    writer = XlsxWriter(Full())
    writer.write(Article("a", ""), record(quotes=(said("Yes."),)))
    with pytest.raises(OSError, match="No space left"):
        writer.close()


def test_without_xlsxwriter_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OutputError, match=re.escape(lacks("xlsx", "office"))):
        XlsxWriter(io.BytesIO())


def test_to_a_file_and_a_pipe_and_never_to_a_terminal(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert command("a.txt", "-o", "finds.xlsx").returncode == 0
    written = (tmp_path / "finds.xlsx").read_bytes()
    assert command("a.txt", "-f", "xlsx").stdout == written
    assert len(rows(book(written)["people"])) == 1
    (row,) = rows(book(written)["quotes"])
    assert (row["text"], row["speaker"], row["sentence"]) == ("We pay at least $5 million,", "Ana Duarte", TEXT)
    assert "name a file with -o" in on_terminal(str(tmp_path / "a.txt"), "-f", "xlsx")


def test_an_archive_as_a_spreadsheet(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert command("a.txt", "-o", "first.xlsx").returncode == 0
    assert command("a.txt", "-o", "all.db").returncode == 0
    assert command("all.db", "-o", "finds.xlsx").returncode == 0
    first, again = (book((tmp_path / name).read_bytes()) for name in ("first.xlsx", "finds.xlsx"))
    assert [rows(first[kind]) for kind in KINDS] == [rows(again[kind]) for kind in KINDS]
