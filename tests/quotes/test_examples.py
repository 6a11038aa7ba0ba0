"""Runs models/rules/quotes/examples.jsonl and reported_examples.jsonl, for which --indirect is on.

A row is {"text": an article, "quotes": [the quotes it holds, in order]}. A quote gives its "text" and any
of "kind", "speaker" (as written), "name" (the person), "cue" (its words) and "statement"; what a quote does
not give is not looked at. No quotes: a near miss, nothing may be found.
"""

from collections.abc import Callable
from typing import Any

import pytest

from newsextract import rules
from newsextract.records import Quote

Quotes = Callable[[str], tuple[Quote, ...]]


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
def test_example(row: dict[str, Any], quotes: Quotes) -> None:
    check(row, quotes)


@pytest.mark.parametrize("row", rules.rows("quotes/reported_examples"), ids=lambda row: row["text"][:50])
def test_reported_example(row: dict[str, Any], all_quotes: Quotes) -> None:
    check(row, all_quotes)


def check(row: dict[str, Any], quotes: Quotes) -> None:
    found = [shown(quote) for quote in quotes(row["text"])]
    assert [quote["text"] for quote in found] == [quote["text"] for quote in row["quotes"]]
    for got, wanted in zip(found, row["quotes"], strict=True):
        assert {key: got[key] for key in wanted} == wanted
