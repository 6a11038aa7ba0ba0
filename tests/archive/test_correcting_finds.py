"""`newsextract call`, `somebody` and `correct`: what is shown at once, outlives other articles, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from newsextract.archive.filling.settling import settle
from newsextract.archive.store.database import closed, opened_to_write, transaction
from newsextract.archive.store.rows import add
from newsextract.batch.ledger.origins import Origin
from tests.archive.conftest import Correct
from tests.archive.tables import ask, is_sound, run_in, uncorrected
from tests.process import Command

ARCHIVE = Path("a.db")

COURT = "Roof was seen in Jordan. “I was wrong,” he said. Mia Holt, the mayor, gave 5 dollars. Holt left at 3 pm."
PARK = "Mia Holt, the mayor, and Bo Lee met in Jordan. “We won,” said Lee. Sixty people came."


def places(text: str, words: str) -> list[dict[str, Any]]:
    found = []
    start = text.find(words)
    while start >= 0:
        begin = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
        end = text.find(". ", start)
        sentence = [begin, len(text) if end < 0 else end + 1]
        found.append({"text": words, "start": start, "end": start + len(words), "sentence": sentence})
        start = text.find(words, start + 1)
    return found


def person(text: str, name: str, *roles: str) -> dict[str, Any]:
    called = {"name": name, "aliases": [], "titles": [], "roles": list(roles), "confidence": 0.9}
    return {**called, "mentions": places(text, name)}


def quote(text: str, words: str, speaker: str, person: int | None, name: str | None) -> dict[str, Any]:
    [said_by, *_] = places(text, speaker)
    by = {"text": speaker, "start": said_by["start"], "end": said_by["end"], "name": name, "person": person}
    return {**places(text, words)[0], "kind": "direct", "statement": 0, "speaker": by, "cue": None, "confidence": 0.6}


def number(text: str, words: str, value: float, unit: str | None, concept: str | None) -> dict[str, Any]:
    measured = {"kind": "cardinal", "value": value, "upper": None, "unit": unit, "per": None, "comparator": "="}
    more = {"change": None, "concept": concept, "confidence": 0.5, "person": None}
    return {**places(text, words)[0], **measured, **more}


def country(text: str) -> dict[str, Any]:
    mentions = [{**place, "kind": "name", "within": None} for place in places(text, "Jordan")]
    return {"name": "Jordan", "alpha_2": "JO", "alpha_3": "JOR", "confidence": 0.7, "mentions": mentions}


RECORDS = [
    {
        "id": "court",
        "text": COURT,
        "people": [person(COURT, "Mia Holt", "mayor"), person(COURT, "Roof")],
        "countries": [country(COURT)],
        "numbers": [number(COURT, "5 dollars", 5, "USD", None), number(COURT, "3 pm", 3, None, "pm")],
        "quotes": [quote(COURT, "I was wrong,", "he", None, None)],
    },
    {
        "id": "park",
        "text": PARK,
        "people": [person(PARK, "Mia Holt", "mayor"), person(PARK, "Bo Lee")],
        "countries": [country(PARK)],
        "numbers": [number(PARK, "Sixty people", 6, None, "people")],
        "quotes": [quote(PARK, "We won,", "Lee", 1, "Bo Lee")],
    },
]


def write(archive: Path, records: list[dict[str, Any]], first: int = 0) -> None:
    """Put the records in, as one run does."""
    connection = opened_to_write(archive)
    with transaction(archive, connection):
        connection.execute("INSERT OR IGNORE INTO run VALUES (1, '{}', NULL)")
        for place, record in enumerate(records, first):
            whole = {"title": None, "date": None, "url": None, "language": "en", "model": "m", **record}
            add(connection, whole, 9, Origin(str(place), None, place, ""), 0, 1)
    settle(archive, connection)
    closed(connection)


@pytest.fixture
def correct(correct: Correct) -> Correct:
    """A command about a.db, which has both articles."""
    write(ARCHIVE, RECORDS)
    return correct


PEOPLE = "SELECT name, articles, mentions, quotes FROM person ORDER BY name"
NUMBERS = "SELECT text, value, upper, unit, concept, confidence FROM number ORDER BY article_id, start"
SPEAKERS = "SELECT quote.text, person.name, speaker FROM quote LEFT JOIN person ON person.id = person_id ORDER BY 1"
COUNTRIES = "SELECT article_id, mentions FROM article_country ORDER BY 1"
BOTH = [("Bo Lee", 1, 1, 1), ("Mia Holt", 2, 2, 0)]
SUMS = [("5 dollars", 5, None, "USD", None, 0.5), ("3 pm", 3, None, None, "pm", 0.5)]
SIXTY = ("Sixty people", 6, None, None, "people", 0.5)

CASES: list[tuple[list[str], str, list[Any]]] = [
    (["call", "Roof", "Dylann Roof"], PEOPLE, [BOTH[0], ("Dylann Roof", 1, 1, 0), BOTH[1]]),
    (["somebody", "Holt"], PEOPLE, [BOTH[0], ("Holt", 1, 1, 0), BOTH[1], ("Roof", 1, 1, 0)]),
    (["somebody", "Holt", "Mia Holt"], PEOPLE, [BOTH[0], ("Mia Holt", 2, 3, 0), ("Roof", 1, 1, 0)]),
    (["somebody", "Sixty", "--article", "court"], PEOPLE, [*BOTH, ("Roof", 1, 1, 0)]),
    (
        ["correct", "q1", "--speaker", "Roof"],
        SPEAKERS,
        [("I was wrong,", "Roof", "Roof"), ("We won,", "Bo Lee", "Lee")],
    ),
    (["correct", "we won", "--speaker", "none"], SPEAKERS, [("I was wrong,", None, "he"), ("We won,", None, None)]),
    (["correct", "We won,", "--speaker", "none"], PEOPLE, [("Bo Lee", 1, 1, 0), BOTH[1], ("Roof", 1, 1, 0)]),
    (["correct", "wrong", "--none"], SPEAKERS, [("We won,", "Bo Lee", "Lee")]),
    (["correct", "3 pm", "--none"], NUMBERS, [SUMS[0], SIXTY]),
    (["correct", "Sixty people", "--value", "60"], NUMBERS, [*SUMS, ("Sixty people", 60, None, None, "people", 1)]),
    (
        ["correct", "n1:75", "--value", "1,000 to 1,500.5", "--unit", "EUR", "--concept", "gift"],
        NUMBERS,
        [("5 dollars", 1000, 1500.5, "EUR", "gift", 1), SUMS[1], SIXTY],
    ),
    (["correct", "3 pm", "--value", "-3 to 0"], NUMBERS, [SUMS[0], ("3 pm", -3, 0, None, "pm", 1), SIXTY]),
    (["correct", "3 pm", "--concept", "none"], NUMBERS, [SUMS[0], ("3 pm", 3, None, None, None, 1), SIXTY]),
    (["correct", "jordan", "--none", "--article", "court"], COUNTRIES, [(2, 1)]),
    (["correct", "JO", "--none"], COUNTRIES, []),
    (["correct", "Mia Holt", "--not-role", "mayor"], "SELECT name FROM person WHERE role IS NOT NULL", []),
    (
        ["correct", "Mia Holt", "--not-role", "mayor", "--article", "park"],
        "SELECT article_id, roles FROM article_person WHERE name = 'Mia Holt'",
        [(1, '["mayor"]'), (2, "[]")],
    ),
]


@pytest.mark.parametrize(("command", "question", "wanted"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_a_correction_is_shown_outlives_articles_and_is_undone(
    correct: Correct, command: list[str], question: str, wanted: list[Any]
) -> None:
    before = uncorrected(ARCHIVE)
    correct(*command)
    assert ask(ARCHIVE, question) == wanted
    assert is_sound(ARCHIVE)
    shown = {name: rows for name, rows in uncorrected(ARCHIVE).items() if "_fts" not in name}
    connection = opened_to_write(ARCHIVE)
    settle(ARCHIVE, connection)
    closed(connection)
    assert {name: rows for name, rows in uncorrected(ARCHIVE).items() if "_fts" not in name} == shown
    run_in(Path(), "a.db", "-o", "records.jsonl", "--text", "--sentences")
    run_in(Path(), "a.db", "-o", "copy.db")
    assert ask(Path("copy.db"), question) == ask(ARCHIVE, question)
    correct("corrections", "-o", "lines.csv")
    for number in ask(ARCHIVE, "SELECT id FROM correction"):
        correct("corrections", "--undo", str(number))
    assert uncorrected(ARCHIVE) == before
    run_in(Path(), "a.db", "-o", "again.db", "--corrections", "lines.csv")
    assert ask(Path("again.db"), question) == wanted


def test_corrections_of_one_article_come_after_those_of_who_is_who(correct: Correct) -> None:
    """Both in one article, in either order, and undone in either order."""
    before = uncorrected(ARCHIVE)
    correct("same", "Mia Holt", "Roof")
    correct("correct", "I was wrong,", "--speaker", "Mia Holt")
    correct("correct", "5 dollars", "--value", "7")
    assert ask(ARCHIVE, SPEAKERS)[0] == ("I was wrong,", "Mia Holt", "Mia Holt")
    assert ask(ARCHIVE, PEOPLE) == [("Bo Lee", 1, 1, 1), ("Mia Holt", 2, 3, 1)]
    shown = uncorrected(ARCHIVE)
    correct("corrections", "--undo", "1")
    assert ask(ARCHIVE, PEOPLE) == [("Bo Lee", 1, 1, 1), ("Mia Holt", 2, 2, 1), ("Roof", 1, 1, 0)]
    correct("same", "Mia Holt", "Roof")
    assert uncorrected(ARCHIVE) == shown
    for number in ("2", "4", "3"):
        correct("corrections", "--undo", number)
    assert uncorrected(ARCHIVE) == before


def test_the_later_correction_of_a_find_counts_and_the_earlier_one_comes_back(correct: Correct) -> None:
    for value in ("7", "8", "7"):
        correct("correct", "5 dollars", "--value", value)
        assert ask(ARCHIVE, NUMBERS)[0][1] == int(value)
    assert correct("correct", "5 dollars", "--value", "7") == ["a.db: corrected so already"]
    correct("corrections", "--undo", "last")
    assert ask(ARCHIVE, NUMBERS)[0][1] == 8


def test_the_later_name_of_a_person_counts(correct: Correct) -> None:
    for name in ("M. Holt", "Mia H. Holt", "M. Holt"):
        correct("call", "Mia Holt", name)
        assert ask(ARCHIVE, PEOPLE)[1][0] == name
    assert correct("call", "Mia Holt", "M. Holt")[-1] == "a.db: corrected so already"


@pytest.mark.parametrize("value", [2**53 + 1, 10**20, -(10**20)])
def test_a_value_may_be_large(correct: Correct, value: int) -> None:
    with Archive(ARCHIVE) as archive:
        archive.correct("3 pm", value=value)
    assert ask(ARCHIVE, NUMBERS)[1][1] == value
    assert is_sound(ARCHIVE)


@pytest.mark.parametrize("joined", [["call", "Mia Holt", "Maria Holt"], ["same", "Roof", "Mia Holt"]])
def test_a_role_that_is_none_stays_so_under_another_name(correct: Correct, joined: list[str]) -> None:
    correct("correct", "Mia Holt", "--not-role", "mayor")
    correct(*joined)
    assert ask(ARCHIVE, "SELECT role FROM person WHERE role IS NOT NULL") == []
    with Archive(ARCHIVE) as archive:
        archive.undo(1)
        assert archive.person("Mia Holt").roles[0].text == "mayor"


def test_a_person_who_is_said_again_to_be_one_speaks_again(correct: Correct) -> None:
    correct("somebody", "Holt", "Zoe Young")
    correct("correct", "q1", "--speaker", "Zoe Young")
    correct("corrections", "--undo", "1")
    assert ask(ARCHIVE, SPEAKERS)[0] == ("I was wrong,", None, "he")
    correct("somebody", "Holt", "Zoe Young")
    assert ask(ARCHIVE, SPEAKERS)[0] == ("I was wrong,", "Zoe Young", "Holt")


def test_a_file_replaces_what_it_says_otherwise_of_a_find(correct: Correct) -> None:
    correct("correct", "5 dollars", "--value", "7")
    correct("call", "Mia Holt", "M. Holt")
    correct("corrections", "-o", "seven.csv")
    correct("correct", "5 dollars", "--value", "8")
    correct("call", "Mia Holt", "Mia H. Holt")
    run_in(Path(), "a.db", "-o", "new.db")
    told = run_in(Path(), "a.db", "-o", "new.db", "--corrections", "seven.csv")
    assert "2 corrections taken back: seven.csv says otherwise" in told
    assert (ask(Path("new.db"), NUMBERS)[0][1], ask(Path("new.db"), PEOPLE)[1][0]) == (7, "M. Holt")


def test_merging_refuses_two_values_of_one_number(correct: Correct) -> None:
    run_in(Path(), "a.db", "-o", "b.db")
    correct("correct", "5 dollars", "--value", "8")
    correct("correct", "5 dollars", "--value", "7")
    run_in(Path(), "a.db", "-o", "b.db")
    correct("correct", "5 dollars", "--value", "8")
    told = run_in(Path(), "a.db", "b.db", "-o", "c.db", status=2)
    assert told == "newsextract: " + (
        "b.db: 5 dollars in court has the value 7: another says that 5 dollars in court has the value 8, in a.db: "
        "take one back by newsextract corrections --undo\n"
    )


def test_a_quote_that_is_none_leaves_its_id_to_nobody_for_long(correct: Correct) -> None:
    """Another article's quote may get it meanwhile."""
    correct("correct", "q2", "--none")
    write(ARCHIVE, [{**RECORDS[1], "id": "new"}], 2)
    correct("corrections", "--undo", "last")
    assert ask(ARCHIVE, "SELECT article_id, text FROM quote ORDER BY article_id") == [
        (1, "I was wrong,"),
        (2, "We won,"),
        (3, "We won,"),
    ]
    assert is_sound(ARCHIVE)


