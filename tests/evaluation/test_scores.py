from __future__ import annotations

import io
from typing import Any

import pytest

from newsextract.evaluation.gold import gold_of_row
from newsextract.evaluation.report import write_report
from newsextract.evaluation.scores import Scores, by_sort
from newsextract.records.record import Country, CountryMention, Mention, Number, Person, Quote, Record, Speaker
from tests.records import NO_FINDS

TEXT = "Ana Duarte met Weber in France. “We pay at least 5 euros,” she said. Duarte left Weber."


def at(text: str, place: int = 0) -> tuple[str, int, int]:
    start = -1
    for _ in range(place + 1):
        start = TEXT.index(text, start + 1)
    return text, start, start + len(text)


def span(text: str, place: int = 0, **more: Any) -> dict[str, Any]:
    return dict(zip(("text", "start", "end"), at(text, place), strict=True)) | more


def person(name: str, *mentions: tuple[str, int, int]) -> Person:
    return Person(name, (), (), (), tuple(Mention(*mention) for mention in mentions))


def scored(gold: dict[str, Any], **found: Any) -> Scores:
    scores = Scores()
    scores.add(
        gold_of_row({"id": "a", "text": TEXT, **gold}, "a"), Record(1, "a", "m", None, None, **{**NO_FINDS, **found})
    )
    return scores


def figures(scores: Scores, measure: str) -> tuple[float | None, float | None]:
    score = scores.by_measure[measure]
    return score.precision, score.recall


PEOPLE = [
    {"name": "Ana Duarte", "mentions": [span("Ana Duarte"), span("Duarte", 1)]},
    {"name": "Weber", "mentions": [span("Weber"), span("Weber", 1)]},
]


def test_people_are_judged_by_mention_and_by_group() -> None:
    whole = (person("Ana Duarte", at("Ana Duarte"), at("Duarte", 1)), person("W", at("Weber"), at("Weber", 1)))
    assert figures(scored({"people": PEOPLE}, people=whole), "people, grouped") == (1, 1)
    in_one = (person("Ana Duarte", *(m for p in ("Ana Duarte",) for m in (at(p), at("Duarte", 1), at("Weber")))),)
    scores = scored({"people": PEOPLE}, people=in_one)
    assert figures(scores, "people") == (1, 3 / 4)
    assert scores.by_measure["people, grouped"].precision == pytest.approx(5 / 9)
    assert scores.by_measure["people, grouped"].recall == pytest.approx(5 / 8)
    cut = (person("Ana", ("Ana", 0, 3)),)
    assert figures(scored({"people": PEOPLE}, people=cut), "people") == (0, 0)


@pytest.mark.parametrize(("code", "right"), [("FR", 1), ("DE", 0)])
def test_a_country_needs_its_code(code: str, right: int) -> None:
    gold = {"countries": [{"alpha_2": "FR", "mentions": [span("France")]}]}
    found = Country("F", code, "FRA", (CountryMention(*at("France"), "name", None),))
    scores = scored(gold, countries=(found,))
    assert figures(scores, "countries") == (right, right)
    assert [mistake.problem for mistake in scores.mistakes] == ([] if right else ["missed (FR)", "not one (DE)"])


@pytest.mark.parametrize(
    ("found", "value", "whole", "problem"),
    [
        ({}, 1, 1, None),
        ({"value": 5.000000001}, 1, 1, None),
        ({"text": "5", "start": TEXT.index("5"), "end": TEXT.index("5") + 1}, 1, 1, None),
        ({"unit": "USD"}, 1, 0, "unit USD, not EUR"),
        ({"comparator": "="}, 1, 0, "comparator =, not >="),
        ({"value": 6}, 0, 0, "value 6, not 5"),
        ({"upper": 7}, 0, 0, None),
    ],
)
def test_a_number_needs_value_unit_and_comparator(found: Any, value: int, whole: int, problem: str | None) -> None:
    gold = {"numbers": [span("at least 5 euros", value=5, unit="EUR", comparator=">=")]}
    number = span("at least 5 euros", kind="money", value=5, upper=None, unit="EUR", comparator=">=", change=None)
    scores = scored(gold, numbers=(Number(**{**number, "per": None, "concept": None, **found}),))
    assert figures(scores, "numbers, value") == (value, value)
    assert figures(scores, "numbers") == (whole, whole)
    if problem:
        assert [mistake.problem for mistake in scores.mistakes] == [problem]


