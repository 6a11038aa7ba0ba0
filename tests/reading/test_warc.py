"""WARC files: the pages that servers answered, each an article; what is broken costs itself."""

from __future__ import annotations

import gzip
import io
import json
from itertools import islice
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsextract.reading import Article, Failure, Limits, read
from tests.process import Command
from tests.reading.test_pages import PAGE, PROSE


def record(address: str, body: bytes, kind: str = "text/html", status: str = "200 OK", packed: bool = True) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(body), http_headers=headers))
    return stream.getvalue()


def info(packed: bool) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    return stream.getvalue()


def warc_records(packed: bool) -> list[bytes]:
    """Two pages among records that are none."""
    page = PAGE.encode()
    return [
        info(packed),
        record("https://paper.example/a", page, packed=packed),
        record("https://paper.example/picture", b"\x89PNG", "image/png", packed=packed),
        record("https://paper.example/gone", page, status="404 Not Found", packed=packed),
        record("https://paper.example/b", page, "text/html; charset=utf-8", packed=packed),
    ]


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "-", "whole.warc.gz", "download"])
def test_each_page_is_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    data = b"".join(warc_records(packed=name == "news.warc.gz"))
    (tmp_path / name).write_bytes(gzip.compress(data) if name == "whole.warc.gz" else data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    articles = [one for one in read("-" if name == "-" else tmp_path / name) if isinstance(one, Article)]
    assert [one.id for one in articles] == ["https://paper.example/a", "https://paper.example/b"]
    assert all(one.url == one.id and "Ana Duarte" in one.text for one in articles)
    assert {one.title for one in articles} == {"A bridge for Faro"}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("way", ["garbage", "cut", "no header"])
def test_a_broken_record_costs_itself(tmp_path: Path, packed: bool, way: str) -> None:
    records = warc_records(packed)
    broken = records[1]
    middle = len(broken) // 2
    records[1] = {
        "garbage": broken[:middle] + b"\0\xff" * 20 + broken[middle + 40 :],
        "cut": broken[:middle],
        "no header": b"x" * 30 + broken[30:],
    }[way]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    items = list(read(tmp_path / "a.warc"))
    assert isinstance(items[-1], Article)
    assert items[-1].id == "https://paper.example/b"
    assert PROSE.strip() in items[-1].text
    if (packed, way) != (False, "garbage"):  # where its length is right, a page of garbage is a page
        assert {type(item) for item in items[:-1]} == {Failure}


def test_reading_gets_on_wherever_a_byte_is_wrong(tmp_path: Path) -> None:
    first, second, *others = warc_records(packed=True)
    for place in range(len(second)):
        wrong = second[:place] + bytes([second[place] ^ 0xFF]) + second[place + 1 :]
        (tmp_path / "a.warc").write_bytes(b"".join([first, wrong, *others]))
        items = list(islice(read(tmp_path / "a.warc"), 20))
        assert len(items) < 10
        assert isinstance(items[-1], Article)


def test_a_member_that_breaks_off_behind_its_record_is_read_once(tmp_path: Path) -> None:
    content = record("https://paper.example/b", PAGE.encode(), packed=False) + b"WARC/1.0\r\n"
    promised = len(content) + 100
    stored = bytes([1]) + promised.to_bytes(2, "little") + (promised ^ 0xFFFF).to_bytes(2, "little")
    unended = gzip.compress(b"")[:10] + stored + content
    (tmp_path / "a.warc").write_bytes(record("https://paper.example/a", PAGE.encode()) + unended)
    *pages, last = islice(read(tmp_path / "a.warc"), 20)
    assert [page.id for page in pages] == ["https://paper.example/a", "https://paper.example/b"]
    assert isinstance(last, Failure)


def test_one_that_is_cut_off(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"".join(warc_records(packed=True))[:-100])
    done = command("a.warc.gz", "--only", "people")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["https://paper.example/a"]
    assert done.stderr.endswith(b": download the file again\n")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged gzip data (the file is empty)"),
        (b"prose", "not a WARC file"),
        (gzip.compress(b"prose"), "not a WARC file"),
        (info(packed=True), "no web page among its 1 record"),
    ],
    ids=["empty", "prose", "packed prose", "no page"],
)
def test_what_is_none_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.warc.gz").write_bytes(data)
    (failure,) = read(tmp_path / "a.warc.gz")
    assert isinstance(failure, Failure)
    assert failure.message.startswith(says)


def test_a_page_over_the_limit_costs_itself(tmp_path: Path) -> None:
    pages = [record("http://x/large", PAGE.encode() * 20), record("http://x/small", PAGE.encode())]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(pages))
    failure, article = read(tmp_path / "a.warc.gz", limits=Limits(page=5_000))
    assert isinstance(failure, Failure)
    assert (failure.id, article.id) == (f"{tmp_path}/a.warc.gz:1", "http://x/small")
    assert failure.message.startswith("http://x/large: more than 5,000 bytes")


def test_the_server_names_the_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("Ana", "Анна").encode("cp1251")
    (tmp_path / "a.warc").write_bytes(record("http://x/a", page, 'text/html; Charset="windows-1251"'))
    (article,) = read(tmp_path / "a.warc")
    assert isinstance(article, Article)
    assert "Анна Duarte" in article.text


def test_into_a_folder_and_on(command: Command, tmp_path: Path) -> None:
    records = warc_records(packed=True)
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records[:2]))
    assert command("a.warc.gz", "-o", "out/", "--only", "people").returncode == 0
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    done = command("a.warc.gz", "-o", "out/", "--only", "people")
    assert (done.returncode, b"1 finished before" in done.stderr) == (0, True)
    assert len(list((tmp_path / "out" / "a.warc.gz").rglob("*.json"))) == 2
