from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import get_args

import pytest

from newsextract import rules
from newsextract.archive import shown
from newsextract.cli.answering import TableWriter
from newsextract.numbers.knowledge.lexicon import SetName
from newsextract.numbers.knowledge.lexicon import lexicon as numbers_lexicon
from newsextract.people.describing.role_words import ListName, role_lists
from newsextract.people.knowledge.lexicon import Lexicon as PeopleLexicon
from newsextract.people.knowledge.lexicon import lexicon as people_lexicon
from newsextract.rules import files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(files, "models_folder", lambda: tmp_path)
    (tmp_path / "rules").mkdir()
    rules.forget()
    yield tmp_path / "rules"
    rules.forget()


def test_words_skip_comments_and_keep_order(folder: Path) -> None:
    (folder / "list.txt").write_text("# a comment\nzebra  # striped\n\napple\n", encoding="utf-8")
    assert rules.words("list") == ("zebra", "apple")


def test_tables_and_rows(folder: Path) -> None:
    (folder / "units.toml").write_text('[length]\nmetre = "m"\n', encoding="utf-8")
    (folder / "examples.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n', encoding="utf-8")
    assert rules.table("units") == {"length": {"metre": "m"}}
    assert rules.rows("examples") == ({"text": "a"}, {"text": "b"})


@pytest.mark.parametrize(
    ("name", "content", "read", "says"),
    [
        ("twice.txt", "one\ntwo\none\n", rules.words, r"twice\.txt:3: 'one' stands in line 1"),
        ("bad.toml", "a = \n", rules.table, r"bad\.toml:1: no TOML: "),
        ("bad.jsonl", '{"a": 1}\n{"a": \n', rules.rows, r"bad\.jsonl:2: "),
        ("list.jsonl", "[1]\n", rules.rows, r"list\.jsonl:1: not a JSON object"),
    ],
)
def test_mistakes_name_file_and_line(folder: Path, name: str, content: str, read: object, says: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    assert callable(read)
    with pytest.raises(rules.RulesError, match=says):
        read(name.split(".")[0])


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(rules.RulesError, match=r"nothing\.txt: No such file"):
        rules.words("nothing")


def test_the_lists_that_code_asks_for_by_name_are_there() -> None:
    """mypy knows the names; here it is seen that each has words."""
    asked = {name for name, value in vars(PeopleLexicon).items() if isinstance(value, cached_property)}
    assert len(asked) > 80
    assert not [name for name in asked if not getattr(people_lexicon(), name)]
    assert not [name for name in get_args(SetName) if not numbers_lexicon().sets[name]]
    assert not [name for name in get_args(ListName) if not role_lists()[name]]
    assert set(get_args(TableWriter)) == {name for name in vars(shown) if name.startswith("write_")}


def test_every_rules_file_of_the_project_reads() -> None:
    root = rules.models_folder() / "rules"
    readers = {".txt": rules.words, ".toml": rules.table, ".jsonl": rules.rows}
    files = [path for path in root.rglob("*") if path.suffix in readers]
    assert len(files) > 10
    for path in files:
        name = path.relative_to(root).with_suffix("").as_posix()
        assert readers[path.suffix](name), path
