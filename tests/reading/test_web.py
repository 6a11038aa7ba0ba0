"""Addresses of the web, read from a server on this machine."""

from __future__ import annotations

import gzip
import io
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsextract.reading import Article, Failure, Limits, read
from newsextract.reading.web import fetching as web
from tests.pdfs import block, pdf
from tests.process import Command
from tests.reading.test_pages import PAGE, PROSE

HTML = "text/html; charset=utf-8"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": HTML}, PAGE.encode()),
    "/page?a=1&b=[2]": (200, {"Content-Type": HTML}, PAGE.encode()),
    "/caf%C3%A9": (200, {"Content-Type": HTML}, PAGE.encode()),
    "/packed": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/untyped": (200, {}, PAGE.encode()),
    "/cyrillic": (
        200,
        {"Content-Type": "text/html; charset=windows-1251"},
        PAGE.replace("Ana", "Анна").encode("cp1251"),
    ),
    "/text": (200, {"Content-Type": "text/plain"}, PROSE.encode()),
    "/rows": (200, {"Content-Type": "application/json"}, b'[{"id": "a", "text": "One."}, {"id": "b", "text": "Two."}]'),
    "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
    "/style": (200, {"Content-Type": "text/css"}, b"p { color: red }"),
    "/binary": (200, {"Content-Type": HTML}, bytes(range(256)) * 9),
    "/empty": (200, {"Content-Type": HTML}, b""),
    "/large": (200, {"Content-Type": HTML}, b"x" * 100_000),
    "/part": (206, {"Content-Type": HTML, "Content-Range": "bytes 0-9/99"}, b"<html><p>A"),
    "/gone": (410, {}, b""),
    "/forbidden": (403, {}, b""),
    "/broken": (503, {}, b""),
    "/short": (200, {"Content-Type": HTML, "Content-Length": "100000"}, b"<html>"),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/5": (301, {"Location": "/page"}, b""),
    "/4": (302, {"Location": "/5"}, b""),
    "/3": (303, {"Location": "/4"}, b""),
    "/2": (307, {"Location": "/3"}, b""),
    "/1": (308, {"Location": "/2"}, b""),
    "/0": (302, {"Location": "/1"}, b""),
}


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(60)
        status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server that gives ANSWERS."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_an_address_is_read_like_a_file(command: Command, server: str) -> None:
    done = command(f"{server}/page", "--only", "people")
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["id"] == record["url"] == f"{server}/page"
    assert (record["title"], record["date"]) == ("A bridge for Faro", "2026-03-04")
    assert record["people"][0]["name"] == "Ana Duarte"


@pytest.mark.parametrize("path", ["/page", "/page?a=1&b=[2]", "/café", "/packed", "/untyped", "/text"])
def test_what_is_read(server: str, path: str) -> None:
    (article,) = read(server + path)
    assert isinstance(article, Article), article
    assert article.id == article.url == server + path
    assert PROSE.strip() in article.text


def test_the_address_that_gave_a_page_at_last_is_its_url(server: str) -> None:
    (article,) = read(f"{server}/1#top")
    assert isinstance(article, Article)
    assert (article.id, article.url) == (f"{server}/1#top", f"{server}/page")


def test_the_encoding_that_the_server_names_counts(server: str) -> None:
    (article,) = read(f"{server}/cyrillic")
    assert isinstance(article, Article)
    assert "Анна Duarte" in article.text


def test_json_of_many_articles(server: str) -> None:
    assert list(read(f"{server}/rows")) == [Article("a", "One."), Article("b", "Two.")]


