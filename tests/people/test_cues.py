"""The cues by which rules are asked: a rule that would apply is never passed over."""

from __future__ import annotations

from typing import Any

import pytest

from newsextract import Extractor, rules
from newsextract.people.around import AROUND
from newsextract.people.called import CALLED
from newsextract.people.no_mention import NO_MENTION
from newsextract.people.others import NO_PERSON
from newsextract.rules.judgement import Judgement, Rule

ON_SIGHTINGS = (AROUND, CALLED, NO_PERSON, NO_MENTION)


def test_a_rule_says_nothing_where_its_cues_are_missing(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    called = Judgement.called
    passed_over: list[tuple[str, str]] = []

    def asked_all(judgement: Judgement[Any, Any], candidate: Any) -> list[Rule[Any, Any]]:
        asked = called(judgement, candidate)
        if judgement in ON_SIGHTINGS:
            others = [rule for rule in judgement.rules if rule not in asked]
            passed_over.extend((judgement.name, rule.name) for rule in others if rule.decide(candidate))
        return asked

    monkeypatch.setattr(Judgement, "called", asked_all)
    for _ in extractor.pipe(row["text"] for row in rules.rows("people/rule_examples")):
        pass
    assert passed_over == []
