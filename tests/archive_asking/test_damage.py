"""A damaged archive: every question, command and run has an answer or one line with a remedy, never a traceback."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from newsextract import Archive, ArchiveError
from newsextract.archive.filling.copies import remove
from newsextract.archive.filling.settling import settle
from newsextract.archive.filling.taking import Taken
from newsextract.archive.store.database import closed, damage, opened_to_write, transaction
from newsextract.cli import running
from newsextract.cli.commands import other_commands
from newsextract.reading import Source
from newsextract.reading.article import UnreadableError
from tests.archive.fake import quick as quick

Damage = Callable[[Path], object]
REMEDY = "restore a backup of it, or remove it and run the command that made it again"


def changed(sql: str, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = on")
        connection.execute("PRAGMA ignore_check_constraints = on")
        connection.execute(sql)


def ask_all(path: Path) -> None:
    """Every question; those that cannot be answered say so."""
    with suppress(ArchiveError), Archive(path) as archive:
        questions: list[Callable[[], object]] = [
            archive.summary,
            archive.people,
            archive.countries,
            archive.months,
            archive.together,
            archive.count_found,
            archive.quotes,
            lambda: archive.quotes("tariff*"),
            lambda: archive.quotes(speaker="the police"),
            lambda: archive.speakers("Kallas"),
            lambda: archive.bearers("Bobi Wine"),
            lambda: archive.person("Donald Trump"),
            lambda: archive.together("Donald Trump"),
            lambda: archive.summary(since="2024", country="UA", person="Donald Trump"),
        ]
        for question in questions:
            with suppress(ArchiveError):
                question()


def take_over(path: Path) -> None:
    """What a run does of which the archive is an input."""
    taken = Taken([str(path)])
    with suppress(ArchiveError):
        taken.into_archive()
    with suppress(UnreadableError):
        assert all(taken.finished(Source(str(path))))


def add_to(path: Path) -> None:
    """What a run does that goes on with the archive."""
    with suppress(ArchiveError):
        connection = opened_to_write(path)
        try:
            with transaction(path, connection):
                remove(connection, [1])
                connection.execute(
                    "INSERT OR REPLACE INTO unsettled SELECT article_id, person_id, 0 FROM article_person"
                )
            settle(path, connection)
        finally:
            closed(connection)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """The archive's bytes with some of them, a page or the end gone."""
    found = bytearray(data)
    place = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:place]
        case 1:
            page = place // 2048 * 2048
            found[page : page + 2048] = chance.choice([bytes(2048), chance.randbytes(2048)])
        case 2:
            found[place % 100] = chance.randrange(256)
        case _:
            for _ in range(chance.choice([1, 5, 50])):
                found[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(found)


def values(archive: Path, chance: random.Random) -> Iterator[str]:
    """Statements that put into columns what newsextract never writes."""
    wrong = ["CAST(x'ff41' AS TEXT)", "x'ff'", "''", "7", "2.5", "'{'", "'[7]'", "9223372036854775807", "NULL"]
    with closing(sqlite3.connect(archive)) as connection:
        columns = connection.execute(
            "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c "
            "WHERE t.type = 'table' AND t.name NOT LIKE '%fts%'"
        ).fetchall()
    for table, column in columns:
        yield f'UPDATE OR IGNORE "{table}" SET "{column}" = {chance.choice(wrong)}'


@pytest.mark.parametrize("seed", range(4))
def test_overwritten_bytes(named: Path, tmp_path: Path, seed: int) -> None:
    chance, data = random.Random(seed), named.read_bytes()
    for number in range(25):
        path = tmp_path / f"{number}.db"
        path.write_bytes(overwritten(data, chance))
        ask_all(path)
        take_over(path)
        add_to(path)


def test_values_that_newsextract_never_writes(named: Path, tmp_path: Path) -> None:
    assert damage(named) is None
    path = tmp_path / "a.db"
    for statement in values(named, random.Random(1)):
        shutil.copy(named, path)
        with suppress(sqlite3.IntegrityError):
            changed(statement, path)
        ask_all(path)
        take_over(path)
        add_to(path)


def bad_utf8(path: Path) -> None:
    changed("UPDATE article_person SET aliases = CAST(x'ff' AS TEXT)", path)
    changed("UPDATE article SET date = CAST(x'ff' AS TEXT)", path)
    changed("UPDATE quote SET kind = CAST(x'ff' AS TEXT)", path)
    changed("UPDATE source SET place = CAST(x'ff' || article_id AS TEXT)", path)


def bad_schema(path: Path) -> None:
    changed("UPDATE sqlite_master SET sql = replace(sql, 'article_id INTEGER', 'article_ie INTEGER')", path)


def bad_schema_in_no_utf8(path: Path) -> None:
    changed("UPDATE sqlite_master SET sql = CAST(x'ff' AS TEXT) WHERE type = 'table'", path)


def short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def blank_pages(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2048] + bytes(path.stat().st_size - 2048))


@pytest.mark.parametrize("spoil", [bad_utf8, bad_schema, bad_schema_in_no_utf8, short, blank_pages])
@pytest.mark.parametrize(
    "command",
    [
        "summary a.db",
        "summary a.db -f table",
        "summary a.db --person Trump",
        "summary a.db -o report.html",
        "quotes a.db",
        "quotes a.db tariff -f csv",
    ],
)
def test_a_command_says_so_in_one_line(
    spoil: Damage,
    command: str,
    named: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(named, tmp_path / "a.db")
    spoil(tmp_path / "a.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["newsextract", *command.split()])
    assert running.run(other_commands) == 2
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith("newsextract: a.db: damaged (")
    assert line.endswith(f"): {REMEDY}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db"]


@pytest.mark.parametrize("spoil", [bad_utf8, bad_schema, bad_schema_in_no_utf8, short, blank_pages])
def test_a_run_that_adds_says_so_and_the_remedy_works(quick: Callable[..., list[str]], spoil: Damage) -> None:
    for name in ("a", "b"):
        Path(f"{name}.txt").write_text("Ana Duarte; Bo Lee")
        quick("a.txt", *(["b.txt"] if name == "b" else []))
    spoil(Path("a.db"))
    Path("c.txt").write_text("Ana Duarte")
    *_, line = quick("a.txt", "b.txt", "c.txt", status=2)
    assert line.startswith("a.db: damaged (")
    assert REMEDY in line
    Path("a.db").unlink()
    quick("a.txt", "b.txt", "c.txt")
    with Archive("a.db") as archive:
        assert archive.summary().articles == 3


def test_what_is_no_damage_stays_what_it_is(named: Path) -> None:
    """A mistake of the program that asks is not the archive's."""
    with Archive(named) as archive, pytest.raises(TypeError):
        archive.bearers(b"5")  # type: ignore[arg-type]
