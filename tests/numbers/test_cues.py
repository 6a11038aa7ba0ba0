"""The cues by which rules are asked: a rule that would apply is never passed over."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Extractor, rules
from newsextract.numbers.rejecting.rejected import NO_AMOUNT, NO_COUNT
from newsextract.numbers.relating.ages import AGE
from newsextract.numbers.relating.changes import CHANGE
from newsextract.rules.judgement import Judgement, Rule

WITH_CUES = (NO_AMOUNT, NO_COUNT, AGE, CHANGE)


def test_a_rule_says_nothing_where_its_cues_are_missing(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    called = Judgement.called
    passed_over: list[tuple[str, str, str]] = []

    def asked_all(judgement: Judgement[Any, Any], candidate: Any) -> list[Rule[Any, Any]]:
        asked = called(judgement, candidate)
        if judgement in WITH_CUES:
            others = [rule for rule in judgement.rules if rule not in asked and rule.decide(candidate)]
            passed_over.extend((judgement.name, rule.name, candidate.tokens.text) for rule in others)
        return asked

    monkeypatch.setattr(Judgement, "called", asked_all)
    texts = [row["text"] for name in ("rule_examples", "examples") for row in rules.rows(f"numbers/{name}")]
    for _ in extractor.pipe(texts):
        pass
    assert passed_over == []
