"""What a run says on standard error, on a terminal and off it."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from newsextract.archive.filling.sink import ArchiveSink
from newsextract.batch.run import request
from newsextract.batch.run.options import Request
from newsextract.batch.run.report import Report
from newsextract.batch.run.rows import RowCounter
from newsextract.batch.workers.results import Result
from newsextract.batch.workers.work import Extracted
from newsextract.reading import USUAL_LIMITS, Article, Failure, Fields, Search, count, read
from newsextract.records.record import Record
from tests.archive.fake import Run
from tests.archive.fake import quick as quick
from tests.process import Command, on_terminal, without_styles
from tests.records import NO_FINDS
from tests.stress.make_articles import SAMPLES

RECORD = Extracted(Record(1, "a", "m", None, None, **NO_FINDS), words=2)


def test_counts_in_one_line() -> None:
    report = Report(bar=False, quiet=True)
    report.results([Result(Article("a", "One two."), RECORD), Result(None, failure := Failure("b", "bad"))], [failure])
    report.skipped = 1200
    counts = r"1 article, 2 words in \d:\d\d:\d\d \([\d,]+ words/s\); 1,200 finished before; 1 failed"
    assert re.fullmatch(counts, report.summary())


@pytest.fixture
def with_bar(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], Report]:
    """Makes a report that shows its bar, of a run of so many articles."""

    def make(total: int | None) -> Report:
        monkeypatch.setattr("newsextract.batch.run.report.BAR_AFTER", 0)
        monkeypatch.setenv("FORCE_COLOR", "1")
        report, counted = Report(bar=True, quiet=False), Event()
        report.wait(lambda: counted.set() or total)  # type: ignore[func-returns-value]
        assert counted.wait(300)
        return report

    return make


def test_a_bar_on_a_terminal_has_counts_speed_and_what_is_left(
    with_bar: Callable[[int | None], Report], capsys: pytest.CaptureFixture[str]
) -> None:
    report = with_bar(10)
    report.results([Result(Article("a", "One two."), RECORD)] * 3, [Failure("b", "bad")])
    time.sleep(0.1)
    report.results([Result(Article("a", "One two."), RECORD)] * 3, [])
    time.sleep(0.1)
    report.results([], [])
    report.close()
    shown = without_styles(capsys.readouterr().err)
    assert "newsextract: b: bad" in shown
    assert " 7/10 articles" in shown
    assert re.search(r"words/s, 1 failed \d:\d\d:\d\d · left: \d:\d\d:\d\d", shown)


def test_a_bar_that_is_taken_away_does_not_come_back(
    with_bar: Callable[[int | None], Report], capsys: pytest.CaptureFixture[str]
) -> None:
    report = with_bar(None)
    report.results([Result(Article("a", "One two."), RECORD)], [])
    report.close()
    report.results([Result(Article("a", "One two."), RECORD)], [])
    shown = without_styles(capsys.readouterr().err)
    assert "1/? articles" in shown
    assert "2/?" not in shown


def test_what_is_done_after_the_last_article_has_a_bar_of_its_own(
    with_bar: Callable[[int | None], Report], capsys: pytest.CaptureFixture[str]
) -> None:
    report = with_bar(4)
    report.results([Result(Article("a", "One two."), RECORD)] * 4, [])
    for done in (0, 3):
        report.phase("telling people apart", done, lambda done=done: 10 - done)  # type: ignore[misc]
    report.results([], [])
    report.close()
    shown = without_styles(capsys.readouterr().err)
    assert re.search(r" 3/10 +telling people apart [━╸╺ ]+ 0:00:00 · left:", shown)
    assert "4/1" not in shown  # the count of articles is no part of it


def test_an_archive_tells_what_it_does_after_the_last_article(
    quick: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phases: list[tuple[str, int, int]] = []
    monkeypatch.setattr(Report, "phase", lambda self, what, done, left: phases.append((what, done, left())))
    (tmp_path / "a.txt").write_text("Ana Duarte; Bo Lee")
    quick("a.txt")
    assert list(dict.fromkeys(what for what, *_ in phases)) == [
        "finding copies",
        "telling people apart",
        "packing the archive",
    ]
    apart = [(done, left) for what, done, left in phases if what == "telling people apart"]
    assert apart[0][0] == 0
    assert apart[-1] == (sum(done for done, _ in apart[-1:]), 0)
    assert sorted(apart) == apart


def test_a_terminal_gets_the_counts_of_a_run_into_a_file(tmp_path: Path, command: Command) -> None:
    arguments = (str(SAMPLES), "--only", "people", "-o", str(tmp_path / "all.jsonl"))
    shown = without_styles(on_terminal(*arguments))
    assert "all.jsonl: 6 articles, 2,775 words in 0:" in shown.replace("\n", "")
    assert "words/s" not in without_styles(on_terminal(*arguments, "-q"))
    assert b"words/s" not in command(*arguments).stderr


@pytest.fixture
def bar_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in the commands that are forked from here."""
    monkeypatch.setattr("newsextract.batch.run.report.BAR_AFTER", 0)


