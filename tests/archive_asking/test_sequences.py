"""Whatever an open archive was asked before: it answers as one that has just been opened."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from newsextract import Archive, ArchiveError
from tests.archive_asking.asked import ANSWERS, QUOTES
from tests.archive_asking.making import Known, Told, made
from tests.batch.test_resume_states import CHECKED

ARTICLES = [
    Told([Known("Jonas Weber", "baker", says=["The port is shut"]), Known("Ana Duarte")], "2024-09-05"),
    Told([Known("Jonas Weber"), Known("Bo Lee", says=["No grain came"])], "2024-10-01", [("PT", "PRT", "Portugal")]),
    Told([Known("Duarte"), Known("Bo Lee")], "2025-02-03", counted=[(12, None, "ships")]),
]
ASKED: dict[str, Callable[..., Any]] = {
    **ANSWERS,
    **QUOTES,
    "numbers": lambda archive, **where: archive.numbers(**where),
    "bearers": lambda archive, **where: archive.bearers("Duarte"),
    "speakers": lambda archive, **where: archive.speakers("Bo Lee"),
    "by id": lambda archive, **where: archive.person(archive.bearers("Bo Lee")[0].id, **where),
    "nobody": lambda archive, **where: archive.person("Vera Drake", **where),
    "no id": lambda archive, **where: archive.person(429, **where),
    "corrections": lambda archive, **where: archive.corrections(),
}
QUERIES = [
    "SELECT name, articles FROM person ORDER BY name",
    "SELECT count(*) FROM quote",
    "PRAGMA table_info(person)",
    "SELECT * FROM persons",
    "DELETE FROM person",
    "SELECT 1; SELECT 2",
    "",
]
WHERE = st.fixed_dictionaries(
    {}, optional={"since": st.sampled_from(["2024-10", "x"]), "copies": st.booleans(), "country": st.just("PT")}
)
CHANGES: list[Callable[[Archive], Any]] = [
    lambda archive: archive.same("Ana Duarte", "Duarte"),
    lambda archive: archive.apart("Jonas Weber", articles=["a0"]),
    lambda archive: archive.nobody("Bo Lee"),
    lambda archive: archive.undo("last"),
]


def answer(asked: Callable[..., Any], *arguments: Any, **where: Any) -> Any:
    """What is returned; of an error its message."""
    try:
        return asked(*arguments, **where)
    except (ArchiveError, TypeError) as error:  # TypeError: not every question takes a country
        return str(error).replace("<lambda>", "")


class Asked(RuleBasedStateMachine):
    """An archive that stays open, and is asked and corrected."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = made(Path(self.folder.name, "a.db"), ARTICLES)
        self.archive = Archive(self.path)
        self.rows: Iterator[tuple[object, ...]] | None = None

    def teardown(self) -> None:
        self.archive.close()
        self.folder.cleanup()

    @rule(name=st.sampled_from(sorted(ASKED)), where=WHERE)
    def ask(self, name: str, where: dict[str, Any]) -> None:
        with Archive(self.path) as fresh:
            assert answer(ASKED[name], self.archive, **where) == answer(ASKED[name], fresh, **where)

    @rule(query=st.sampled_from(QUERIES))
    def sql(self, query: str) -> None:
        with Archive(self.path) as fresh:
            assert answer(lambda: list(self.archive.sql(query))) == answer(lambda: list(fresh.sql(query)))

    @rule()
    def read_the_first_row(self) -> None:
        self.rows = iter(self.archive.sql(QUERIES[0]))
        next(self.rows)

    @precondition(lambda self: self.rows)
    @rule()
    def read_the_other_rows(self) -> None:
        assert self.rows
        with Archive(self.path) as fresh:
            assert list(self.rows) == list(fresh.sql(QUERIES[0]))[1:]
        self.rows = None

    @precondition(lambda self: not self.rows)
    @rule(change=st.sampled_from(CHANGES))
    def correct(self, change: Callable[[Archive], Any]) -> None:
        with suppress(ArchiveError):
            change(self.archive)


TestAsked = Asked.TestCase
TestAsked.settings = settings(max_examples=15, stateful_step_count=15, **CHECKED)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", QUERIES)
def test_after_sql_all_else_is_answered(tmp_path: Path, query: str) -> None:
    with Archive(made(tmp_path / "a.db", ARTICLES)) as archive:
        with suppress(ArchiveError):
            archive.sql(query)
        assert archive.summary(since="2024-10").articles == 2


@pytest.mark.parametrize(
    "asked",
    [
        lambda archive: archive.person(429),
        lambda archive: archive.person(0),
        lambda archive: archive.quotes(speaker=429),
        lambda archive: archive.together(429),
        lambda archive: archive.summary(person=429),
    ],
)
def test_an_id_that_nobody_has_is_refused(tmp_path: Path, asked: Callable[[Archive], Any]) -> None:
    path = made(tmp_path / "a.db", ARTICLES)
    with Archive(path) as archive, pytest.raises(ArchiveError, match="no person has the number"):
        asked(archive)


def test_an_id_is_as_good_as_a_name(tmp_path: Path) -> None:
    with Archive(made(tmp_path / "a.db", ARTICLES)) as archive:
        [one] = archive.bearers("Bo Lee")
        assert archive.person(one.id) == archive.person("Bo Lee")
        assert archive.quotes(speaker=one.id) == archive.quotes(speaker="Bo Lee") != []
        assert archive.people(person=one.id) == archive.people(person="Bo Lee")
