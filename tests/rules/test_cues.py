"""The cues by which rules are asked: a rule that would apply is never skipped."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Extractor, rules
from newsextract.people.classifying.around import AROUND
from newsextract.people.classifying.no_mention import NO_MENTION
from newsextract.people.classifying.others import NO_PERSON
from newsextract.rules.judgement import Judgement, Rule


@pytest.mark.parametrize(
    ("judgements", "tables"),
    [
        ({AROUND, NO_PERSON, NO_MENTION}, ["people/rule_examples"]),
    ],
    ids=["people"],
)
def test_a_rule_says_nothing_where_its_cues_are_missing(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, judgements: set[Judgement[Any, Any]], tables: list[str]
) -> None:
    called = Judgement.called
    seen: set[str] = set()
    passed_over: list[tuple[str, str]] = []

    def asked_all(judgement: Judgement[Any, Any], candidate: Any) -> list[Rule[Any, Any]]:
        asked = called(judgement, candidate)
        if judgement in judgements:
            seen.add(judgement.name)
            others = [rule for rule in judgement.rules if rule not in asked and rule.decide(candidate)]
            passed_over.extend((judgement.name, rule.name) for rule in others)
        return asked

    monkeypatch.setattr(Judgement, "called", asked_all)
    for _ in extractor.pipe(row["text"] for table in tables for row in rules.rows(table)):
        pass
    assert seen == {judgement.name for judgement in judgements}
    assert passed_over == []
