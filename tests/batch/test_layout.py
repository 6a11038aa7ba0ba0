"""Where records go in a folder: the input tree again, nothing outside it, no two in one place."""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.ledger.layout import Layout, Shard, name_key, safe
from newsextract.reading import Article, Failure, Source, unread


def article(file: str, root: str | None = None, row: int | None = None, id: str | None = None) -> Article:
    return Article(id or file, "", source=Source(file, root, row))


@pytest.mark.parametrize(
    ("inputs", "file", "place"),
    [
        (["archive"], "archive/2024/a.txt", "2024/a.txt.json"),
        (["archive/"], "archive/a.txt", "a.txt.json"),
        (["./archive/../archive"], "./archive/../archive/a.txt", "a.txt.json"),
        (["archive", "b.txt"], "archive/a.txt", "archive/a.txt.json"),
        (["archive", "b.txt"], "b.txt", "b.txt.json"),
        (["archive/x/a.txt"], "archive/x/a.txt", "a.txt.json"),
        (["archive/*/a.txt"], "archive/x/a.txt", "x/a.txt.json"),
        (["archive", "../b.txt"], "../b.txt", "b.txt.json"),
        (["-"], "-", "stdin.json"),
        (["stdin"], "stdin", r"_stdin~[0-9a-f]{16}.json"),
        (["archive"], "archive/.hidden.txt", r"hidden.txt~[0-9a-f]{16}.json"),
        (["archive"], "archive/NUL.txt", r"_NUL.txt~[0-9a-f]{16}.json"),
    ],
)
def test_the_input_tree_is_mirrored(
    inputs: list[str], file: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here" / "archive").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert re.fullmatch(place, Layout(inputs, ".json").place(article(file)))


def test_articles_of_one_file_are_spread_below_its_name() -> None:
    place = Layout(["a.jsonl"], ".json").place(article("a.jsonl", row=1, id="story-7"))
    assert re.fullmatch(r"a\.jsonl/[0-9a-f]{2}/story-7\.json", place)


def test_an_article_without_an_id_goes_by_its_line() -> None:
    assert Layout(["a.jsonl"], "").place(article("a.jsonl", row=3, id="a.jsonl:3")).endswith("/line-3")


def test_ids_that_occur_twice_or_differ_in_case_only() -> None:
    layout = Layout(["a.jsonl"], "")
    ids = ["x", "X", "x", "é", "e\u0301", "x~~2"]
    places = [layout.place(article("a.jsonl", row=row, id=id)) for row, id in enumerate(ids, 1)]
    assert len({name_key(place) for place in places}) == len(ids)
    assert [place.rpartition("/")[2] for place in places[:3]] == ["x", "X~~2", "x~~3"]
    assert layout.place(article("b.jsonl", row=1, id="x")).endswith("/x")


ODD = [
    *(
        "",
        ".",
        "..",
        "../../x",
        "/etc/passwd",
        "C:\\x",
        "c:x",
        "a/b",
        "a\\b",
        "NUL",
        "nul.txt",
        "com1",
        "CON.",
        "x.",
        "x ",
    ),
    *(" x", "~", "x~1", "\0", "a\nb", "a\u202eb", "\ud800", "x" * 5000, "é" * 200, "errors.jsonl"),
    *("stdin", ".aside", "a?b", "*", '"', "<", "|"),
]


@pytest.mark.parametrize("name", ODD)
def test_odd_names_cannot_leave_the_folder_or_break_it(name: str, tmp_path: Path) -> None:
    made = safe(name)
    assert made != name
    path = tmp_path / f"{made}.json"
    path.write_text("x")
    assert os.path.realpath(path) == str(path)
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.|errors\b.*\.jsonl$", made)


def test_odd_names_stay_apart() -> None:
    assert len({name_key(safe(name)) for name in ODD}) == len(ODD)


@given(st.lists(st.text(min_size=1), unique=True))
def test_no_two_names_share_a_place(ids: list[str]) -> None:
    layout = Layout(["a.jsonl"], ".json")
    places = [layout.place(article("a.jsonl", row=row, id=id)) for row, id in enumerate(ids, 1)]
    assert len({name_key(place) for place in places}) == len(ids)
    assert all(
        len(part.encode()) < 250 and part not in ("", ".", "..") for place in places for part in place.split("/")
    )


def test_shards_are_a_partition_and_keep_one_id_together() -> None:
    items: list[Article | Failure] = [article(f"f/{number}.txt", "f") for number in range(300)]
    items += [article("a.jsonl", row=row, id=f"Id{row % 50}" if row % 2 else f"id{row % 50}") for row in range(300)]
    items += [Failure(f"a.jsonl:{row}", "broken") for row in range(30)]
    layout = Layout(["f", "a.jsonl"], "")
    shards = [list(Shard(number, 4).of(items, layout)) for number in range(1, 5)]
    assert Counter(map(id, items)) == Counter(id(item) for shard in shards for item in shard)
    assert all(100 < len(shard) < 220 for shard in shards)
    where = {
        item.id.casefold(): place for place, shard in enumerate(shards) for item in shard if item.id.startswith("I")
    }
    assert all(where.get(item.id, place) == place for place, shard in enumerate(shards) for item in shard)


@pytest.mark.parametrize("name", ["many.jsonl", "many"])
def test_shards_of_a_file_of_many_leave_nothing_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("".join(json.dumps({"id": str(number), "text": "One."}) + "\n" for number in range(50)))
    ids = []
    layout = Layout([str(path)], "")
    for part in (1, 2, 3):
        shard = Shard(part, 3)
        items = unread(path, wanted=lambda source, shard=shard: shard.may_have(source, layout))  # type: ignore[misc]
        ids += [int(item.id) for item in shard.of(items, layout)]
    assert sorted(ids) == list(range(50))


def test_the_parts_are_the_same_however_the_input_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    names = [f"{number}.txt" for number in range(50)]
    monkeypatch.chdir(tmp_path)
    parts = []
    for folder in ("news", "./news/", str(tmp_path / "news"), "../" + tmp_path.name + "/news"):
        layout = Layout([folder], "")
        sources = [Source(f"{folder}/{name}", folder) for name in names]
        parts.append([Shard(1, 2).may_have(source, layout) for source in sources])
        assert len([*Shard(1, 2).of([article(source.file) for source in sources], layout)]) == sum(parts[0])
    assert parts[1:] == parts[:1] * 3
    assert 10 < sum(parts[0]) < 40


ENDINGS = [".json", ".jsonl", ".csv", ".txt", ".html", ".parquet", ".xlsx"]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("first", "row", "second"),
    [
        ("a.txt", None, "a.txt{}/b.txt"),
        ("a.txt", None, "A.TXT{}/b.txt"),
        ("a", None, "a{}/b"),
        ("a", None, "a{}/b/c/d.txt"),
        ("deep/a.md", None, "deep/a.md{}/b.txt"),
        ("straße.txt", None, "STRASSE.txt{}/b.txt"),
        ("b", None, "b{}"),
        ("A.txt", None, "a.txt"),
        ("Deep/a.txt", None, "deep/a.txt"),
        ("caf\u00e9.txt", None, "cafe\u0301.txt"),
        ("A.jsonl", 1, "a.jsonl/e0/x"),
    ],
)
def test_no_record_stands_where_a_folder_or_another_must_be(
    tmp_path: Path, ending: str, first: str, row: int | None, second: str
) -> None:
    paths = [tmp_path / name.format(ending) for name in (first, second)]
    for path in paths:
        path.parent.mkdir(exist_ok=True, parents=True)
        path.touch()
    layout = Layout([str(tmp_path)], ending)
    items = [
        article(str(paths[0]), row=row, id="x"),
        article(str(paths[1]), row=None if second != "b{}" else 1, id="x"),
    ]
    places = [name_key(layout.place(item)) for item in items]
    assert not f"{places[0]}/".startswith(f"{places[1]}/")
    assert not f"{places[1]}/".startswith(f"{places[0]}/")
    again = Layout([str(tmp_path)], ending)
    assert [name_key(again.place(item)) for item in reversed(items)] == places[::-1]


