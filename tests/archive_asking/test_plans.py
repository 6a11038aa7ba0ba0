"""Every answer goes through indexes: of a large archive nothing is read that the answer does not need."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from newsextract.archive.showing.report import write_report

# but article_person, in which who is with whom is counted
TABLES = ("article", "person", "person_mention", "country_mention", "quote", "number")
ANSWERS: dict[str, Callable[[Archive], Any]] = {
    "summary": lambda archive: archive.summary(),
    "summary since": lambda archive: archive.summary(since="2025-02", until="2025-04"),
    "summary of most": lambda archive: archive.summary(since="2024-02"),
    "summary of a country": lambda archive: archive.summary(country="EE"),
    "summary of a person": lambda archive: archive.summary(person="Duarte"),
    "people": lambda archive: archive.people(),
    "countries": lambda archive: archive.countries(since="2025"),
    "numbers": lambda archive: archive.series(),
    "numbers of few": lambda archive: archive.series(since="2025-02", until="2025-04"),
    "numbers with words": lambda archive: archive.numbers("hours OR million"),
    "numbers of a person": lambda archive: archive.numbers("hours", person="Duarte", unit="hours"),
    "numbers of a series": lambda archive: archive.numbers_of(archive.series(limit=1)[0]),
    "series with words": lambda archive: archive.series("hours"),
    "quotes of a country": lambda archive: archive.quotes("grain OR strike", country="EE"),
    "months": lambda archive: archive.months(),
    "together": lambda archive: archive.together("Duarte"),
    "person": lambda archive: archive.person("Duarte", since="2025"),
    "quotes": lambda archive: archive.quotes(),
    "quotes with words": lambda archive: archive.quotes("grain"),
    "quotes of somebody": lambda archive: archive.quotes("grain", speaker="weber", since="2025"),
    "quotes since": lambda archive: archive.quotes(since="2025-03"),
    "a name": lambda archive: archive.bearers("kaia tam"),
    "counts": lambda archive: archive.count_found(),
    "sure summary": lambda archive: archive.summary(min_confidence=0.9),
    "sure summary since": lambda archive: archive.summary(since="2025-02", min_confidence=0.9),
    "sure person": lambda archive: archive.person("Duarte", since="2025", min_confidence=0.9),
    "sure quotes": lambda archive: archive.quotes(min_confidence=0.9),
    "sure counts": lambda archive: archive.count_found(min_confidence=0.9),
}


@pytest.fixture(scope="module")
def archive(newsroom: Path) -> Iterator[Archive]:
    with Archive(newsroom) as archive:
        yield archive


def plan(archive: Archive, ask: Callable[[Archive], Any]) -> Iterator[tuple[str, str]]:
    """Each statement that an answer takes, with each line of its plan."""
    statements: list[str] = []
    archive._connection.set_trace_callback(statements.append)
    ask(archive)
    archive._connection.set_trace_callback(None)
    for statement in dict.fromkeys(statements):
        if statement.startswith(("SELECT", "WITH", "INSERT")):
            for *_, line in archive._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
                yield statement, line


@pytest.mark.parametrize("name", ANSWERS)
def test_no_table_is_read_from_end_to_end(name: str, archive: Archive) -> None:
    lines = list(plan(archive, ANSWERS[name]))
    assert lines
    for statement, line in lines:
        table = line.removeprefix("SCAN ").split()[0]
        if line.startswith("SCAN") and table in TABLES:
            assert "USING COVERING INDEX" in line or "INDEX person_by" in line or "article_by_date" in line, statement


def test_the_test_sees_a_table_that_is_read_from_end_to_end(archive: Archive) -> None:
    whole = "SELECT count(*) FROM quote WHERE kind = 'x'"
    lines = [line for _, line in plan(archive, lambda one: one._connection.execute(whole))]
    assert lines == ["SCAN quote"]


def test_how_often_an_article_mentions_a_country_is_kept(newsroom: Path, tmp_path: Path) -> None:
    """The triggers' table is what the mentions say, also after articles are taken out."""
    copy = tmp_path / "a.db"
    copy.write_bytes(newsroom.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys = on")
        for taken_out in (0, 1):
            connection.execute("UPDATE article SET duplicate_of = NULL WHERE duplicate_of < 50 * ?", (taken_out,))
            connection.execute("DELETE FROM quote WHERE article_id < 50 * ?", (taken_out,))
            connection.execute("DELETE FROM number WHERE article_id < 50 * ?", (taken_out,))
            connection.execute("DELETE FROM article WHERE id < 50 * ?", (taken_out,))
            kept = connection.execute("SELECT * FROM article_country ORDER BY 1, 2").fetchall()
            counted = (
                "SELECT alpha_2, article_id, count(*), confidence FROM country_mention GROUP BY 1, 2 ORDER BY 1, 2"
            )
            assert kept == connection.execute(counted).fetchall()
            assert len(kept) > 100


def test_the_report_asks_no_more_than_it_shows(archive: Archive, tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("w", encoding="utf-8") as stream:
        statements: list[str] = []
        archive._connection.set_trace_callback(statements.append)
        write_report(stream, archive, {}, "a")
        archive._connection.set_trace_callback(None)
    assert sum("held.aliases" in one for one in statements) == 12  # people
