"""Runs models/rules/quotes/examples.jsonl and reported_examples.jsonl, for which --indirect is on.

A row is {"text": an article, "quotes": [the quotes it holds, in order]}. A quote gives its "text" and any
of "kind", "speaker" (as written), "name" (the person), "cue" (its words) and "statement"; what a quote does
not give is not looked at. No quotes: a near miss, nothing may be found.
"""

from typing import Any

import pytest

from newsextract import load, rules
from newsextract.records.record import Quote

Found = dict[str, tuple[Quote, ...]]


@pytest.fixture(scope="module")
def found() -> Found:
    """The quotes of each example, all read at once."""
    return _read("quotes/examples", indirect=False)


@pytest.fixture(scope="module")
def found_with_reported() -> Found:
    """The quotes and reported statements of each example that is for them."""
    return _read("quotes/reported_examples", indirect=True)


def _read(examples: str, indirect: bool) -> Found:
    texts = [row["text"] for row in rules.rows(examples)]
    records = load(only=["quotes"], indirect=indirect, any_language=True).pipe(texts)
    return {text: record.quotes or () for text, record in zip(texts, records, strict=True)}


def shown(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker.text if quote.speaker else None,
        "name": quote.speaker.name if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
        "statement": quote.statement,
    }


@pytest.mark.parametrize("row", rules.rows("quotes/examples"), ids=lambda row: row["text"][:50])
def test_example(row: dict[str, Any], found: Found) -> None:
    check(row, found)


@pytest.mark.parametrize("row", rules.rows("quotes/reported_examples"), ids=lambda row: row["text"][:50])
def test_reported_example(row: dict[str, Any], found_with_reported: Found) -> None:
    check(row, found_with_reported)


def check(row: dict[str, Any], found: Found) -> None:
    quotes = [shown(quote) for quote in found[row["text"]]]
    assert [quote["text"] for quote in quotes] == [quote["text"] for quote in row["quotes"]]
    for got, wanted in zip(quotes, row["quotes"], strict=True):
        assert {key: got[key] for key in wanted} == wanted
