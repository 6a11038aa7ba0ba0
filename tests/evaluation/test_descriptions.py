from __future__ import annotations

from typing import Any

import pytest

from newsextract.evaluation.gold import gold_of_row
from newsextract.evaluation.matching import described
from newsextract.evaluation.scores import Scores
from newsextract.records.record import Mention, Person, Record
from tests.records import NO_FINDS

TEXT = "Mayor Ana Duarte met Weber. Duarte left."
ANA, DUARTE, WEBER = (6, 16), (28, 34), (21, 26)


def human(*spans: tuple[int, int], **words: list[str]) -> dict[str, Any]:
    return {"name": "x", "mentions": [{"start": start, "end": end} for start, end in spans], **words}


def compared(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], key: str = "roles"
) -> list[tuple[list[str], list[str], list[str]]]:
    return [(one.right, one.missed, one.extra) for one in described(key, gold, found)]


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        (["mayor of Tucson"], ["mayor of Tucson"], (["mayor of Tucson"], [], [])),
        (["mayor of Tucson"], ["the Mayor of Tucson"], (["the Mayor of Tucson"], [], [])),
        (["bank’s governor"], ["Bank governor"], (["Bank governor"], [], [])),
        (["mayor of Tucson"], ["mayor"], ([], ["mayor of Tucson"], ["mayor"])),
        (["mayor", "?captain"], ["mayor"], (["mayor"], [], [])),
        (["?captain"], ["captain"], ([], [], [])),
        ([], [], ([], [], [])),
    ],
)
def test_roles_are_compared_by_their_words(wanted: list[str], found: list[str], expected: Any) -> None:
    assert compared([human(ANA, roles=wanted)], [human(ANA, roles=found)]) == [expected]


def test_the_person_found_is_who_shares_most_mentions() -> None:
    gold = [human(ANA, DUARTE, roles=["mayor"]), human(WEBER, roles=["guest"])]
    found = [human(ANA, WEBER, roles=["guest"]), human(DUARTE, (0, 5), (1, 3), roles=["mayor"])]
    assert compared(gold, found) == [([], ["mayor"], ["guest"]), ([], ["guest"], []), ([], [], ["mayor"])]
    whole = [human(ANA, DUARTE, roles=["mayor"]), *found[:1]]
    assert compared(gold, whole) == [(["mayor"], [], []), (["guest"], [], [])]


def test_what_gold_does_not_say_of_a_person_is_not_asked() -> None:
    assert compared([human(ANA)], [human(ANA, roles=["mayor"]), human(WEBER, roles=["guest"])]) == []
    assert compared([human(ANA, titles=[])], [human(ANA, titles=["Dr"])], "titles") == [([], [], ["Dr"])]


def test_the_scores_count_titles_and_roles_of_all_people() -> None:
    ana = {"name": "Ana Duarte", "mentions": [{"text": "Ana Duarte"}], "titles": ["Mayor"], "roles": ["host"]}
    gold = gold_of_row({"text": TEXT, "people": [ana]}, "a")
    people = (
        Person("Ana Duarte", (), ("Mayor", "Dr"), (), (Mention("Ana Duarte", *ANA),)),
        Person("Weber", (), (), ("guest",), (Mention("Weber", *WEBER),)),
    )
    scores = Scores()
    scores.add(gold, Record(1, "a", "m", None, None, **{**NO_FINDS, "people": people}))
    titles, roles = (scores.by_measure[f"people, {key}"] for key in ("titles", "roles"))
    assert (titles.precision, titles.recall) == (1 / 2, 1)
    assert (roles.precision, roles.recall) == (0, 0)
    said = [(mistake.kind, mistake.problem, mistake.start) for mistake in scores.mistakes if mistake.kind != "people"]
    assert said == [("titles", "not one (Dr)", 6), ("roles", "missed (host)", 6), ("roles", "not one (guest)", 21)]
