"""Bytes -> text: by byte order mark, then UTF-8, then Windows-1252, as news archives are."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
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


class NotTextError(ValueError):
    """Bytes that are no text; the message names what they look like and the remedy."""


def decode(data: bytes) -> str:
    """The text of a file's bytes, line ends untouched, without a byte order mark. Raises NotTextError on binary data.

    Bytes that are mostly UTF-8 keep U+FFFD where they are damaged; others are read as Windows-1252.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotTextError(f"{kind}, not text: save it as a plain text file first")
    text = _decode(data)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise NotTextError("binary data, not text: save it as a plain text file first")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    if len(_MULTIBYTE.findall(text)) >= text.count("\ufffd"):
        return text
    return data.decode("cp1252", errors="replace")
