"""A user's own rules laid over ours: what they change, in one Extractor alone, and their mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import GenericAlias
from typing import Any

import pytest

from newsextract import Extractor, load, rules
from newsextract.batch.workers.fingerprint import fingerprint
from newsextract.records.kinds import KINDS
from newsextract.rules import merging
from newsextract.rules.merging import MergeError, merged_rows, merged_table, merged_words
from tests.process import Command

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Writes files, given by their paths, into a folder of rules."""

    def write(**files: str) -> Path:
        for name, content in files.items():
            path = tmp_path / "mine" / name.replace("__", "/").replace("_toml", ".toml").replace("_jsonl", ".jsonl")
            path = path if path.suffix else path.with_suffix(".txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return tmp_path / "mine"

    return write


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("people/built/given_rare", "zorbo x"),
        ("people/built/given_usual", "qesi"),
        ("people/built/sounds", "oops"),
        ("people/stuck_words", "Photo ("),
        ("people/syllables_east_asian", "-(kim"),
        ("people/syllables_east_asian", "-OO"),
        ("quotes/verb_phrases", "point"),
    ],
)
def test_an_entry_of_another_form_is_told(name: str, entry: str) -> None:
    with pytest.raises(MergeError, match=f"{re.escape(repr(entry))} should be "):
        merged_words(name, (), (entry,))


def test_words_are_added_and_taken_out() -> None:
    assert merged_words("a", ("a", "b", "c"), ("d", "!b", "a", "! c")) == ("a", "d")
    with pytest.raises(MergeError, match="'say' is no entry to take out: is it 'say said'"):
        merged_words("a", ("say said",), ("!say",))


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "merged"),
    [
        ("quotes/genders", {"m": ["x", "y"]}, {"m": ["z", "!x"]}, {"m": ["y", "z"]}),
        ("archive/weights", {"a": 1.5}, {"a": 2}, {"a": 2}),
        ("countries/company", {"a": ["x"]}, {"b": ["y"]}, {"a": ["x"], "b": ["y"]}),
        ("numbers/money", {"wary": {"b": ["x"]}}, {"wary": {"c": ["y"]}}, {"wary": {"b": ["x"], "c": ["y"]}}),
        (
            "numbers/units",
            {"unit": [{"name": "m"}]},
            {"unit": [{"name": "n"}]},
            {"unit": [{"name": "m"}, {"name": "n"}]},
        ),
    ],
)
def test_tables_are_merged(name: str, ours: Any, theirs: Any, merged: Any) -> None:
    before = repr(ours)
    assert merged_table(name, ours, theirs) == merged
    assert repr(ours) == before


@pytest.mark.parametrize(
    ("name", "theirs", "says"),
    [
        ("archive/weights", {"near": "2"}, "near: input should be a valid number (got '2')"),
        ("archive/weights", {"near": float("inf")}, "near: input should be a finite number"),
        ("archive/weights", {"neer": 1}, "there is no 'neer' here: is it 'near'?"),
        ("quotes/genders", {"m": "man"}, "m: input should be a valid list (got 'man')"),
        ("quotes/genders", {"m": [1]}, "m[0]: input should be a valid string (got 1)"),
        ("quotes/genders", {"m": [" "]}, "m[0]: string should match pattern"),
        ("quotes/genders", {"m": ["!zorb"]}, "'zorb' is no entry to take out"),
        ("numbers/units", {"unit": [{"name": "k", "wrods": ["k"]}]}, "there is no 'wrods' here: is it 'words'?"),
        ("numbers/units", {"unit": [{"words": ["k"]}]}, "unit[0].name: field required"),
        ("numbers/units", {"unit": [{"name": "k", "kind": "x"}]}, "unit[0].kind: input should be 'duration'"),
        ("numbers/words", {"cardinal": {"x": 2.5}}, "cardinal.x: input should be a valid integer"),
        ("numbers/words", {"scale": {"x": 0}}, "scale.x: input should be greater than 0 (got 0)"),
        ("numbers/words", {"vulgar": {"x": [1]}}, "vulgar.x: list should have at least 2 items"),
        ("numbers/words", {"scale": {"": 5}}, "as a key, string should match pattern"),
        ("people/transliteration", {"hebrew": {"שש": "sh"}}, "hebrew.שש: as a key, string should have at most 1"),
        ("people/built/votes", {"one_word": {"said_after": 1.0}}, "there is no 'said_after' here"),
    ],
)
def test_what_does_not_fit_a_table_is_told(name: str, theirs: Any, says: str) -> None:
    with pytest.raises(MergeError, match=re.escape(says)):
        merged_table(name, rules.table(name), theirs)


