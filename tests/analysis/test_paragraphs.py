"""Text wrapped at a column, with either line end, gives what the same text gives unwrapped."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import Extractor
from newsextract.analysis.paragraphs import unwrapped

ARTICLE = """\
The council of Port Haven met on Tuesday evening in the old school hall and heard from Peter Okello, the former harbour
master, who has run the ferry to Saint Kitts and Nevis for 30 years. “We have waited long enough for that bridge and
nobody in this town believes the promises any more,” Peter Okello told the members.

Maria van der Merwe, a lawyer, said the ferry had lost more than 2.5 million dollars. “It cannot go on,” she said.
"""


@given(st.lists(st.sampled_from(["a" * 45, "b" * 60, "Cc.", " ", "\n", "\n\n", "\r\n", "\u2028"])).map("".join))
def test_every_character_but_blanks_is_found_again(text: str) -> None:
    read = unwrapped(text)
    for place, character in enumerate(read.text):
        assert character == " " or text[read.original(place)] == character
    assert read.text.split() == text.split()


def test_line_ends_with_blanks_round_them_become_one_blank() -> None:
    lines = ["the council of Port Haven met on Tuesday evening in the old"] * 4 + ["harbour master."]
    read = unwrapped(" \r\n  ".join(lines))
    assert read.text == " ".join(lines)
    assert read.article[read.original(read.text.index("master")) :] == "master."


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("columns", [50, 61, 72, 80])
def test_wrapped_text_gives_the_same(extractor: Extractor, columns: int, line_end: str) -> None:
    flowing = [" ".join(paragraph.split()) for paragraph in ARTICLE.split("\n\n")]
    plain = extractor("\n\n".join(flowing))
    text = "\n\n".join(textwrap.fill(paragraph, columns, break_on_hyphens=False) for paragraph in flowing)
    text = text.replace("\n", line_end)
    record = extractor(text)
    for kind in ("people", "countries", "numbers", "quotes"):
        assert _told(getattr(record, kind)) == _told(getattr(plain, kind))
    for span in _spans(record.to_dict()):
        assert span["text"] == text[span["start"] : span["end"]]


@pytest.mark.parametrize(
    ("lost", "read"),
    [
        ("Bill O\ufffdLarrim wasn\ufffdt there", "Bill O’Larrim wasn’t there"),
        ("Reed\ufffds aunt", "Reed’s aunt"),
        ("Ann Reed\ufffdthe mayor", "Ann Reed\ufffdthe mayor"),  # a dash
        ("\ufffdShe\ufffd and OSLO\ufffdAnn", "\ufffdShe\ufffd and OSLO\ufffdAnn"),
    ],
)
def test_a_lost_apostrophe_is_read_as_one(lost: str, read: str) -> None:
    assert unwrapped(lost).text == read


def test_a_name_that_lost_its_apostrophe_is_whole(extractor: Extractor) -> None:
    record = extractor("Bill O\ufffdLarrim was fired on Monday.")
    assert [(person.name, person.mentions[0].text) for person in record.people] == [
        ("Bill O’Larrim", "Bill O\ufffdLarrim")
    ]


def _spans(part: Any) -> Iterator[dict[str, Any]]:
    """All that has a text and a place, at any depth of a record."""
    if isinstance(part, dict) and "start" in part:
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _spans(inner)


def _told(found: object) -> str:
    """The finds without their offsets, each run of blanks as one."""
    return " ".join(re.sub(r"(start|end)=\d+", "", str(found)).replace("\\n", " ").replace("\\r", " ").split())
