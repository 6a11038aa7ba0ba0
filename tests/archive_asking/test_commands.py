"""`newsextract summary` and `newsextract quotes`, as a user meets them: tables, JSON, CSV, files, and what is told."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsextract import Archive
from newsextract.archive.store.database import SCHEMA_VERSION
from tests.archive_asking.asked import answer
from tests.archive_asking.making import Known, Told, made
from tests.process import Command, on_terminal, without_styles


@pytest.fixture
def here(named: Path, tmp_path: Path) -> Path:
    """The folder that the command runs in, with the archive a.db."""
    shutil.copy(named, tmp_path / "a.db")
    return tmp_path


def told(command: Command, *arguments: str, status: int = 0) -> str:
    """The lines on standard error."""
    done = command(*arguments)
    assert done.returncode == status, done.stderr
    return done.stderr.decode()


def test_a_pipe_gets_what_python_gets(here: Path, command: Command) -> None:
    summary = answer(command, "summary", "a.db", "--limit", "2")
    assert (summary["articles"], len(summary["people"]), len(summary["months"])) == (6, 2, 18)
    with Archive(here / "a.db") as archive:
        assert summary["people"][0]["id"] == archive.people()[0].id
    assert answer(command, "summary", "a.db", "--country", "ukraine")["articles"] == 2
    assert answer(command, "summary", "a.db", "--since", "2024-02", "--until", "2024-02")["articles"] == 1
    quotes = answer(command, "quotes", "a.db", "crowd")
    assert [quote["speaker"] for quote in quotes] == ["Robert Kyagulanyi"]
    assert (quotes[0]["date"], quotes[0]["article"]) == ("2024-03", "a2")


def test_a_terminal_gets_tables(here: Path) -> None:
    shown = without_styles(on_terminal("summary", "a.db", cwd=here))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[0] == "a.db 6 articles · 107 words · 2024-01-05 to 2025-06-30 · 2 undated"
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
    shown = without_styles(on_terminal("summary", "a.db", "--person", "trump", cwd=here))
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


def test_one_of_two_of_a_name_is_asked_for_by_id_or_title(tmp_path: Path, command: Command) -> None:
    """Also where the other is in more articles."""
    poet = Known("Bo Poe", "a poet", titles=["Mayor"], says=["The road is open"])
    judge = Known("Bo Poe", "a judge", titles=["Senator"], says=["The bill is dead"])
    made(tmp_path / "a.db", [Told([poet], "1900-01-01"), Told([judge], "2020-01-01"), Told([judge], "2020-02-01")])
    ids = {one["role"]: one["id"] for one in answer(command, "summary", "a.db")["people"]}
    assert len(ids) == 2
    who = f"#{ids['a poet']}"
    assert answer(command, "summary", "a.db", "--person", who)["id"] == ids["a poet"]
    for speaker, said in (
        (who, ["The road is open"]),
        ("Mayor Poe", ["The road is open"]),
        ("Bo Poe", 2 * ["The bill is dead"]),
    ):
        assert [one["text"] for one in answer(command, "quotes", "a.db", "--speaker", speaker)] == said
    [one] = answer(command, "summary", "a.db", "--kind", "people", "--person", who)
    assert one["role"] == "a poet"
    assert told(command, "summary", "a.db", "--person", who) == f"newsextract: {who}: Bo Poe is meant\n"
    assert told(command, "quotes", "a.db", "--person", "#99", status=1).startswith("newsextract: a.db: no person has ")
    assert told(command, "quotes", "a.db", "--person", "#", status=2).startswith("newsextract: '#': no name")


def test_help_is_a_command_too(here: Path, command: Command) -> None:
    for word in ([], ["numbers"]):
        done = command("help", *word)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == command(*word, "--help").stdout


def test_quotes_on_a_terminal_stand_in_their_sentence(here: Path) -> None:
    shown = on_terminal("quotes", "a.db", "crowd", cwd=here)
    assert "\x1b[32mThe crowd was large\x1b[0m" in shown
    assert [line.strip() for line in without_styles(shown).splitlines()] == [
        "Robert Kyagulanyi  2024-03 · a2",
        "“The crowd was large” was said.",
    ]


@pytest.mark.parametrize("arguments", [("summary",), ("summary", "--person", "trump"), ("quotes",)])
def test_csv_has_a_row_per_entry_and_no_formula(arguments: tuple[str, ...], here: Path, command: Command) -> None:
    command(arguments[0], "a.db", *arguments[1:], "-o", "answer.csv")
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
    ("name", "begins"), [("a.json", "{"), ("a.csv", "\ufefflist,"), ("a.txt", "a.db"), ("a.html", "<!DOC")]
)
def test_the_files_ending_says_the_format(name: str, begins: str, here: Path, command: Command) -> None:
    what = "a page about 6 articles: open it in a browser" if name == "a.html" else "a summary of 6 articles"
    assert told(command, "summary", "a.db", "-o", name) == f"newsextract: {name}: {what}\n"
    assert (here / name).read_text(encoding="utf-8").startswith(begins)


def test_quotes_go_into_a_file(here: Path, command: Command) -> None:
    assert told(command, "quotes", "a.db", "-o", "quotes.json") == "newsextract: quotes.json: 11 quotes\n"
    assert len(json.loads((here / "quotes.json").read_text(encoding="utf-8"))) == 11
    assert told(command, "quotes", "a.db", "-o", "quotes.json", "-q", "--force") == ""


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
    done = command("quotes", "a.db", *arguments, "-f", "jsonl")
    found = [json.loads(line)["text"] for line in done.stdout.decode().splitlines()]
    assert sorted(set(found)) == sorted(texts), done.stderr


def test_a_quote_a_line(here: Path, command: Command) -> None:
    done = command("quotes", "a.db", "crowd OR police OR 100%", "--oneline")
    assert (
        done.stdout.decode()
        == "Robert Kyagulanyi\t2024-03\ta2\tThe crowd was large\nthe police\t\ta5\t100% were there\n"
    )
    assert len(command("quotes", "a.db", "--oneline").stdout.splitlines()) == 11
    assert len(command("quotes", "a.db", "--oneline", "--limit", "2").stdout.splitlines()) == 2


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
    people = command("summary", "a.db", "--kind", "people", "--person", "melania", "-f", "jsonl").stdout.decode()
    assert [json.loads(line)["name"] for line in people.splitlines()] == ["Donald Trump", "Melania Trump"]
    assert answer(command, "summary", "a.db", "--kind", "quotes", "--limit", "1")[0]["name"] == "Donald Trump"
    assert answer(command, "summary", "a.db", "--kind", "countries", "--limit", "1")[0]["alpha_2"] == "FR"


QUERY = "SELECT name, articles, role FROM person WHERE articles > 1 ORDER BY articles DESC, name"


def test_sql_has_the_formats_of_the_others(here: Path, command: Command) -> None:
    rows = [("Donald Trump", 3, "president"), ("Kaja Kallas", 2, "prime minister")]
    named = [dict(zip(("name", "articles", "role"), row, strict=True)) for row in rows]
    assert answer(command, "sql", "a.db", QUERY) == named
    lines = command("sql", "a.db", QUERY, "-f", "jsonl").stdout.decode().splitlines()
    assert list(map(json.loads, lines)) == named
    assert told(command, "sql", "a.db", QUERY, "-o", "a.csv") == "newsextract: a.csv: 2 rows\n"
    with (here / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["name", "articles", "role"], *[list(map(str, row)) for row in rows]]
    shown = without_styles(on_terminal("sql", "a.db", QUERY, cwd=here))
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert (lines[0], lines[2]) == ("name articles role", "Donald Trump 3 president")
    assert answer(command, "sql", "a.db", "SELECT 1e400 AS a, -1e400 AS b, 1e40 AS c, 'Infinity' AS d") == [
        {"a": None, "b": None, "c": 1e40, "d": "Infinity"}
    ]
    assert answer(command, "sql", "a.db", "PRAGMA user_version") == [{"user_version": SCHEMA_VERSION}]
    assert answer(command, "sql", "a.db", "SELECT 1 AS a, NULL AS a, x'00ff' AS b") == [
        {"a": 1, "a_2": None, "b": "00ff"}
    ]


def test_sql_comes_from_standard_input_and_tells_of_no_rows(here: Path, command: Command) -> None:
    done = command("sql", "a.db", "-", "-f", "csv", stdin=b"SELECT name FROM person WHERE articles > 9")
    assert (done.stdout.decode("utf-8-sig").split(), done.stderr) == (["name"], b"newsextract: no rows\n")


HOLDS = "the archive holds 6, 2024-01-05 to 2025-06-30\n"
NO_CONFIDENCE = "give a number from 0 (all finds) to 1, as 0.9\n"
NO_PAGE = "only a summary without --kind is a page: here use one of"
ONLY_READ = "sql: it would change something, and an archive is only read: give a SELECT\n"
SEVERAL_WORDS = "OR: it needs a word on both sides, as in rate OR inflation\n"


@pytest.mark.parametrize(
    ("status", "asked", "says"),
    [
        # The line says what there is, or who is meant.
        (0, "summary a.db --since 2030", f"a.db: no such article: {HOLDS}"),
        (0, "summary a.db --country Fiji", f"a.db: no such article: {HOLDS}"),
        (0, "quotes a.db zebra", "a.db: no such quote: the archive holds 11, and a word finds its other endings"),
        (0, "quotes a.db zeb*", "a.db: no such quote: the archive holds 11\n"),
        (0, "quotes a.db --speaker police", "police: no person has that name there: showing speakers"),
        (0, "numbers a.db zebra --person '#1'", "#1: Donald Trump is meant\nnewsextract: a.db: no such number: "),
        (0, "quotes empty.db", "empty.db: no such quote: the archive holds none\n"),
        (0, "quotes a.db --speaker melania", "melania: Melania Trump is meant\n"),
        (
            0,
            "summary a.db --person 'President Trump'",
            "President Trump: Donald Trump (3 articles) is meant; there are also Melania Trump (1)\n",
        ),
        (0, "quotes a.db --limit 3", "the newest 3 of 11 quotes: --limit 11 gives all\n"),
        (0, "summary a.db --since 2030 -q", ""),
        (0, "quotes a.db --speaker melania -q", ""),
        (0, "sql a.db 'SELECT 1 WHERE 0' -q", ""),
        # Nobody is called so: names that are near are offered.
        (1, "summary a.db --person Zzz", "a.db: nobody is called 'Zzz' there: newsextract summary lists the most"),
        (1, "quotes a.db crowd --speaker Zzz", "a.db: nobody is called 'Zzz' there: newsextract summary lists"),
        (1, "summary a.db --person 'Melinda Trump'", "a.db: nobody is called 'Melinda Trump' there: did you mean Mel"),
        # Mistakes in what was typed.
        (2, "summary none.db", "none.db: not found: make it with newsextract FILES -o none.db\n"),
        (2, "summary cut.db", "cut.db: damaged ("),
        (2, "summary text.db", "text.db: not a newsextract archive: give another name\n"),
        (2, "summary a.db --since May", "May: not a date: give a year, a month or a day,"),
        (2, "summary a.db --country ''", "--country: no name: give one, or leave the option out\n"),
        (2, "summary a.db -f xml", "--format xml: choose one of auto, table, json, jsonl, csv, xlsx\n"),
        (2, "summary a.db -o a.xml", "--output a.xml: it ends in none of .txt .json .jsonl .csv .xlsx .html\n"),
        (2, "summary a.db -o a.db", "--output a.db: it ends in none of"),
        (2, "quotes a.db -o a.html", f"--output a.html: {NO_PAGE}"),
        (2, "summary a.db -o a.html --kind people", f"--output a.html: {NO_PAGE}"),
        (2, "summary a.db -o a.html --limit 5", "--limit: it applies to tables, and the"),
        (2, "summary a.db tariffs", "tariffs: words are looked for in numbers here: add --kind"),
        (2, "numbers a.db --unit zork", "zork: not a unit: the archive has none\n"),
        (2, "numbers a.db --oneline -f csv", "--oneline: it applies to text, not csv:"),
        (2, "quotes a.db --oneline -f json", "--oneline: it applies to text, not json:"),
        (2, "summary a.db --min-confidence=1.01", f"--min-confidence 1.01: {NO_CONFIDENCE}"),
        (2, "quotes a.db --min-confidence=-0.1", f"--min-confidence -0.1: {NO_CONFIDENCE}"),
        (2, "quotes a.db --min-confidence=nan", f"--min-confidence nan: {NO_CONFIDENCE}"),
        (2, "quotes a.db --min-confidence high", "invalid value for '--min-confidence'"),
        (2, "help zork", "help zork: no such command: there are evaluate,"),
        (2, "quotes a.db !!", "'!!': no word to look for: give one with a letter or a digit\n"),
        (2, "quotes a.db --limit 0", "invalid value for '--limit'"),
        (2, f"quotes a.db --limit {2**63}", "limit: too large a number: give a smaller one\n"),
        (2, f"summary a.db --limit {'9' * 40}", "limit: too large a number: give a smaller one\n"),
        (2, "quotes a.db OR crowd", SEVERAL_WORDS),
        (2, "quotes a.db 'crowd OR'", SEVERAL_WORDS),
        (2, "quotes a.db 'a OR OR b'", SEVERAL_WORDS),
        (2, "summary a.db --kind dates", "--kind dates: choose one of people, countries, num"),
        (2, "quotes", "missing argument 'ARCHIVE.db'"),
        (2, "sumary a.db", "no file or command is called 'sumary': did you mean `newsextract summary`?\n"),
        # What is no question in SQL.
        (2, "sql a.db 'selec 1'", 'sql: near "selec": syntax error\n'),
        (2, "sql a.db 'SELECT * FROM persons'", "sql: no such table: persons: did you mean person"),
        (2, "sql a.db 'SELECT mention FROM person'", "sql: no such column: mention: did you mean mentions?\n"),
        (2, "sql a.db 'DELETE FROM person'", ONLY_READ),
        (2, "sql a.db \"ATTACH 'b.db' AS b\"", ONLY_READ),
        (2, "sql a.db \"VACUUM INTO 'b.db'\"", ONLY_READ),
        (2, "sql a.db 'PRAGMA user_version = 9'", ONLY_READ),
        (2, "sql a.db 'PRAGMA journal_mode = delete'", ONLY_READ),
        (2, "sql a.db 'CREATE TEMP TABLE a (b)'", ONLY_READ),
        (2, "sql a.db 'SELECT 1; SELECT 2'", "sql: you can only execute one statement at a time: give one SELECT"),
        (2, "sql a.db 'SELECT ?'", "sql: incorrect number of bindings supplied."),
        (2, "sql a.db \"SELECT * FROM quote_fts('a AND')\"", 'sql: fts5: syntax error near ""'),
        (2, "sql a.db ''", "sql: the query is empty: give a SELECT\n"),
    ],
)
def test_what_is_not_there_and_mistakes_are_said_in_a_line(
    status: int, asked: str, says: str, here: Path, command: Command
) -> None:
    """And the archive stays as it is."""
    made(here / "empty.db", [Told(date="2024-01-01")])
    (here / "text.db").write_text("no database at all", encoding="utf-8")
    (here / "cut.db").write_bytes(b"SQLite format 3\0")
    before = (here / "a.db").read_bytes()
    said = told(command, *shlex.split(asked), status=status)
    assert said.startswith(f"newsextract: {says}") if says else said == ""
    assert status == 0 or said.count("\n") == 1
    assert (here / "a.db").read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["a.db", "cut.db", "empty.db", "text.db"]


@pytest.mark.parametrize("name", ["full.html", "full.json", "full.csv", "full.txt"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_told_with_the_files_name(name: str, here: Path, command: Command) -> None:
    (here / name).symlink_to("/dev/full")
    said = told(command, "summary", "a.db", "-o", name, status=2)
    assert said == (
        f"newsextract: {name}: cannot be written (no space left on device): make room, or choose another place\n"
    )


@pytest.mark.parametrize(
    ("copy", "arguments", "says"),
    [
        ("a.db.gz", ["a.db.gz"], "a.db.gz: holds records, no articles: see them with newsextract summary "),
        ("b/c.db", ["b"], "b: no article in this folder: "),
    ],
)
def test_an_archive_that_cannot_be_read_where_it_is_points_to_what_asks_it(
    copy: str, arguments: list[str], says: str, here: Path, command: Command
) -> None:
    data = (here / "a.db").read_bytes()
    (here / copy).parent.mkdir(exist_ok=True)
    (here / copy).write_bytes(gzip.compress(data) if copy.endswith("gz") else data)
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(f"newsextract: {says}")


def test_another_programs_database_is_no_archive(here: Path, command: Command) -> None:
    with closing(sqlite3.connect(here / "other.db")) as connection:
        connection.execute("CREATE TABLE article (id)")
    assert told(command, "other.db", status=1).startswith("newsextract: other.db: binary data, not text")


def test_neither_spacy_nor_sqlite_is_imported_before_it_is_needed(command: Command, here: Path) -> None:
    shown = command("summary", "a.db", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    assert "sqlite3" in shown
    assert not [name for name in (" spacy\n", " thinc\n", " numpy\n") if name in shown]
    assert "sqlite3" not in command("summary", "--help", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
