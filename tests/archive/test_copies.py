"""Articles of nearly the same text: which are copies, and that they are the same ones however the articles came."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.archive.filling.copies import remove, wording
from newsextract.archive.filling.settling import is_all_settled, settle
from newsextract.archive.store.database import closed, opened_to_write, transaction
from newsextract.archive.store.rows import add
from newsextract.ledger.ledger import Origin
from tests.archive.copied import check_copies, duplicates
from tests.archive.stories import AGAIN, CHANGES, DAY, MARKET, VOTE, WALL
from tests.archive.tables import ask, dump, run_in
from tests.archive.written import record


@pytest.mark.parametrize("change", CHANGES)
def test_a_text_that_is_changed_a_little_is_a_copy(change: str) -> None:
    first, other = wording(WALL), wording(CHANGES[change](WALL))
    assert other.is_copy_of(first)
    assert first.is_copy_of(other)
    assert len({*first.keys} & {*other.keys}) >= 3  # by which it is found


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (WALL, VOTE),  # the next day's story, of the same persons
        (WALL, AGAIN),  # the same story in other words
        (WALL, WALL + VOTE + AGAIN),  # of which it is a small part
        (MARKET.format(**DAY), MARKET.format(day=4, wheat=213, up=1.5, barley=187.25, volume="39,500")),
        (MARKET.format(**DAY), MARKET.format(**{**DAY, "wheat": 212, "up": 0.5})),
    ],
    ids=["what came next", "rewritten", "a part", "another day's figures", "a later hour's figures"],
)
def test_another_story_is_none(first: str, other: str) -> None:
    assert not wording(other).is_copy_of(wording(first))


def test_the_day_of_a_dateline_is_no_figure() -> None:
    for day in ("4 March", "March 4", "Mar 4"):
        text = MARKET.format(**DAY).replace("March 3", day)
        assert wording(text).numbers == wording(MARKET.format(**DAY)).numbers


@pytest.mark.parametrize(("words", "is_compared"), [(49, False), (50, True)])
def test_a_text_of_a_few_words_is_not_compared(words: int, is_compared: bool) -> None:
    assert bool(wording(" ".join(WALL.split()[:200]).replace(" - ", " ")).runs)
    assert bool(wording("so " * words).keys) is is_compared


def write(archive: Path, texts: list[str], gone: tuple[int, ...] = (), settled: bool = True) -> None:
    """Put articles in and take some out, as one run does."""
    connection = opened_to_write(archive)
    with transaction(archive, connection):
        connection.execute("INSERT OR IGNORE INTO run VALUES (1, '{}', NULL)")
        remove(connection, gone)
        [last] = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
        for place, text in enumerate(texts, last + 1):
            said = record({"people": ["Ana Duarte", f"Bo Lee {'abc'[len(text) % 3]}"]}) | {"text": text}
            add(connection, said, 1, Origin(str(place), None, place, ""), 0, 1)
    if settled:
        settle(archive, connection)
        assert is_all_settled(connection)
    closed(connection)


CHANCE = random.Random(3)
WORDS = [f"{CHANCE.choice('bcdfgklmnprst')}{CHANCE.choice('aeiou')}{number:x}x" for number in range(300)]
STORY = st.integers(0, 12).map(lambda start: " ".join(WORDS[start * 12 : start * 12 + 100]))
"""Each is much like those near to it, so a copy of a copy may be none of the original."""
RUN = st.tuples(st.lists(STORY, max_size=4), st.lists(st.integers(0, 20), max_size=2), st.booleans())


@settings(max_examples=60, deadline=None)
@given(st.lists(RUN, min_size=1, max_size=6))
def test_copies_are_those_of_the_first_whatever_came_and_went(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[list[str], list[int], bool]]
) -> None:
    archive = tmp_path_factory.mktemp("runs") / "a.db"
    write(archive, [])
    for texts, places, settled in runs:
        there = ask(archive, "SELECT id FROM article ORDER BY id")
        gone = tuple({there[place % len(there)] for place in places} if there else ())
        write(archive, texts, gone, settled)
    write(archive, [])
    check_copies(archive)


def test_the_first_of_the_copies_takes_the_place_of_an_original_that_goes(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    write(archive, [WALL, VOTE, *(CHANGES[change](WALL) for change in CHANGES)])
    assert duplicates(archive) == dict.fromkeys(range(3, 11), 1)
    assert ask(archive, "SELECT articles, copies FROM person WHERE name = 'Ana Duarte'") == [(2, 8)]
    write(archive, [], (1,))
    assert duplicates(archive) == dict.fromkeys(range(4, 11), 3)
    assert ask(archive, "SELECT articles, copies FROM person WHERE name = 'Ana Duarte'") == [(2, 7)]
    check_copies(archive)


def test_who_is_in_copies_alone_is_a_person(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    write(archive, [WALL, CHANGES["a correction"](WALL)])
    people = ask(archive, "SELECT name, articles, copies FROM person ORDER BY name")
    assert people == [("Ana Duarte", 1, 1), ("Bo Lee b", 0, 1), ("Bo Lee c", 1, 0)]
    assert ask(archive, "SELECT name FROM people_by_articles") == ["Ana Duarte", "Bo Lee c"]
    write(archive, [], (2,))
    assert ask(archive, "SELECT name, articles, copies FROM person") == [("Ana Duarte", 1, 0), ("Bo Lee c", 1, 0)]


def test_a_common_phrase_of_the_house_finds_no_more_than_so_many(tmp_path: Path) -> None:
    """A hundred articles of one key are looked at, the first of all among them."""
    archive = tmp_path / "a.db"
    write(archive, [WALL] * 120)
    assert duplicates(archive) == dict.fromkeys(range(2, 121), 1)


def test_the_run_says_how_many_copies_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WALL, encoding="utf-8")
    (tmp_path / "copy-of-a.txt").write_text(CHANGES["another headline"](WALL), encoding="utf-8")
    (tmp_path / "b.txt").write_text(VOTE, encoding="utf-8")
    run = ("a.txt", "copy-of-a.txt", "b.txt", "-o", "x.db")
    assert "; 1 copy of another article; 0 failed" in run_in(tmp_path, *run)
    assert "3 finished before; 1 copy of another article; 0 failed" in run_in(tmp_path, *run)
    assert ask(tmp_path / "x.db", "SELECT name, duplicate_of FROM article WHERE id = 2") == [("copy-of-a.txt", 1)]
    assert "copy" not in run_in(tmp_path, "b.txt", "-o", "x.db")
    for number in (1, 2):
        run_in(tmp_path, *run[:3], "--shard", f"{number}/2", "-o", f"{number}.db")
    run_in(tmp_path, "merge", "1.db", "2.db", "-o", "merged.db")
    run_in(tmp_path, *run[:3], "-o", "whole.db")
    assert dump(tmp_path / "merged.db") == dump(tmp_path / "whole.db")
