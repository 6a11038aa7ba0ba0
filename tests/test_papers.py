"""What stands in the README, in docs/ and beside them holds together: links, options, costs, what is made."""

from __future__ import annotations

import json
import re
import struct
from importlib.metadata import version as version_of
from pathlib import Path

import pytest
import typer

from docs.make import (
    MAKER,
    PAGE,
    README,
    RECORD,
    REPORT,
    SENTENCE,
    SPANS,
    TERMINAL,
    column_table,
    field_tables,
    laid_out,
    terminal_picture,
    words_of,
)
from newsextract import Extractor
from newsextract.cli.app import app
from newsextract.cli.commands import other_commands
from tests.papers import PAPERS, ROOT, renewed

MAKE = f"renew it with python {MAKER}"
ALL = [*PAPERS, *ROOT.glob("*.md"), *(ROOT / "models").glob("**/README.md"), ROOT / "tests" / "quality" / "README.md"]
DASK = ("--host", "--dashboard-address", "--protocol")
LONGEST_README, LARGEST_PICTURE = 1000, 200_000


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", sorted(set(ALL)), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


def test_options_that_are_named_are_there() -> None:
    others = typer.main.get_command(other_commands)
    commands = [typer.main.get_command(app), *getattr(others, "commands", {}).values()]
    ours = {option for one in commands for each in one.params for option in (*each.opts, *each.secondary_opts)}
    ours |= {"--help", *DASK}
    for page in PAPERS:
        for code in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")):
            if code.startswith(("newsextract ", "-")):
                assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", code)) <= ours, f"{page.name}: {code}"


def test_the_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").split()) <= LONGEST_README


def test_there_is_one_truth_about_costs() -> None:
    text = " ".join(" ".join(page.read_text(encoding="utf-8").split()) for page in PAPERS)
    per_thousand = {float(seconds) for seconds in re.findall(r"about ([\d.]+) (?:CPU )?seconds per 1000 words", text)}
    hours = re.findall(r"[^.]*million articles of 600 words[^.]*", text)
    assert len(per_thousand) == 1
    assert len(hours) == text.lower().count("million articles of 600") >= 3
    assert all("thirteen hours on one slow core" in said for said in hours)
    assert round(per_thousand.pop() * 600 * 1_000_000 / 1000 / 3600) == 13


def test_the_picture_of_the_terminal_is_what_it_shows() -> None:
    assert words_of(TERMINAL.read_text(encoding="utf-8")) == words_of(terminal_picture()), MAKE


def test_the_pictures_are_small_and_stand_in_the_readme() -> None:
    for picture in (TERMINAL, PAGE, REPORT):
        assert picture.stat().st_size <= LARGEST_PICTURE
        assert f"]({picture.relative_to(ROOT)})" in README.read_text(encoding="utf-8")
    assert "http" not in TERMINAL.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "").replace(
        "https://www.textualize.io", ""
    )
    for picture in (PAGE, REPORT):
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 860)


def test_the_picture_of_spans_is_small_and_stands_where_its_page_is_made() -> None:
    assert SPANS.stat().st_size <= LARGEST_PICTURE
    assert struct.unpack(">II", SPANS.read_bytes()[16:24]) == (1200, 200)
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert page.index("displacy.render") < page.index(f"]({SPANS.relative_to(ROOT / 'docs')})")


def test_the_pipeline_of_the_examples_is_one_that_pip_installs_by_the_line_above_them() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    (package, version) = re.findall(r"`pip install ([\w-]+)==([\d.]+)`", page)[0]
    assert version_of(package) == version
    loaded = set(re.findall(r'spacy\.load\("(\w+)"\)', page))
    assert loaded == {package.replace("-", "_")}
    assert page.index("pip install en-core") < page.index("spacy.load(")


def test_the_readmes_record_is_that_of_its_sentence(extractor: Extractor) -> None:
    readme = README.read_text(encoding="utf-8")
    assert SENTENCE in readme
    (shown,) = re.findall(r"^```json\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert json.loads(shown) == extractor(SENTENCE, "-").to_dict(), MAKE


def test_each_field_of_the_record_is_explained() -> None:
    page = RECORD.read_text(encoding="utf-8")
    assert renewed(page, "fields", MAKER, field_tables()) == page, MAKE


def test_each_column_of_csv_is_explained() -> None:
    page = RECORD.read_text(encoding="utf-8")
    assert renewed(page, "columns", MAKER, column_table()) == page, MAKE


def test_json_is_laid_out_a_line_for_what_fits_one() -> None:
    value = {"a": [1, 2], "b": [{"c": "x" * 60, "d": None}, {"c": "y" * 60, "d": 1.5}], "e": {}}
    lines = laid_out(value).splitlines()
    assert json.loads("\n".join(lines)) == value
    assert lines[1] == '  "a": [1, 2],'
    assert len(lines) == 8
    assert max(map(len, lines)) <= 100
