from __future__ import annotations

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.output.inert import inert_json, inert_line

WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
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
        ("a\u061cb\u200fc\u2067d", "a\ufffdb\ufffdc\ufffdd"),
        ("pay\u200bpal \ufeffand\u2060", "pay\ufffdpal \ufffdand\ufffd"),
        ("hi\U000e0068\U000e0069", "hi\ufffd\ufffd"),
        ("\u3164\u115f\uffa0\u034f\u180e", "\ufffd" * 5),
        ("govern\u00adment", "govern‐ment"),
        ("a\ufe0fb\U000e0101", "a\ufffdb\ufffd"),
        ("😀\ufe0f\ufe0f", "😀\ufe0f\ufffd"),
        ("漢\U000e0101\U000e0102", "漢\U000e0101\ufffd"),
        ("1\ufe0f\u20e3 1\ufe0f", "1\ufe0f\u20e3 1\ufffd"),
        ("👩\u200d🚒 ❤\ufe0f\u200d🔥 👩🏽\u200d✈\ufe0f", "👩\u200d🚒 ❤\ufe0f\u200d🔥 👩🏽\u200d✈\ufe0f"),
        ("👩\u200d\u200d🚒 👩\u200d a\u200db", "👩\ufffd\ufffd🚒 👩\ufffd a\ufffdb"),
        ("کتاب\u200cها", "کتاب\u200cها"),
        ("کتاب\u200c\u200cها cat\u200cs", "کتاب\ufffd\ufffdها cat\ufffds"),
        ("क्\u200d क\u200d\u200d", "क्\u200d क\u200d\ufffd"),
        (
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        ),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\ufffd\ufffd\ufffd"),
        ("١٢ \u0600\u0661", "١٢ \u0600\u0661"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
        ("é – “ñ” 中文 العربية", "é – “ñ” 中文 العربية"),
    ],
)
def test_lines(text: str, line: str) -> None:
    assert inert_line(text) == line


HIDDEN = st.sampled_from("\u200c\u200d\ufe00\ufe0f\u061c\u202e\u2060\U000e0041\U000e0101\u00ada1👩ب漢☺\u20e3")


@given(st.text(HIDDEN, max_size=12))
def test_what_stays_unseen_is_one_at_a_time_after_what_is_seen(text: str) -> None:
    unseen = set("\u200c\u200d\ufe00\ufe0f\U000e0101")
    line = inert_line(text)
    assert not set("\u061c\u202e\u2060\U000e0041\u00ad") & set(line)
    for before, after in pairwise(f" {line}"):
        assert after not in unseen or before in "👩ب漢☺1" or (before, after) == ("\ufe0f", "\u200d")
    assert inert_line(line) == line
    assert json.loads(inert_json(json.dumps(text, ensure_ascii=False))) == text


def test_no_character_that_a_screen_leaves_out_or_obeys_is_left() -> None:
    seen = {*map(chr, range(0x600, 0x606)), *"\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
    for character in map(chr, range(0x110000)):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in seen:
            assert character not in inert_line(f"a{character}b"), hex(ord(character))


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
