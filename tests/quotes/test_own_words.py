"""A new word is one line in one file of a user's rules, and works; without it, it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsextract import load
from newsextract.records.record import Quote


def found(text: str, rules: Path | None) -> list[tuple[str, str, str | None]]:
    quotes: tuple[Quote, ...] = load(only=["quotes"], indirect=True, rules=rules)(text).quotes or ()
    return [(quote.kind, quote.text, quote.speaker.text if quote.speaker else None) for quote in quotes]


@pytest.mark.parametrize(
    ("file", "line", "text", "expected"),
    [
        (
            "verbs.toml",
            'saying = ["harrumphle"]',
            "“We go on and on.” Ana Duarte harrumphled.",
            ("direct", "We go on and on.", "Ana Duarte"),
        ),
        (
            "verbs.toml",
            'judging = ["besmirch"]',
            "Ana Duarte besmirched “slow old tubs” in May.",
            ("partial", "slow old tubs", "Ana Duarte"),
        ),
        (
            "cue_phrases.txt",
            "in NAME's book",
            "The plan was “a slow old tub”, in the mayor's book.",
            ("partial", "a slow old tub", "the mayor"),
        ),
        (
            "cue_phrases.txt",
            "in NAME's book",
            "In her book, the road is shut.",
            ("indirect", "the road is shut", "her"),
        ),
        (
            "cue_phrases.txt",
            "to go by NAME",
            "To go by the mayor, the road is shut.",
            ("indirect", "the road is shut", "the mayor"),
        ),
        (
            "naming_words.txt",
            "tapestry",
            "Ana Duarte mentioned the tapestry “slow boats home”.",
            None,
        ),
        (
            "speakers.txt",
            "moot",
            "The moot noted that the road was shut.",
            ("indirect", "the road was shut", "The moot"),
        ),
    ],
)
def test_a_word_is_one_line(
    file: str, line: str, text: str, expected: tuple[str, str, str] | None, tmp_path: Path
) -> None:
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / file).write_text(f"{line}\n", encoding="utf-8")
    without, with_it = found(text, None), found(text, tmp_path)
    assert without != with_it
    assert with_it == ([] if expected is None else [expected])


HOME = {
    "rule": "drive the point home",
    "verdict": "cue",
    "pattern": [{"LOWER": "drove", "CANDIDATE": True}, {"LOWER": "the"}, {"LOWER": "point"}, {"LOWER": "home"}],
}
ASKED = {
    "rule": "ask in vain",
    "verdict": "no cue",
    "pattern": [{"LOWER": "asked", "CANDIDATE": True}, {"LOWER": "in"}, {"LOWER": "vain"}],
}


@pytest.mark.parametrize(
    ("text", "without", "with_rows"),
    [
        ("“The road is shut.” Ana Duarte drove the point home.", None, "Ana Duarte"),
        ("“The road is shut.” Ana Duarte drove the old car home.", None, None),
        ("“The road is shut.” Ana Duarte asked in vain.", "Ana Duarte", None),
        ("“Is the road shut?” Ana Duarte asked in May.", "Ana Duarte", "Ana Duarte"),
    ],
)
def test_a_row_says_what_is_a_cue(text: str, without: str | None, with_rows: str | None, tmp_path: Path) -> None:
    (tmp_path / "quotes").mkdir()
    lines = (f"{json.dumps(row)}\n" for row in (HOME, ASKED))
    (tmp_path / "quotes" / "rules.jsonl").write_text("".join(lines), encoding="utf-8")
    assert [speaker for _, _, speaker in found(text, None)] == [without]
    assert [speaker for _, _, speaker in found(text, tmp_path)] == [with_rows]
