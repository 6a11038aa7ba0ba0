"""Gold is kept without its texts: what comes back is what was annotated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsextract.evaluation.gold import gold_of_row

TEXT = (
    "Dr Ana Roe, mayor of Leeds, told Kenya's envoy she saw “a mess” of 0 boats. Roe said: “Nearly 40 oak trees fell.”"
)
NO_MATTER = {"upper": None, "unit": None, "per": None, "change": None, "comparator": "="}


def place(words: str, number: int = 0, **more: Any) -> dict[str, Any]:
    start = [at for at in range(len(TEXT)) if TEXT.startswith(words, at)][number]
    return {"start": start, "end": start + len(words)} | more


def said(words: str, number: int = 0, **more: Any) -> dict[str, Any]:
    return place(words, number, text=words, **more)


ROE = {"name": "Ana Roe", "mentions": [said("Ana Roe"), said("Roe", 1)]}
ANNOTATED = {
    "id": "a",
    "text": TEXT,
    "people": [ROE | {"titles": ["Dr"], "roles": ["mayor of Leeds", "?Leeds's mayor"]}],
    "countries": [{"alpha_2": "KE", "mentions": [said("Kenya", kind="name")]}],
    "numbers": [
        place("0") | NO_MATTER | {"kind": "cardinal", "value": 0, "concept": "boats"},
        place("Nearly 40", optional=True)
        | NO_MATTER
        | {"kind": "cardinal", "value": 40, "comparator": "<", "concept": ["oak trees", "trees"]},
    ],
    "quotes": [
        place("a mess", kind="partial", speaker=said("she", name="Ana Roe")),
        place("Nearly 40 oak trees fell.", kind="direct", speaker=None),
    ],
}


@pytest.fixture
def gold(recipe: Callable[[str], ModuleType]) -> ModuleType:
    return recipe("gold")


def test_a_kept_article_comes_back(gold: ModuleType) -> None:
    kept = gold.kept(ANNOTATED, "papers", "unread", "blind")
    assert "Leeds," not in json.dumps(kept)
    assert json.loads(json.dumps(gold.restored(json.loads(json.dumps(kept)), TEXT))) == ANNOTATED


def test_the_command_keeps_and_restores(gold: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annotated, papers, pages = (tmp_path / name for name in ("annotated.jsonl", "papers.jsonl", "pages.jsonl"))
    annotated.write_text(json.dumps(ANNOTATED), encoding="utf-8")
    papers.write_text(json.dumps({"id": "papers/7", "text": TEXT}), encoding="utf-8")
    gold.main(["keep", str(annotated), str(papers), "--part", "read", "--pages", str(pages)])
    gold.main(["restore", str(papers), "--part", "read", "--pages", str(pages)])
    row = json.loads(capsys.readouterr().out)
    assert row == ANNOTATED | {"id": "papers/7"}
    assert gold_of_row(row, "row").finds["quotes"][0]["speaker"]["name"] == "Ana Roe"
    gold.main(["restore", str(papers), "--part", "unread", "--pages", str(pages)])
    assert capsys.readouterr().out == ""
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    with pytest.raises(SystemExit, match="1 pages of the gold are in none of the files"):
        gold.main(["restore", str(empty), "--pages", str(pages)])


def test_what_is_kept_has_no_text(gold: ModuleType) -> None:
    """Words stand in it only where a role or concept is worded otherwise than its page."""
    rows = [json.loads(line) for line in gold.PAGES.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len({row["sha256"] for row in rows}) > 1000
    assert not any("text" in row for row in rows)
    phrases = [
        phrase
        for row in rows
        for one in (*row["people"], *row["numbers"])
        for key in ("titles", "roles", "concept")
        for phrase in one.get(key, [])
    ]
    worded = [phrase["text"] for phrase in phrases if "text" in phrase]
    assert len(worded) < len(phrases) / 20
    assert max(map(len, worded)) < 80
