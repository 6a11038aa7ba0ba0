"""What holds for any text."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsextract.analysis.paragraphs import paragraphs
from newsextract.quotes.component import NewsQuotes
from newsextract.quotes.marks import pieces
from newsextract.records.record import Quote
from tests.growth import grows_in_line

Quotes = Callable[[str], tuple[Quote, ...]]

SCRAPS = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "''", "``", "\n", "\n\n", " ", ",", ".", ":", "— ", "Ann Reed",
     "Peter Okello", "he said", "said", "according to", "called it", "the minister", "a mess", "We agree", "\r\n",
     "\x00", "\u0301", "😀", "שלום", "(@ann)", "https://t.co/x", "and", "that", "who", "1,000", "?", "!"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(SCRAPS, max_size=40).map("".join),
    st.lists(SCRAPS, max_size=40).map(" ".join),
)


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_pieces_stand_in_order_and_apart(text: str) -> None:
    spans = [(piece.start, piece.end) for piece in pieces(text, paragraphs(text))]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@example(text="broken”, said K. Ambassador Esperanto -")  # a hyphen ties a name to nothing
@example(text="A“)0:B D:")  # a speaker behind the last word of the quote, no cue, the article's end
@given(text=TEXTS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_exact_spans(text: str, quotes: Quotes) -> None:
    found = quotes(text)
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    for quote in found:
        for span in (quote, quote.speaker, quote.cue):
            assert span is None or (span.text == text[span.start : span.end] and span.text)
    statements = [quote.statement for quote in found]
    assert all(after - before in (0, 1) for before, after in zip([-1, *statements], statements, strict=False))
    assert not statements or statements[0] == 0


REPORTS = st.sampled_from(
    ["he said ", "Ann Reed claimed that ", "the road is closed", "it rained ", ", adding that ", ", Peter Okello said",
     "according to the ministry", ". ", ", ", "“we won” ", "“It is over,” ", "? ", "\n", "and ", "who told us ", "not ",
     "  ", "\u00a0", "\t"]
)  # fmt: skip


@pytest.mark.parametrize("blank", ["  ", " \t", "\u00a0 ", " \u2009"])
@pytest.mark.parametrize(
    "text",
    ["Ana Duarte said that_the road is closed.", "According to Ana Duarte,_the road is closed.",
     "But_the road is closed, Ana Duarte said.", "_the road is closed_, Ana Duarte said_."],
)  # fmt: skip
def test_a_reported_statement_begins_and_ends_with_a_word(text: str, blank: str, all_quotes: Quotes) -> None:
    (quote,) = all_quotes(text.replace("_", blank))
    assert (quote.kind, quote.text) == ("indirect", "the road is closed")


def test_a_speaker_ends_with_a_word(quotes: Quotes) -> None:
    (quote,) = quotes("“We won,” Noriega- -  said.")
    assert quote.speaker
    assert quote.speaker.text == "Noriega"


@example(text="per said $’s said Duarte said q3 OFR\nover:,")  # a possessive of nobody
@example(text="—“  said “01")  # blanks as the verb's subject
@example(text="0\n– (@0)")  # a post of nobody
@given(text=st.one_of(TEXTS, st.lists(REPORTS, max_size=20).map("".join)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reported_statements_stand_apart_and_change_no_quote(text: str, quotes: Quotes, all_quotes: Quotes) -> None:
    found = all_quotes(text)
    marked = [replace(quote, statement=0) for quote in found if quote.kind != "indirect"]
    assert marked == [replace(quote, statement=0) for quote in quotes(text)]
    assert all(before.end <= after.start for before, after in pairwise(found))
    for quote in found:
        for span in (quote, quote.speaker, quote.cue):
            assert span is None or (span.text == text[span.start : span.end] and span.text)
            assert span is None or span.text == span.text.strip()
        assert quote.kind != "indirect" or (quote.speaker and quote.cue)


@pytest.mark.parametrize("unit", ["he said ", "It rained , he said , ", "according to it , it rained "])
def test_reported_statements_are_read_in_linear_time(unit: str) -> None:
    def finding(times: int) -> Callable[[], object]:
        """One sentence, each word hanging on the one before."""
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        words = unit.split() * times
        tags = [
            {"said": "VBD", "rained": "VBD", "It": "PRP", "it": "PRP", "he": "PRP"}.get(word, "IN") for word in words
        ]
        heads = [max(0, place - 1) for place in range(len(words))]
        deps = ["ROOT"] + [{"VBD": "ccomp", "PRP": "nsubj"}.get(tag, "prep") for tag in tags[1:]]
        doc = Doc(Vocab(), words=words, tags=tags, heads=heads, deps=deps)
        return lambda: NewsQuotes(indirect=True)(doc)

    grows_in_line(finding, 500)


@pytest.mark.parametrize(
    "unit", ['"', "“a” he said ", '"Go," Ann Reed said. ', "“Go.”\n", "“Go\n", "Ann Reed said “go” and "]
)
def test_the_component_is_linear(unit: str, quotes: Quotes) -> None:
    def finding(times: int) -> Callable[[], object]:
        from spacy.lang.en import English

        doc = English()(unit * times)
        return lambda: NewsQuotes()(doc)

    grows_in_line(finding, 500)
