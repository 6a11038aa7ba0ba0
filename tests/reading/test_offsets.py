"""Offsets count in the text that --text gives, whatever the article was read from.

Of every format that is read, each find is found again by its place, inside its
sentence.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsextract import Article, Extractor, load
from newsextract.reading import read
from tests.pdfs import block, pdf
from tests.process import Command

LINES = (
    "Ana Duarte, the 41-year-old mayor of Faro, met French officials in Lisbon on Monday & Tuesday.",
    "“Oil costs $71.30 a barrel,” Duarte said. “We pay for 2 million barrels — no more.”",
    "Jonas Weber 😀 called it “a waste of good oil”. He will fly to Zürich, and then to China, for 3 weeks.",
    "The ministry, which had waited for two months for the mayor’s answer, said that it would read it soon.",
    "Nobody in the town, where more than 60,000 people live, was told of it before the council met in the hall.",
)
TEXT = "\n\n".join(LINES) + "\n"
WRAPPED = TEXT.replace(", ", ",\n").replace(
    "& ", "&\n"
)  # lines end inside sentences, and inside "met French officials"
ROW = {"id": "paper-7", "title": "A bridge", "text": TEXT}
PAGE = (
    "<!DOCTYPE html><html lang=en><head><title>Oil is dear</title></head><body><nav><a href=/>Home</a></nav>"
    "<article><h1>Oil is dear</h1>"
    + "".join(f"<p>{line.replace('&', '&amp;').replace('mayor', '<b>mayor</b>')}</p>\n" for line in LINES)
    + "</article><footer>Imprint</footer></body></html>"
)


def warc() -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    page = io.BytesIO(PAGE.encode())
    writer.write_record(writer.create_warc_record("https://paper.example/a", "response", page, http_headers=headers))
    return stream.getvalue()


def parquet() -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    stream = io.BytesIO()
    write_table(pyarrow.table({key: [value] for key, value in ROW.items()}), stream)
    return stream.getvalue()


def docx() -> bytes:
    made = pytest.importorskip("docx").Document()
    for line in filter(None, TEXT.splitlines()):
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def portable() -> bytes:
    pytest.importorskip("pdfminer")
    return pdf([block(TEXT.replace("\n\n", "\n").replace("😀", ""), 60, 740, 70, after=8)])


def in_csv(comma: str) -> bytes:
    cells = ['"' + value.replace('"', '""') + '"' for value in ROW.values()]
    return (comma.join(ROW) + "\n" + comma.join(cells) + "\n").encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.txt": TEXT.encode,
    "wrapped.txt": WRAPPED.encode,
    "windows.txt": lambda: TEXT.replace("\n", "\r\n").replace("😀", "").encode("cp1252"),
    "utf-16.txt": lambda: TEXT.encode("utf-16"),
    "marked.txt": lambda: TEXT.encode("utf-8-sig"),
    "a.txt.gz": lambda: gzip.compress(TEXT.encode()),
    "a.md": lambda: (
        "---\ntitle: Oil is dear\n---\n# Oil is *dear*\n\n" + TEXT.replace("Duarte", "**Duarte**")
    ).encode(),
    "a.html": PAGE.encode,
    "page-without-ending": PAGE.encode,
    "a.jsonl": lambda: (json.dumps(ROW) + "\n").encode(),
    "a.json": lambda: json.dumps([ROW]).encode(),
    "a.csv": lambda: in_csv(","),
    "a.tsv": lambda: in_csv("\t"),
    "a.parquet": parquet,
    "a.warc.gz": warc,
    "a.docx": docx,
    "a.pdf": portable,
}


def spans(find: Any) -> Iterator[dict[str, Any]]:
    """Each part of a record that has a place, at any depth."""
    if isinstance(find, dict):
        if "start" in find:
            yield find
        for value in find.values():
            yield from spans(value)
    elif isinstance(find, list):
        for value in find:
            yield from spans(value)


@pytest.fixture(scope="module")
def saying_all() -> Extractor:
    return load(text=True, sentences=True, indirect=True)


@pytest.mark.parametrize("name", FILES)
def test_each_find_is_where_the_text_has_it(saying_all: Extractor, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    (article,) = read(tmp_path / name)
    assert isinstance(article, Article)
    record = saying_all(article).to_dict()
    text = record["text"]
    assert text == article.text
    found = list(spans(record))
    for find in found:
        assert text[find["start"] : find["end"]] == find["text"]
        if "sentence" in find:
            first, end = find["sentence"]
            assert first <= find["start"] < find["end"] <= end
            assert text[first:end].strip() == text[first:end]
    assert {kind: bool(record[kind]) for kind in ("people", "countries", "numbers", "quotes")} == dict.fromkeys(
        ("people", "countries", "numbers", "quotes"), True
    )
    assert {"Ana Duarte", "French", "$71.30 a barrel", "Oil costs $71.30 a barrel,"} <= {find["text"] for find in found}
    assert len(found) >= 20


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.warc.gz"])
def test_what_text_gave_is_gold_that_the_same_run_reaches(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    (tmp_path / "gold.jsonl").write_bytes(command(name, "--text").stdout)
    done = command("evaluate", "gold.jsonl", "-f", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    measures = json.loads(done.stdout)["measures"]
    assert {"people", "people, roles", "countries", "numbers", "numbers, concept", "quotes"} <= measures.keys()
    assert {(score["precision"], score["recall"], score["f1"]) for score in measures.values() if score["wanted"]} == {
        (1, 1, 1)
    }
    assert all(score["wanted"] == score["found"] for score in measures.values())


def test_what_text_gave_gives_the_same_finds_again(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "again.jsonl").write_bytes(command("a.html", "--text").stdout)
    first = json.loads((tmp_path / "again.jsonl").read_bytes())
    assert json.loads(command("again.jsonl", "--text").stdout) == first
