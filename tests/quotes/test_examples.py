"""Runs models/rules/quotes/examples.jsonl and reported_examples.jsonl, for which --indirect is on.

A row is {"text": an article, "quotes": [the quotes it holds, in order]}. A quote gives its "text" and any
of "kind", "speaker" (as written), "name" (the person), "cue" (its words) and "statement"; what a quote does
not give is not looked at. No quotes: a near miss, nothing may be found.
"""

from typing import Any

from newsextract import load, rules
from newsextract.records.record import PartialRecord, Quote
from tests.cases import check_each


def shown(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker.text if quote.speaker else None,
        "name": quote.speaker.name if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
        "statement": quote.statement,
    }


def check_all(examples: str, indirect: bool) -> None:
    rows = rules.rows(examples)
    records = load(only=["quotes"], indirect=indirect, any_language=True).pipe([row["text"] for row in rows])
    check_each(zip(rows, records, strict=True), check)


def test_examples() -> None:
    check_all("quotes/examples", indirect=False)


def test_reported_examples() -> None:
    check_all("quotes/reported_examples", indirect=True)


def check(case: tuple[dict[str, Any], PartialRecord]) -> None:
    row, record = case
    quotes = [shown(quote) for quote in record.quotes or ()]
    assert [quote["text"] for quote in quotes] == [quote["text"] for quote in row["quotes"]]
    for got, wanted in zip(quotes, row["quotes"], strict=True):
        assert {key: got[key] for key in wanted} == wanted