TOLD: list[tuple[list[str], int, str]] = [
    (
        ["call", "Roof", "Bo Lee"],
        2,
        "a.db: somebody else is Bo Lee there: if they are one, newsextract same joins them",
    ),
    (["call", "Roof"], 2, "missing argument 'NEW'"),
    (["call", "Roof", "!"], 2, "a.db: name '!': no name"),
    (["somebody", "Holt", "--article", "zoo"], 1, "a.db: no article is called 'zoo' there"),
    (["somebody", "Nobody Here"], 0, "a.db: changes nothing there now; it is kept for later articles"),
    (["correct", "q1"], 2, "correct: what is right? give --none, --speaker, --not-role"),
    (["correct", "q1", "--none", "--value", "3"], 2, "correct: what is right?"),
    (["correct", "3 pm", "--value", "1" * 101], 2, "give it in digits"),
    (["correct", "q9", "--none"], 2, "a.db: no quote or number is 'q9': newsextract quotes --ids shows their ids"),
    (["correct", "w", "--speaker", "Roof"], 2, "'w' is in several: give one by its id: q1 “I was wrong,” (court); q2"),
    (["correct", "q1", "--value", "3"], 2, "a.db: no number is 'q1': newsextract numbers --ids shows their ids"),
    (["correct", "q1", "--speaker", "Bo Lee"], 2, "a.db: Bo Lee is not in court: newsextract somebody a.db WORDS"),
    (["correct", "q1", "--speaker", "Nobody Here"], 1, "a.db: nobody is called 'Nobody Here' there"),
    (["correct", "3 pm", "--value", "three"], 2, "a.db: value 'three': give it in digits, as 1500 or 2.5, or 10 to 15"),
    (["correct", "3 pm", "--none", "--article", "park"], 2, "a.db: no quote or number is '3 pm' in park"),
]