def test_a_word_document(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = pytest.importorskip("docx").Document()
    made.add_paragraph(PROSE.strip())
    stream = io.BytesIO()
    made.save(stream)
    monkeypatch.setitem(ANSWERS, "/word", (200, {"Content-Type": f"{web.WORD}; charset=utf-8"}, stream.getvalue()))
    (article,) = read(f"{server}/word")
    assert article == Article(f"{server}/word", PROSE.strip() + "\n", url=f"{server}/word")


def test_a_pdf(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pdfminer")
    data = pdf([block(PROSE.strip(), 60, 700, 70)])
    monkeypatch.setitem(ANSWERS, "/pdf", (200, {"Content-Type": f"{web.PDF}; charset=utf-8"}, data))
    (article,) = read(f"{server}/pdf")
    assert isinstance(article, Article), article
    assert (article.id, article.text.split()) == (f"{server}/pdf", PROSE.split())


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/nowhere", "status 404 (Not Found): check the address"),
        ("/part", "a part of the page (status 206): try again later"),
        ("/gone", "status 410 (Gone): check the address"),
        ("/forbidden", "status 403 (Forbidden): the server refuses programs"),
        ("/broken", "status 503 (Service Unavailable): try again later"),
        ("/image", "image/png, not a page: name the address of an article"),
        ("/style", "text/css, not a page: name the address of an article"),
        ("/binary", "binary data, not text"),
        ("/empty", "no article found in this page"),
        ("/to-file", "redirects to an address by file: only http and https are read"),
        ("/to-ftp", "redirects to an address by ftp: only http and https are read"),
        ("/round", "more than 5 redirects: name the address that they lead to"),
        ("/0", "more than 5 redirects: name the address that they lead to"),
        ("/short", "the answer ends too early: try again later"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(server: str, path: str, says: str) -> None:
    (failure,) = read(server + path)
    assert isinstance(failure, Failure)
    assert failure.id == server + path
    assert failure.message.startswith(says)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://no-such-host.invalid/", "no such host, or no network: check the address"),
        ("http://127.0.0.1:1/", "the host refuses the connection: check the address"),
        ("ftp://127.0.0.1/a.txt", "an address by ftp: only http and https are read"),
        ("file:///etc/passwd", "an address by file: only http and https are read"),
        ("http://", "not a valid address: check it"),
        ("http://127.0.0.1:port/", "not a valid address: check it"),
    ],
)
def test_an_address_that_does_not_answer(tmp_path: Path, address: str, says: str) -> None:
    (tmp_path / "good.txt").write_text("Ana Duarte spoke.")
    failure, good = read([address, tmp_path / "good.txt"])
    assert failure == Failure(address, says)
    assert isinstance(good, Article)


def test_one_over_the_size_limit(command: Command, server: str) -> None:
    done = command(f"{server}/large", "--limit", "page=10KB")
    assert done.returncode == 1
    assert b"/large: more than 10,000 bytes, too many for one article: --limit page=SIZE" in done.stderr
    (failure,) = read(f"{server}/packed", limits=Limits(page=200))
    assert isinstance(failure, Failure)


def test_one_over_the_time_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SECONDS", 0.2)
    (failure,) = read(f"{server}/slow")
    assert isinstance(failure, Failure)
    assert "within 0.2 seconds: try again later" in failure.message


def test_an_answer_that_trickles_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def trickle() -> None:
            answering, _ = listening.accept()
            with answering:
                for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 30:
                    answering.sendall(bytes([byte]))
                    time.sleep(0.1)

        threading.Thread(target=trickle, daemon=True).start()
        (failure,) = read(f"http://127.0.0.1:{listening.getsockname()[1]}/")
    assert isinstance(failure, Failure)
    assert failure.message == "no whole answer within 0.5 seconds: try again later"


def test_addresses_into_a_folder(command: Command, server: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte spoke.")
    arguments = (f"{server}/page?a=1&b=[2]", f"{server}/rows", "a.txt", "-o", "out/", "--only", "people")
    assert command(*arguments).returncode == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written[0] == "a.txt.json"
    assert [path.split("/")[0] for path in written[1:]] == ["web"] * 3
    done = command(*arguments)
    assert "0 articles" in done.stderr.decode()
    assert "4 finished before; 0 failed" in done.stderr.decode()
