"""JSON that is no lines: arrays of articles, and one article a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsextract.reading import Article, Failure, Limits, read
from tests.process import Command

ROWS = [{"id": "a", "text": "Ana Duarte spoke.", "url": "http://x/a"}, {"id": "b", "body": "Bo Lee spoke."}]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["many.json", "many.JSON", "-", "download"])
def test_an_array_of_articles(command: Command, tmp_path: Path, name: str, indent: int | None) -> None:
    data = json.dumps(ROWS, indent=indent).encode()
    (tmp_path / name).write_bytes(data)
    done = command(name, "--only", "people", stdin=data)
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["id"], record["url"]) for record in records] == [("a", "http://x/a"), ("b", None)]


@pytest.mark.parametrize(
    ("data", "items"),
    [
        ('{\n"id": "a",\n"text": "One."\n}', [Article("a", "One.")]),
        ('{"id": "a", "text": "One."}', [Article("a", "One.")]),
        ('{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n', [Article("a", "One."), Article("b", "Two.")]),
        ('\ufeff[{"id": "a", "text": "One."}]', [Article("a", "One.")]),
        ("[]", []),
    ],
)
def test_what_a_json_file_may_hold(tmp_path: Path, data: str, items: list[Article]) -> None:
    (tmp_path / "a.json").write_text(data, encoding="utf-8")
    assert list(read(tmp_path / "a.json")) == items


@pytest.mark.parametrize("element", ["7", '"One."', "null", "[]", '{"id": "x"}'])
def test_an_element_that_is_no_article_costs_itself(tmp_path: Path, element: str) -> None:
    (tmp_path / "a.json").write_text(f'[{{"id": "a", "text": "One."}}, {element}]')
    article, failure = read(tmp_path / "a.json")
    assert article == Article("a", "One.")
    assert isinstance(failure, Failure)
    assert failure.id.endswith("a.json:2")


@pytest.mark.parametrize("data", ['{"indent": 4}', '[{"a": 1}, {"b": 2}]', "7", "[1, 2]", "null"])
def test_json_without_articles_is_of_another_type_in_a_folder(command: Command, tmp_path: Path, data: str) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte spoke.")
    (tmp_path / "settings.json").write_text(data)
    done = command(".", "--only", "people")
    assert (done.returncode, done.stderr) == (0, b"newsextract: passed over 1 file: 1 .json\n")
    done = command("settings.json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"newsextract: settings.json: JSON without articles: an array of objects")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("[{", "not JSON ("),
        ("prose", "not JSON ("),
        ("[" * 100_000, "JSON too deep"),
        (f'["{"x" * 99}"]', "more than 5"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, data: str, says: str) -> None:
    (tmp_path / "a.json").write_text(data)
    (failure,) = read(tmp_path / "a.json", limits=Limits(page=50) if says.startswith("more") else None)
    assert isinstance(failure, Failure)
    assert failure.message.startswith(says)
