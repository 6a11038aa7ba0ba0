"""Whenever somebody corrects an archive: it is the one that was made with these corrections from the start.

Random sequences of articles that come and go, and of corrections made and taken back, in names that are much alike.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsextract.archive.corrections.corrections import ContradictionError, Correction, CorrectionKind, Decisions, store
from newsextract.archive.filling import blocks
from newsextract.archive.filling.settling import Pending, Settling, settle, take_out
from newsextract.archive.store.database import closed, opened_to_write, transaction
from tests.archive.tables import ask, is_sound
from tests.archive.written import Said, write
from tests.batch.test_resume_states import CHECKED, COUNT

NAMES = [
    "Ana Duarte",
    "Anna Duarte",
    "A. Duarte",
    "Bo Duarte",
    "Duarte",
    "Ana",
    "Cy Young",
    "Cy Jung",
    "Young",
    "Vera Drake",
]
TEXT = "who -- said Bo Duarte and Vera Drake"
FINDS = [
    Correction("person", "Bo Duarte"),
    Correction("person", "Vera Drake", "1", "Ana Duarte"),
    Correction("person", "Vera Drake", "2"),
    Correction("speaker", "said 1", "0", "Duarte", start=0),
    Correction("speaker", "said 0", "1", "Cy Young"),
    Correction("speaker", "said 0", "2"),
    Correction("no-quote", "said 1", "1"),
    Correction("no-country", "KE", "1"),
    Correction("no-country", "KE"),
    Correction("no-role", "Ana Duarte", None, "a baker"),
    Correction("no-role", "Cy Young", "2", "a striker"),
    Correction("called", "Nina Holt", None, "Ana Duarte"),
    Correction("called", "Nina Holt", None, "Duarte", "1"),
]
_QUICK = next((folder for folder in ("/dev/shm",) if Path(folder).is_dir()), None)  # its writes wait for no disk
_SIZE = blocks.SIZE
Step = Callable[[Path], None]

people = st.lists(
    st.builds(
        lambda name, role, title: {"name": name, "roles": role, "titles": title},
        st.sampled_from(NAMES),
        st.sampled_from([[], [], ["a baker"], ["a striker"], ["a senator"]]),
        st.sampled_from([[], [], [], ["Mr"], ["Mrs"]]),
    ),
    min_size=1,
    max_size=3,
)
stories = st.lists(
    st.builds(lambda people: {"people": people, "in": ["KE"], "speak": True, "text": TEXT}, people),
    min_size=1,
    max_size=4,
)
names, places = st.sampled_from(NAMES), st.sampled_from([None, None, "0", "1", "2"])


def shown(archive: Path) -> list[Any]:
    """The persons, each with its name and the articles as they have it, and the quotes and mentions."""
    held = ask(
        archive,
        "SELECT person_id, article_id, held.name, held.aliases, held.roles, held.mentions, held.quotes, "
        "(SELECT json_group_array(start) FROM person_mention AS m WHERE (m.article_id, m.person_id) = "
        "(held.article_id, held.person_id)), (SELECT json_group_array(text || speaker) FROM quote "
        "WHERE (quote.article_id, quote.person_id) = (held.article_id, held.person_id)), "
        "(SELECT mentions FROM article_country WHERE article_id = held.article_id) "
        "FROM article_person AS held ORDER BY article_id, held.name, 5, 6, 7, 8",
    )
    persons = ask(archive, "SELECT id, name, role, articles, mentions, quotes FROM person")
    return sorted(((*row[1:], [one[1:] for one in held if one[0] == row[0]]) for row in persons), key=repr)


def keys(archive: Path) -> list[Any]:
    """By what persons are found, each by the articles that have the person; none of one who is gone."""
    rows = ask(
        archive,
        "SELECT key, (SELECT json_group_array(article_id || name) FROM (SELECT * FROM article_person "
        "WHERE person_id = known.person_id ORDER BY article_id)) FROM person_key AS known",
    )
    assert "[]" not in [who for _, who in rows]
    return sorted(rows)


def added(new: list[Said], steps: int) -> Step:
    """Put in and settled, by a run that was cut short after so many steps and gone on with."""

    def step(archive: Path) -> None:
        write(archive, new, settled=False)
        connection = opened_to_write(archive)
        for _ in range(steps):
            with transaction(archive, connection):
                Settling(connection).go_on()
        closed(connection)
        write(archive, [])

    return step


def removed(article: int) -> Step:
    def step(archive: Path) -> None:
        connection = opened_to_write(archive)
        with transaction(archive, connection):
            take_out(connection, [article])
        settle(archive, connection)
        closed(connection)

    return step


def corrected(corrections: list[Correction]) -> Step:
    """With these corrections and no others."""

    def step(archive: Path) -> None:
        connection = opened_to_write(archive)
        with transaction(archive, connection):
            connection.execute("DELETE FROM correction")
            store(connection, corrections)
            Pending(connection).follow()
        settle(archive, connection)
        closed(connection)

    return step


class Corrected(RuleBasedStateMachine):
    """One archive to which all happens."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=_QUICK)
        self.archive = Path(self.folder.name, "a.db")
        self.steps: list[Step] = []
        self.corrections: list[Correction] = []
        self.count = 0
        write(self.archive, [])

    @initialize(size=st.sampled_from([2, 5, blocks.SIZE]))
    def settle_in_blocks(self, size: int) -> None:
        blocks.SIZE = size

    def teardown(self) -> None:
        try:
            self.check()
        finally:
            blocks.SIZE = _SIZE

    def check(self) -> None:
        assert is_sound(self.archive)
        fresh = Path(self.folder.name, "fresh.db")
        corrected(self.corrections)(fresh)
        for step in self.steps:
            step(fresh)
        assert shown(self.archive) == shown(fresh)
        self.nothing_changes_by_settling()
        for archive in (self.archive, fresh):
            corrected([])(archive)
        plain = Path(self.folder.name, "plain.db")
        write(plain, [])
        for step in self.steps:
            step(plain)
        assert shown(self.archive) == shown(fresh) == shown(plain)
        assert (
            ask(self.archive, "SELECT count(*) FROM found")
            == ask(self.archive, "SELECT count(*) FROM overruled")
            == [0]
        )
        assert keys(self.archive) == keys(plain)
        self.folder.cleanup()

    def do(self, step: Step) -> None:
        self.steps.append(step)
        step(self.archive)

    @rule(new=stories, steps=st.integers(0, 8))
    def add(self, new: list[Said], steps: int) -> None:
        self.do(added(new, steps))
        self.count += len(new)

    @rule(article=st.integers(1, 8))
    def remove(self, article: int) -> None:
        if article < self.count:  # not the last one, whose id would be another's
            self.do(removed(article))

    @rule(
        kind=st.sampled_from(["same", "same", "apart", "apart", "nobody"]),
        one=names,
        other=names,
        at=places,
        there=places,
    )
    def correct(self, kind: CorrectionKind, one: str, other: str, at: str | None, there: str | None) -> None:
        line = Correction(kind, one, at) if kind == "nobody" else Correction(kind, one, at, other, there)
        with suppress(ContradictionError):
            Decisions([*self.corrections, line])
            self.corrections.append(line)
            corrected(self.corrections)(self.archive)

    @rule(line=st.sampled_from(FINDS))
    def correct_finds(self, line: Correction) -> None:
        with suppress(ContradictionError):
            Decisions([*self.corrections, line])
            self.corrections.append(line)
            corrected(self.corrections)(self.archive)

    @rule(place=st.integers(0, 5))
    def undo(self, place: int) -> None:
        if place < len(self.corrections):
            del self.corrections[place]
            corrected(self.corrections)(self.archive)

    @invariant()
    def nothing_changes_by_settling(self) -> None:
        before = shown(self.archive)
        corrected(self.corrections)(self.archive)
        assert shown(self.archive) == before

    @invariant()
    def the_corrections_hold(self) -> None:
        held = ask(self.archive, "SELECT person_id, name, article_id FROM article_person")
        in_one = {name for line in self.corrections for name, article in line.given if article}
        for line in self.corrections:
            if line.kind == "nobody" and " " in line.name and line.name not in in_one:
                assert line.name not in [name for _, name, _ in held], line


TestCorrected = Corrected.TestCase
TestCorrected.settings = settings(max_examples=max(5, COUNT), stateful_step_count=12, **CHECKED)  # type: ignore[arg-type]
