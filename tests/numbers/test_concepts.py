"""What a number counts: why, as explain says it; and the script that fits the weights learns what labels say."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from newsextract import Article, PartialRecord, rules
from newsextract.extraction.explaining import explain
from newsextract.extraction.extractor import Extractor
from newsextract.numbers.concepts import concepts
from newsextract.numbers.concepts.concepts import Candidate


@pytest.fixture
def fit_concepts(recipe: Callable[[str], ModuleType]) -> ModuleType:
    return recipe("fit_concepts")


def test_explain_names_the_phrase_and_what_spoke_for_it(extractor: Extractor[PartialRecord]) -> None:
    counted, fined = (
        one for one in explain(extractor, Article("a", "Police held 12 men. A $5 fine followed.")) if one.found
    )
    assert "concept: the noun right after" in counted.rules
    reasons = [rule.removeprefix("concept: ") for rule in fined.rules if rule.startswith("concept: ")]
    assert reasons[0] == "right"
    added = [float(reason.rpartition(" ")[2]) for reason in reasons[1:]]
    assert added == sorted(added, key=abs, reverse=True)
    assert added[0] > 0


def test_the_fit_finds_what_speaks_for_a_candidate(fit_concepts: ModuleType) -> None:
    def sample(place: int) -> object:
        signs = [[("side", "left"), ("noise", str(place % 2))], [("side", "right"), ("noise", str(place % 2))]]
        return fit_concepts.Sample(signs, [place % 10 == 0, place % 10 != 0], 1.0)

    weights = fit_concepts.fit([sample(place) for place in range(100)])
    assert weights["side", "right"] - weights.get(("side", "left"), 0.0) == pytest.approx(2.2, abs=0.3)  # log of 9
    assert not any(sign == "noise" for sign, _ in weights)


@pytest.mark.parametrize(
    ("text", "concept", "by_hand", "known"),
    [
        ("Police held 12 men.", "men", False, True),
        ("Police held 12 men.", None, False, True),
        ("Police held 12 old men.", "men", False, True),  # the same last word
        ("Police held 12 men.", "the men of Ely", True, True),  # most of the words
        ("Police held 12 men.", "women", False, False),
        ("It closed two years ago.", "closed", False, True),  # of a duration only the noun that lasts
        ("A two-year trial began.", "trial", False, True),
    ],
)
def test_a_label_says_that_one_candidate_is_right(
    fit_concepts: ModuleType, text: str, concept: str | None, by_hand: bool, known: bool
) -> None:
    row = {"text": text, "numbers": [{"start": 0, "end": len(text), "concept": concept}]}
    assert [one.right.count(True) for one in fit_concepts.samples([row], 1.0, by_hand)] == [1] * known


def test_what_writes_the_weights_runs(
    fit_concepts: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"text": "Police held 12 men.", "numbers": [{"start": 12, "end": 14, "concept": "men"}]}
    (tmp_path / "labelled.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(rules, "rows", lambda name: ())
    monkeypatch.setitem(fit_concepts.FITTING, "seldom", 1)
    out = tmp_path / "weights.jsonl"
    monkeypatch.setattr(sys, "argv", ["fit_concepts.py", str(tmp_path / "labelled.jsonl"), "--out", str(out)])
    fit_concepts.main()
    weights = {row["sign"]: row["weights"] for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    assert weights["none: kind"]["cardinal"] < 0


def test_every_weighed_sign_is_seen(extractor: Extractor[PartialRecord], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a few sentences, so that no weight outlives its sign."""
    seen: set[str] = set()

    def notes(candidates: Iterable[Candidate], span: tuple[int, int]) -> None:
        seen.update(sign for one in candidates for sign in one.signs)

    monkeypatch.setattr(concepts, "best", notes)
    texts = ["In a poll of 90 men 5 percent agreed. Some 6 percent left.", "Ana Duarte is ill. She turned 54."]
    for _ in extractor.pipe(texts):
        pass
    assert seen >= {row["sign"] for row in rules.rows("numbers/built/concept_weights")}
