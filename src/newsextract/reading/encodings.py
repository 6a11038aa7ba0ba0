"""Bytes -> text: by byte order mark, else as UTF-8, else in the encoding that charset-normalizer guesses."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, AnyStr

from newsextract.reading.article import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "rich text"),
    (b"PK\x03\x04", "a zip file or office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.05  # compressed data has about 0.11, text with stray NULs far less
_MULTIBYTE = re.compile("[^\x00-\x7f\ufffd]")
_WESTERN = "cp1252"
# What English articles come in; single-byte pages of other scripts that charset-normalizer also tries only mislead it.
_CANDIDATES = [_WESTERN, "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "koi8_r", "cp932", "euc_jp",
               "gb18030", "big5", "cp949"]  # fmt: skip
# Those a page may declare: not Unicode, which its bytes are not, nor what Python alone calls an encoding.
_BYTE_ENCODINGS = ("cp", "iso8859", "koi8", "mac", "gb", "big5", "euc", "shift", "johab", "hz", "iso2022", "tis")
_CLEARLY = 0.01  # chaos, by charset-normalizer's measure of 0 to 1
_ENOUGH = 1 << 20


def decode(data: bytes, name: str = "bytes", declared: str | None = None) -> str:
    """The text of a file's bytes, line ends untouched, without a byte order mark. Raises UnreadableError on binary
    data.

    Bytes that are mostly UTF-8 get U+FFFD where they are damaged. Others are read in the encoding that they declare,
    else in the likeliest, and the log (of this module's name) says so of ``name``.
    """
    _refuse_binary(data)
    text = _unicode(data)
    if text is None:
        text = data.decode(_fallback(data, name, declared), errors="replace")
    _refuse_control_characters(text)
    return text


def text_lines(stream: io.BufferedReader, name: str, longest: int) -> Iterator[str]:
    """The lines of a file, each with its line end, as ``decode`` would read them. Raises UnreadableError before any.

    A line of more than ``longest`` bytes is cut to one byte more than that.
    """
    for mark, encoding in _MARKS:
        if stream.peek(len(mark)).startswith(mark):
            stream.read(len(mark))
            yield from cut_lines(io.TextIOWrapper(stream, encoding, errors="replace", newline=""), longest)
            return
    yield from decode_lines(cut_lines(stream, longest), name)


def cut_lines(stream: IO[AnyStr], longest: int) -> Iterator[AnyStr]:
    """The lines of a stream; one longer than ``longest`` is cut to one byte or character more than that."""
    while line := stream.readline(longest + 1):
        yield line
        if len(line) > longest:
            while line and line[-1:] not in ("\n", "\r", b"\n"):
                line = stream.readline(_ENOUGH)


def decode_lines(lines: Iterable[bytes], name: str) -> Iterator[str]:
    """Lines without a byte order mark -> text. All that are not UTF-8 are read in one encoding."""
    fallback: str | None = None
    for number, line in enumerate(lines):
        if number == 0:
            _refuse_binary(line)
        text = _unicode(line)
        if text is None:
            fallback = fallback or _fallback(line, name)
            text = line.decode(fallback, errors="replace")
        if number == 0:
            _refuse_control_characters(text)
        yield text


def _refuse_binary(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(f"{kind}, not text: save it as a plain text file first")


def _refuse_control_characters(text: str) -> None:
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise UnreadableError("binary data, not text: save it as a plain text file first")


def _unicode(data: bytes) -> str | None:
    """The text if the bytes are Unicode, in the main; else None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    return text if len(_MULTIBYTE.findall(text)) >= text.count("\ufffd") else None


def _fallback(data: bytes, name: str, declared: str | None = None) -> str:
    """The encoding of bytes that are not Unicode: the one declared, else a guess.

    The guess is Windows-1252, as most English news that is not UTF-8 is in, unless charset-normalizer finds another
    clearly better.
    """
    import logging  # here, for few files need these

    from charset_normalizer import from_bytes

    log = logging.getLogger(__name__)
    with suppress(LookupError):
        known = codecs.lookup(declared or "").name
        known = _WESTERN if known in ("ascii", "iso8859-1") else known  # as browsers do
        if known.startswith(_BYTE_ENCODINGS):
            log.info("%s: not UTF-8, read as %s, as it says", name, known)
            return known
    best = from_bytes(data[:_ENOUGH], cp_isolation=_CANDIDATES).best()
    western = from_bytes(data[:_ENOUGH], cp_isolation=[_WESTERN]).best()
    is_other = best is not None and (western is None or western.chaos > best.chaos + _CLEARLY)
    guess = best.encoding if best is not None and is_other else _WESTERN
    log.info("%s: not UTF-8, read as %s (a guess)", name, guess)
    return guess
