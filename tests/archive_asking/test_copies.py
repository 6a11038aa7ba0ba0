"""Copies count nowhere, unless asked for: as if they were not there, or as if they were articles like all others."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsextract import Archive
from tests.archive.stories import CHANGES, VOTE, WALL
from tests.archive.tables import ask, run_in
from tests.archive_asking.asked import ANSWERS, PARTS, QUOTES, without_ids
from tests.archive_asking.newsroom import articles
from tests.process import Command, on_terminal, without_styles

ASKED = [(name, part) for name in ANSWERS for part in PARTS]
ASKED += [(name, part) for name in QUOTES for part in PARTS if "country" not in part]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In first.db the first of each, in both.db their copies too, in all.db the same as if these were none."""
    folder = tmp_path_factory.mktemp("copies")
    rows = list(articles(70))
    copies = [{**row, "id": f"copy-{row['id']}", "text": f"Read here.\n\n{row['text']}"} for row in rows[::3]]
    rows.append({"id": "wall", "date": "2024-10-03", "text": WALL})
    copies.append({"id": "wall-again", "date": "2025-10-04", "text": CHANGES["a correction"](WALL)})
    for name, some in {"both": [*rows, *copies], "all": [*rows, *copies]}.items():
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
        run_in(folder, f"{name}.jsonl", "-o", f"{name}.db")
    kept = {*ask(folder / "both.db", "SELECT name FROM article WHERE duplicate_of IS NULL")}
    (folder / "first.jsonl").write_text("\n".join(json.dumps(row) for row in rows if row["id"] in kept))
    run_in(folder, "first.jsonl", "-o", "first.db")
    with closing(sqlite3.connect(folder / "all.db")) as connection, connection:
        connection.execute("UPDATE article SET duplicate_of = NULL")
        connection.execute(
            "UPDATE person SET (articles, copies, mentions, quotes) = "
            "(SELECT count(*), 0, sum(mentions), sum(quotes) FROM article_person WHERE person_id = id)"
        )
    return folder


@pytest.mark.parametrize(("name", "part"), ASKED, ids=[f"{name} {'-'.join(part)}" for name, part in ASKED])
def test_an_answer_has_no_copies_or_all(folder: Path, name: str, part: dict[str, Any]) -> None:
    answer = (ANSWERS | QUOTES)[name]
    with Archive(folder / "first.db") as first, Archive(folder / "both.db") as both, Archive(folder / "all.db") as all:
        assert without_ids(answer(both, **part)) == without_ids(answer(first, **part))
        with_copies = answer(both, **part, copies=True)
        assert without_ids(with_copies) == without_ids(answer(all, **part))
        assert with_copies != answer(both, **part)


def test_an_answer_says_how_many_were_left_out(folder: Path) -> None:
    copies = len(ask(folder / "both.db", "SELECT id FROM article WHERE duplicate_of IS NOT NULL"))
    with Archive(folder / "both.db") as archive:
        assert copies > 20
        assert (archive.summary().copies, archive.summary(copies=True).copies) == (copies, 0)
        assert archive.summary(since="2025-10-04", until="2025-10-04").copies == 1
        assert archive.person("Jonas Hale").copies == 1
        assert archive.count_quotes(copied=True) == archive.count_quotes(copies=True) - archive.count_quotes()
        assert archive.count_quotes("trawler", copied=True) == 1
        assert 0 < archive.count_quotes(copied=True, speaker="Jonas Weber") < archive.count_quotes(copied=True)
        assert archive.count_quotes("trawler", copied=True, until="2025-10-03") == 0


@pytest.mark.parametrize("view", ["people_by_articles", "people_by_quotes", "countries_by_articles"])
def test_a_view_has_the_figures_without_copies(folder: Path, view: str) -> None:
    name = "country" if view == "countries_by_articles" else "name"
    question = f"SELECT {name}, articles, mentions FROM {view} ORDER BY 1, 2"
    assert ask(folder / "both.db", question) == ask(folder / "first.db", question)


@pytest.mark.parametrize(
    ("view", "figure"),
    [
        *(("quotes_with_speakers", "count(*)"), ("numbers_with_articles", "count(*)")),
        *(("countries_by_month", "sum(articles)"), ("people_together", "sum(articles)")),
    ],
)
def test_a_view_has_nothing_of_copies(folder: Path, view: str, figure: str) -> None:
    question = f"SELECT {figure} FROM {view}"
    assert ask(folder / "both.db", question) == ask(folder / "first.db", question)
    assert ask(folder / "both.db", question) < ask(folder / "all.db", question)


@pytest.fixture
def here(folder: Path, tmp_path: Path) -> Path:
    """The folder that the command runs in, with the archive of a story, its copy and another story."""
    for name, text in {"a": WALL, "copy-of-a": CHANGES["another headline"](WALL), "b": VOTE}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    run_in(tmp_path, "a.txt", "copy-of-a.txt", "b.txt", "-o", "x.db")
    return tmp_path


def test_the_commands_count_copies_if_told_to(here: Path, command: Command) -> None:
    for arguments, counted, left_out in [((), 2, 1), (("--copies",), 3, 0)]:
        summary = json.loads(command("summary", "x.db", *arguments).stdout)
        assert (summary["articles"], summary["copies"]) == (counted, left_out)
        profile = json.loads(command("summary", "x.db", "--person", "brandt", *arguments).stdout)
        assert (profile["articles"], profile["copies"]) == (counted, left_out)
    done = command("quotes", "x.db", "trawler")
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr == b"newsextract: 1 quote in copies of articles left out: --copies counts them\n"
    done = command("quotes", "x.db", "trawler", "--copies")
    assert (len(json.loads(done.stdout)), done.stderr) == (2, b"")


def test_the_tables_and_the_page_say_how_many_were_left_out(here: Path, command: Command) -> None:
    headlines = [
        without_styles(on_terminal("summary", "x.db", *arguments, cwd=here)).splitlines()[0].rstrip()
        for arguments in ((), ("--copies",), ("--person", "Ottilie Brandt"))
    ]
    assert [line.rpartition("no dates")[2] for line in headlines] == [" · 1 copy left out", "", " · 1 copy left out"]
    assert command("summary", "x.db", "-o", "report.html").returncode == 0
    assert "1 copy left out" in (here / "report.html").read_text(encoding="utf-8")
