"""Finds that are less sure than asked for count nowhere: as if the archive did not have them."""

from __future__ import annotations

import csv
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from newsextract.archive.asking import counting
from newsextract.output.readable import LEGEND
from tests.archive_asking.asked import ANSWERS, PARTS, QUOTES, answer, without_ids
from tests.archive_asking.making import Known, Told, made
from tests.process import Command, on_terminal, without_styles

LEAST = 0.6
TABLES = ("article_person", "country_mention", "article_country", "number", "quote")
UNSURE = f"confidence < {LEAST}"


@pytest.fixture(scope="module")
def archives(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The newsroom's archive with confidences by chance, some not known; and the same without what is less sure."""
    folder = tmp_path_factory.mktemp("sure")
    all, sure = folder / "all.db", folder / "sure.db"
    shutil.copy(newsroom, all)
    chance = random.Random(3)
    with closing(sqlite3.connect(all)) as connection, connection:
        connection.create_function("by_chance", 0, lambda: chance.choice([None, *(n / 20 for n in range(21))]))
        for table in TABLES:
            connection.execute(f"UPDATE {table} SET confidence = by_chance()")
        connection.execute(
            "UPDATE article_country AS held SET confidence = (SELECT confidence FROM country_mention AS named "
            "WHERE (named.article_id, named.alpha_2) = (held.article_id, held.alpha_2) LIMIT 1)"
        )
    shutil.copy(all, sure)
    with closing(sqlite3.connect(sure)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = on")
        for table in ("quote", "number"):
            connection.execute(f"DELETE FROM {table} WHERE {UNSURE}")
            of_unsure = f"(SELECT article_id, person_id FROM article_person WHERE {UNSURE})"
            connection.execute(f"UPDATE {table} SET person_id = NULL WHERE (article_id, person_id) IN {of_unsure}")
        connection.execute(f"DELETE FROM article_person WHERE {UNSURE}")
        connection.execute(
            "DELETE FROM country_mention AS named WHERE EXISTS (SELECT 1 FROM article_country AS held "
            f"WHERE (held.article_id, held.alpha_2) = (named.article_id, named.alpha_2) AND {UNSURE})"
        )
        connection.execute(f"DELETE FROM article_country WHERE {UNSURE}")
        connection.execute(
            "UPDATE article_person AS held SET quotes = (SELECT count(*) FROM quote "
            "WHERE (quote.article_id, quote.person_id) = (held.article_id, held.person_id))"
        )
        connection.execute(
            "UPDATE person SET (articles, mentions, quotes) = (SELECT count(*), coalesce(sum(mentions), 0), "
            "coalesce(sum(quotes), 0) FROM article_person JOIN article ON article.id = article_id "
            "WHERE person_id = person.id AND duplicate_of IS NULL)"
        )
    return all, sure


@pytest.mark.parametrize("part", PARTS, ids=["-".join(part) for part in PARTS])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_has_nothing_that_is_less_sure(archives: tuple[Path, Path], name: str, part: dict[str, Any]) -> None:
    with Archive(archives[0]) as all, Archive(archives[1]) as sure:
        found, wanted = ANSWERS[name](all, **part, min_confidence=LEAST), ANSWERS[name](sure, **part)
        assert without_ids(found) == without_ids(wanted)
        assert name == "months" or found != ANSWERS[name](all, **part)


@pytest.mark.parametrize("part", PARTS[:2], ids=["", "since"])
def test_the_first_are_the_first_of_all(archives: tuple[Path, Path], part: dict[str, Any]) -> None:
    with Archive(archives[0]) as all, Archive(archives[1]) as sure:
        for limit in range(1, 7):
            for by in counting._ORDERS:
                found = all.people(by=by, limit=limit, **part, min_confidence=LEAST)
                assert without_ids(found) == without_ids(sure.people(by=by, limit=limit, **part))


@pytest.mark.parametrize("part", PARTS, ids=["-".join(part) for part in PARTS])
@pytest.mark.parametrize("name", QUOTES)
def test_quotes_are_as_sure_as_asked_for(archives: tuple[Path, Path], name: str, part: dict[str, Any]) -> None:
    """They name the speaker also where the article's person is less sure, except where that person is asked for."""
    with Archive(archives[0]) as all, Archive(archives[1]) as sure:
        found, wanted = QUOTES[name](all, **part, min_confidence=LEAST), QUOTES[name](sure, **part)
        if isinstance(found, int):
            assert found == wanted
            return
        assert [(one.text, one.article, one.confidence) for one in found] == [
            (one.text, one.article, one.confidence) for one in wanted
        ]
        if "numbers" not in name:
            assert {one.speaker for one in found} <= {one.speaker for one in QUOTES[name](all, **part)}
        assert len(found) < len(QUOTES[name](all, **part))


def test_copies_count_with_what_is_sure_in_them(tmp_path: Path) -> None:
    ana = Known("Ana Duarte", says=[("We go", 0.9), ("We stay", 0.5)])
    made(tmp_path / "a.db", [Told([ana]), Told([ana])])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("UPDATE article SET duplicate_of = 1 WHERE id = 2")
        connection.execute("UPDATE person SET articles = 1, copies = 1, mentions = 1, quotes = 2")
    with Archive(tmp_path / "a.db") as archive:
        for copies, count in ((False, 1), (True, 2)):
            [one] = archive.people(copies=copies, min_confidence=0.9)
            assert (one.articles, one.quotes) == (count, count)
            assert archive.count_quotes(copies=copies, min_confidence=0.9) == count
        assert archive.count_quotes(copied=True, min_confidence=0.9) == 1
        assert archive.count_quotes(copied=True) == 2


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder that the command runs in, with an archive of finds that are more or less sure."""
    ana = Known("Ana Duarte", "a baker", says=[("We go", 0.95), ("We stay", 0.79)], confidence=0.97)
    bo = Known("Bo Lee", says=[("I left", 0.9)], confidence=0.6)
    cy = Known("Cy Young", says=["It rained"])
    france, peru = ("FR", "FRA", "France", 0.99), ("PE", "PER", "Peru", 0.5)
    rates = [(3, "percent", "rate", 0.9), (5, "percent", "rate", 0.4), (7, None, "boats", 0.3)]
    made(tmp_path / "a.db", [Told([ana, bo, cy], "2026-03-01", [france, peru], counted=rates), Told(date="2026-03-02")])
    return tmp_path


@pytest.mark.parametrize(
    ("least", "texts"),
    [
        ("0", {"We go", "We stay", "I left", "It rained"}),
        ("0.79", {"We go", "We stay", "I left", "It rained"}),
        ("0.8", {"We go", "I left", "It rained"}),
        ("0.9", {"We go", "I left", "It rained"}),
        ("0.95", {"We go", "It rained"}),
        ("1", {"It rained"}),  # whose confidence is not known
    ],
)
def test_the_command_gives_quotes_as_sure_as_asked_for(
    here: Path, command: Command, least: str, texts: set[str]
) -> None:
    quotes = answer(command, "quotes", "a.db", "--min-confidence", least)
    assert {quote["text"] for quote in quotes} == texts
    with Archive(here / "a.db") as archive:
        assert {quote.text for quote in archive.quotes(min_confidence=float(least))} == texts
        assert archive.count_quotes(min_confidence=float(least)) == len(texts)


def test_quotes_tell_their_confidence_to_programs(here: Path, command: Command) -> None:
    [quote] = answer(command, "quotes", "a.db", "stay")
    assert quote["confidence"] == 0.79
    [quote] = answer(command, "quotes", "a.db", "rained")
    assert quote["confidence"] is None
    lines = command("quotes", "a.db", "stay OR rained", "-f", "csv").stdout.decode("utf-8-sig").splitlines()
    assert {row["text"]: row["confidence"] for row in csv.DictReader(lines)} == {"We stay": "0.79", "It rained": ""}


def test_a_summary_counts_and_says_what_is_sure(here: Path, command: Command) -> None:
    summary = answer(command, "summary", "a.db", "--min-confidence", "0.9")
    assert [(one["name"], one["quotes"]) for one in summary["people"]] == [("Ana Duarte", 1), ("Cy Young", 1)]
    assert [one["name"] for one in summary["quoted"]] == ["Ana Duarte", "Cy Young"]
    assert [one["alpha_2"] for one in summary["countries"]] == ["FR"]
    assert summary["articles"] == 2
    [series] = answer(command, "summary", "a.db", "--kind", "numbers", "--min-confidence", "0.9")
    assert (series["concept"], series["numbers"], series["most"]) == ("rate", 1, 3)
    shown = without_styles(on_terminal("summary", "a.db", "--since", "2026", "--min-confidence", "0.9", cwd=here))
    assert shown.startswith("a.db, since 2026, confidence from 0.9  2 articles")
    command("summary", "a.db", "--min-confidence", "0.9", "-o", "a.html")
    page = (here / "a.html").read_text(encoding="utf-8")
    assert "<h1>a.db, confidence from 0.9</h1>" in page
    assert ("Cy Young" in page, "Bo Lee" in page) == (True, False)


def test_an_article_has_a_country_and_a_person_as_surely_as_asked_for(here: Path, command: Command) -> None:
    for filters, articles in [
        (["--country", "PE"], 1),
        (["--country", "PE", "--min-confidence", "0.5"], 1),
        (["--country", "PE", "--min-confidence", "0.51"], 0),
        (["--person", "Bo Lee"], 1),
        (["--person", "Bo Lee", "--min-confidence", "0.7"], 0),
    ]:
        assert answer(command, "summary", "a.db", *filters)["articles"] == articles
    done = command("summary", "a.db", "--kind", "people", "--country", "PE", "--min-confidence", "0.7")
    assert (
        done.stderr == b"newsextract: a.db: no people of such confidence in such articles: the archive holds 2, "
        b"2026-03-01 to 2026-03-02\n"
    )


def lines(*arguments: str, cwd: Path) -> list[str]:
    shown = without_styles(on_terminal(*arguments, cwd=cwd))
    return [line.strip() for line in shown.splitlines() if line.strip()]


def test_a_quote_that_is_unsure_has_a_mark_that_is_explained(here: Path) -> None:
    shown = lines("quotes", "a.db", "--person", "Ana Duarte", cwd=here)
    assert shown[1::2] == ["“We go” was said.", "“We stay” ? was said."]
    assert shown[-1] == LEGEND == "? less sure than 0.8"
    assert LEGEND not in lines("quotes", "a.db", "--min-confidence", "0.8", cwd=here)
    assert "\x1b[2m ?\x1b[0m" in on_terminal("quotes", "a.db", "stay", cwd=here)
    profile = lines("summary", "a.db", "--person", "Ana Duarte", cwd=here)
    assert ("“We stay” ? was said." in profile, profile[-1]) == (True, LEGEND)
