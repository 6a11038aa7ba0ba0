from __future__ import annotations

import gzip
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from newsextract.reading import Article, Failure, Search, Source, read, unread


def test_files_keep_the_path_they_were_named_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"One.\r\n")
    Path("b.md").write_text("Two.")
    assert list(read(["a.txt", "./b.md"])) == [Article("a.txt", "One.\r\n"), Article("./b.md", "Two.\n")]


def test_one_input_may_come_alone_and_as_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One.")
    assert list(read(str(path))) == list(read(path)) == list(read([path])) == [Article(str(path), "One.")]


def test_a_folder_gives_its_articles_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c.jpg", "c.md", "deep/er/z.txt", "deep/a.txt", "._a.txt", ".git/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    passed_over: list[tuple[str, str]] = []
    items = list(unread([str(tmp_path)], Search(on_skipped=lambda *told: passed_over.append(told))))
    ids = [Path(item.id).relative_to(tmp_path).as_posix() for item in items]
    assert ids == ["a.TXT", "b.txt", "c.md", "deep/a.txt", "deep/er/z.txt"]
    assert passed_over == [(str(tmp_path / "c.jpg"), "type")]


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_text("")
    (failure,) = read([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert "no article in this folder" in failure.message


def test_json_lines_carry_their_ids_and_bad_lines_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"id": "first", "text": "One."}),
        "{broken",
        "",
        json.dumps({"id": 4, "text": "Four."}),
        json.dumps({"text": "No id."}),
        json.dumps({"id": "no text"}),
        json.dumps(["a list"]),
        "[" * 100_000,
        json.dumps({"id": "last", "text": "Last."}),
    ]
    path.write_text("\n".join(lines))
    items = list(read([str(path)]))
    assert [item for item in items if isinstance(item, Article)] == [
        Article("first", "One."),
        Article("4", "Four."),
        Article(f"{path}:5", "No id."),
        Article("last", "Last."),
    ]
    assert [item.id for item in items if isinstance(item, Failure)] == [f"{path}:{n}" for n in (2, 6, 7, 8)]


def test_missing_and_unreadable_inputs_stop_nothing(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Good.")
    items = list(read([str(tmp_path / "missing.txt"), str(good)]))
    assert isinstance(items[0], Failure)
    assert "no such file" in items[0].message
    assert items[1] == Article(str(good), "Good.")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Secret.")
    path.chmod(0)
    (failure,) = read([str(path)])
    assert isinstance(failure, Failure)
    assert "permissions" in failure.message


@pytest.mark.parametrize(
    ("data", "items"),
    [
        (b"An article.\nOf two lines.", [Article("-", "An article.\nOf two lines.")]),
        (b"", [Article("-", "")]),
        (b'{"id": "x", "text": "y"}\n{"id": "z", "text": ""}\n', [Article("x", "y"), Article("z", "")]),
        (b"{this is prose}\n", [Article("-", "{this is prose}\n")]),
        ("\ufeffé".encode("utf-16-le"), [Article("-", "é")]),
    ],
)
def test_standard_input_and_a_file_of_no_known_ending_are_told_by_how_they_begin(
    data: bytes, items: list[Article], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(read(["-"])) == items
    monkeypatch.chdir(tmp_path)
    Path("download").write_bytes(data)
    assert list(read(["download"])) == [replace(item, id=item.id.replace("-", "download")) for item in items]


def test_each_article_knows_where_it_came_from(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    lines = tmp_path / "b.jsonl"
    lines.write_text('{"id": "x", "text": "Two."}\n\n{"id": "y", "text": "Three."}\n')
    sources = [item.source for item in read([str(folder), str(lines)]) if isinstance(item, Article)]
    assert sources == [Source(str(folder / "a.txt"), str(folder)), Source(str(lines), row=1), Source(str(lines), row=3)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("2024/a.txt", "2024/b.log", "2025/a.txt", "2025/deep/c.txt", "x.md"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


@pytest.mark.parametrize(
    ("inputs", "glob", "ids"),
    [
        (["news"], "a.*", ["2024/a.txt", "2025/a.txt"]),
        (["news"], "2025/*", ["2025/a.txt", "2025/deep/c.txt"]),
        (["news"], "*.log", ["2024/b.log"]),
        (["news/*/a.txt"], None, ["2024/a.txt", "2025/a.txt"]),
        (["news/**/*.txt"], None, ["2024/a.txt", "2025/a.txt", "2025/deep/c.txt"]),
        (["news/2*"], None, ["2024/a.txt", "2025/a.txt", "2025/deep/c.txt"]),
    ],
)
def test_patterns(folder: Path, inputs: list[str], glob: str | None, ids: list[str]) -> None:
    assert [item.id for item in read(inputs, glob=glob)] == [str(Path("news", id)) for id in ids]


@pytest.mark.parametrize(("name", "glob"), [("news/*.pdf", None), ("news", "*.pdf")])
def test_a_pattern_that_matches_nothing_is_told(folder: Path, name: str, glob: str | None) -> None:
    (failure,) = read([name], glob=glob)
    assert isinstance(failure, Failure)
    assert "match" in failure.message


def test_a_name_with_a_wildcard_in_it_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("One.")
    assert [item.id for item in read([str(tmp_path / "a[1].txt")])] == [str(tmp_path / "a[1].txt")]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "misnamed.txt"])
def test_gzip_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress("Né.".encode()))
    assert list(read([str(tmp_path / name)])) == [Article(str(tmp_path / name), "Né.")]


def test_gzipped_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b'{"id": 1, "text": "One."}\n'))))
    assert list(read(["-"])) == [Article("1", "One.")]
