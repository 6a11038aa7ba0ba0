from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.output.inert import inert_json, inert_line

HOSTILE = "\x1b[31mred\x1b[0m \x9b5n \x07 \u202eturned\u202c \x7f [bold]markup[/]"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain", "plain"),
        ("two\r\nlines\tand\x0bmore", "two lines and more"),
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", "\ufffd2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("\udcff", "\ufffd"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
        ("é – “ñ” 中文 العربية", "é – “ñ” 中文 العربية"),
    ],
)
def test_lines(text: str, line: str) -> None:
    assert inert_line(text) == line


@given(st.text())
def test_a_line_holds_no_control_character(text: str) -> None:
    line = inert_line(text)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in line)
    line.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_means_the_same_and_holds_no_control_character(text: str) -> None:
    document = inert_json(json.dumps({text: text}, ensure_ascii=False, indent=2))
    assert json.loads(document) == {text: text}
    assert not any((ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in document)


def test_json_escapes_what_terminals_obey() -> None:
    document = inert_json(json.dumps(HOSTILE, ensure_ascii=False))
    assert json.loads(document) == HOSTILE
    assert not set("\x1b\x9b\x07\u202e\x7f") & set(document)