def test_what_gold_does_not_say_of_a_number_is_not_asked() -> None:
    number = Number(*at("5 euros"), "money", 5, None, "EUR", None, "=", None, None)
    assert figures(scored({"numbers": [span("5", value=5)]}, numbers=(number,)), "numbers") == (1, 1)


SHE = {"text": "she", "name": "Ana Duarte"}


@pytest.mark.parametrize(
    ("wanted", "got", "right"),
    [
        (SHE, Speaker("she", 59, 62, "Ana Duarte"), 1),
        ({"text": "she", "name": "Duarte"}, Speaker("she", 59, 62, "Ana Duarte"), 1),
        (SHE, Speaker("Ana Duarte", 0, 10, None), 1),
        (SHE, Speaker("she", 59, 62, "Weber"), 0),
        (SHE, None, 0),
        (None, None, 1),
        (None, Speaker("she", 59, 62, None), 0),
        ({"text": "She"}, Speaker("she", 59, 62, "Weber"), 1),
        ({"text": "he said", "start": 57, "end": 62}, Speaker("she", 59, 62, None), 1),
        ({"text": "Weber"}, Speaker("she", 59, 62, None), 0),
    ],
)
def test_a_quote_needs_its_speaker(wanted: Any, got: Speaker | None, right: int) -> None:
    gold = {"quotes": [span("We pay at least 5 euros,", speaker=wanted)]}
    quote = Quote(*at("We pay at least 5 euros"), "direct", 0, got, None)
    scores = scored(gold, quotes=(quote,))
    assert figures(scores, "quotes, words") == (1, 1)
    assert figures(scores, "quotes") == (right, right)


def test_half_a_quote_is_none() -> None:
    gold = {"quotes": [span("We pay at least 5 euros,", speaker=None)]}
    scores = scored(gold, quotes=(Quote(*at("We pay"), "direct", 0, None, None),))
    assert figures(scores, "quotes, words") == (0, 0)
    assert [mistake.problem for mistake in scores.mistakes] == ["missed", "not one"]


FIVE = span("at least 5 euros", value=5)
OPTIONAL = {"optional": True}


def number(text: str, value: float, **more: Any) -> Number:
    rest: dict[str, Any] = {"kind": "money", "upper": None, "unit": "EUR", "comparator": ">=", "change": None}
    return Number(*at(text), value=value, **{**rest, "per": None, "concept": None, **more})


@pytest.mark.parametrize(
    ("found", "counted"),
    [
        ([], 0),
        ([number("at least 5 euros", 5)], 0),
        ([number("5", 6)], 0),  # it lies in what is optional: neither right nor wrong
        ([number("We", 1)], 1),
    ],
)
def test_an_optional_number_counts_neither_found_nor_missed(found: list[Number], counted: int) -> None:
    scores = scored({"numbers": [FIVE | OPTIONAL]}, numbers=tuple(found))
    assert (scores.by_measure["numbers"].wanted, scores.by_measure["numbers"].found) == (0, counted)
    assert [mistake.problem for mistake in scores.mistakes] == ["not one"] * counted


def test_a_find_that_is_right_counts_though_it_overlaps_an_optional_one() -> None:
    gold = {"numbers": [span("at least 5", value=5) | OPTIONAL, span("5 euros", value=5)]}
    assert figures(scored(gold, numbers=(number("5 euros", 5),)), "numbers") == (1, 1)


