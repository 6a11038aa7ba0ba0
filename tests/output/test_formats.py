"""The rows of the formats fit each other, and name what there is."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from newsextract import Article, Extractor
from newsextract.output import Writer, ending, render
from newsextract.output.formats import ENDINGS, FORMATS, ROWS, Format
from newsextract.output.replacing import is_ours
from tests.papers import ROOT

WRITTEN = [name for name, row in ROWS.items() if row.writer]


def test_each_name_has_its_row() -> None:
    assert get_args(Format) == tuple(ROWS)


@pytest.mark.parametrize("format", WRITTEN)
def test_the_writer_that_a_row_names_is_there(format: Format) -> None:
    module, _, name = (ROWS[format].writer or "").partition(".")
    writer: type[Writer] = getattr(import_module(f"newsextract.output.formats.{module}"), name)
    assert callable(writer.write)
    assert callable(writer.close)


@pytest.mark.parametrize("format", WRITTEN)
def test_what_a_format_writes_is_known_again(format: Format, extractor: Extractor, tmp_path: Path) -> None:
    article, path = Article("a", "Ana Duarte spoke."), tmp_path / f"a{ending(format)}"
    path.write_bytes(render(format, article, extractor(article)))
    assert is_ours(path)
    path.write_bytes(path.read_bytes()[::-1])
    assert not is_ours(path)


@pytest.mark.parametrize("format", FORMATS)
def test_an_ending_means_the_format_that_has_it(format: Format) -> None:
    assert {ENDINGS[one] for one in ROWS[format].endings} == {format}


def test_the_guide_has_each() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    assert [format for format in FORMATS if f"\n| {format} |" not in guide] == []