def test_only_a_folder_whose_name_ends_as_a_record_gets_a_mark(tmp_path: Path) -> None:
    item = article(str(tmp_path / "b.jsonl"), row=1, id="x")
    assert re.fullmatch(r"b\.jsonl/../x\.json", Layout([str(tmp_path)], ".json").place(item))
    assert re.fullmatch(r"b\.jsonl~/../x\.jsonl", Layout([str(tmp_path)], ".jsonl").place(item))


@pytest.mark.parametrize("name", ["errors", "Errors"])
def test_no_record_takes_the_name_of_a_file_of_ours(tmp_path: Path, name: str) -> None:
    layout = Layout([str(tmp_path)], ".jsonl")
    assert name_key(layout.place(article(str(tmp_path / name)))) != name_key(f"{name}.jsonl")
    assert Layout([str(tmp_path)], ".json").place(article(str(tmp_path / name))) == f"{name}.json"


def test_a_file_called_as_standard_input_is(tmp_path: Path) -> None:
    layout = Layout([str(tmp_path), "-"], ".json")
    assert layout.place(article(str(tmp_path / "-"))) == "-.json"
    assert layout.place(article("-")) == "stdin.json"


PATHS = st.lists(
    st.sampled_from(["a", "A", "a.txt", "a.txt.json", "A.JSON", "a.jsonl", "é", "e\u0301", "-"]), min_size=1, max_size=3
)


@settings(deadline=None)
@given(st.lists(PATHS, min_size=1, max_size=6), st.sampled_from(ENDINGS), st.randoms())
def test_no_two_files_of_a_tree_are_in_each_others_way(
    tmp_path_factory: pytest.TempPathFactory, trees: list[list[str]], ending: str, dice: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("tree")
    for parts in trees:
        with suppress(OSError):
            folder.joinpath(*parts[:-1]).mkdir(parents=True, exist_ok=True)
            folder.joinpath(*parts).touch()
    files = [str(path) for path in folder.rglob("*") if path.is_file()]
    layout = Layout([str(folder)], ending)
    items = [article(file, row=None if number % 3 else 1, id="a") for number, file in enumerate(sorted(files))]
    places = {item.source: name_key(layout.place(item)) for item in items}
    for one, other in permutations(places.values(), 2):
        assert not f"{one}/".startswith(f"{other}/")
    dice.shuffle(items)
    again = Layout([str(folder)], ending)
    assert {item.source: name_key(again.place(item)) for item in items} == places