def test_optional_mentions_and_quotes_count_neither_found_nor_missed() -> None:
    people = [{"name": "Ana Duarte", "mentions": [span("Ana Duarte"), span("Duarte", 1) | OPTIONAL]}]
    quote = span("We pay at least 5 euros,", speaker=None) | OPTIONAL
    for more in ((), (at("Duarte", 1),), (at("Duarte left"),)):
        found = (at("Ana Duarte"), *more)
        scores = scored({"people": people, "quotes": [quote]}, people=(person("Ana Duarte", *found),))
        assert figures(scores, "people") == figures(scores, "people, grouped") == (1, 1)
        assert scores.by_measure["quotes"].f1 is None
        assert not scores.mistakes
    country = {"alpha_2": "FR", "mentions": [span("France") | OPTIONAL]}
    wrong = Country("D", "DE", "DEU", (CountryMention(*at("France"), "name", None),))
    assert scored({"countries": [country]}, countries=(wrong,)).by_measure["countries"].found == 0


@pytest.mark.parametrize(
    ("unit", "per", "found", "right"),
    [
        ("USD", "barrel", "USD per barrel", 1),
        ("USD", "barrel", "USD", 0),
        (None, "week", "per week", 1),
        ("USD", None, "USD", 1),
        ("kilometre per hour", None, "kilometre per hour", 1),
    ],
)
def test_a_rate_needs_what_it_is_per(unit: str | None, per: str | None, found: str, right: int) -> None:
    gold = {"numbers": [span("5 euros", value=5, unit=unit, per=per)]}
    assert figures(scored(gold, numbers=(number("5 euros", 5, unit=found),)), "numbers") == (right, right)


ANA = {"people": [{"name": "Ana Duarte", "aliases": ["Ana"], "mentions": [span("Ana Duarte")]}]}


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("the bank's fees", "bank fees", True),
        ("her Fees", "fees", True),
        ("members’ fees", "the members fees", True),
        ("fees", "bank fees", False),
        (None, None, True),
        (None, "fees", False),
        ("fees", None, False),
        (["fees", None], None, True),
        (["fees", "bank fees"], "bank fees", True),
    ],
)
def test_a_concept_is_right_in_the_same_words(wanted: Any, found: str | None, right: bool) -> None:
    scores = scored({"numbers": [FIVE | {"concept": wanted}]}, numbers=(number("5 euros", 5, concept=found),))
    assert figures(scores, "numbers, concept") == (right, right)
    assert [mistake.kind for mistake in scores.mistakes] == [] if right else ["concepts"]


@pytest.mark.parametrize(
    ("found", "right"), [("Duarte", True), ("Ms Ana", True), ("Ana Duarte", True), ("Weber", False), (None, False)]
)
def test_a_concept_that_is_a_person_may_be_any_name_of_the_person(found: str | None, right: bool) -> None:
    gold = ANA | {"numbers": [FIVE | {"concept": "she", "person": 0}]}
    scores = scored(gold, numbers=(number("5 euros", 5, concept=found),))
    assert figures(scores, "numbers, concept") == (right, right)


def test_the_concept_is_asked_only_of_numbers_that_are_right_and_where_gold_says_it() -> None:
    wrong = number("5 euros", 6, concept="fees")
    assert "numbers, concept" not in scored({"numbers": [FIVE | {"concept": "fees"}]}, numbers=(wrong,)).by_measure
    assert "numbers, concept" not in scored({"numbers": [FIVE]}, numbers=(number("5 euros", 5),)).by_measure


def test_only_annotated_kinds_are_scored_and_nothing_wanted_is_no_division() -> None:
    scores = scored({"numbers": []}, people=(person("A", at("Weber")),))
    assert list(scores.by_measure) == ["numbers", "numbers, value"]
    assert scores.by_measure["numbers"].f1 is None


def test_the_report_shows_figures_and_mistakes_in_context() -> None:
    scores = scored({"people": PEOPLE}, people=(person("W", at("Weber"), at("Weber", 1)),))
    assert len(list(by_sort(scores.mistakes, 1))) == 1
    stream = io.StringIO()
    write_report(scores, stream, 5)
    assert "a: people: missed: [Ana Duarte] met Weber in" in stream.getvalue()
    (line,) = [line for line in stream.getvalue().splitlines() if line.startswith("people ")]
    assert line.split()[1:6] == ["100.0", "50.0", "66.7", "4", "2"]