@pytest.mark.parametrize(("arguments", "status", "told"), TOLD, ids=[" ".join(case[0]) for case in TOLD])
def test_each_mistake_is_told_in_a_line(correct: Correct, arguments: list[str], status: int, told: str) -> None:
    before = uncorrected(ARCHIVE)
    assert told in "\n".join(correct(*arguments, status=status))
    assert uncorrected(ARCHIVE) == before


LISTED = [
    (("call", "Roof", "Dylann Roof"), "Roof is called Dylann Roof"),
    (("somebody", "Holt"), "Holt is a person"),
    (("correct", "q2", "--speaker", "none"), "“We won, in park” was said by nobody"),
    (("correct", "5 dollars", "--unit", "none"), "5 dollars in court has the unit none"),
    (("correct", "JO", "--none"), "JO is no country"),
    (("correct", "Mia Holt", "--not-role", "mayor"), "Mia Holt is not mayor"),
]


@pytest.mark.parametrize(("command", "told"), LISTED, ids=[case[1] for case in LISTED])
def test_what_was_corrected_is_told(correct: Correct, command: tuple[str, ...], told: str) -> None:
    assert correct(*command)[-2] == f"a.db: {told} (correction 1)"


def test_ids_are_shown_beside_finds(correct: Correct, command: Command) -> None:
    def shown(*arguments: str) -> str:
        return command(*arguments).stdout.decode()

    for asked, ids in (
        ("quotes", ("q1", "q2")),
        ("numbers", ("n1:75", "n2:67")),
        ("summary", ("Mia Holt #2", "Roof #1")),
    ):
        plain, with_ids = (shown(asked, "a.db", "-f", "table", *more) for more in ((), ("--ids",)))
        assert all(id in with_ids and id not in plain for id in ids)
    assert shown("quotes", "a.db", "--oneline", "--ids").splitlines()[0].endswith("\tI was wrong,\tq1")
    assert [row["id"] for row in json.loads(shown("numbers", "a.db", "-f", "json"))] == [
        "n1:75",
        "n1:99",
        "n2:67",
    ]