@pytest.mark.usefixtures("bar_at_once")
@pytest.mark.parametrize("output", [True, False])
def test_a_large_text_shows_that_it_is_worked_on(tmp_path: Path, output: bool) -> None:
    text = (SAMPLES / "court.txt").read_text("utf-8")
    (tmp_path / "large.txt").write_text(text * 100, encoding="utf-8")
    to = ("-o", str(tmp_path / "a.json")) if output else ()
    shown = without_styles(on_terminal(str(tmp_path / "large.txt"), "--only", "countries", *to))
    assert "0/1 articles" in shown
    assert output or shown.rindex("Egypt") > shown.rindex("0/1 articles")


@pytest.mark.usefixtures("bar_at_once")
def test_a_file_of_many_rows_shows_how_many_are_done(tmp_path: Path) -> None:
    text = (SAMPLES / "court.txt").read_text("utf-8")
    (tmp_path / "many.jsonl").write_text((json.dumps({"text": text}) + "\n") * 60, encoding="utf-8")
    arguments = (str(tmp_path / "many.jsonl"), "--only", "countries", "-o", str(tmp_path / "a.jsonl"))
    assert re.search(r"[1-9]\d*/60 articles", without_styles(on_terminal(*arguments)))


class MadeError(Exception):
    """In place of a report."""


@pytest.mark.parametrize(
    ("request_", "bar"),
    [
        ({"format": "auto"}, True),
        ({"format": "csv"}, True),
        ({"format": "table"}, False),
        ({"format": "auto", "brief": True}, False),
        ({"format": "table", "output": "a.txt"}, True),
    ],
)
def test_tables_in_a_pipe_have_no_bar_for_a_pager_has_the_terminal(
    request_: dict[str, Any], bar: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(shown: bool, *others: object) -> None:
        raise MadeError(shown)

    monkeypatch.setattr("newsextract.batch.run.request.Report", made)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    with pytest.raises(MadeError, match=str(bar)):
        request.Run(Request(inputs=[str(SAMPLES)], **request_)).carry_out(ArchiveSink)


TEXT = "Ana Duarte spoke, “and then\nshe left”.\n\n"


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerows([["text"], *([TEXT] for _ in range(7))])


def write_warc(path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>Ana Duarte spoke.</p></body></html>"
    head = "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: https://news.example/\r\nContent-Length: {}\r\n\r\n"
    response, request = (head.format(kind, len(page)).encode() + page + b"\r\n\r\n" for kind in ("response", "request"))
    path.write_bytes((request + response) * 7)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.jsonl", lambda path: path.write_text((json.dumps({"text": TEXT}) + "\n\n") * 7)),
        ("a.jsonl.gz", lambda path: path.write_bytes(gzip.compress((json.dumps({"text": TEXT}) + "\n").encode() * 7))),
        ("a.json", lambda path: path.write_text(json.dumps([{"text": TEXT}] * 7))),
        ("a.csv", write_csv),
        ("a.warc", write_warc),
        ("a", lambda path: path.write_text((json.dumps({"text": TEXT}) + "\n") * 7)),
        ("broken.jsonl", lambda path: path.write_text((json.dumps({"text": TEXT}) + "\n") * 6 + "{\n")),
    ],
)
def test_the_articles_of_a_file_of_many_are_counted_as_they_are_read(
    name: str, write: Callable[[Path], object], tmp_path: Path
) -> None:
    write(tmp_path / name)
    (tmp_path / "one.txt").write_text(TEXT)
    with closing(RowCounter()) as counter:
        rows = partial(counter, fields=Fields(), limits=USUAL_LIMITS)
        named = [str(tmp_path / name), str(tmp_path / "one.txt")]
        assert count(named, Search(), rows) == 8 == sum(1 for _ in read(named))
        assert count([*named, "-"], Search(), rows) is None
    assert count(named, Search(), rows) is None  # the process has been ended
