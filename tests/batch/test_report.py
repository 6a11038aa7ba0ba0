"""What a run says on standard error, on a terminal and off it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsextract.batch.report import Report
from newsextract.batch.results import Result
from newsextract.batch.work import Extracted
from newsextract.reading import Article, Failure
from newsextract.records import Record
from tests.process import Command, on_terminal, without_styles
from tests.records import NO_FINDS
from tests.stress.make_articles import SAMPLES

RECORD = Extracted(Record(1, "a", "m", None, None, **NO_FINDS), words=2)


def test_counts_in_one_line() -> None:
    report = Report(bar=False, quiet=True)
    report.results([Result(Article("a", "One two."), RECORD), Result(None, failure := Failure("b", "bad"))], [failure])
    report.skipped = 1200
    assert report.summary().startswith("1 article, 2 words in 0:00:00 (")
    assert report.summary().endswith(" words/s); 1,200 finished before; 1 failed")


def test_a_bar_on_a_terminal_has_counts_speed_and_what_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("newsextract.batch.report._BAR_AFTER", 0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    report = Report(bar=True, quiet=False)
    report.expect(lambda: 10)
    report.results([Result(Article("a", "One two."), RECORD)] * 3, [Failure("b", "bad")])
    report.results([], [])
    report.close()
    shown = without_styles(capsys.readouterr().err)
    assert "newsextract: b: bad" in shown
    assert " 4/10 articles" in shown
    assert "words/s, 1 failed" in shown


def test_a_terminal_gets_the_counts_of_a_run_into_a_file(tmp_path: Path, command: Command) -> None:
    arguments = (str(SAMPLES), "--only", "people", "-o", str(tmp_path / "all.jsonl"))
    shown = without_styles(on_terminal(*arguments))
    assert "all.jsonl: 6 articles, 2,775 words in 0:00:" in shown.replace("\n", "")
    assert "words/s" not in without_styles(on_terminal(*arguments, "-q"))
    assert b"words/s" not in command(*arguments).stderr


@pytest.mark.parametrize("output", [True, False])
def test_a_large_text_shows_that_it_is_worked_on(tmp_path: Path, output: bool) -> None:
    text = (SAMPLES / "court.txt").read_text("utf-8")
    (tmp_path / "large.txt").write_text(text * 150, encoding="utf-8")
    to = ("-o", str(tmp_path / "a.json")) if output else ()
    shown = without_styles(on_terminal(str(tmp_path / "large.txt"), "--only", "countries", *to))
    assert "0/1 articles" in shown
    assert output or shown.rindex("Egypt") > shown.rindex("0/1 articles")


def test_a_file_of_many_rows_shows_how_many_are_done(tmp_path: Path) -> None:
    row = json.dumps({"text": (SAMPLES / "court.txt").read_text("utf-8")}) + "\n"
    (tmp_path / "many.jsonl").write_text(row * 150, encoding="utf-8")
    arguments = (str(tmp_path / "many.jsonl"), "--only", "countries", "-o", str(tmp_path / "a.jsonl"))
    assert re.search(r"[1-9]\d*/\? articles", without_styles(on_terminal(*arguments)))
