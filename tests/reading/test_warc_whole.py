"""WARC files of which a part is missing or wrong: no loss without a line, no page that is not whole."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsextract.reading import Failure, Limits, RawFile, unread
from tests.process import Command
from tests.reading.test_pages import PAGE
from tests.reading.test_warc import info, record

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

A, B = (f"<html><p>{who} spoke of the bridge.</html>".encode() for who in ("Ana", "Bo"))
PAGES = {"http://x/a": A, "http://x/b": B}


def empty_record(packed: bool) -> bytes:
    data = b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    return gzip.compress(data, mtime=0) if packed else data


def small(packed: bool) -> list[bytes]:
    return [
        info(packed),
        record("http://x/a", A, packed=packed),
        empty_record(packed),
        record("http://x/picture", b"\x89PNG", "image/png", packed=packed),
        record("http://x/b", B, packed=packed),
    ]


class Pipe(io.RawIOBase):
    """Standard input that cannot be read twice."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._data.readinto(buffer)


Read = Callable[[bytes], tuple[dict[str, bytes], list[Failure]]]


@pytest.fixture
def read_it(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads data as a file of that name, "-" for a pipe: the pages by their ids, and the failures."""
    name: str = request.param

    def read(data: bytes) -> tuple[dict[str, bytes], list[Failure]]:
        path = tmp_path / name
        if name == "-":
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Pipe(data))))
        else:
            path.write_bytes(data)
        items = list(unread("-" if name == "-" else str(path)))
        pages = [item for item in items if isinstance(item, RawFile)]
        assert len({page.id for page in pages}) == len(pages)
        return {page.id: page.data for page in pages}, [item for item in items if isinstance(item, Failure)]

    return read


WAYS = [("a.warc", False, False), ("a.warc.gz", True, False), ("whole.warc.gz", False, True), ("-", False, False)]


@pytest.mark.parametrize(("read_it", "packed", "whole"), WAYS, indirect=["read_it"], ids=[way[0] for way in WAYS])
def test_wherever_a_file_is_cut_a_line_says_so(read_it: Read, packed: bool, whole: bool) -> None:
    records = small(packed)
    data = b"".join(records)
    if whole:
        data = gzip.compress(data, mtime=0)
    assert read_it(data) == (PAGES, [])
    ends = {} if whole else {end: number for number, end in enumerate(accumulate(map(len, records)), 1)}
    for cut in range(5 if packed or not whole else 0, len(data)):
        pages, failures = read_it(data[:cut])
        assert all(PAGES[id] == page for id, page in pages.items())
        if cut in ends and pages:
            assert not failures, cut
        else:
            assert len(failures) == 1, cut
            assert failures[0].message.endswith(
                ("download the file again", "download it again, or name one", "holds pages")
            )
        if not whole:
            assert len(pages) >= sum(end <= cut for end in (list(ends)[1], list(ends)[4]))


@pytest.mark.parametrize("read_it", ["a.warc", "a.warc.gz", "-"], indirect=True)
@pytest.mark.parametrize("garbage", [b"garbage", b"\0\xff garbage\r\n", b"x\n" * 50_000, b"WARC/1.0 or so\n", b"\x1f"])
def test_garbage_between_records_costs_a_line(read_it: Read, request: pytest.FixtureRequest, garbage: bytes) -> None:
    packed = request.node.callspec.params["read_it"].endswith(".gz")
    records = small(packed)
    for place in range(1, len(records) + 1):
        pages, failures = read_it(b"".join([*records[:place], garbage, *records[place:]]))
        assert pages == PAGES
        (failure,) = failures
        assert "a record that cannot be read (bytes that are no record)" in failure.message
        assert failure.id.endswith(f":{place + 1}")


@pytest.mark.parametrize("read_it", ["a.warc", "a.warc.gz", "whole.warc.gz", "-"], indirect=True)
@pytest.mark.parametrize("by", [-len(A), -5, -1, 5, 30, 10_000, None])
def test_a_wrong_length_costs_its_page_and_no_other(
    read_it: Read, request: pytest.FixtureRequest, by: int | None
) -> None:
    name = request.node.callspec.params["read_it"]

    def altered(found: re.Match[bytes]) -> bytes:
        return b"" if by is None else b"Content-Length: %d\r\n" % (int(found[1]) + by)

    plain = small(packed=False)
    plain[1] = re.sub(rb"Content-Length: (\d+)\r\n", altered, plain[1], count=1)
    data = b"".join(map(gzip.compress, plain) if name == "a.warc.gz" else plain)
    pages, failures = read_it(gzip.compress(data) if name == "whole.warc.gz" else data)
    assert failures
    first = failures[0]
    assert first.id == "http://x/a" if name == "-" else first.id.endswith(f"{name}:2")
    assert name == "-" or first.message.startswith("http://x/a: ")
    assert "http://x/a" not in pages
    can_go_back = name in ("a.warc", "a.warc.gz")
    if can_go_back or by != 10_000:  # of what cannot be read twice, all is within that length
        assert pages["http://x/b"] == B


@pytest.mark.parametrize("by", [1, 2, 3, 4])
def test_a_length_that_counts_the_line_ends_too_is_no_loss(tmp_path: Path, by: int) -> None:
    first, page, *others = small(packed=False)
    page = re.sub(rb"Content-Length: (\d+)", lambda found: b"Content-Length: %d" % (int(found[1]) + by), page, count=1)
    (tmp_path / "a.warc").write_bytes(b"".join([first, page, *others]))
    assert [item.id for item in unread(tmp_path / "a.warc")] == list(PAGES)


def answer(body: bytes, *headers: str, status: str = "200 OK", of_record: str = "") -> bytes:
    http = "".join(f"{line}\r\n" for line in [f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, ""])
    content = http.encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/c\r\n{of_record}"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


CHUNKED = "Transfer-Encoding: chunked"
SHORT = "the page breaks off before its end, as the crawler stored it: fetch the page itself"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (answer(A, status="206 Partial Content"), "a part of a page alone (status 206): fetch the page itself"),
        (answer(A, of_record="WARC-Truncated: length\r\n"), "a part of a page alone (WARC-Truncated)"),
        (answer(A, of_record="WARC-Segment-Number: 1\r\n"), "a part of a page alone (WARC-Segment-Number)"),
        (answer(A, "Content-Length: 900"), SHORT),
        (answer(chunked(A), CHUNKED), SHORT),
        (answer(chunked(A, B)[:-9], CHUNKED), SHORT),
        (answer(gzip.compress(A)[:-9], "Content-Encoding: gzip"), "a page that cannot be read (Compressed file ended"),
        (answer(zlib.compress(A)[:-3], "Content-Encoding: deflate"), SHORT),
    ],
)
def test_a_page_that_the_crawler_did_not_get_whole_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.warc").write_bytes(data + record("http://x/b", B, packed=False))
    failure, page = unread(tmp_path / "a.warc")
    assert isinstance(failure, Failure)
    assert failure.id == f"{tmp_path}/a.warc:1"
    assert failure.message.startswith(f"http://x/c: {says}")
    assert page.id == "http://x/b"


@pytest.mark.parametrize(
    "data",
    [
        answer(A, f"Content-Length: {len(A)}"),
        answer(chunked(A, b""), CHUNKED),
        answer(chunked(A[:9], A[9:]) + b"0\r\nChecked: yes\r\n\r\n", CHUNKED),
        answer(A, CHUNKED),
        answer(A, "Content-Length: 9000", "Content-Encoding: gzip"),
        answer(gzip.compress(A), "Content-Encoding: gzip", "Content-Length: 9"),
        answer(chunked(gzip.compress(A), b""), CHUNKED, "Content-Encoding: gzip"),
        answer(zlib.compress(A), "Content-Encoding: deflate"),
        answer(zlib.compress(A)[2:-4], "Content-Encoding: deflate"),
    ],
)
def test_however_a_server_packed_a_page(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    (page,) = unread(tmp_path / "a.warc")
    assert isinstance(page, RawFile)
    assert page.data == A


def test_other_answers_in_parts_are_no_pages(tmp_path: Path) -> None:
    film = record("http://x/film", b"\0\1", "video/mp4", "206 Partial Content", packed=False)
    (tmp_path / "a.warc").write_bytes(film + record("http://x/b", B, packed=False))
    assert [item.id for item in unread(tmp_path / "a.warc")] == ["http://x/b"]


def test_a_large_picture_is_not_held_against_the_limit_of_a_page(tmp_path: Path) -> None:
    picture = record("http://x/picture", bytes(9000), "image/png", packed=False)
    (tmp_path / "a.warc").write_bytes(picture + record("http://x/b", B, packed=False))
    assert [item.id for item in unread(tmp_path / "a.warc", limits=Limits(page=2000))] == ["http://x/b"]


@pytest.mark.parametrize("packed", [True, False])
def test_the_command_ends_with_a_line_and_status_1(command: Command, tmp_path: Path, packed: bool) -> None:
    pages = [record(f"http://x/{name}", PAGE.encode(), packed=packed) for name in "ab"]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(pages)[: len(pages[0]) + 40])
    done = command("a.warc.gz", "-o", "out/", "--only", "people")
    assert (done.returncode, len(list((tmp_path / "out").rglob("*.json")))) == (1, 1)
    first, last = done.stderr.decode().splitlines()
    assert first.startswith("newsextract: a.warc.gz:2: a record that cannot be read (breaks off")
    assert last.endswith("1 failed (see out/errors.jsonl)")
