"""Tables of named rules: order, decisions, and the examples of every table there is."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from newsextract import Extractor
from newsextract.rules.judgement import JUDGEMENTS, Decision, Judgement, Rule, traced

for room in ("people", "countries", "numbers", "quotes"):
    import_module(f"newsextract.{room}.component")


def _toy() -> Judgement[str, str]:
    toy: Judgement[str, str] = Judgement("numbers", "toy", span=lambda text: (0, len(text)))
    JUDGEMENTS.remove(toy)

    @toy.rule("short", example="[a]", near_miss="[aaaa]")
    def short(text: str) -> str | None:
        return "short" if len(text) < 3 else None

    @toy.rule("has an a", example="[bbba]", near_miss="[bbbb]")
    def has_an_a(text: str) -> str | None:
        return "a" if "a" in text else None

    return toy


def test_the_first_rule_that_applies_decides() -> None:
    toy = _toy()
    assert [toy.first(text) for text in ("ab", "abcd", "bbbb")] == ["short", "a", None]
    assert toy.all("ab") == ["short", "a"]


def test_decisions_are_kept_only_while_traced() -> None:
    toy = _toy()
    toy.first("ab")
    with traced() as decisions:
        toy.first("abcd")
        toy.first("bbbb")
    toy.first("ab")
    assert decisions == [Decision("numbers", "toy", "has an a", 0, 4, "a")]


CASES = [
    pytest.param(judgement, rule, id=f"{judgement.kind}: {judgement.name}: {rule.name}")
    for judgement in JUDGEMENTS
    for rule in judgement.rules
]


@pytest.mark.parametrize(("judgement", "rule"), CASES)
def test_a_rule_decides_its_example_and_not_its_near_miss(
    extractor: Extractor, judgement: Judgement[object, object], rule: Rule[object, object]
) -> None:
    assert _decides(extractor, judgement, rule, rule.example), rule.example
    assert not _decides(extractor, judgement, rule, rule.near_miss), rule.near_miss


def _decides(
    extractor: Extractor, judgement: Judgement[object, object], rule: Rule[object, object], marked: str
) -> bool:
    found = re.search(r"\[(.*?)\]", marked, re.DOTALL)
    assert found, f"no candidate in brackets: {marked}"
    with traced() as decisions:
        extractor(marked[: found.start()] + found[1] + marked[found.end() :])
    return any(
        (made.kind, made.judgement, made.rule) == (judgement.kind, judgement.name, rule.name)
        and (made.start, made.end) == (found.start(), found.end() - 2)
        for made in decisions
    )


def test_no_two_rules_of_a_table_have_one_name() -> None:
    for judgement in JUDGEMENTS:
        names = [rule.name for rule in judgement.rules]
        assert len(set(names)) == len(names), judgement.name
