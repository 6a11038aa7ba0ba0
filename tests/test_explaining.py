"""What `newsextract explain` tells: finds, candidates turned down, and the rules that decided."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from newsextract import Article, Extractor
from newsextract.extraction.explaining import Explanation, explain
from newsextract.records.record import Number, Record
from newsextract.rules import judgement
from newsextract.rules.judgement import Judgement
from tests.process import Command, on_terminal, without_styles
from tests.records import NO_FINDS

TEXT = "Hannover 96 beat\nMainz with 11 men."


class Deciding:
    """In an Extractor's place: decides on two candidates, and finds one."""

    def __init__(self, toy: Judgement[tuple[int, int], bool]) -> None:
        self._toy = toy

    def pipe(self, articles: list[Article]) -> list[Record]:
        for span in ((9, 11), (28, 30)):
            self._toy.first(span)
        number = Number("11 men", 28, 34, "cardinal", 11, None, None, None, "=", None, "men")
        record = Record(1, "a", "m", None, None, **{**NO_FINDS, "numbers": (number,)})
        return iter([replace(record)])  # type: ignore[return-value]


@pytest.fixture
def toy() -> Judgement[tuple[int, int], bool]:
    toy: Judgement[tuple[int, int], bool] = Judgement("numbers", "toy", span=lambda span: span)
    judgement.JUDGEMENTS.remove(toy)

    @toy.rule("in a club's name")
    def in_a_club(span: tuple[int, int]) -> bool:
        return span[0] == 9

    @toy.rule("counts men")
    def counts_men(span: tuple[int, int]) -> bool:
        return span[0] == 28

    return toy


def test_finds_and_candidates_turned_down_have_their_rules(toy: Judgement[tuple[int, int], bool]) -> None:
    told = explain(Deciding(toy), Article("a", TEXT))  # type: ignore[arg-type]
    assert told == [
        Explanation("numbers", "96", 9, 11, False, ("toy: in a club's name",)),
        Explanation("numbers", "11 men", 28, 34, True, ("toy: counts men",)),
    ]


def test_each_find_is_told(extractor: Extractor) -> None:
    article = Article("a", "“Five people of France left,” Ana Duarte said.")
    told = [one for one in explain(extractor, article) if one.found]
    assert [(one.kind, one.text) for one in told] == [
        ("people", "Ana Duarte"),
        ("countries", "France"),
        ("numbers", "Five"),
        ("quotes", "Five people of France left,"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "found", "rule"),
    [
        ("The vote was close, Mr France said.", "France", True, "log odds: courtesy +2.4"),
        ("Ann Reed met Adam Opel in Leeds.", "Adam Opel", False, "log odds: listed as other -3.4"),
    ],
)
def test_what_decides_on_a_name_is_told(extractor: Extractor, text: str, name: str, found: bool, rule: str) -> None:
    told = next(one for one in explain(extractor, Article("a", text)) if (one.kind, one.text) == ("people", name))
    assert (told.found, rule in told.rules) == (found, True)


@pytest.mark.parametrize(
    ("text", "kind", "piece", "found", "rules"),
    [
        ("They flew to Kyiv.", "countries", "Kyiv", True, ("capital: Kyiv",)),
        ("They flew to KYIV.", "countries", "KYIV", True, ("capital: Kyiv",)),
        ("They flew home, Samoans all.", "countries", "Samoans", True, ("a shared name", "demonym: Samoans")),
        (
            "Storms crossed North America.",
            "countries",
            "North America",
            False,
            ("no country: a phrase that means none",),
        ),
        ("She wrote it in Danish.", "countries", "Danish", False, ("no country: a language",)),
        ("North Korea spoke and the North left.", "countries", "North", True, ("name: North",)),
        (
            "“The road is shut,” Ann Reed said.",
            "quotes",
            "The road is shut,",
            True,
            ("speaker", "marks: opened and closed"),
        ),
        (
            "Ann Reed said: “The road is shut.",
            "quotes",
            "The road is shut.",
            True,
            ("speaker", "marks: opened and closed nowhere"),
        ),
        ("Ann “Fay” Reed left.", "quotes", "Fay", False, ("marks", "no quote: part of a person's name")),
        ("It is shut.\n— Ann Reed (@areed) May 1, 2024", "quotes", "It is shut.", True, ("no marks: a post",)),
    ],
)
def test_each_mention_and_each_pair_of_marks_has_a_reason(
    extractor: Extractor, text: str, kind: str, piece: str, found: bool, rules: tuple[str, ...]
) -> None:
    told = [one for one in explain(extractor, Article("a", text)) if (one.kind, one.text) == (kind, piece)]
    assert [one.found for one in told] == [found]
    assert len(told[0].rules) == len(rules)
    assert all(got.startswith(wanted) for got, wanted in zip(told[0].rules, rules, strict=True))


def test_what_nobody_asked_for_is_not_explained(command: Command) -> None:
    done = command("explain", "-", "--only", "numbers", "-f", "table", stdin=b"Hannover 96 won in May 1996.")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "standard input"
    assert {line.split()[0] for line in lines[3:] if line[0] != " "} == {"numbers"}


def test_the_command_tells_json_in_a_pipe_and_a_table_on_a_terminal(command: Command, tmp_path: object) -> None:
    done = command("explain", "-", "--only", "numbers", stdin=b"Five people left.")
    assert done.returncode == 0
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["id"] == "-"
    assert [(one["text"], one["start"], one["found"]) for one in row["explanations"]] == [("Five", 0, True)]
    shown = without_styles(on_terminal("explain", "samples/court.txt", "--only", "numbers", columns=100))
    assert "Rules that decided" in shown
    assert "seven years" in shown


def test_what_cannot_be_read_is_told(command: Command) -> None:
    done = command("explain", "nowhere.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"newsextract: nowhere.txt: no such file")
    wrong = command("explain", "nowhere.txt", "-f", "csv")
    assert (wrong.returncode, wrong.stderr) == (2, b"newsextract: --format csv: choose one of auto, table, json\n")
