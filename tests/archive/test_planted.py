"""Who is who in 300 written articles: the bound below which it must not fall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.archive.planted import articles, pairs, rows
from tests.archive.tables import ask, run_in


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    (folder / "news.jsonl").write_text("\n".join(rows()), encoding="utf-8")
    run_in(folder, "news.jsonl", "-o", "a.db")
    return folder / "a.db"


def told(archive: Path) -> dict[tuple[str, str], int]:
    """The person whom the archive gives to each identity of each article that was found there."""
    where: dict[str, dict[tuple[int, int], int]] = {}
    question = 'SELECT name, start, "end", person_id FROM person_mention JOIN article ON article.id = article_id'
    for name, start, end, person in ask(archive, question):
        where.setdefault(name, {})[start, end] = person
    return {
        (one.row["id"], identity): where[one.row["id"]][spans[0]]
        for one in articles()
        for identity, spans in one.people
        if spans[0] in where.get(one.row["id"], {})
    }


def test_there_are_300_of_each_sort() -> None:
    made = articles()
    assert len(made) == 300
    assert len({one.row["text"] for one in made}) > 280
    for one in made:
        for _, spans in one.people:
            assert all(one.row["text"][start:end].strip(" .,”") for start, end in spans)


def test_who_is_who(archive: Path) -> None:
    gold: dict[tuple[str, str], Any] = {
        (one.row["id"], identity): identity for one in articles() for identity, _ in one.people
    }
    found = told(archive)
    assert len(found) > 0.97 * len(gold)
    there, claimed = pairs(gold), pairs(found)
    right = there & claimed
    assert len(right) / len(claimed) >= 0.985
    assert 2 * len(right) / (len(there) + len(claimed)) >= 0.96


@pytest.mark.parametrize("name", ["David Carrow", "Robin Ashe", "Maria Santos", "Henry Walcott", "Ali Hassan"])
def test_namesakes_are_two(archive: Path, name: str) -> None:
    there = ask(archive, "SELECT articles FROM person WHERE name = ?", name)
    assert len(there) == 2
    assert 6 <= min(there) <= max(there) <= 8  # two sentences of one have him in the name of a work
