"""JSON that is no lines: arrays of articles, and one article a file."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from newsextract.reading import Article, Failure, Limits, Search, read, unread
from tests.process import Command

ROWS = [{"id": "a", "text": "Ana Duarte spoke.", "url": "http://x/a"}, {"id": "b", "body": "Bo Lee spoke."}]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["many.json", "many.JSON", "-", "download"])
def test_an_array_of_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, indent: int | None) -> None:
    data = json.dumps(ROWS, indent=indent).encode()
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    articles = [Article("a", "Ana Duarte spoke.", url="http://x/a"), Article("b", "Bo Lee spoke.")]
    assert list(read("-" if name == "-" else tmp_path / name)) == articles


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


WRONG = ["01", "nope", "-", "1.2.3", '{"id": 01, "text": "x"}', '{"id": "x" "text": "y"}',
         '{"id": "}, {", "text": [}', "1" * 5000, '{"text": "x", "n": ' + "1" * 5000 + "}",
         "[" * 9000 + "]" * 9000, '{"text": "x",}', "[1 2]", "{", '{"id": ]', ""]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", ["a.json", "a"])
def test_what_comes_before_a_break_is_read(tmp_path: Path, wrong: str, name: str) -> None:
    rows = ['{"id": "a", "text": "One [1], {2}."}', wrong, '{"id": "b", "text": "Two."}']
    separator = ",\n"
    (tmp_path / name).write_text(f"[{separator.join(rows)}]")
    first, *others, failure = read(tmp_path / name)
    assert first == Article("a", "One [1], {2}.")
    assert isinstance(failure, Failure)
    assert "nothing from the element in line 2 on is read: expected an array" in failure.message
    assert all(isinstance(other, Failure) for other in others)  # a number before what is none


@pytest.mark.parametrize("name", ["a.json", "a", "a.json.gz"])
def test_wherever_an_array_is_cut_a_line_says_so(tmp_path: Path, name: str) -> None:
    data = json.dumps(ROWS, indent=1).encode()
    for cut in range(len(data)):
        part = data[:cut]
        (tmp_path / name).write_bytes(gzip.compress(part) if name.endswith(".gz") else part)
        items = list(read(tmp_path / name))
        articles = [item for item in items if isinstance(item, Article)]
        if cut >= data.index(b'":') + 2 or name != "a":  # before that it may be prose
            assert isinstance(items[-1], Failure), cut
            assert all(article.text in ("Ana Duarte spoke.", "Bo Lee spoke.") for article in articles)
            assert len(articles) >= (cut > data.index(b"}")) + (cut > data.rindex(b"}"))


def test_what_stands_after_an_array_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ROWS) * 2)
    *articles, failure = read(tmp_path / "a.json")
    assert len(articles) == 2
    assert isinstance(failure, Failure)
    assert "characters after the end of the array, which are not read" in failure.message


def test_a_cut_object_is_no_prose(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"id": "a", "text": "Ana Duarte spo')
    (tmp_path / "a").write_text('{"id": "a", "text": "Ana Duarte spo')
    for failure, says in zip(
        read([tmp_path / "a.txt", tmp_path / "a"]), ("JSON, not prose", "not JSON ("), strict=True
    ):
        assert isinstance(failure, Failure)
        assert failure.message.startswith(says)


@pytest.mark.parametrize("text", ["[1] Ana Duarte spoke.", '{"Ana" spoke}', '["Ana", Bo]', "{} [", "[sic] {ok}"])
def test_prose_that_begins_with_a_bracket(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a").write_text(text)
    assert [item.text for item in read([tmp_path / "a.txt", tmp_path / "a"]) if isinstance(item, Article)] == [text] * 2


@pytest.mark.parametrize("data", ['{"indent": 4}', '[{"a": 1}, {"b": 2}]', "7", "[1, 2]", "null"])
def test_json_without_articles_is_of_another_type_in_a_folder(tmp_path: Path, data: str) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte spoke.")
    (tmp_path / "settings.json").write_text(data)
    passed_over: list[tuple[str, str]] = []
    items = unread(tmp_path, Search(on_skipped=lambda *told: passed_over.append(told)))
    assert [item.id for item in items] == [str(tmp_path / "a.txt")]
    assert passed_over == [(str(tmp_path / "settings.json"), "type")]
    (failure,) = read(tmp_path / "settings.json")
    assert isinstance(failure, Failure)
    assert failure.message.startswith("JSON without articles: expected an array of objects")


def test_the_command_counts_json_without_articles(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Duarte spoke.")
    (tmp_path / "settings.json").write_text('{"indent": 4}')
    done = command(".", "--only", "people")
    assert (done.returncode, done.stderr) == (0, b"newsextract: skipped 1 file: 1 .json\n")


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
