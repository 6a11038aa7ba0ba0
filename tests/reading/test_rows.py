"""Files of many articles: JSON lines, CSV, parquet; the fields by their usual names or those named by the user."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import pytest

from newsextract.installed import lacks
from newsextract.reading import Article, Failure, Fields, Source, read

ROW = {"id": "a", "text": "One “é”.", "title": "First", "date": "2026-01-02"}


def parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    write_table(pyarrow.Table.from_pylist(rows), path)


def json_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def csv(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = [",".join(rows[0])] + [",".join(f'"{value}"' for value in row.values()) for row in rows]
    path.write_text("\r\n".join(lines), encoding="utf-8")


class Write(Protocol):
    __name__: str

    def __call__(self, path: Path, rows: list[dict[str, Any]]) -> None: ...


EVERY = pytest.mark.parametrize("write", [parquet, json_lines, csv])


def one(path: Path, fields: Fields | None = None) -> Article | Failure:
    (item,) = read([str(path)], fields=fields)
    return item


@pytest.fixture
def path(tmp_path: Path, write: Write) -> Path:
    return tmp_path / f"many.{write.__name__.replace('json_lines', 'jsonl')}"


@EVERY
@pytest.mark.parametrize("packed", [False, True])
def test_title_and_date_come_along(path: Path, write: Write, packed: bool) -> None:
    write(path, [ROW])
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path = path.with_name(path.name + ".gz")
    assert one(path) == Article("a", "One “é”.", "First", "2026-01-02")


@EVERY
def test_usual_names_of_any_case_are_found(path: Path, write: Write) -> None:
    write(path, [{"URL": "http://x", "Headline": "H", "Body": "One.", "published_at": "May"}])
    assert one(path) == Article("http://x", "One.", "H", "May", "http://x")


@EVERY
def test_an_id_of_its_own_beside_the_address(path: Path, write: Write) -> None:
    write(path, [{"id": "7", "url": "http://x", "text": "One."}])
    assert one(path) == Article("7", "One.", url="http://x")


@EVERY
def test_the_user_names_the_fields(path: Path, write: Write) -> None:
    write(path, [{"text": "no", "prose": "yes", "id": "no", "number": "n7"}])
    assert one(path, Fields("prose", "number")) == Article("n7", "yes")


@EVERY
@pytest.mark.parametrize(
    ("row", "fields", "says"),
    [
        ({"a": "x", "b": "y"}, Fields(), "say with --text-field which it is of a, b"),
        ({"text": "x"}, Fields(text="prose"), "'prose'"),
    ],
)
def test_a_text_that_is_not_there_is_told(path: Path, write: Write, row: Any, fields: Fields, says: str) -> None:
    write(path, [row])
    failure = one(path, fields)
    assert isinstance(failure, Failure)
    assert says in failure.message


@EVERY
def test_the_user_names_title_and_date_too(path: Path, write: Write) -> None:
    write(path, [{"text": "One.", "title": "no", "kopf": "yes", "date": "no", "tag": "2026-03-01"}])
    assert one(path, Fields(title="kopf", date="tag")) == Article(
        f"{path}:{2 if write is csv else 1}", "One.", "yes", "2026-03-01"
    )


@EVERY
@pytest.mark.parametrize("fields", [Fields(id="nope"), Fields(title="nope"), Fields(date="nope")])
def test_a_field_that_is_not_there_is_told(path: Path, write: Write, fields: Fields) -> None:
    write(path, [{"text": "One.", "nr": "1"}, {"text": "Two.", "nr": "2"}])
    [failure] = read([str(path)], fields=fields)
    assert isinstance(failure, Failure)
    assert re.fullmatch("no (column|field) 'nope': there are text, nr", failure.message)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_row_of_json_may_lack_a_field_that_others_have(tmp_path: Path, name: str) -> None:
    rows = [{"text": "One."}, {"text": "Two.", "nr": "b"}, *({"text": "More."} for _ in range(200))]
    lines = [json.dumps(row) for row in rows]
    (tmp_path / name).write_text("\n".join(lines) if name == "a.jsonl" else f"[{','.join(lines)}]")
    ids = [item.id for item in read([str(tmp_path / name)], fields=Fields(id="nr"))]
    assert (ids[0], ids[1], len(ids)) == (f"{tmp_path / name}:1", "b", 202)


def test_a_field_is_looked_for_in_the_first_rows_alone(tmp_path: Path) -> None:
    lines = ['{"text": "One."}'] * 100 + ['{"text": "Last.", "nr": "b"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    [failure] = read([str(tmp_path / "a.jsonl")], fields=Fields(id="nr"))
    assert isinstance(failure, Failure)
    assert failure.message == "no field 'nr': there are text"


@EVERY
def test_rows_know_their_file_and_place(path: Path, write: Write) -> None:
    write(path, [{"text": "One."}, {"text": "Two."}])
    articles = [item for item in read([str(path)]) if isinstance(item, Article)]
    first = 2 if write is csv else 1  # as a spreadsheet counts: the names are row 1
    assert [article.source for article in articles] == [Source(str(path), row=first + n) for n in (0, 1)]
    assert [article.id for article in articles] == [f"{path}:{first + n}" for n in (0, 1)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b'text;id\n"One; two\nlines";7\n'),
        ("a.tsv", "text\tid\nOne; two\\nlines\t7\n".replace("\\n", " ").encode()),
        ("a.csv", "\ufefftext,id\nOne; two lines,7".encode()),
        ("a.csv", "text\tid\r\nOne; two lines\t7\r\n".encode("utf-16")),
        ("a.csv", b"text|id\n\nOne; two lines|7||\n\n"),
    ],
)
def test_kinds_of_csv(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    article = one(tmp_path / name)
    assert isinstance(article, Article), article
    assert (article.id, article.text.replace("\n", " ")) == ("7", "One; two lines")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.csv", b'text,title\nOne,1\n"never closed\nTwo,2\n', r"row 3 \(line 3\) and those after it.*quote mark"),
        ("a.csv", b"", "no field of a usual name"),
        ("a.csv", bytes(range(256)), "binary data"),
        ("a.parquet", b"PAR1 and no more", "not a whole parquet file"),
        ("a.parquet", b"", "not a whole parquet file"),
        ("a.jsonl", b"%PDF-1.7", "a PDF"),
        ("a.txt.gz", gzip.compress(b"One two three", mtime=0)[:-9], "damaged gzip data"),
        ("a.txt.gz", gzip.compress(b"One two three", mtime=0)[:-4] + b"oops", "damaged gzip data"),
        ("a.txt.gz", gzip.compress(b"One", mtime=0)[:4], "damaged gzip data"),
    ],
)
def test_damaged_files_are_one_failure_each(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    failures = [item for item in read([str(tmp_path / name)]) if isinstance(item, Failure)]
    assert len(failures) == 1
    assert failures[0].id == str(tmp_path / name)
    assert re.search(says, failures[0].message)
    assert "\n" not in failures[0].message


def test_rows_before_the_damage_are_there(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"id": n, "text": "é" * 50 + str(n)}).encode() + b"\n" for n in range(20_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0)[:-2000])
    items = list(read([str(tmp_path / "a.jsonl.gz")]))
    assert isinstance(items[0], Article)
    assert isinstance(items[-1], Failure)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.parquet", "a", "-"])
def test_wherever_a_gzip_file_is_cut_a_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    rows = [{"id": str(number), "text": f"Ana Duarte spoke {number} times."} for number in range(9)]
    whole = [Article(row["id"], row["text"]) for row in rows]
    writers = {"a.parquet": parquet, "a.csv": csv}
    writers.get(name, json_lines)(tmp_path / "plain", rows)
    data = gzip.compress((tmp_path / "plain").read_bytes(), mtime=0)
    path = tmp_path / f"{name}.gz"
    for cut in range(name == "-", len(data), 1 + (name == "a.parquet") * 9):
        path.write_bytes(data[:cut])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data[:cut]))))
        *articles, failure = read("-" if name == "-" else str(path))
        assert isinstance(failure, Failure), cut
        assert all(article in whole for article in articles)


def test_wherever_a_csv_file_is_cut_no_text_is_a_part(tmp_path: Path) -> None:
    rows = ["1,Ana spoke of it.,2026", '2,"Bo spoke,\nand went.",2026', "3,Cy spoke of it.,2026"]
    data = "\r\n".join(["id,text,date", *rows])
    texts = {"Ana spoke of it.", "Bo spoke,\nand went.", "Cy spoke of it."}
    for cut in range(len("id,text,date\r\n") + 1, len(data)):
        (tmp_path / "a.csv").write_bytes(data[:cut].encode())
        items = list(read(tmp_path / "a.csv"))
        given = {item.text for item in items if isinstance(item, Article)}
        assert given <= texts
        assert any(isinstance(item, Failure) for item in items) or len(given) == 1 + data[:cut].rstrip().count(
            "\r\n2"
        ) + ("\r\n3" in data[:cut])


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", [ROW] * 100)
    (tmp_path / "a.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    failure = one(tmp_path / "a.parquet")
    assert isinstance(failure, Failure)
    assert "not a whole parquet file" in failure.message


def test_a_time_in_parquet_is_written_by_iso_8601(tmp_path: Path) -> None:
    parquet(
        tmp_path / "a.parquet", [{"text": "One.", "date": datetime(2026, 1, 2, 3, 4)}, {"text": None, "date": None}]
    )
    article, failure = read([str(tmp_path / "a.parquet")])
    assert isinstance(article, Article)
    assert article.date == "2026-01-02T03:04:00"
    assert isinstance(failure, Failure)
    assert failure.id.endswith("a.parquet:2")


def test_nuls_and_lone_latin_letters_in_csv(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,caf\xe9 is \x93open\x94\n2,nul \x00 here\n")
    items = list(read([str(tmp_path / "a.csv")]))
    assert [item.text for item in items if isinstance(item, Article)] == ["café is “open”", "nul \x00 here"]


def test_without_pyarrow_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    failure = one(tmp_path / "a.parquet")
    assert isinstance(failure, Failure)
    assert failure.message == lacks("parquet", "parquet")
