"""WARC, in which crawlers keep what servers answered: each web page is an article, its address the id.

warcio parses the heads. Its own iterator loses articles in silence, as FastWARC's does: where a file breaks off, where
a Content-Length is too small or too large, where bytes stand between two records, and where a packed record is damaged,
it ends or goes on without a word. Here only complete records count, what is lost is reported, and reading continues at
the next record.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from warcio.bufferedreaders import BufferedReader
from warcio.limitreader import LimitReader
from warcio.statusandheaders import StatusAndHeadersParser

from newsextract.plural import counted
from newsextract.reading.article import Failure, RawFile, Source, UnreadableError, failure_of
from newsextract.reading.encodings import decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import GZIP, at_most, is_address, unpacked

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PAGES = ("text/html", "application/xhtml+xml")
_IN_PARTS = ("WARC-Truncated", "WARC-Segment-Number")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_ANEW = "download the file again"
_SHORT = "the page breaks off before its end, as the crawler stored it: fetch the page itself"
_OTHER_PACKERS = {"deflate", "br"}
_BEGINNING = b"WARC/"
_BEGINS = re.compile(rb"WARC/\d\.\d+\r?\n\Z")
_LONGEST_BEGINNING = 16
_LENGTH = re.compile(r"[0-9]{1,18}")
_BLOCK = 1 << 20
_PACKED_BEGINS = re.compile(rb"\x1f\x8b\x08")
_PACKED_AT_ONCE = 16 << 10
_OVERLAP = 4 << 10  # bytes: a beginning may lie across two blocks
_LONGEST_LINE = 64 << 10
_MOST_LINES = 1000  # of a head
_CUT = "breaks off before its end"

Page = RawFile | Failure
Take = Callable[[int, Any, Any], Page | None]
"""Makes a page of a record's number in the file, from 1, its head (warcio's headers), and its content, read at once."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What is no whole record: its number, the head where it has one, and what is wrong."""

    number: int
    head: Any
    problem: str


class _BrokenError(ValueError):
    def __init__(self, problem: str, line: bytes = b"") -> None:
        super().__init__(problem)
        self.line = line
        """What has been read after it."""


def records(stream: BinaryIO, take: Take) -> Iterator[Page | Broken | None]:
    """What ``take`` makes of each record that is complete; Broken in place of the others.

    Raises UnreadableError where the file is no WARC file, and while reading OSError.
    """
    reading = _Reading(take)
    start: int | None = None
    if not stream.seekable():
        yield from reading.of(stream)
    else:
        head = stream.read(_BLOCK)
        if not (head.startswith(_BEGINNING) or _is_packed_record(head)):
            raise UnreadableError("not a WARC file: download it again, or name one")
        start = 0
    while start is not None:
        stream.seek(start)
        begins = stream.readline(_LONGEST_BEGINNING)
        stream.seek(start)
        if begins.startswith(GZIP):
            member = _Member(stream)
            yield from reading.of(io.BufferedReader(member))
            start = member.end or _next_member(stream, start + 1)
        elif begins and not _BEGINS.match(begins):
            yield reading.no_record()
            start = _next_member(stream, start + 1)
        else:
            yield from reading.of(stream)  # one that is not packed
            break
    if not reading.is_ended:
        yield Broken(reading.number, None, "the file breaks off after this record")


