"""WARC, in which crawlers keep what servers answered: each web page is an article, its address the id.

A record that cannot be read costs itself: reading goes on at the next beginning of one.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from newsextract.plural import counted
from newsextract.reading.article import Failure, RawFile, Source, UnreadableError
from newsextract.reading.encodings import NotTextError, decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import GZIP, at_most

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BEGINNING = b"WARC/"
_PAGES = ("text/html", "application/xhtml+xml")
_BLOCK = 1 << 20
_PACKED_AT_ONCE = 16 << 10
_OVERLAP = 64  # bytes: a beginning may lie across two blocks
_BEGINS = re.compile(rb"(?:\n(WARC/)|(\x1f\x8b\x08))")


def read(source: Source, stream: BinaryIO, limits: Limits) -> Iterator[RawFile | Failure]:
    """The pages of a WARC file, packed or not, as they come; what is broken comes as a Failure in its place.

    Raises UnreadableError where it is no WARC file, or holds no page.
    """
    number = pages = 0
    for record in _records(stream):
        number += 1
        item = record if isinstance(record, Failure) else _page(source, number, record, limits)
        if isinstance(item, Failure) and not item.id:
            item = Failure(f"{source.file}:{number}", item.message)
        if item:
            pages += 1
            yield item
    if not pages:
        raise UnreadableError(f"no web page among its {counted(number, 'record')}: name a WARC file that holds pages")


def _records(stream: BinaryIO) -> Iterator[Any]:
    """warcio's records, each to be read before the next is asked for; a Failure without an id for a broken one."""
    if not stream.seekable():
        yield from _records_of(stream)
        return
    start: int | None = stream.tell()
    if not _begins(stream):
        raise UnreadableError("not a WARC file: fetch it anew, or name one")
    while start is not None:
        stream.seek(start)
        is_packed = stream.read(2) == GZIP
        stream.seek(start)
        part = _Member(stream) if is_packed else stream
        is_whole, offset = yield from _records_of(part)
        if is_packed:
            end = part.end if is_whole and isinstance(part, _Member) else 0
            start = end if end > start else _next_beginning(stream, start + 1)
            start = start if start is None or _is_more(stream, start) else None
        else:
            start = None if is_whole else _next_beginning(stream, offset + 1)


def _records_of(stream: Any) -> Generator[Any, None, tuple[bool, int]]:
    """The records of a stream without gaps; whether it was whole, and where the last one of them begins."""
    records = _iterator()(stream)
    try:
        for record in records:
            yield record
            if not _is_whole(record):  # as was told by whoever read it; what holds no page is no loss
                return False, int(records.offset)
    except Exception as error:  # whatever a stranger's file does to warcio
        yield Failure("", _broken(error))
        return False, int(records.offset)
    return True, int(records.offset)


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


def _iterator() -> Any:
    from warcio.archiveiterator import WARCIterator

    class Silent(WARCIterator):  # type: ignore[misc]
        INC_RECORD = ""  # what it would print on standard error

    return Silent


def _page(source: Source, number: int, record: Any, limits: Limits) -> RawFile | Failure | None:
    """The page that a record holds; None where it holds none."""
    answer = record.http_headers
    if record.rec_type != "response" or answer is None or answer.get_statuscode() != "200":
        return None
    kind, _, rest = (answer.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _PAGES:
        return None
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    id = address or f"{source.file}:{number}"
    try:
        data = at_most(record.content_stream(), limits)
        if not _is_whole(record):
            return Failure(id, "this record breaks off before its end: fetch the file anew")
        return RawFile(Source(source.file, source.root, number), _in_utf8(data, id, rest), "html", id)
    except (UnreadableError, NotTextError) as error:
        return Failure(id, str(error))
    except Exception as error:  # from warcio, zlib, or the decoder of what the server packed
        return Failure(id, _broken(error))


def _is_whole(record: Any) -> bool:
    """Whether a record can be read to the end that its head names; it then is."""
    try:
        while record.raw_stream.read(_BLOCK):
            pass
    except (EOFError, zlib.error):
        return False
    return bool(record.raw_stream.limit <= 0)


def _broken(error: Exception) -> str:
    line = " ".join(str(error).split())[:120] or type(error).__name__
    return f"a record that cannot be read ({line}): fetch the file anew"


def _in_utf8(data: bytes, name: str, parameters: str) -> bytes:
    """The data, decoded as the server said; as it is, where it said nothing."""
    _, found, charset = parameters.lower().partition("charset=")
    return decode(data, name, charset.strip(" \"'")).encode(errors="replace") if found else data


def _begins(stream: BinaryIO) -> bool:
    head = stream.read(_BLOCK)
    return head.startswith(BEGINNING) or _is_packed_record(head)


def _is_more(stream: BinaryIO, start: int) -> bool:
    stream.seek(start)
    return bool(stream.read(1))


def _is_packed_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, 64).lstrip().startswith(BEGINNING)
    except zlib.error:
        return False


def _next_beginning(stream: BinaryIO, start: int) -> int | None:
    """Where the next record begins, from ``start`` on."""
    stream.seek(start)
    window = b""
    while block := stream.read(_BLOCK):
        window += block
        for found in _BEGINS.finditer(window):
            place = found.start(found.lastindex or 0)
            if found[1] or _is_packed_record(window[place : place + _PACKED_AT_ONCE]):
                return start + place
        start += len(window) - _OVERLAP
        window = window[-_OVERLAP:]
    return None
