from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.reading.article import UnreadableError
from newsextract.reading.encodings import decode

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
    with pytest.raises(UnreadableError, match=f"{says}.*save it as a plain text file"):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(("x" + text).encode()) == "x" + text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The paper Правда wrote: «Всё будет хорошо». Sergei Lavrov said so in Moscow on Tuesday.", "cp1251"),
        (
            "The word 日本経済新聞 is a newspaper's name, and 東京 is Tokyo, said its editor on Monday.",
            "shift_jis",
        ),
        ("He said it’s fine and went to the café with them yesterday evening before dinner.", "mac_roman"),
        ("The café’s owner, Zoë Müller, said: “It costs £5 – or €6.” She lives in France with her fiancé.", "cp1252"),
    ],
)
def test_the_likeliest_encoding_is_found_and_logged(text: str, encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "newsextract"):
        assert decode(text.encode(encoding), "a.txt") == text
    assert "a.txt: not UTF-8, read as" in caplog.text


@pytest.mark.parametrize("declared", ["windows-1250", "nonsense", "utf-8", "iso-8859-1", "base64", "idna"])
def test_a_declared_encoding_counts_if_there_is_such_a_one(declared: str) -> None:
    data = "Dvořák said “yes”.".encode("cp1250")
    assert decode(data, declared=declared) == data.decode("cp1250" if declared == "windows-1250" else "cp1252")
