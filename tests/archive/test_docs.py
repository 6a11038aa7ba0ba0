"""docs/archive.md is true: its tables, and the answers to its questions; datasette opens an archive."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.archive.tables import ask, run_in
from tests.papers import ROOT

PAPER = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"\*\*\d+\. (.*?)\*\*\n\n```sql\n(.*?)```\n\n```text\n(.*?)```", PAPER, re.DOTALL)
INNER = {"run", "source", "article_key", "uncompared", "person_key", "unsettled", "settling"}
INNER |= {"person_before", "key_before", "moved", "found", "overruled", "overruled_person", "identified"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of the samples, as the page makes it."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "samples").symlink_to(ROOT / "samples")
    run_in(folder, *(f"samples/{path.name}" for path in sorted((ROOT / "samples").glob("*.txt"))), "-o", "samples.db")
    return folder / "samples.db"


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("question", "sql", "shown"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_a_question_has_the_answer_that_is_shown(archive: Path, question: str, sql: str, shown: str) -> None:
    rows = [row if isinstance(row, tuple) else (row,) for row in ask(archive, sql)]
    assert [" | ".join("" if value is None else str(value) for value in row) for row in rows] == shown.splitlines()


def test_each_table_and_column_is_told_of(archive: Path) -> None:
    told = {
        name: set(re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in rows.splitlines() if "|" in line)))
        for name, rows in re.findall(r"^\*\*(\w+)\*\*: .*\n\n((?:\|.*\n)+)", PAPER, re.MULTILINE)
    }
    with closing(sqlite3.connect(archive)) as connection:
        tables = ask(archive, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        there = {
            table: {column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')}
            for table in tables
            if "_fts" not in table
        }
    assert there.keys() >= INNER
    assert {table: columns for table, columns in there.items() if table not in INNER} == told
    for name in (
        *INNER,
        *ask(archive, "SELECT name FROM sqlite_master WHERE type = 'view'"),
        "article_fts",
        "quote_fts",
    ):
        assert f"`{name}`" in PAPER or f"**{name}**" in PAPER


def test_each_view_answers(archive: Path) -> None:
    for view in ask(archive, "SELECT name FROM sqlite_master WHERE type = 'view'"):
        assert ask(archive, f"SELECT count(*) FROM {view}")[0] > 0, view


ADDRESSES = [
    ("/samples.json", ["article", "person", "quote", "people_by_articles"], "no such"),
    ("/samples/quote.json?_search=price&_shape=array", ["The price looks full"], "minister"),
    ("/samples/number.json?_facet=kind&_size=1", ['"value": "money"', '"count": 20'], "no such"),
    ("/samples/people_by_quotes.json?_size=1", ["Liis Tamberg"], "no such"),
    ("/samples/person?name=Liis+Tamberg", ["Liis Tamberg", "Prime Minister"], "no such"),
    ("/samples/article.json?_search=minister&_shape=array&_col=name", ["politics.txt", "business.txt"], "sport.txt"),
    ("/samples/article.json?_search=Post-mortem&_shape=array&_col=name", [], "name"),
]
DATASETTE = """
import asyncio, json, sys
from datasette.app import Datasette

async def get(archive, *addresses):
    datasette = Datasette([archive])
    await datasette.invoke_startup()
    answers = {address: await datasette.client.get(address) for address in addresses}
    print(json.dumps({address: [answer.status_code, answer.text] for address, answer in answers.items()}))

asyncio.run(get(*sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def answers(archive: Path) -> dict[str, tuple[int, str]]:
    """The status and text that datasette has at each address; it starts once."""
    command = [sys.executable, "-c", DATASETTE, str(archive), *(address for address, *_ in ADDRESSES)]
    answers: dict[str, tuple[int, str]] = json.loads(subprocess.check_output(command, timeout=300))
    return answers


@pytest.mark.skipif(not find_spec("datasette"), reason="the extra `archive` is not installed")
@pytest.mark.parametrize(("address", "holds", "lacks"), ADDRESSES)
def test_datasette_opens_it_counts_and_searches(
    answers: dict[str, tuple[int, str]], address: str, holds: list[str], lacks: str
) -> None:
    status, shown = answers[address]
    assert status == 200
    if ".json" in address:
        shown = json.dumps(json.loads(shown), ensure_ascii=False)
    assert [text for text in holds if text not in shown] == []
    assert lacks not in shown