def test_ours_have_the_forms_and_each_form_is_of_one_of_ours() -> None:
    names = {
        name.rpartition(".")[0] for name in rules.known_files() if not name.endswith(("examples.jsonl", "rules.jsonl"))
    }
    tables, rows = (
        {name for name in names if f"{name}.{ending}" in rules.known_files()} for ending in ("toml", "jsonl")
    )
    assert {*merging.TABLES, *merging.OPEN, *merging.FIXED_INSIDE} <= tables
    assert {*merging.ROWS} == rows
    assert {*merging.ENTRIES} <= names - tables - rows
    for name in tables:
        assert merging.wrong_place(merging.TABLES.get(name, merging.Lists), rules.table(name)) is None, name
        form = merging.TABLES.get(name)
        assert not hasattr(form, "__annotations__") or {*form.__annotations__} == {*rules.table(name)}, name
    for name in rows:
        assert merging.wrong_place(GenericAlias(list, merging.ROWS[name]), list(rules.rows(name))) is None, name
    for name in merging.ENTRIES:
        assert not [entry for entry in rules.words(name) if merging.wrong_entry(name, entry)], name


GERMANY = {"alpha_2": "DE", "alpha_3": "DEU", "name": "Germany", "names": ["Deutschland"]}


def test_rows_are_merged_by_their_first_field_or_added() -> None:
    name = "countries/countries"
    merged = merged_rows(name, (GERMANY,), {"alpha_2": "DE", "names": ["Almany"], "metonyms": ["Berlaymont"]})
    assert merged == (GERMANY | {"names": ["Deutschland", "Almany"], "metonyms": ["Berlaymont"]},)
    new = {"alpha_2": "XQ", "alpha_3": "XQQ", "name": "Qorland"}
    assert merged_rows(name, (GERMANY,), new) == (GERMANY, new)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"names": []}, "no 'alpha_2', by which rows are identified"),
        ({"alpha_2": "DE", "nmaes": "x"}, "there is no 'nmaes' here: is it 'names'?"),
        ({"alpha_2": "DE", "names": "x"}, "names: input should be a valid list (got 'x')"),
        ({"alpha_2": "XX"}, "alpha_3: field required"),
        ({"alpha_2": "xx", "alpha_3": "XXX", "name": "Qorland"}, "alpha_2: string should match pattern"),
    ],
)
def test_what_does_not_fit_the_rows_is_told(row: Any, says: str) -> None:
    with pytest.raises(MergeError, match=re.escape(says)):
        merged_rows("countries/countries", (GERMANY,), row)


TEXT = "“We drove 12 parasangs,” Ana Duarte harrumphled to a Ruritanian. Zorbelgia Minister Kwik left Deutschlandia."


def test_own_rules_change_what_is_found(lay: Lay, extractor: Extractor) -> None:
    folder = lay(
        quotes__verbs_toml='saying = ["harrumphle"]\n',
        countries__countries_jsonl='{"alpha_2": "DE", "names": ["Deutschlandia"]}\n',
        numbers__units_toml='[[unit]]\nname = "parasang"\nwords = ["parasang"]\n',
    )
    own = load(rules=folder)(TEXT)
    assert [country.alpha_2 for country in own.countries or ()] == ["DE"]
    assert [(number.value, number.unit) for number in own.numbers or ()] == [(12, "parasang")]
    assert [quote.cue.text for quote in own.quotes or () if quote.cue] == ["harrumphled"]
    ours = extractor(TEXT)
    assert ours.countries == ()
    assert [number.unit for number in ours.numbers or ()] == [None]


def test_a_folder_that_is_laid_over_already_is_read_once(lay: Lay, tmp_path: Path) -> None:
    folder = lay(quotes__verbs_toml='saying = ["harrumphle"]\n')
    with rules.using_overlay(rules.Overlay(folder)):
        assert "harrumphle" in rules.table("quotes/verbs")["saying"]
        (folder / "quotes" / "verbs.toml").unlink()
        (folder / "quotes").rmdir()
        assert load(only="quotes", rules=tmp_path / "." / "mine")("“No,” Ana harrumphled.").quotes


