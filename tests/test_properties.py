"""What holds for any text at all: there is a record, and every span in it is exact.

To fuzz: ``FUZZ=20000 python -m pytest tests/test_properties.py`` tries that many inputs in all, random and mutated.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsextract import Extractor, load
from newsextract.records.record import Record
from tests.laws import broken_laws

EXAMPLES = max(60, int(os.environ.get("FUZZ", "0")) // 3)
SAMPLES = Path(__file__).parent.parent / "samples"
PARAGRAPHS = [p for path in sorted(SAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n\n")]
MARKS = "\"“”‘’'`«»„—–-()[]{}/\\@#%$€£.,:;!?…\r\n\t\0 \u00a0\u200b\u0301½²①٣३"
GLUE = [" "] * 12 + [
    "", "\n\n", "\n", "\r\n", "\t", " “", "” ", ' "', '" ', "’s ", " - ", "-", ", ", ". ", " (", ") ", "/", ": “",
]  # fmt: skip
SALT = [*MARKS, "''", "``", "\n\n", "🙂", "5", "K."]


def check(text: str, record: Record) -> None:
    assert list(broken_laws(text, record)) == []


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Paragraphs of news, cut, joined and salted at random places."""
    text = "\n\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4)))
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 5, 60]))
        text = (
            text[:place] + draw(st.sampled_from(SALT)) * draw(st.sampled_from([1, 1, 1, 3, 40])) + text[place + cut :]
        )
    return text


WORDS = sorted({word for paragraph in PARAGRAPHS for word in paragraph.split()})


@st.composite
def scrambled(draw: st.DrawFn) -> str:
    """Words of news in any order, some in other letters, between spaces, line ends and marks of any sort."""
    forms = (str, str.upper, str.title, lambda word: word[::-1], lambda word: word.encode().decode("cp1252", "replace"))
    words = draw(
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(forms), st.sampled_from(GLUE)), max_size=120)
    )
    return "".join(form(word) + glue for word, form, glue in words)


TEXTS = {
    "any": st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    "words": scrambled(),
    "news": mangled(),
}


@pytest.mark.parametrize("kind", TEXTS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_text_gives_an_exact_record(extractor: Extractor, kind: str, data: st.DataObject) -> None:
    text = data.draw(TEXTS[kind])
    check(text, extractor(text))


@pytest.mark.parametrize("text", ["9" * 40 + "st", "1" * 30 + "st", "9" * 6000 + "st. “9” he said.", '"A” 024 - '])
def test_what_a_fuzzer_found_gives_an_exact_record(extractor: Extractor, text: str) -> None:
    check(text, extractor(text))


def test_no_blank_is_a_speaker() -> None:
    text = "“ explains argues each week REPLIED ,”  explains argues each week REPLIED  said."
    check(text, load(indirect=True)(text))


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x0b"])
def test_line_ends_of_every_sort(extractor: Extractor, line_end: str) -> None:
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text("utf-8").replace("\n", line_end)
        check(text, extractor(text))


def test_one_article_gives_the_same_record_alone_and_among_others(extractor: Extractor) -> None:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    together = [record.to_dict() | {"id": ""} for record in extractor.pipe([*texts, *reversed(texts)])]
    assert together == [extractor(text).to_dict() for text in [*texts, *reversed(texts)]]
