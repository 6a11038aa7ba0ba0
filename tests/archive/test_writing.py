"""`newsextract FILES -o archive.db`: what each table has of a record."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from newsextract import load
from tests.archive.tables import ask, is_sound, run_in
from tests.process import Command

TEXT = (
    "😀 was sent. Kenya’s president William Ruto, 57, met Dr Ana Duarte in Nairobi on Monday.\n\n"
    "“We will pay up to $71.30 a barrel,” Mr Ruto said. “It rose by 3 to 10 tonnes, or 12%.”\n\n"
    "She called it “totally unfounded”. Officials said that “nobody was hurt” at the Bank of China."
)
ROW = {"id": "one", "title": "A visit", "date": "2026-03-01", "url": "https://example.org/1", "text": TEXT}
FINDS = ("person_mention", "country_mention", "number", "quote")


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    """The record that the library makes of the article."""
    made = load(text=True, sentences=True)(TEXT)
    found: dict[str, Any] = json.loads(json.dumps(made.to_dict()))
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes of the article."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "one.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    assert run_in(folder, "one.jsonl", "-o", "archive.db").startswith("newsextract: archive.db: 1 article, ")
    assert sorted(path.name for path in folder.iterdir()) == ["archive.db", "one.jsonl"]
    return folder / "archive.db"


def rows(archive: Path, table: str, without: str = "article_id id") -> list[dict[str, Any]]:
    connection = sqlite3.connect(archive)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
    connection.close()
    return [{name: value for name, value in row.items() if name not in without.split()} for row in found]


def place(find: dict[str, Any]) -> dict[str, Any]:
    start, end = find["sentence"]
    return {**{key: find[key] for key in ("text", "start", "end")}, "sentence_start": start, "sentence_end": end}


def test_the_article_is_as_it_was_read(archive: Path, record: dict[str, Any]) -> None:
    made = {key: record[key] for key in ("language", "model")}
    wanted = {"id": 1, "name": "one", **{key: ROW[key] for key in ("title", "date", "url", "text")}, **made}
    assert rows(archive, "article", "") == [{**wanted, "words": len(TEXT.split()), "duplicate_of": None}]


def test_people_are_as_in_the_record(archive: Path, record: dict[str, Any]) -> None:
    people = {person["name"]: person for person in record["people"]}
    assert set(people) >= {"William Ruto", "Ana Duarte"}
    said = [(quote["speaker"] or {}).get("person") for quote in record["quotes"]]
    found = rows(archive, "article_person", "article_id person_id")
    assert {row["name"]: row for row in found} == {
        name: {
            "name": name,
            **{key: json.dumps(person[key], ensure_ascii=False) for key in ("aliases", "titles", "roles")},
            "mentions": len(person["mentions"]),
            "quotes": said.count(record["people"].index(person)),
            "confidence": person["confidence"],
        }
        for name, person in people.items()
    }
    assert {row["name"]: row["role"] for row in rows(archive, "person")} == {
        name: (person["roles"] or [None])[0] for name, person in people.items()
    }
    for column in ("mentions", "quotes"):
        assert ask(archive, f"SELECT name, {column}, articles FROM person ORDER BY name") == [
            (row["name"], row[column], 1) for row in sorted(found, key=lambda row: row["name"])
        ]


def test_mentions_numbers_and_quotes_are_as_in_the_record(archive: Path, record: dict[str, Any]) -> None:
    persons = dict(ask(archive, "SELECT id, name FROM person"))

    def named(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "person_id": persons.get(row["person_id"])}

    def name(index: int | None) -> str | None:
        return None if index is None else record["people"][index]["name"]

    def by_place(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(found, key=lambda row: row["start"])

    assert by_place([named(row) for row in rows(archive, "person_mention")]) == by_place(
        [{"person_id": p["name"], **place(m)} for p in record["people"] for m in p["mentions"]]
    )
    assert rows(archive, "country_mention") == by_place(
        [
            {"alpha_2": c["alpha_2"], "alpha_3": c["alpha_3"], "country": c["name"], **place(m)}
            | {"confidence": c["confidence"]}
            | {key: m[key] for key in ("kind", "within")}
            for c in record["countries"]
            for m in c["mentions"]
        ]
    )
    columns = ("kind", "value", "upper", "unit", "per", "comparator", "change", "concept", "confidence")
    assert [named(row) for row in rows(archive, "number")] == [
        {"person_id": name(n["person"]), **{key: n[key] for key in columns}, **place(n)} for n in record["numbers"]
    ]
    none = {"text": None, "start": None, "end": None, "person": None}
    assert [named(row) for row in rows(archive, "quote")] == [
        {"person_id": name((q["speaker"] or none)["person"]), "kind": q["kind"], "statement": q["statement"]}
        | {"speaker": (q["speaker"] or none)["text"], "speaker_start": (q["speaker"] or none)["start"]}
        | {"speaker_end": (q["speaker"] or none)["end"], "cue": (q["cue"] or none)["text"]}
        | {"cue_start": (q["cue"] or none)["start"], "cue_end": (q["cue"] or none)["end"], **place(q)}
        | {"confidence": q["confidence"]}
        for q in record["quotes"]
    ]


def test_the_article_has_every_sort_of_find(archive: Path) -> None:
    """What the tests above compare is not empty."""
    assert {"age", "money", "percent", "quantity"} <= set(ask(archive, "SELECT kind FROM number"))
    assert ask(archive, "SELECT name FROM number JOIN person ON person.id = person_id WHERE kind = 'age'") == [
        "William Ruto"
    ]
    assert set(ask(archive, "SELECT kind FROM quote")) == {"direct", "partial"}
    assert ask(archive, "SELECT within FROM country_mention WHERE within IS NOT NULL") == ["Bank of China"]
    assert ask(archive, "SELECT count(*) FROM quote WHERE person_id IS NULL AND speaker IS NOT NULL") == [1]
    assert ask(archive, "SELECT DISTINCT change FROM number WHERE change IS NOT NULL") == ["up"]
    for table in ("article_person", "country_mention", "article_country", "number", "quote"):
        least, most = ask(archive, f"SELECT min(coalesce(confidence, -1)), max(confidence) FROM {table}")[0]
        assert 0 < least <= most <= 1


@pytest.mark.parametrize("table", FINDS)
def test_each_find_stands_where_its_offsets_say(archive: Path, table: str) -> None:
    question = (
        f'SELECT f.text, substr(a.text, start + 1, "end" - start), substr(a.text, sentence_start + 1, '
        f"sentence_end - sentence_start) FROM {table} AS f JOIN article AS a ON a.id = article_id"
    )
    found = ask(archive, question)
    assert found
    for text, there, sentence in found:
        assert text == there
        assert text in sentence


def test_it_can_be_searched_and_the_views_answer(archive: Path) -> None:
    assert is_sound(archive)
    search = "SELECT quote.text FROM quote_fts JOIN quote ON quote.id = quote_fts.rowid WHERE quote_fts MATCH ?"
    assert ask(archive, search, "unfounded") == ["totally unfounded"]
    assert ask(archive, "SELECT name FROM article WHERE id IN (SELECT rowid FROM article_fts(?))", "duarte") == ["one"]
    assert ask(archive, "SELECT name FROM people_by_articles LIMIT 1") == ["William Ruto"]
    assert ask(archive, "SELECT speaker, article, date FROM quotes_with_speakers WHERE text LIKE 'It rose%'") == [
        ("William Ruto", "one", "2026-03-01")
    ]
    for view in ("quotes_with_speakers", "numbers_with_articles"):
        table = view.partition("s_")[0]
        in_view, in_table = (ask(archive, f"SELECT text, confidence FROM {one} ORDER BY 1, 2") for one in (view, table))
        assert in_view == in_table
    assert ask(archive, "SELECT month, alpha_2 FROM countries_by_month") == [("2026-03", "KE"), ("2026-03", "CN")]
    assert ask(archive, "SELECT person, concept FROM numbers_with_articles WHERE kind = 'age'") == [
        ("William Ruto", "Kenya’s president William Ruto")
    ]


def test_what_utf8_and_64_bits_cannot_hold_is_kept_as_near_as_can_be(command: Command, tmp_path: Path) -> None:
    texts = [
        "Ana Duarte \ud83d said \u201cno \udc00 way\u201d in Kenya.",
        "Bo Lee has \0 12 dogs.",
        "",
        "Nobody was there.",
    ]
    texts.append("There were 20 quintillion grains, and 12 dogs.")
    lines = [json.dumps({"id": f"a{place}\ud800", "text": text}) for place, text in enumerate(texts)]
    (tmp_path / "odd.jsonl").write_text("\n".join(lines))
    done = command("odd.jsonl", "-o", "odd.db")
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 2)  # one for the empty article, and the counts
    archive = tmp_path / "odd.db"
    assert is_sound(archive)
    kept = [
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd") for text in texts
    ]
    assert ask(archive, "SELECT text FROM article ORDER BY id") == kept
    assert ask(archive, "SELECT name FROM article WHERE id = 1") == ["a0\ufffd"]
    assert ask(archive, "SELECT text FROM quote") == ["no \ufffd way"]
    assert ask(archive, "SELECT sentence FROM numbers_with_articles WHERE article_id = 2") == [kept[1]]
    found = 'substr(article.text, start + 1, "end" - start)'
    for table in ("person_mention", "number"):
        held = f"FROM {table} AS held JOIN article ON article.id = article_id WHERE article_id = 2"
        assert ask(archive, f"SELECT held.text {held}") == ask(archive, f"SELECT {found} {held}") != []
    assert ask(archive, "SELECT value FROM number WHERE article_id = 5") == [2e19, 12]
    assert ask(archive, "SELECT count(*) FROM article_person WHERE article_id = 4") == [0]


@pytest.mark.parametrize("ending", ["db", "sqlite", "sqlite3", "DB"])
def test_the_ending_says_that_it_is_an_archive(command: Command, tmp_path: Path, ending: str) -> None:
    assert command("-", "-o", f"a.{ending}", stdin=b"Ana Duarte lives in Kenya.").returncode == 0
    assert ask(tmp_path / f"a.{ending}", "SELECT country FROM country_mention") == ["Kenya"]


def test_db_is_no_format_but_an_ending(command: Command) -> None:
    done = command("-", "-f", "db", stdin=b"x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "newsextract: --format db: choose one of auto, table, json, jsonl, csv, xlsx, parquet, html "
        "(an archive is a file that ends in .db: -o NAME.db)\n"
    )
    assert b".db" in command("--help").stdout


def test_an_archive_has_all_kinds(command: Command, tmp_path: Path) -> None:
    done = command("-", "-o", "a.db", "--only", "people", stdin=b"x")
    assert (done.returncode, done.stderr) == (
        2,
        b"newsextract: --only: an archive always has all kinds: leave it out\n",
    )
    assert list(tmp_path.iterdir()) == []
