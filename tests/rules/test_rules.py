from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from newsextract import rules
from newsextract.network.checksums import check_sums, write_sums
from newsextract.numbers.knowledge.lexicon import Lexicon, SetName
from newsextract.numbers.knowledge.lexicon import lexicon as numbers_lexicon
from newsextract.people.knowledge.lexicon import Lexicon as PeopleLexicon
from newsextract.people.knowledge.lexicon import lexicon as people_lexicon
from newsextract.rules import files

RULES = rules.models_folder() / "rules"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(files, "models_folder", lambda: tmp_path)
    (tmp_path / "rules").mkdir()
    rules.clear_caches()
    yield tmp_path / "rules"
    rules.clear_caches()


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
        ("twice.txt", "one\ntwo\none\n", rules.words, r"twice\.txt:3: 'one' is in line 1"),
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
    assert all(people_lexicon().lists.values())


# Lists of one fact, those in a table after a colon: who asks for it asks for all of them.
ONE_FACT = {
    "who somebody is": "people/role_nouns people/role_nouns_more people/kin_nouns",
    "a cue": "quotes/verbs:saying quotes/verbs:stating quotes/verbs:uttering quotes/verbs:judging",
    "a man's name": "people/built/given people/built/given_men people/built/given_usual people/given_more_men",
    "a woman's name": "people/built/given people/built/given_women people/built/given_usual people/given_more_women",
    "a surname": "people/built/surnames people/surnames_more",
    "a surname known alone": "people/famous people/surnames_more",
    "a place": "people/built/places people/places_more",
    "a people": "people/demonyms people/demonyms_too",
    "what speaks": "quotes/speakers people/role_nouns people/role_nouns_more people/kin_nouns",
    "what speaks, a body": "quotes/speakers people/body_nouns",
    "a particle": "people/particles people/particles_tied",
}


def entries(name: str) -> Sequence[str]:
    file, _, key = name.partition(":")
    return rules.table(file)[key] if key else rules.words(file)


@pytest.mark.parametrize("fact", ONE_FACT)
def test_a_word_stands_once(fact: str) -> None:
    lists = {name: {entry.split()[0].casefold() for entry in entries(name)} for name in ONE_FACT[fact].split()}
    twice = {(one, other): lists[one] & lists[other] for one, other in combinations(lists, 2)}
    assert not any(twice.values()), {pair: sorted(words) for pair, words in twice.items() if words}


def test_what_is_worked_out_from_other_lists_stands_in_none() -> None:
    titles = {row["title"]: row for row in rules.rows("people/titles") if "short_for" in row}
    assert titles.keys().isdisjoint(rules.words("people/abbreviations"))
    assert {title.lower() for title in titles}.isdisjoint(
        entry.split()[0] for entry in rules.words("quotes/same_nouns")
    )
    codes = [row["code"] for name in ("built/currencies", "currencies_more") for row in rules.rows(f"numbers/{name}")]
    assert len(codes) == len(set(codes))


def test_a_list_that_two_tables_of_numbers_have_is_told(folder: Path) -> None:
    for name in ("numbers", "people"):
        shutil.copytree(RULES / name, folder / name)
    table = folder / "numbers" / "contexts.toml"
    table.write_text('months = ["brumaire"]\n' + table.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(rules.RulesError, match=r"not_numbers\.toml: 'months' is a list of another"):
        Lexicon()


@pytest.mark.parametrize("built", sorted(RULES.rglob("built")), ids=lambda path: path.parent.name)
def test_a_built_file_is_as_its_script_wrote_it(built: Path, tmp_path: Path) -> None:
    check_sums(built)
    shutil.copytree(built, tmp_path / "built")
    write_sums(tmp_path / "built")
    assert (tmp_path / "built" / "checksums.json").read_bytes() == (built / "checksums.json").read_bytes()  # all in it


def test_no_script_writes_over_a_hands_edit(tmp_path: Path, recipe: Callable[[str], ModuleType]) -> None:
    built, path = recipe("built"), tmp_path / "built" / "given.txt"
    path.parent.mkdir()
    for text in ("ann\n", "ann\nbo\n"):
        built.write(path, text)
    path.write_text("ann\nbo\nzebulon\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"given\.txt is missing or damaged: nothing is written"):
        built.write(path, "ann\n")
    assert path.read_text(encoding="utf-8") == "ann\nbo\nzebulon\n"
