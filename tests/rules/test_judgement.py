"""Tables of named rules: order, decisions, and the examples of every table there is."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from newsextract import Extractor
from newsextract.records.kinds import KINDS
from newsextract.rules import models_folder, rows
from newsextract.rules.judgement import JUDGEMENTS, Decision, Judgement, traced
from tests.cases import check_each

for kind in KINDS:
    import_module(f"newsextract.{kind}.component")


def _toy() -> Judgement[str, str]:
    toy: Judgement[str, str] = Judgement("numbers", "toy", span=lambda text: (0, len(text)))
    JUDGEMENTS.remove(toy)

    @toy.rule("short")
    def short(text: str) -> str | None:
        return "short" if len(text) < 3 else None

    @toy.rule("has an a")
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


def _rows() -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of the rule_examples.jsonl files, and the kind that it is for."""
    for path in sorted((models_folder() / "rules").glob("*/rule_examples.jsonl")):
        kind = path.parent.name
        yield from ((kind, row) for row in rows(f"{kind}/rule_examples"))


def test_a_rule_decides_its_examples_and_not_its_near_misses(extractor: Extractor) -> None:
    def check(case: tuple[str, dict[str, str]]) -> None:
        kind, row = case
        text, candidate = row["text"], row.get("on") or row["not_on"]
        around = row.get("in", candidate)  # where the candidate stands more than once
        assert text.count(around) == around.count(candidate) == 1, "the candidate must stand in the text once"
        start = text.index(around) + around.index(candidate)
        wanted = (kind, row["judgement"], row["rule"], start, start + len(candidate))
        with traced() as decisions:
            extractor(text)
        made = [(made.kind, made.judgement, made.rule, made.start, made.end) for made in decisions]
        assert (wanted in made) is ("on" in row), made

    check_each(_rows(), check)


def test_each_rule_has_an_example_and_a_near_miss() -> None:
    there = {
        (kind, row["judgement"], row["rule"], side) for kind, row in _rows() for side in ("on", "not_on") if side in row
    }
    wanted = {
        (judgement.kind, judgement.name, rule.name, side)
        for judgement in JUDGEMENTS
        for rule in judgement.rules
        for side in ("on", "not_on")
    }
    assert sorted(wanted ^ there) == []


def test_no_two_rules_of_a_table_have_one_name() -> None:
    for judgement in JUDGEMENTS:
        names = [rule.name for rule in judgement.rules]
        assert len(set(names)) == len(names), judgement.name
