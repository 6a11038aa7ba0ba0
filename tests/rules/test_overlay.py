"""A user's own rules laid over ours: what they change, in one Extractor alone, and their mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsextract import Extractor, load, rules
from newsextract.batch.workers.fingerprint import fingerprint
from newsextract.records.kinds import KINDS
from newsextract.rules.likeness import check_like
from newsextract.rules.merging import FIXED_INSIDE, OPEN, MergeError, merged_rows, merged_table, merged_words
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


def test_words_are_added_and_taken_out() -> None:
    assert merged_words(("a", "b", "c"), ("d", "!b", "a", "! c")) == ("a", "d")
    with pytest.raises(MergeError, match="'say' is no entry to take out: is it 'say said'"):
        merged_words(("say said",), ("!say",))


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ({"a": 1.5}, {"b": 2}, {"a": 1.5, "b": 2}),
        ({"a": 1}, {"a": 2}, {"a": 2}),
        ({"a": ["x", "y"]}, {"a": ["z", "!x"]}, {"a": ["y", "z"]}),
        ({"a": {"b": ["x"], "c": 1}}, {"a": {"b": ["y"]}}, {"a": {"b": ["x", "y"], "c": 1}}),
        ({"a": [{"n": 1}]}, {"a": [{"n": 2}]}, {"a": [{"n": 1}, {"n": 2}]}),
        ({"t": {"m": {"n": 1}}}, {"t": {"o": {"n": 2}}}, {"t": {"m": {"n": 1}, "o": {"n": 2}}}),
    ],
)
def test_tables_are_merged(ours: Any, theirs: Any, merged: Any) -> None:
    before = repr(ours)
    assert merged_table(ours, theirs) == merged
    assert repr(ours) == before


MANY = {f"{number} word": "EUR" for number in range(20)}


@pytest.mark.parametrize(
    ("ours", "theirs", "says"),
    [
        ({"a": 1}, {"a": "2"}, "'a' is a string, and should be a number"),
        ({"m": {"a": 1}}, {"m": {"b": "2"}}, "'b' is a string, and should be a number"),
        (
            {"u": [{"name": "m", "words": ["m"]}] * 3},
            {"u": [{"name": "k", "words": ["k"], "wrods": ["k"]}]},
            "'wrods', which no other has: is it 'words'?",
        ),
        ({"a": ["x"]}, {"a": "y"}, "'a' is a string, and should be a list"),
        ({"a": ["x"]}, {"a": [1]}, "'a' is a number, and should be a string"),
        ({"a": ["x"]}, {"a": ["!y"]}, "'y' is no entry to take out"),
        ({"m": {"n": 1}}, {"o": {"p": 3}}, "'o' has no 'n', which all others have"),
        ({"a": [{"n": 1}] * 3}, {"a": [{"n": 1, "p": 2}]}, "'a' has 'p', which no other has: there are n"),
        ({"a": [{"n": 1}]}, {"a": [{}]}, "'a' has no 'n'"),
        ({"a": 1}, {"b": 2.5}, "'b' is 2.5, and should be a whole number"),
        ({"a": 1.5}, {"b": float("inf")}, "'b' is inf, and should be a number"),
        (dict.fromkeys("abcde", 1), {"f": 0}, "'f' is 0, and should be over 0"),
        (dict.fromkeys("abcde", 1), {"a": 0}, "'a' is 0, and should be over 0"),
        ({key: [1, 2] for key in "abcde"}, {"f": [1]}, "'f' holds 1, and should hold 2, as all others do"),
        (dict.fromkeys("abcde", "x"), {"fg": "x"}, "'fg' is not one letter, as all others are"),
        (
            {"m": dict.fromkeys("abc", "x"), "n": dict.fromkeys("xyz", "x")},
            {"o": {"fg": "x"}},
            "'fg' is not one letter",
        ),
        ({"a": "x"}, {"b": " "}, "'b' is empty"),
        ({"a": "x"}, {"": "y"}, "a key is empty"),
        ({"a": ["x"]}, {"a": [""]}, "'a' is empty"),
        (MANY | {"off": "down"}, {"x": "off"}, "'x' is 'off', and should be one of EUR, down"),
    ],
)
def test_what_does_not_fit_a_table_is_told(ours: Any, theirs: Any, says: str) -> None:
    with pytest.raises(MergeError, match=re.escape(says)):
        merged_table(ours, theirs)


ROWS = ({"code": "DE", "names": ["Germany"]}, {"code": "FR", "names": ["France"], "nouns": ["Gaul"]})


def test_where_keys_are_fixed_none_is_added() -> None:
    ours = {"before": {"up": ["x"]}}
    assert merged_table(ours, {"before": {"down": ["y"]}}, closed=1)["before"]["down"] == ["y"]
    for theirs, says in (
        ({"befor": {}}, "there is no 'befor' here: is it 'before'?"),
        ({"since": {}}, "there is no 'since' here: there are before"),
        ({"before": {"down": []}}, "'down'"),
    ):
        with pytest.raises(MergeError, match=re.escape(says)):
            merged_table(ours, theirs, closed=2)


def test_the_tables_whose_names_are_open_or_fixed_are_there() -> None:
    assert {f"{name}.toml" for name in OPEN | FIXED_INSIDE} <= {*rules.known_files()}


def test_a_value_among_ours_is_like_ours() -> None:
    """What stands in our tables and rows, laid over them once more, has no fault."""
    for name in rules.known_files():
        stem, _, ending = name.rpartition(".")
        if ending == "toml":
            table = rules.table(stem)
            for key, value in table.items():
                check_like(key, value, [other for other in table.values() if type(other) is type(value)])
        elif ending == "jsonl" and not stem.endswith("examples"):
            ours = rules.rows(stem)
            merged_rows(ours, [{name: [] if isinstance(value, list) else value for name, value in ours[0].items()}])


def test_rows_are_merged_by_their_first_field_or_added() -> None:
    theirs = [{"code": "DE", "names": ["Almany"], "nouns": ["Kraut"]}, {"code": "XX", "names": []}]
    assert merged_rows(ROWS, theirs) == (
        {"code": "DE", "names": ["Germany", "Almany"], "nouns": ["Kraut"]},
        ROWS[1],
        {"code": "XX", "names": []},
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"names": []}, "no 'code'"),
        ({"code": "DE", "name": "x"}, "no row has 'name': is it 'names'?"),
        ({"code": "DE", "nouns": "x"}, "'nouns' is a string, and should be a list"),
        ({"code": "XX"}, "'XX' has no 'names'"),
    ],
)
def test_what_does_not_fit_the_rows_is_told(row: Any, says: str) -> None:
    with pytest.raises(MergeError, match=re.escape(says)):
        merged_rows(ROWS, [row])


TEXT = "“We drove 12 parasangs,” Ana Duarte harrumphled to a Ruritanian. Zorbelgia Minister Kwik left Deutschlandia."


def test_own_rules_change_what_is_found(lay: Lay, extractor: Extractor) -> None:
    folder = lay(
        quotes__verbs_of_saying="harrumphle\n",
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
    folder = lay(quotes__verbs_of_saying="harrumphle\n")
    with rules.laid_over(rules.Overlay(folder)):
        assert "harrumphle" in rules.words("quotes/verbs_of_saying")
        (folder / "quotes" / "verbs_of_saying.txt").unlink()
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
            r"titels\.txt: there is no people/titels\.txt in models/rules: is it 'people/titles\.jsonl'",
        ),
        ("pepole__titles", "Dr\n", r"there is no pepole/titles\.txt in models/rules: is it 'people/titles\.jsonl'"),
        ("people__naming_verbs", "yclept", r"naming_verbs\.txt: this version has in its place people/named_as\.txt$"),
        ("people__say_verbs", "mutters", r"say_verbs\.txt: this version has in its place quotes/verbs_of_saying\.txt$"),
        ("people__given", "zebulon", r"given\.txt: this version has in its place people/built/given\.txt$"),
        ("quotes__pronouns", "she\nshe\n", r"pronouns\.txt:2: 'she' is in line 1"),
        ("quotes__pronouns", "!thou\n", r"pronouns\.txt:1: 'thou' is no entry to take out"),
        ("numbers__words_toml", "[cardinal]\n\ntwelvety = '12'\n", r"words\.toml:3: 'twelvety' is a string"),
        ("numbers__words_toml", "[cardinal\n", r"words\.toml:1: no TOML: Expected"),
        ("numbers__words_toml", "[cardinal]\ntwelvety =\n", r"words\.toml:2: no TOML: Invalid value \(column 11\)"),
        ("countries__countries_jsonl", '\n{"alpha_2": "DE", "nmes": []}', r"countries\.jsonl:2: no row has 'nmes'"),
        (
            "numbers__contexts_toml",
            'weihging = ["weigh"]',
            r"contexts\.toml:1: there is no 'weihging' here: is it 'weighing'",
        ),
        ("people__built__votes_toml", "[one_word]\nsaid_after = 1.0", r"votes\.toml:2: there is no 'said_after' here"),
        (
            "people__titles_jsonl",
            '{"title": "Sri", "curtesy": true}',
            r"titles\.jsonl:1: no row has 'curtesy': is it 'courtesy'",
        ),
        ("countries__countries_jsonl", "{", r"countries\.jsonl:1: not a JSON object in one line, as {"),
        ("countries__countries_jsonl", '\n["DE"]', r"countries\.jsonl:2: not a JSON object in one line, as {"),
        (
            "people__built__sounds",
            "oops\n",
            r"sounds\.txt:1: 'oops' has not the form of its list: ours begins with 'prior 1",
        ),
        (
            "people__built__sounds",
            "xq 1.5\n# a comment\n\nxj 1.5\nxz five\nxx 1.5\n",
            r"sounds\.txt:5: 'xz five' has not",
        ),
        ("people__syllables_east_asian", "-kim\n-(kim\n", r"syllables_east_asian\.txt:2: '-\(kim' has not .*: ours"),
        (
            "people__known_people",
            "Bo Poe\tBoy\nAna Roe\t\tAnnie\n",
            r"people\.txt:2: .*: a full name, then its aliases, each",
        ),
        *(
            ("people__known_people", f"Bo Poe\tBoy\nAna Roe\t{name}\n", r"people\.txt:2: .*: words of letters, blanks")
            for name in ("50 Cent", "André 3000", "deadmau5", "3LAU", "Ke$ha", "P!nk", "will.i.am", "Dr. Dre", "Ol' Bo")
        ),
        (
            "quotes__verb_phrases",
            "point\n",
            r"verb_phrases\.txt:1: 'point' has not the form of its list: ours begins with 'put",
        ),
        (
            "people__transliteration_toml",
            "[cyrillic]\n'аб' = 'ab'\n",
            r"transliteration\.toml:2: 'аб' is not one letter",
        ),
        ("people__transliteration_toml", "[hebrew]\n'שש' = 'sh'\n", r"transliteration\.toml:2: 'שש' is not one"),
        ("numbers__words_toml", "[cardinal]\ntwelvety = 12.5\n", r"words\.toml:2: .* should be a whole number"),
        ("people__built__votes_toml", "[one_word]\noften = inf\n", r"votes\.toml:2: 'often' is inf"),
        (
            "numbers__words_toml",
            "[cardnial]\ntwelvety = 12\n",
            r"words\.toml:1: there is no 'cardnial' here: is it 'cardinal'",
        ),
        ("numbers__words_toml", "[scale]\nmilliard = 0\n", r"words\.toml:2: 'milliard' is 0, and should be over 0"),
        ("numbers__changes_toml", "[sideways]\nverbs = ['drift']\n", r"changes\.toml:1: there is no 'sideways' here"),
        (
            "numbers__units_toml",
            "[[unit]]\nname='x'\nkind='y'\n",
            r"units\.toml:3: 'kind' is 'y', and should be one of",
        ),
        (
            "numbers__currencies_more_jsonl",
            '{"code": "", "name": "x", "names": [], "countries": []}',
            r"currencies_more\.jsonl:1: ",
        ),
        (
            "people__built__given_usual",
            "qesi\n",
            r"given_usual\.txt:1: 'qesi' has not the form of its list: ours begins with 'aaron m'",
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
