"""`newsextract summary` and `newsextract quotes`, as a user meets them: tables, JSON, CSV, files, and what is told."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from newsextract.archive.store.database import SCHEMA_VERSION
from tests.archive_asking.making import Known, Told, made
from tests.process import Command, on_terminal, without_styles


@pytest.fixture
def here(named: Path, tmp_path: Path) -> Path:
    """The folder that the command runs in, with the archive named.db."""
    shutil.copy(named, tmp_path / "named.db")
    return tmp_path


def answer(command: Command, *arguments: str) -> Any:
    """What it prints in a pipe."""
    done = command(*arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def told(command: Command, *arguments: str, status: int = 0) -> str:
    """The lines on standard error."""
    done = command(*arguments)
    assert done.returncode == status, done.stderr
    return done.stderr.decode()


def test_a_pipe_gets_what_python_gets(here: Path, command: Command) -> None:
    summary = answer(command, "summary", "named.db", "--limit", "2")
    assert (summary["articles"], len(summary["people"]), len(summary["months"])) == (6, 2, 18)
    with Archive(here / "named.db") as archive:
        assert summary["people"][0]["id"] == archive.people()[0].id
    assert answer(command, "summary", "named.db", "--country", "ukraine")["articles"] == 2
    assert answer(command, "summary", "named.db", "--since", "2024-02", "--until", "2024-02")["articles"] == 1
    quotes = answer(command, "quotes", "named.db", "crowd")
    assert [quote["speaker"] for quote in quotes] == ["Robert Kyagulanyi"]
    assert (quotes[0]["date"], quotes[0]["article"]) == ("2024-03", "a2")


def test_a_terminal_gets_tables(here: Path) -> None:
    shown = without_styles(on_terminal("summary", "named.db", cwd=here))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[0] == "named.db 6 articles · 107 words · 2024-01-05 to 2025-06-30 · 2 undated"
    assert "Donald Trump president 3 3 6" in lines
    assert "France FR FRA 2 2" in lines
    assert "Appears" not in shown  # two who share only one article
    assert "2024-02 1 ██████████████████████████████████████████████████" in lines
    assert "2024-04 0" in lines
    assert "\x1b" not in shown


def test_years_stand_for_many_months(newsroom: Path) -> None:
    shown = without_styles(on_terminal("summary", newsroom.name, cwd=newsroom.parent))
    assert [line.split()[0] for line in shown.partition("Years")[2].splitlines()[2:]] == ["2024", "2025", "2026"]


def test_decades_and_centuries_stand_for_many_years(tmp_path: Path) -> None:
    made(tmp_path / "a.db", [Told(date=date) for date in ("1000-01-01", "1230-05-06", "2999-12-31")])
    shown = without_styles(on_terminal("summary", "a.db", cwd=tmp_path))
    rows = shown.partition("Centuries")[2].splitlines()[2:]
    assert [row.split()[:2] for row in rows if row.split()[1] != "0"] == [
        ["1000s", "1"],
        ["1200s", "1"],
        ["2900s", "1"],
    ]
    assert len(rows) == 20
    shown = without_styles(on_terminal("summary", "a.db", "--until", "1300", cwd=tmp_path))
    assert shown.partition("Decades")[2].split()[1:3] == ["1000s", "1"]


def test_a_person_on_a_terminal(here: Path) -> None:
    shown = without_styles(on_terminal("summary", "named.db", "--person", "trump", cwd=here))
    assert shown.startswith(
        "newsextract: trump: Donald Trump (3 articles) is meant; there are also Melania Trump (1)\n"
    )
    for part in (
        "Roles",
        "Appears with",
        "Countries",
        "Article ",
        "Quotes",
        "One day (a0)",
        "We will “win” the tariff war",
    ):
        assert part in shown


def test_a_person_is_asked_for_by_id(tmp_path: Path, command: Command) -> None:
    """Also one of two of a name, of whom the other is in more articles."""
    poet = Known("Bo Poe", "a poet", says=["The road is open"])
    judge = Known("Bo Poe", "a judge", says=["The bill is dead"])
    made(tmp_path / "a.db", [Told([poet], "1900-01-01"), Told([judge], "2020-01-01"), Told([judge], "2020-02-01")])
    ids = {one["role"]: one["id"] for one in answer(command, "summary", "a.db")["people"]}
    assert len(ids) == 2
    who = f"#{ids['a poet']}"
    assert answer(command, "summary", "a.db", "--person", who)["id"] == ids["a poet"]
    assert [one["text"] for one in answer(command, "quotes", "a.db", "--person", who)] == ["The road is open"]
    assert [one["role"] for one in answer(command, "summary", "a.db", "--kind", "people", "--person", who)] == [
        "a poet"
    ]
    assert told(command, "summary", "a.db", "--person", who) == f"newsextract: {who}: Bo Poe is meant\n"
    assert told(command, "quotes", "a.db", "--person", "#99", status=1).startswith("newsextract: a.db: no person has ")
    assert told(command, "quotes", "a.db", "--person", "#", status=2).startswith("newsextract: '#': no name")


def test_help_is_a_command_too(here: Path, command: Command) -> None:
    for word in ([], ["numbers"]):
        done = command("help", *word)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == command(*word, "--help").stdout


def test_quotes_on_a_terminal_stand_in_their_sentence(here: Path) -> None:
    shown = on_terminal("quotes", "named.db", "crowd", cwd=here)
    assert "\x1b[32mThe crowd was large\x1b[0m" in shown
    assert [line.strip() for line in without_styles(shown).splitlines()] == [
        "Robert Kyagulanyi  2024-03 · a2",
        "“The crowd was large” was said.",
    ]


@pytest.mark.parametrize("arguments", [("summary",), ("summary", "--person", "trump"), ("quotes",)])
def test_csv_has_a_row_per_entry_and_no_formula(arguments: tuple[str, ...], here: Path, command: Command) -> None:
    command(arguments[0], "named.db", *arguments[1:], "-o", "answer.csv")
    rows = list(csv.DictReader(io.StringIO((here / "answer.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row.values() if cell and cell.startswith(("=", "+", "@"))]
    if arguments == ("summary",):
        assert (rows[0]["list"], rows[0]["articles"]) == ("all", "6")
        assert {row["list"] for row in rows} == {"all", "people", "quoted", "countries", "months"}
    if "--person" in arguments:
        assert sum(row["list"] == "quotes" for row in rows) == 6
    if arguments == ("quotes",):
        assert len(rows) == 11


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.csv", "\ufefflist,"), ("a.txt", "named.db"), ("a.html", "<!DOC")]
)
def test_the_files_ending_says_the_format(name: str, begins: str, here: Path, command: Command) -> None:
    what = "a page about 6 articles: open it in a browser" if name == "a.html" else "a summary of 6 articles"
    assert told(command, "summary", "named.db", "-o", name) == f"newsextract: {name}: {what}\n"
    assert (here / name).read_text(encoding="utf-8").startswith(begins)


def test_quotes_go_into_a_file(here: Path, command: Command) -> None:
    assert told(command, "quotes", "named.db", "-o", "quotes.json") == "newsextract: quotes.json: 11 quotes\n"
    assert len(json.loads((here / "quotes.json").read_text(encoding="utf-8"))) == 11
    assert told(command, "quotes", "named.db", "-o", "quotes.json", "-q", "--force") == ""


def test_how_many_quotes_there_are_is_told(here: Path, command: Command) -> None:
    said = told(command, "quotes", "named.db", "--limit", "3")
    assert said == "newsextract: the newest 3 of 11 quotes: --limit 11 gives all\n"


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (["crowd OR Europe"], ["The crowd was large", "Europe acts"]),
        (["crowd", "OR", "europe"], ["The crowd was large", "Europe acts"]),
        (["crowd OR tariff war", "the"], ["The crowd was large", "We will “win” the tariff war"]),
        (["crowd or Europe"], []),
        (["Europe OR crowd", "--country", "FR"], ["The crowd was large"]),
        (["Europe OR crowd", "--person", "Kallas"], ["Europe acts"]),
        (["Europe OR crowd", "--since", "2025"], ["Europe acts"]),
    ],
)
def test_either_of_two_words_a_country_and_a_person_narrow_quotes(
    arguments: list[str], texts: list[str], here: Path, command: Command
) -> None:
    done = command("quotes", "named.db", *arguments, "-f", "jsonl")
    found = [json.loads(line)["text"] for line in done.stdout.decode().splitlines()]
    assert sorted(set(found)) == sorted(texts), done.stderr


def test_a_quote_a_line(here: Path, command: Command) -> None:
    done = command("quotes", "named.db", "crowd OR police OR 100%", "--oneline")
    assert (
        done.stdout.decode()
        == "Robert Kyagulanyi\t2024-03\ta2\tThe crowd was large\nthe police\t\ta5\t100% were there\n"
    )
    assert len(command("quotes", "named.db", "--oneline").stdout.splitlines()) == 11
    assert len(command("quotes", "named.db", "--oneline", "--limit", "2").stdout.splitlines()) == 2


def test_one_list_of_a_summary(here: Path, command: Command) -> None:
    made(
        here / "rates.db",
        [
            Told(
                [Known("Ana Roe")],
                f"2024-0{month}",
                counted=[(month / 2, "percent", "rate"), (2_500_000, None, "jobs")],
            )
            for month in (1, 2, 4)
        ],
    )
    assert [one["concept"] for one in answer(command, "summary", "rates.db", "--kind", "numbers")] == ["jobs", "rate"]
    rows = csv.DictReader(
        io.StringIO(
            command("summary", "rates.db", "--kind", "numbers", "--limit", "1", "-f", "csv").stdout.decode("utf-8-sig")
        )
    )
    assert [(row["articles"], row["period"], row["numbers"]) for row in rows] == [
        ("3", "", "3"),
        ("", "2024-01", "1"),
        ("", "2024-02", "1"),
        ("", "2024-04", "1"),
    ]
    shown = without_styles(on_terminal("summary", "rates.db", "--kind", "numbers", cwd=here))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[0] == "rates.db"
    assert "rate percent 3 3 0.5 1 2 0.5 ▁▃█ 2" in lines
    assert "jobs 3 3 2.5m 2.5m 2.5m 2.5m ▁▁▁ 2.5m" in lines
    people = command("summary", "named.db", "--kind", "people", "--person", "melania", "-f", "jsonl").stdout.decode()
    assert [json.loads(line)["name"] for line in people.splitlines()] == ["Donald Trump", "Melania Trump"]
    assert answer(command, "summary", "named.db", "--kind", "quotes", "--limit", "1")[0]["name"] == "Donald Trump"
    assert answer(command, "summary", "named.db", "--kind", "countries", "--limit", "1")[0]["alpha_2"] == "FR"


QUERY = "SELECT name, articles, role FROM person WHERE articles > 1 ORDER BY articles DESC, name"


def test_sql_has_the_formats_of_the_others(here: Path, command: Command) -> None:
    rows = [("Donald Trump", 3, "president"), ("Kaja Kallas", 2, "prime minister")]
    named = [dict(zip(("name", "articles", "role"), row, strict=True)) for row in rows]
    assert answer(command, "sql", "named.db", QUERY) == named
    lines = command("sql", "named.db", QUERY, "-f", "jsonl").stdout.decode().splitlines()
    assert list(map(json.loads, lines)) == named
    assert told(command, "sql", "named.db", QUERY, "-o", "a.csv") == "newsextract: a.csv: 2 rows\n"
    with (here / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["name", "articles", "role"], *[list(map(str, row)) for row in rows]]
    shown = without_styles(on_terminal("sql", "named.db", QUERY, cwd=here))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert (lines[0], lines[2]) == ("name articles role", "Donald Trump 3 president")
    assert answer(command, "sql", "named.db", "SELECT 1e400 AS a, -1e400 AS b, 1e40 AS c, 'Infinity' AS d") == [
        {"a": None, "b": None, "c": 1e40, "d": "Infinity"}
    ]
    assert answer(command, "sql", "named.db", "PRAGMA user_version") == [{"user_version": SCHEMA_VERSION}]
    assert answer(command, "sql", "named.db", "SELECT 1 AS a, NULL AS a, x'00ff' AS b") == [
        {"a": 1, "a_2": None, "b": "00ff"}
    ]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("selec 1", 'sql: near "selec": syntax error\n'),
        ("SELECT * FROM persons", "sql: no such table: persons: did you mean person"),
        ("SELECT mention FROM person", "sql: no such column: mention: did you mean mentions?\n"),
        ("DELETE FROM person", "sql: it would change something, and an archive is only read: give a SELECT\n"),
        ("ATTACH 'b.db' AS b", "sql: it would change something,"),
        ("VACUUM INTO 'b.db'", "sql: it would change something,"),
        ("PRAGMA user_version = 9", "sql: it would change something,"),
        ("PRAGMA journal_mode = delete", "sql: it would change something,"),
        ("CREATE TEMP TABLE a (b)", "sql: it would change something,"),
        ("SELECT 1; SELECT 2", "sql: you can only execute one statement at a time: give one SELECT"),
        ("SELECT ?", "sql: incorrect number of bindings supplied."),
        ("SELECT * FROM quote_fts('a AND')", 'sql: fts5: syntax error near ""'),
        ("", "sql: the query is empty: give a SELECT\n"),
    ],
)
def test_what_is_no_question_in_sql_is_told_in_one_line(query: str, says: str, here: Path, command: Command) -> None:
    before = (here / "named.db").read_bytes()
    said = told(command, "sql", "named.db", query, status=2)
    assert said.startswith(f"newsextract: {says}")
    assert said.count("\n") == 1
    assert ((here / "named.db").read_bytes(), sorted(path.name for path in here.iterdir())) == (before, ["named.db"])


def test_sql_comes_from_standard_input_and_tells_of_no_rows(here: Path, command: Command) -> None:
    done = command("sql", "named.db", "-", "-f", "csv", stdin=b"SELECT name FROM person WHERE articles > 9")
    assert (done.stdout.decode("utf-8-sig").split(), done.stderr) == (["name"], b"newsextract: no rows\n")


NAMED = "newsextract: named.db: "


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("summary", "named.db", "--since", "2030"),
            f"{NAMED}no such article: the archive holds 6, 2024-01-05 to 2025-06-30\n",
        ),
        (("summary", "named.db", "--country", "Fiji"), f"{NAMED}no such article: the archive holds 6,"),
        (
            ("quotes", "named.db", "zebra"),
            f"{NAMED}no such quote: the archive holds 11, and a word finds its other endings",
        ),
        (
            ("quotes", "named.db", "--speaker", "police"),
            "newsextract: police: no person has that name there: showing speakers",
        ),
        (("quotes", "named.db", "zeb*"), f"{NAMED}no such quote: the archive holds 11\n"),
        (
            ("numbers", "named.db", "zebra", "--person", "#1"),
            "newsextract: #1: Donald Trump is meant\nnewsextract: named.db: no such number: the archive holds none\n",
        ),
        (("summary", "named.db", "--since", "2030", "-q"), ""),
        (("quotes", "named.db", "--speaker", "melania", "-q"), ""),
        (("sql", "named.db", "SELECT 1 WHERE 0", "-q"), ""),
        (("quotes", "empty.db"), "newsextract: empty.db: no such quote: the archive holds none\n"),
        (("quotes", "named.db", "--speaker", "melania"), "newsextract: melania: Melania Trump is meant\n"),
    ],
)
def test_nothing_found_says_what_there_is(arguments: tuple[str, ...], says: str, here: Path, command: Command) -> None:
    made(here / "empty.db", [Told(date="2024-01-01")])
    found = told(command, *arguments)
    assert found.startswith(says)
    assert not found or says


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("summary", "none.db"), "newsextract: none.db: not found: make it with newsextract FILES -o none.db\n"),
        (("summary", "text.db"), "newsextract: text.db: not a newsextract archive: give another name\n"),
        (("summary", "named.db", "--since", "May"), "newsextract: May: not a date: give a year, a month or a day,"),
        (("summary", "named.db", "--country", "Ukrane"), "newsextract: Ukrane: not a country: did you mean Ukraine?\n"),
        (
            ("summary", "named.db", "--country", "EU"),
            "newsextract: EU: not a country: give a country's name or ISO code:",
        ),
        (
            ("summary", "named.db", "--country", ""),
            "newsextract: --country: no name: give one, or leave the option out\n",
        ),
        (
            ("summary", "named.db", "-f", "xml"),
            "newsextract: --format xml: choose one of auto, table, json, jsonl, csv, xlsx\n",
        ),
        (
            ("summary", "named.db", "-o", "a.xml"),
            "newsextract: --output a.xml: it ends in none of .txt .json .jsonl .csv .xlsx .html\n",
        ),
        (("summary", "named.db", "-o", "named.db"), "newsextract: --output named.db: it ends in none of"),
        (
            ("quotes", "named.db", "-o", "a.html"),
            "newsextract: --output a.html: only a summary without --kind is a page: here use one of",
        ),
        (
            ("summary", "named.db", "-o", "a.html", "--limit", "5"),
            "newsextract: --limit: it applies to tables, and the",
        ),
        (
            ("summary", "named.db", "-o", "a.html", "--kind", "people"),
            "newsextract: --output a.html: only a summary without --kind is a page",
        ),
        (("summary", "named.db", "tariffs"), "newsextract: tariffs: words are looked for in numbers here: add --kind"),
        (("numbers", "named.db", "--unit", "zork"), "newsextract: zork: not a unit: the archive has none\n"),
        (("numbers", "named.db", "--oneline", "-f", "csv"), "newsextract: --oneline: it applies to text, not csv:"),
        (("help", "zork"), "newsextract: help zork: no such command: there are evaluate,"),
        (("quotes", "named.db", "!!"), "newsextract: '!!': no word to look for: give one with a letter or a digit\n"),
        (("quotes", "named.db", "--limit", "0"), "newsextract: invalid value for '--limit'"),
        (("quotes", "named.db", "--limit", str(2**63)), "newsextract: limit: too large a number: give a smaller one\n"),
        (("summary", "named.db", "--limit", "9" * 40), "newsextract: limit: too large a number: give a smaller one\n"),
        (("quotes", "named.db", "OR", "crowd"), "newsextract: OR: it needs a word on both sides, as in rate OR infl"),
        (("quotes", "named.db", "crowd OR"), "newsextract: OR: it needs a word on both sides,"),
        (("quotes", "named.db", "a OR OR b"), "newsextract: OR: it needs a word on both sides,"),
        (("quotes", "named.db", "--oneline", "-f", "json"), "newsextract: --oneline: it applies to text, not json:"),
        (("summary", "named.db", "--kind", "dates"), "newsextract: --kind dates: choose one of people, countries, num"),
        (("quotes",), "newsextract: missing argument 'ARCHIVE.db'"),
        (
            ("sumary", "named.db"),
            "newsextract: no file or command is called 'sumary': did you mean `newsextract summary`?\n",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(arguments: tuple[str, ...], says: str, here: Path, command: Command) -> None:
    (here / "text.db").write_text("no database at all", encoding="utf-8")
    said = told(command, *arguments, status=2)
    assert said.startswith(says)
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("summary", "--person", "Zzz"), "'Zzz' there: newsextract summary lists the most frequent people\n"),
        (("summary", "--person", "Kaja Kalinas"), "'Kaja Kalinas' there: did you mean Kaja Kallas (2 articles)?\n"),
        (("summary", "--person", "Lord Kallman"), "'Lord Kallman' there: did you mean Kaja Kallas (2 articles)?\n"),
        (("summary", "--person", "Melinda Trump"), "'Melinda Trump' there: did you mean Melania Trump (1 article)"),
        (("quotes", "crowd", "--speaker", "Zzz"), "'Zzz' there: newsextract summary lists the most frequent people\n"),
    ],
)
def test_a_name_that_nobody_bears_is_told(arguments: tuple[str, ...], says: str, here: Path, command: Command) -> None:
    kind, *others = arguments
    assert told(command, kind, "named.db", *others, status=1).startswith(f"{NAMED}nobody is called {says}")


def test_a_person_is_found_behind_a_title(here: Path, command: Command) -> None:
    said = told(command, "summary", "named.db", "--person", "President Trump")
    assert said == (
        "newsextract: President Trump: Donald Trump (3 articles) is meant; there are also Melania Trump (1)\n"
    )


@pytest.mark.parametrize("name", ["full.html", "full.json", "full.csv", "full.txt"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_told_with_the_files_name(name: str, here: Path, command: Command) -> None:
    (here / name).symlink_to("/dev/full")
    said = told(command, "summary", "named.db", "-o", name, status=2)
    assert said == (
        f"newsextract: {name}: cannot be written (no space left on device): make room, or choose another place\n"
    )


@pytest.mark.parametrize(
    ("copy", "arguments", "says"),
    [
        ("named.db.gz", ["named.db.gz"], "named.db.gz: holds records, no articles: see them with newsextract summary "),
        ("b/c.db", ["b"], "b: no article in this folder: "),
    ],
)
def test_an_archive_that_cannot_be_read_where_it_is_points_to_what_asks_it(
    copy: str, arguments: list[str], says: str, here: Path, command: Command
) -> None:
    data = (here / "named.db").read_bytes()
    (here / copy).parent.mkdir(exist_ok=True)
    (here / copy).write_bytes(gzip.compress(data) if copy.endswith("gz") else data)
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(f"newsextract: {says}")


def test_another_programs_database_is_no_archive(here: Path, command: Command) -> None:
    with closing(sqlite3.connect(here / "other.db")) as connection:
        connection.execute("CREATE TABLE article (id)")
    assert told(command, "other.db", status=1).startswith("newsextract: other.db: binary data, not text")


def test_the_speaker_behind_a_title_is_who_is_said_to_be_meant(tmp_path: Path, command: Command) -> None:
    """Also where others of that name are in more articles."""
    mayor = Known("Bo Poe", titles=["Mayor"], role="striker", says=["The road is open"])
    other = Known("Bo Poe", titles=["Senator"], role="senator", says=["The bill is dead"])
    made(tmp_path / "a.db", [Told([mayor], "1900-01-01"), Told([other], "2020-01-01"), Told([other], "2020-02-01")])
    assert [quote["text"] for quote in answer(command, "quotes", "a.db", "--speaker", "Mayor Poe")] == [
        "The road is open"
    ]
    assert len(answer(command, "quotes", "a.db", "--speaker", "Bo Poe")) == 2


def test_neither_spacy_nor_sqlite_is_imported_before_it_is_needed(command: Command, here: Path) -> None:
    shown = command("summary", "named.db", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    assert "sqlite3" in shown
    assert not [name for name in (" spacy\n", " thinc\n", " numpy\n") if name in shown]
    assert "sqlite3" not in command("summary", "--help", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
