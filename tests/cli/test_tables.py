"""The tables as the real command prints them, in windows of any width."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.process import Command, on_terminal, without_styles

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = [path.name for path in sorted(SAMPLES.glob("*.txt"))]
LABELS = {"Role:", "Also", "written:", "Of", "what:", "Written:", "Mentions", "ISO", "·"}


def words(shown: str) -> set[str]:
    return {word for line in shown.splitlines() for word in line.split() if not set(word) <= {"─", "="}}


def said(record: dict[str, Any]) -> set[str]:
    """The words that no table may lack."""
    people = [phrase for person in record["people"] for phrase in (person["name"], *person["aliases"])]
    countries = [country["name"] for country in record["countries"]]
    concepts = [number["concept"] or "" for number in record["numbers"] if number["person"] is None]
    return {word for phrase in (*people, *countries, *concepts) for word in phrase.split()}


@pytest.fixture(scope="module")
def widest() -> str:
    return shown_at(120)


def shown_at(columns: int) -> str:
    """The tables of all samples, without styles."""
    return without_styles(on_terminal(*TEXTS, columns=columns, cwd=SAMPLES))


def test_the_widest_tables_have_each_word(command: Command, widest: str) -> None:
    records = [json.loads(line) for line in command(SAMPLES, "--glob", "*.txt").stdout.splitlines()]
    assert len(records) == 6
    shown = {word.strip(",") for word in words(widest)}
    for record in records:
        assert {word.strip(",") for word in said(record)} <= shown


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_no_word_is_broken_or_lost(columns: int, widest: str) -> None:
    shown = shown_at(columns)
    assert max(map(len, shown.splitlines())) <= columns
    assert words(shown) - LABELS == words(widest) - LABELS


def test_what_a_quote_is_and_its_cue_are_dim() -> None:
    shown = on_terminal(str(SAMPLES / "court.txt"), "-q")
    assert "\x1b[32m“a thief with a library card.”\x1b[0m\x1b[2m  partial, called\x1b[0m" in shown
    assert not re.search(r"\x1b\[[0-9;]*32m[^\x1b“]*(?:partial|said|told)\x1b", shown)