def test_the_library_has_the_same(correct: Correct) -> None:
    with Archive(ARCHIVE) as archive:
        archive.call("Roof", "Dylann Roof")
        archive.somebody("Holt", "Mia Holt", articles=["court"])
        archive.correct(archive.quotes("wrong")[0].id, speaker="Dylann Roof")
        archive.correct(archive.numbers("gave")[0].id, value=7, concept="gift")
        archive.correct("Jordan", none=True, article="park")
        archive.correct("Mia Holt", not_role="mayor")
        assert [one.kind for one in archive.corrections()] == [
            *("called", "person", "speaker", "value", "concept", "no-country", "no-role")
        ]
        assert archive.quotes("wrong")[0].speaker == "Dylann Roof"
        assert (archive.numbers("gave")[0].value, archive.person("Mia Holt").roles) == (7, ())
        archive.undo(*range(1, 8))
        assert archive.corrections() == []


@pytest.mark.parametrize("extracted_anew", [["--force"], []])
def test_corrections_outlive_extracting_anew(
    quick: Callable[..., list[str]], tmp_path: Path, extracted_anew: list[str]
) -> None:
    Path("a.txt").write_text("Roof, a baker;Bo Lee in: FR PE")
    quick("a.txt")
    with Archive(ARCHIVE) as archive:
        archive.call("Roof", "Dylann Roof")
        archive.correct("Roof", speaker="Bo Lee")
        archive.correct("FRX", none=True, article="a.txt")
        archive.correct("Dylann Roof", not_role="a baker")
    Path("b.txt").write_text("Roof in: FR")
    quick("a.txt", "b.txt", *extracted_anew)
    assert ask(ARCHIVE, SPEAKERS)[-2:] == [("Roof", "Bo Lee", "Bo Lee"), ("Roof", "Dylann Roof", "Roof")]
    assert ask(ARCHIVE, "SELECT name, role, articles FROM person") == [("Dylann Roof", None, 2), ("Bo Lee", None, 1)]
    assert ask(ARCHIVE, "SELECT article_id, alpha_2 FROM article_country ORDER BY 1")[-1] == (
        *ask(ARCHIVE, "SELECT id FROM article WHERE name = 'b.txt'"),
        "FR",
    )