def test_two_folders_and_none_live_side_by_side(lay: Lay, tmp_path: Path, extractor: Extractor) -> None:
    text = "Borduria and Syldavia talked."
    folders = []
    for name, code in (("Borduria", "DE"), ("Syldavia", "FR")):
        folder = tmp_path / name / "countries"
        folder.mkdir(parents=True)
        (folder / "countries.jsonl").write_text(f'{{"alpha_2": "{code}", "names": ["{name}"]}}', encoding="utf-8")
        folders.append(tmp_path / name)
    first, second = (load(only=["countries"], rules=folder) for folder in folders)
    for _ in range(2):
        assert [country.alpha_2 for country in first(text).countries or ()] == ["DE"]
        assert [country.alpha_2 for country in second(text).countries or ()] == ["FR"]
        assert extractor(text).countries == ()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "people__titels",
            "Dr\n",
            r"titels\.txt: there is no people/titels\.txt in models/rules: is it 'people/titles",
        ),
        ("pepole__titles", "Dr\n", r"there is no pepole/titles\.txt in models/rules: is it 'people/titles\.jsonl'"),
        ("quotes__pronouns", "she\nshe\n", r"pronouns\.txt:2: 'she' is in line 1"),
        ("quotes__pronouns", "!thou\n", r"pronouns\.txt:1: 'thou' is no entry to take out"),
        ("numbers__words_toml", "[cardinal]\n\nx = '12'\n", r"words\.toml:3: cardinal\.x: input should be a valid int"),
        ("numbers__words_toml", "[cardinal]\nx =\n", r"words\.toml:2: no TOML: Invalid value \(column 4\)"),
        ("numbers__units_toml", "[[unit]]\nname='x'\nkind='y'\n", r"units\.toml:3: unit\[0\]\.kind: input should be"),
        ("countries__countries_jsonl", '\n{"alpha_2": "DE", "nmes": []}', r"ies\.jsonl:2: there is no 'nmes' here"),
        ("countries__countries_jsonl", "{", r"countries\.jsonl:1: not a JSON object in one line, as {"),
        ("countries__countries_jsonl", '\n["DE"]', r"countries\.jsonl:2: not a JSON object in one line, as {"),
        ("people__built__sounds", "xq 1.5\n# a comment\n\nxj 1.5\nxz five\n", r"sounds\.txt:5: 'xz five' should be"),
        ("people__known_people", "Bo Poe\tBoy\nAna Roe\t\tAnnie\n", r"people\.txt:2: .* should be a full name, then"),
        *(
            ("people__known_people", f"Bo Poe\tBoy\nAna Roe\t{name}\n", r"people\.txt:2: .* be words of letters, bl")
            for name in ("50 Cent", "André 3000", "deadmau5", "3LAU", "Ke$ha", "P!nk", "will.i.am", "Dr. Dre", "Ol' Bo")
        ),
    ],
)
def test_mistakes_are_told_with_file_and_line(lay: Lay, name: str, content: str, says: str) -> None:
    with pytest.raises(rules.RulesError, match=says):
        load(rules=lay(**{name: content}))


def test_a_readme_and_examples_beside_the_rules_are_let_be(lay: Lay) -> None:
    folder = lay(README="Mine.", people__examples_jsonl="{}", people__epithets="wizard\n")
    (folder / ".hidden").write_text("")
    load(only=["people"], rules=folder)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of rules that is not in the one laid over."""
    (tmp_path / "elsewhere" / "people").mkdir(parents=True)
    (tmp_path / "elsewhere" / "people" / "epithets.txt").write_text("wizard\n")
    return tmp_path / "elsewhere"


def test_linked_folders_are_followed(lay: Lay, elsewhere: Path) -> None:
    folder = lay(quotes__verb_phrases="put it\tput its\n")
    (folder / "people").symlink_to(elsewhere / "people")
    (folder / "quotes" / "back").symlink_to(folder)
    assert sorted(rules.Overlay(folder).files) == ["people/epithets.txt", "quotes/verb_phrases.txt"]
    before = fingerprint(None, folder)
    (elsewhere / "people" / "epithets.txt").write_text("wizards\n")
    assert fingerprint(None, folder) != before


def test_a_mounted_configmap_is_read_once(tmp_path: Path, elsewhere: Path) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    elsewhere.rename(folder / "..2026_01_02")
    (folder / "..data").symlink_to("..2026_01_02")
    (folder / "people").symlink_to("..data/people")
    assert list(rules.Overlay(folder).files) == ["people/epithets.txt"]


def test_what_a_link_leads_to_is_checked_as_the_rest_is(lay: Lay, elsewhere: Path) -> None:
    folder = lay(quotes__verb_phrases="put it\tput its\n")
    (folder / "persons").symlink_to(elsewhere / "people")
    with pytest.raises(rules.RulesError, match=r"persons/epithets\.txt: there is no persons/epithets\.txt"):
        rules.Overlay(folder)
    (folder / "persons").unlink()
    (folder / "people").symlink_to(elsewhere / "gone")
    with pytest.raises(rules.RulesError, match="people: a link that leads to nothing"):
        rules.Overlay(folder)


def test_the_command_takes_rules(command: Command, lay: Lay) -> None:
    folder = lay(countries__countries_jsonl='{"alpha_2": "DE", "names": ["Borduria"]}\n')
    done = command("-", "--rules", folder, stdin=b"They went to Borduria.")
    assert b'"alpha_2": "DE"' in done.stdout
    missing = command("-", "--rules", "nowhere", stdin=b"One.")
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr == b"newsextract: nowhere: no such folder: --rules takes one laid out as models/rules\n"


def test_nothing_that_reads_rules_is_kept_where_an_overlay_cannot_part_it() -> None:
    source = Path(rules.__file__).parents[1]
    for room in (*KINDS, "output", "reading"):
        for path in (source / room).rglob("*.py"):
            assert not re.search(r"@(?:functools\.)?(?:lru_)?cache\b", path.read_text("utf-8")), (
                f"{path.name}: what is worked out from rules is kept by rules.cached"
            )


def test_no_entry_of_ours_looks_like_one_to_take_out() -> None:
    for name in rules.known_files():
        if name.endswith(".txt"):
            assert not [entry for entry in rules.words(name.removesuffix(".txt")) if entry.startswith("!")]
