"""Numbers by words, unit, person, country and date, what is counted most and its values over time: what the library
gives, and what the command shows."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive, ArchiveError
from newsextract.archive.asking import counting
from newsextract.archive.asking.answers import Values
from newsextract.archive.asking.searching import places
from tests.archive_asking.making import Known, Told, made
from tests.forked import shell
from tests.process import Command, on_terminal, without_styles

JOBLESS, RATE = "jobless rate", "interest rate"
UKRAINE, FRANCE = ("UA", "UKR", "Ukraine"), ("FR", "FRA", "France")


def articles() -> Iterator[Told]:
    rates = [(4.5, "percent", JOBLESS, 0.99), (5.5, "percent", RATE, 0.6)]
    yield Told([Known("Ana Duarte")], "2024-01-03", [FRANCE], "Jobs", "https://news.example/1", counted=rates)
    yield Told([Known("Bo Lee")], "2024-03", [UKRAINE], counted=[(300, "USD", "aid"), ((20, 30), None, "Ships")])
    yield Told(
        [Known("Bo Lee")], None, counted=[(7, "CAD", "aid"), (9, "EUR", "crème brûlée"), (15, None, "rated ships")]
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = made(tmp_path_factory.mktemp("numbers") / "a.db", [*articles(), next(articles())])
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("UPDATE article SET duplicate_of = 1 WHERE id = 4")
    return archive


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with Archive(path) as archive:
        yield archive


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("rate", ["4.5", "5.5"]),
        ("rat", []),
        ("rat*", ["4.5", "5.5", "15"]),
        ("RATE jobless", ["4.5"]),
        (["jobless rate"], ["4.5"]),
        (["rate jobless"], []),
        ("ships OR aid", ["300", "20", "7", "15"]),
        ("ships aid", []),  # of one article, but not of one sentence
        ("creme brulee", ["9"]),
        ("came 300", ["300"]),  # words of the sentence
        ("Jobs", []),  # of the title
        ("Duarte", []),  # of another sentence
        ((), ["300", "20", "4.5", "5.5", "7", "9", "15"]),
    ],
)
def test_words_are_of_the_concept_or_the_sentence(archive: Archive, words: Any, texts: list[str]) -> None:
    found = archive.numbers(words)
    assert [one.text for one in found] == texts
    assert archive.count_numbers(words) == len(texts)
    assert archive.numbers(words, limit=1) == found[:1]


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("percent", ["4.5", "5.5"]),
        ("%", ["4.5", "5.5"]),
        ("per cent", ["4.5", "5.5"]),
        ("eur", ["9"]),
        ("€", ["9"]),
        ("Euros", ["9"]),
        ("USD", ["300"]),
        ("US$", ["300"]),
        ("dollars", ["300", "7"]),
        ("$", ["300", "7"]),
        ("kilometres", []),
    ],
)
def test_a_unit_is_found_by_any_spelling(archive: Archive, unit: str, texts: list[str]) -> None:
    assert [one.text for one in archive.numbers(unit=unit)] == texts


@pytest.mark.parametrize("unit", ["zork", "percent of", "!", "percent euros"])
def test_what_is_no_unit_is_told_with_those_there_are(archive: Archive, unit: str) -> None:
    with pytest.raises(ArchiveError, match="not a unit: the archive has percent, "):
        archive.numbers(unit=unit)


@pytest.mark.parametrize(
    ("narrowed", "texts"),
    [
        ({"since": "2024-02"}, ["300", "20"]),
        ({"until": "2024-01"}, ["4.5", "5.5"]),
        ({"country": "UA"}, ["300", "20"]),
        ({"country": "UA", "words": "aid"}, ["300"]),
        ({"person": "Bo Lee", "unit": "dollars"}, ["300", "7"]),
        ({"person": "duarte", "min_confidence": 0.9}, ["4.5"]),
        ({"copies": True, "words": "rate"}, ["4.5", "5.5", "4.5", "5.5"]),
    ],
)
def test_what_narrows_other_answers_narrows_numbers(
    archive: Archive, narrowed: dict[str, Any], texts: list[str]
) -> None:
    assert [one.text for one in archive.numbers(**narrowed)] == texts
    assert archive.count_numbers(**narrowed) == len(texts)


def test_a_number_has_its_sentence_and_article(archive: Archive) -> None:
    [one] = archive.numbers("jobless")
    assert (one.value, one.unit, one.concept, one.confidence) == (4.5, "percent", JOBLESS, 0.99)
    assert one.sentence == "4.5 jobless rate came."
    assert (one.article, one.title, one.date, one.url) == ("a0", "Jobs", "2024-01-03", "https://news.example/1")
    assert archive.count_numbers("rate", copied=True) == 2


def test_series_are_of_the_numbers_with_the_words(archive: Archive) -> None:
    assert {one.concept for one in archive.series("rate")} == {JOBLESS, RATE}
    assert [one.concept for one in archive.series(["jobless rate"])] == [JOBLESS]
    assert archive.series("rate", country="UA") == []
    [ships] = archive.series("20")
    assert (ships.concept, [one.text for one in archive.numbers_of(ships)]) == ("Ships", ["20"])


@pytest.mark.parametrize(
    ("sentence", "texts", "marked"),
    [
        ("15 and 5.5 and 5 came.", ["5"], [(15, 16)]),
        ("5 of 1.5 and 5%, or 5.", ["5", "5"], [(0, 1), (20, 21)]),
        ("He was 5", ["6"], []),
        ("$5 is $5", ["$5", "$5"], [(0, 2), (6, 8)]),
    ],
)
def test_a_number_is_marked_where_it_stands_alone(
    archive: Archive, sentence: str, texts: list[str], marked: list[tuple[int, int]]
) -> None:
    [one] = archive.numbers("jobless")
    assert list(places(sentence, [replace(one, text=text) for text in texts])) == marked


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rates of some months, tonnes, and one concept in three units."""
    articles = [
        Told(date="2024-01-03", counted=[(4.5, "percent", RATE), (5.5, "percent", "Interest rate")]),
        Told(
            date="2024-01-20", counted=[(5, "percent", RATE), (20, None, "ships")], countries=[("FR", "FRA", "France")]
        ),
        Told(date="2024-03", counted=[(3, "percent", RATE), (7, "EUR", "ships"), (30, None, "ships")]),
        Told(date=None, counted=[(9, "percent", RATE), (1, None, None), (12, "percent", "ships")]),
        Told(date="in May", counted=[(40, None, "ships"), (50, None, "ships")]),
    ]
    return made(tmp_path_factory.mktemp("series") / "a.db", articles)


