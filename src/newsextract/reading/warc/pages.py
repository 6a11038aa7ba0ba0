"""WARC, in which crawlers keep what servers answered: each web page is an article, its address the id.

A record that cannot be read, or is incomplete, is reported alone; the others are read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, cast

from warcio.bufferedreaders import BufferedReader
from warcio.statusandheaders import StatusAndHeadersParser

from newsextract.plural import counted
from newsextract.reading.article import Failure, RawFile, Source, UnreadableError, failure_of
from newsextract.reading.encodings import decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import at_most, is_address, unpacked
from newsextract.reading.warc.records import Broken, Record, records

_PAGES = ("text/html", "application/xhtml+xml")
_IN_PARTS = ("WARC-Truncated", "WARC-Segment-Number")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_ANEW = "download the file again"
_SHORT = "the page breaks off before its end, as the crawler stored it: fetch the page itself"
_OTHER_PACKERS = {"deflate", "br"}


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


def _page(source: Source, limits: Limits, record: Record) -> RawFile | Failure | None:
    """The page that a record holds; None where it holds none."""
    head, content = record.head, record.content
    kept_as = head.get_header("Content-Type")  # which not every crawler says
    is_answer = kept_as.lower().startswith("application/http") if kept_as else is_address(_address(head) or "")
    if head.get_header("WARC-Type") != "response" or not is_answer or not content.limit:
        return None
    answer = StatusAndHeadersParser([], verify=False).parse(content)
    kind, _, parameters = (answer.get_header("Content-Type") or "").partition(";")
    status = answer.get_statuscode()
    if status not in ("200", "206") or kind.strip().lower() not in _PAGES:
        return None
    page = _named(source, record.number, head)
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
