"""Which files some inputs mean, also when they are gone: what ``files`` finds of those that are there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsextract.reading.article import Source
from newsextract.reading.folders import Search
from newsextract.reading.named import Named, files

TREE = [
    "a.txt",
    "b.md",
    ".hidden.txt",
    "deep/a.txt",
    "deep/er/c.txt",
    "deep/.git/d.txt",
    "2026/x.txt",
    "[odd].txt",
    "*",
]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TREE:
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).touch()
    (tmp_path / "other.txt").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("pattern", [None, "*.txt", "deep/*", "2026/*"])
@pytest.mark.parametrize(
    "inputs",
    [
        ["news"],
        ["./news/"],
        ["../{here}/news/deep"],
        ["news/a.txt"],
        ["news/.hidden.txt", "other.txt"],
        ["news/*.txt"],
        ["news/*"],
        ["news/**"],
        ["news/**/a.txt"],
        ["news/**/*.txt", "news/b.md"],
        ["news/*/er"],
        ["n*/d*/"],
        ["news/[odd].txt"],
        ["news/[a-b].*"],
        ["news/.*.txt"],
        ["{absolute}/news/deep/**"],
        ["no/such", "no*"],
    ],
)
def test_what_is_there_is_named_exactly_if_it_is_found(tree: Path, inputs: list[str], pattern: str | None) -> None:
    inputs = [name.format(here=tree.name, absolute=tree) for name in inputs]
    found = [item for name in inputs for item in files(name, Search(pattern or "*"))]
    paths = {os.path.abspath(item.file) for item in found if isinstance(item, Source)}  # noqa: PTH100
    named = Named(inputs, pattern)
    there = [str(path) for path in tree.rglob("*") if path.is_file()]
    assert {path for path in there if Path(path) in named} == paths & set(there)


def test_what_is_gone_is_named_as_if_it_were_there(tree: Path) -> None:
    named = Named(["news", "other.txt", "no*/x.txt", "-"], None)
    for name in ("news/deep/gone.txt", "news/new/gone.txt", "other.txt", "nothing/x.txt"):
        assert tree / name in named
    for name in ("gone.txt", "news2/a.txt", "nothing/y.txt", "nothing/deep/x.txt", "news/.gone/a.txt"):
        assert tree / name not in named