class _Reading:
    """What reads records, and counts them."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._head: Any = None
        self.number = 0
        self.is_ended = True
        """Whether the last record has the empty lines that each ends with."""

    def of(self, content: Any) -> Iterator[Page | Broken | None]:
        """The records of a stream without gaps."""
        line = b""
        try:
            line = content.readline(_LONGEST_LINE)
            while line:
                if not _BEGINS.match(line):
                    yield self.no_record()
                    line = _next_beginning(content, line)
                    continue
                self.number += 1
                after = content.tell() if content.seekable() else None
                try:
                    line = yield from self._one(line, content)
                except _BrokenError as error:
                    yield self._broken(str(error))
                    if after is not None:
                        content.seek(after)
                    line = _next_beginning(content, error.line if after is None else b"")
        except (EOFError, zlib.error) as error:  # of packed data
            self.number += not line
            problem = _CUT if isinstance(error, EOFError) else f"damaged gzip data ({error})"
            yield self._broken(problem)

    def no_record(self) -> Broken:
        """What is found where a record should begin."""
        self.number += 1
        return self._broken("bytes that are no record")

    def _broken(self, problem: str) -> Broken:
        head, self._head = self._head, None
        return Broken(self.number, head, problem)

    def _one(self, line: bytes, content: Any) -> Generator[Page | None, None, bytes]:
        """What is taken of the record that begins with a line; the line after it comes back. Raises _BrokenError."""
        self.is_ended = True
        self._head = _head(line, content)
        length = self._head.get_header("Content-Length") or ""
        if not _LENGTH.fullmatch(length):
            raise _BrokenError("it names no Content-Length")
        body = LimitReader(content, int(length))
        taken = self._take(self.number, self._head, body)
        while body.read(_BLOCK):
            pass
        if body.limit:
            raise _BrokenError(_CUT)
        ends, following = 0, b""
        try:
            while (following := content.readline(_LONGEST_LINE)) and not following.strip():
                ends += following.endswith(b"\n")
        except EOFError:  # the record is whole all the same
            self._head = None
            yield taken
            raise
        if ends < 2 and following and not following.startswith(_BEGINNING):
            raise _BrokenError("its Content-Length does not fit", following)
        self._head, self.is_ended = None, ends >= 2
        yield taken
        return following


def _head(line: bytes, content: Any) -> Any:
    lines = [line]
    while lines[-1].strip():
        lines.append(content.readline(_LONGEST_LINE))
        if len(lines[-1]) == _LONGEST_LINE or len(lines) > _MOST_LINES:
            raise _BrokenError("its head is too long")
        if not lines[-1].endswith(b"\n"):
            raise _BrokenError(_CUT)
    return StatusAndHeadersParser([], verify=False).parse(io.BytesIO(b"".join(lines)))


def _next_beginning(content: Any, line: bytes) -> bytes:
    """The next line that begins a record, from ``line`` on, without what is before it; empty where none comes."""
    while not (found := _BEGINS.search(line)):
        rest = b"" if line.endswith(b"\n") else line[-_LONGEST_BEGINNING:]
        line = content.readline(_LONGEST_LINE)
        if not line:
            return b""
        line = rest + line
    return found[0]


class _Member(io.RawIOBase):
    """One member of a gzip file, unpacked; most WARC files have one for each record.

    Raises zlib.error where it is damaged, and EOFError where it breaks off.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._content = zlib.decompressobj(31)
        self._packed = b""
        self.end = 0
        """Where in the stream it ends; 0 until its own last byte has been read, not just its record's."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self._content.eof:
            self._packed = self._packed or self._stream.read(_PACKED_AT_ONCE)
            if not self._packed:
                raise EOFError("it breaks off")
            data = self._content.decompress(self._packed, len(view))
            self._packed = self._content.unconsumed_tail
            if self._content.eof:
                self.end = self._stream.tell() - len(self._content.unused_data)
            if data:
                view[: len(data)] = data
                return len(data)
        return 0


def _is_packed_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, 64).lstrip().startswith(_BEGINNING)
    except zlib.error:
        return False


def _next_member(stream: BinaryIO, start: int) -> int | None:
    """Where the next gzip member that begins with a record begins, from ``start`` on."""
    stream.seek(start)
    window = b""
    while block := stream.read(_BLOCK):
        window += block
        for found in _PACKED_BEGINS.finditer(window):
            if _is_packed_record(window[found.start() : found.start() + _PACKED_AT_ONCE]):
                return start + found.start()
        start += len(window) - _OVERLAP
        window = window[-_OVERLAP:]
    return None


def read(source: Source, stream: BinaryIO, limits: Limits) -> Iterator[RawFile | Failure]:
    """The pages of a WARC file, packed or not, as they come; what is broken comes as a Failure in its place.

    Raises UnreadableError where it is no WARC file, or holds no page.
    """
    number = pages = 0
    for item in records(stream, partial(_page, source, limits)):
        number += 1
        if isinstance(item, Broken):
            page = _named(source, item.number, item.head)
            item = failure_of(page, f"a record that cannot be read ({item.problem}): {_ANEW}")
        if item:
            pages += 1
            yield item
    if not pages:
        raise UnreadableError(f"no web page among its {counted(number, 'record')}: name a WARC file that holds pages")


def _page(source: Source, limits: Limits, number: int, head: Any, content: Any) -> Page | None:
    """The page that a record holds; None where it holds none."""
    kept_as = head.get_header("Content-Type")  # which not every crawler says
    is_answer = kept_as.lower().startswith("application/http") if kept_as else is_address(_address(head) or "")
    if head.get_header("WARC-Type") != "response" or not is_answer or not content.limit:
        return None
    answer = StatusAndHeadersParser([], verify=False).parse(content)
    kind, _, parameters = (answer.get_header("Content-Type") or "").partition(";")
    status = answer.get_statuscode()
    if status not in ("200", "206") or kind.strip().lower() not in _PAGES:
        return None
    page = _named(source, number, head)
    parts = ["status 206"] if status == "206" else [name for name in _IN_PARTS if head.get_header(name)]
    if parts:
        return failure_of(page, f"a part of a page alone ({parts[0]}): fetch the page itself")
    try:
        packed = at_most(content, limits)
        try:
            data = _unpacked(answer, packed, limits)
            _, is_declared, charset = parameters.lower().partition("charset=")
            if is_declared:
                data = decode(data, page.id, charset.strip(" \"'")).encode(errors="replace")
        except UnreadableError:
            raise
        except Exception as error:  # from the decoder of what the server packed
            line = " ".join(str(error).split())[:120] or type(error).__name__
            return failure_of(page, f"a page that cannot be read ({line}): {_ANEW}")
    except UnreadableError as error:
        return failure_of(page, str(error))
    return replace(page, data=data)


def _named(source: Source, number: int, head: Any) -> RawFile:
    """The page in a record, called by its address, or by its place in the file; without what is in it."""
    is_answer = head is not None and head.get_header("WARC-Type") == "response"
    address = _address(head) if is_answer else None
    return RawFile(replace(source, row=number), b"", "html.pages", address or f"{source.file}:{number}", address)


def _address(head: Any) -> str | None:
    return str(head.get_header("WARC-Target-URI") or "").strip("<> ") or None


def _unpacked(answer: Any, data: bytes, limits: Limits) -> bytes:
    """An answer's content, unpacked. Raises UnreadableError where a part of it is missing, and whatever the decoder
    raises for damaged data."""
    encoding = (answer.get_header("Content-Encoding") or "").lower()
    if (answer.get_header("Transfer-Encoding") or "").lower() == "chunked":
        data = _joined(data)
    elif not encoding and (named := answer.get_header("Content-Length") or "").isdecimal() and int(named) > len(data):
        raise UnreadableError(_SHORT)
    with unpacked(cast(BinaryIO, io.BytesIO(data)), limits) as stream:
        if encoding not in _OTHER_PACKERS.intersection(BufferedReader.get_supported_decompressors()):
            return at_most(stream, limits)
        reader = BufferedReader(stream, decomp_type=encoding)
        content = at_most(reader, limits)
    packer = reader.decompressor
    if packer and not (packer.is_finished() if hasattr(packer, "is_finished") else packer.eof):
        raise UnreadableError(_SHORT)
    return content


def _joined(data: bytes) -> bytes:
    """The content of chunks; the data as it is if the crawler has joined them. Raises UnreadableError if the last chunk
    is missing."""
    pieces: list[bytes] = []
    end = 0
    while found := _CHUNK.match(data, end):
        start, size = found.end(), int(found[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(data[start : start + size])
        end = start + size + len(b"\r\n")
    if not pieces:
        return data
    raise UnreadableError(_SHORT)
