from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.decoding import NotTextError, decode

NEWS = "Café owner “Zoë” paid £5 – not €6 – in Łódź.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == NEWS


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"caf\xe9 \x93quoted\x94 \x96 \x80 5", "café “quoted” – € 5"),  # Windows-1252
        ("naïve – “so”".encode() + b" \xff!", "naïve – “so” \ufffd!"),  # UTF-8, damaged in one place
        (b"a\x00b \x00 and a sentence long enough to be one.", "a\x00b \x00 and a sentence long enough to be one."),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
        (b"\xef\xbb\xbfmarked", "marked"),
    ],
)
def test_bytes_to_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"PK\x03\x04...", "a zip file"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 100, "binary"),
    ],
)
def test_binary_is_refused_with_a_remedy(data: bytes, says: str) -> None:
    with pytest.raises(NotTextError, match=f"{says}.*save it as a plain text file"):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(("x" + text).encode()) == "x" + text
