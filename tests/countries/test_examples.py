"""Runs models/rules/countries/examples.jsonl.

A row is {"text": ..., "mentions": [[text, alpha_2, kind], ...]}: in text order, none for a near miss.
A fourth item is what ``within`` must be; without it, ``within`` is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsextract import rules
from newsextract.records.record import Country
from tests.cases import check_each


def test_examples(find: Callable[[str], tuple[Country, ...]]) -> None:
    def check(row: dict[str, Any]) -> None:
        found = sorted(
            (mention.start, [mention.text, country.alpha_2, mention.kind, mention.within])
            for country in find(row["text"])
            for mention in country.mentions
        )
        assert [got[: len(want)] for (_, got), want in zip(found, row["mentions"], strict=False)] == row["mentions"]
        assert len(found) == len(row["mentions"]), found

    check_each(rules.rows("countries/examples"), check)
