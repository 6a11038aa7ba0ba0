"""The script that fits the weights learns what gold says, and tells how far they can be trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from newsextract import rules
from newsextract.confidence.component import probability
from newsextract.records.kinds import KINDS


@pytest.fixture
def script(recipe: Callable[[str], ModuleType]) -> ModuleType:
    return recipe("fit_confidence")


def test_the_fit_learns_how_often_a_sign_is_right(script: ModuleType) -> None:
    cases = [
        script.Case(
            f"article {place}",
            {"any": 1.0, "cue": 1.0} if place % 2 else {"any": 1.0},
            place % 20 != 1 if place % 2 else place % 8 > 2,
            False,
        )
        for place in range(2000)
    ]
    weights = script.fit(cases)
    assert probability({"any": 1.0, "cue": 1.0}, weights) == pytest.approx(0.9, abs=0.02)
    assert probability({"any": 1.0}, weights) == pytest.approx(0.5, abs=0.02)
    trusted = script.reliability(script.judged(cases))
    assert trusted["finds"] == 2000
    assert trusted["ece"] < 3


def test_reviewed_articles_tell_what_a_sign_weighs_and_not_how_many_are_right(script: ModuleType) -> None:
    def case(place: int, is_right: bool, is_reviewed: bool) -> object:
        signs = {"any": 1.0, "cue": 1.0} if place % 2 else {"any": 1.0}
        return script.Case(f"article {place}", signs, is_right, is_reviewed)

    blind = [case(place, place % 4 > 0, False) for place in range(0, 400, 2)]  # none with a cue; half are right
    reviewed = [case(place, place % 10 > 0 if place % 2 else place % 8 > 0, True) for place in range(2000)]
    weights = script.fit([*blind, *reviewed])
    assert probability({"any": 1.0}, weights) == pytest.approx(0.5, abs=0.05)
    assert weights["cue"] > 1
    assert script.reliability(script.judged([*blind, *reviewed]))["finds"] == len(blind)


def test_how_far_confidence_can_be_trusted(script: ModuleType) -> None:
    judged = [(0.95, True)] * 19 + [(0.95, False)] + [(0.55, True)] * 5 + [(0.55, False)] * 5 + [(0.2, False)] * 10
    trusted = script.reliability(judged)
    assert (trusted["right"], trusted["kept"]) == (95.0, 79.2)
    assert trusted["groups"] == [[10, 20.0, 0.0], [10, 55.0, 50.0], [20, 95.0, 95.0]]


def test_the_script_writes_weights_of_signs_that_it_saw(script: ModuleType, tmp_path: Path) -> None:
    rows = [
        {
            "id": f"{place}",
            "text": f"Ana Roe paid ${place} in Kenya. “It is dear,” she said.",
            "people": [{"name": "Ana Roe", "mentions": [{"text": "Ana Roe"}]}],
            "countries": [{"alpha_2": "KE", "mentions": [{"text": "Kenya"}]}],
            "numbers": [{"text": f"${place}", "value": place, "unit": "USD", "comparator": "="}],
            "quotes": [
                {"text": "It is dear,", "speaker": {"text": "she", "name": "Ana Roe" if place % 2 else "Bo Lee"}}
            ],
        }
        for place in range(10, 40)
    ]
    gold, out, trusted = tmp_path / "gold.jsonl", tmp_path / "weights.toml", tmp_path / "reliability.json"
    gold.write_text("\n".join(map(json.dumps, rows)))
    script.main([str(gold), "--out", str(out), "--reliability", str(trusted)])
    text = out.read_text()
    assert [line for line in text.splitlines() if line.startswith("[")] == [f"[{kind}]" for kind in KINDS]
    assert '"money" = ' in text
    told = json.loads(trusted.read_text())
    assert all(0.3 < said / 100 < 0.7 for _, said, _ in told["quotes"]["groups"])  # every other one is right
    assert told["numbers"]["right"] == 100


def test_each_weight_is_that_of_a_sign_that_can_be(script: ModuleType) -> None:
    for kind, weights in rules.table("confidence/built/weights").items():
        assert kind in KINDS
        assert len(weights) <= 40
        assert "any" in weights