def test_a_series_has_one_concept_and_unit(rates: Path) -> None:
    with Archive(rates) as opened:
        found = opened.series()
    assert [(one.concept, one.kind, one.unit, one.articles, one.numbers) for one in found] == [
        (RATE, "percent", "percent", 4, 5),
        ("ships", "cardinal", None, 3, 4),
        ("ships", "money", "EUR", 1, 1),
        ("ships", "percent", "percent", 1, 1),
    ]
    assert (found[0].least, found[0].median, found[0].most) == (3, 5, 9)
    assert found[0].over_time == (Values("2024-01", 3, 4.5, 5, 5.5), Values("2024-03", 1, 3, 3, 3))
    assert [one.period for one in found[1].over_time] == ["2024-01", "2024-03"]


def test_dates_and_countries_narrow_the_numbers(rates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few chosen articles and of many alike."""
    with Archive(rates) as opened:
        found = opened.series(since="2024-01", until="2024-01"), opened.series(country="FR")
        assert [[(one.concept, one.articles) for one in of_part] for of_part in found] == [
            [(RATE, 2), ("ships", 1)],
            [(RATE, 1), ("ships", 1)],
        ]
        monkeypatch.setattr(counting, "FEW", 0)
        assert (opened.series(since="2024-01", until="2024-01"), opened.series(country="FR")) == found


def test_a_range_counts_once_with_both_its_ends(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", [Told(date="2024", counted=[((2, 9), None, "boats"), (4, None, "boats")])])
    with Archive(path) as opened:
        assert opened.series()[0].over_time == (Values("2024", 2, 2, 4, 9),)


def test_rises_and_falls_are_series_of_their_own_and_unsure_dollars_of_none(tmp_path: Path) -> None:
    counted = [(4, "percent", "prices"), (5, "percent", "prices"), (7, "CAD", "aid", 0.7), (8, "CAD", "aid", 0.9)]
    path = made(tmp_path / "a.db", [Told(counted=counted)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE number SET change = 'up' WHERE value = 5")
        connection.execute("UPDATE number SET text = '$' || text WHERE unit = 'CAD'")
    with Archive(path) as opened:
        found = opened.series()
        shown = [(one.measure, [number.text for number in opened.numbers_of(one)]) for one in found]
    assert shown == [("CAD", ["$8"]), ("percent", ["4"]), ("percent up", ["5"])]
    assert (found[0].numbers, found[0].least) == (1, 8)


@pytest.fixture
def here(path: Path, tmp_path: Path) -> Path:
    """The folder that the command runs in, with the archive a.db."""
    (tmp_path / "a.db").write_bytes(path.read_bytes())
    return tmp_path


def test_a_pipe_gets_what_python_gets(here: Path, command: Command, archive: Archive) -> None:
    done = command("numbers", "a.db", "rate", "--unit", "%", "--person", "duarte", "--limit", "1")
    [one] = json.loads(done.stdout)
    assert (one["value"], one["concept"], one["person"], one["owner"]) == (4.5, JOBLESS, None, None)
    assert done.stderr.decode().splitlines() == [
        "newsextract: duarte: Ana Duarte is meant",
        "newsextract: the newest 1 of 2 numbers: --limit 2 gives all",
        "newsextract: 2 numbers in copies of articles left out: --copies counts them",
    ]


def test_a_terminal_gets_a_table(here: Path) -> None:
    shown = on_terminal("numbers", "a.db", "rate OR ships", "--copies", "--limit", "3", cwd=here)
    assert "\x1b[32m4.5\x1b[0m jobless rate came." in shown
    lines = [" ".join(line.split()) for line in without_styles(shown).splitlines()]
    assert lines[0] == "Numbers Of what Sentence"
    assert lines[2:6] == [
        "20–30 Ships 20 Ships came.",
        "2024-03 · a1",
        "4.5% jobless rate 4.5 jobless rate came.",
        "2024-01-03 · Jobs (a0)",
    ]
    assert lines[6] == "5.5% ? interest rate 5.5 interest rate came."


def test_a_number_a_line(here: Path, command: Command) -> None:
    done = command("numbers", "a.db", "rate*", "--oneline")
    assert done.stdout.decode().splitlines() == [
        "4.5%\tjobless rate\t2024-01-03\ta0\t4.5 jobless rate came.",
        "5.5%\tinterest rate\t2024-01-03\ta0\t5.5 interest rate came.",
        "15\trated ships\t\ta2\t15 rated ships came.",
    ]


def test_words_narrow_the_list_of_numbers(here: Path, command: Command) -> None:
    found = json.loads(command("summary", "a.db", "jobless", "OR", "aid", "--kind", "numbers").stdout)
    assert {(one["concept"], one["unit"]) for one in found} == {(JOBLESS, "percent"), ("aid", "USD"), ("aid", "CAD")}
    shown = without_styles(on_terminal("summary", "a.db", "jobless", "--kind", "numbers", cwd=here))
    assert shown.startswith("a.db, jobless\n")


def many(folder: Path) -> Path:
    """An archive of more numbers, quotes, people and pairs than an answer shows."""
    names = [f"{letter}na {letter}ost" for letter in "BCDFGHJKLMNP"]
    told = [[Known(name, says=[f"{word} {name[0]}"]) for name in names] for word in ("Yes", "No it is")]
    counted = [(number, None, f"ships {number}") for number in range(25)]
    return made(folder / "many.db", [Told(told[0], "2024-01-01", counted=counted), Told(told[1], "2024-02-01")])


def length(answer: bytes) -> int:
    return len(list(csv.reader(io.StringIO(answer.decode("utf-8-sig"))))) - 1


@pytest.mark.parametrize(
    ("arguments", "shown", "all"),
    [
        (["numbers"], 20, 25),
        (["quotes"], 20, 24),
        (["summary", "--kind", "numbers"], 2 * 10, 2 * 25),  # a row for all, and one for the month
        (["summary", "--kind", "people"], 10, 12),
        (["summary"], 1 + 10 + 10 + 10 + 2, 1 + 12 + 12 + 66 + 2),
        (["summary", "--person", "Bna Bost"], 1 + 1 + 10 + 2 + 2 + 2, 1 + 1 + 11 + 2 + 2 + 2),
    ],
)
def test_what_goes_into_a_file_is_whole_unless_a_limit_is_given(
    arguments: list[str], shown: int, all: int, tmp_path: Path, command: Command
) -> None:
    many(tmp_path)
    kind, *others = arguments
    assert length(command(kind, "many.db", *others, "-f", "csv").stdout) == shown
    command(kind, "many.db", *others, "-o", "a.csv")
    assert length((tmp_path / "a.csv").read_bytes()) == all
    command(kind, "many.db", *others, "-o", "b.csv", "--limit", "3")
    assert length((tmp_path / "b.csv").read_bytes()) < shown


def test_a_file_that_standard_output_goes_to_is_whole_too(tmp_path: Path) -> None:
    many(tmp_path)
    shell(
        "newsextract quotes many.db -f csv > a.csv; newsextract quotes many.db -f csv | cat > b.csv",
        tmp_path,
        {"PATH": "/usr/bin:/bin"},
    )
    assert [length((tmp_path / name).read_bytes()) for name in ("a.csv", "b.csv")] == [24, 20]


def test_answers_go_into_a_workbook(tmp_path: Path, command: Command) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    many(tmp_path)
    for arguments, sheets in [
        (["numbers", "many.db", "ships"], {"numbers": 26}),
        (["quotes", "many.db"], {"quotes": 25}),
        (["quotes", "many.db", "zebra"], {"rows": 1}),
        (["sql", "many.db", "SELECT name FROM person LIMIT 2"], {"rows": 3}),
        (["summary", "many.db"], {"all": 2, "people": 13, "quoted": 13, "together": 67, "months": 3}),
    ]:
        done = command(*arguments, "-o", "a.xlsx")  # which replaces its own
        assert done.returncode == 0, done.stderr
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert {sheet.title: sheet.max_row for sheet in book} == sheets
    done = command("corrections", "many.db", "-o", "c.xlsx")
    assert done.returncode == 0
    command("numbers", "many.db", "-o", "n.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx")["numbers"]
    head, first = ([cell.value for cell in row] for row in list(sheet)[:2])
    assert dict(zip(head, first, strict=True))["value"] == 0


def test_a_workbook_is_not_for_a_terminal(here: Path) -> None:
    shown = on_terminal("numbers", "a.db", "-f", "xlsx", cwd=here)
    assert shown == "newsextract: xlsx is not for a terminal: name a file with -o\n"
