"""Conditions in SQL for what narrows a question: dates, a country, persons and a confidence, from what was typed."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from newsextract.archive.store.database import ArchiveError, value

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_AFTER_ALL = "~"  # sorts after what ISO 8601 puts after a year, a month or a day
_LIKE = 0.7  # of 1: how near a name must come to be offered

DATED = "(date GLOB '[12][0-9][0-9][0-9]-[01][0-9]*' OR date GLOB '[12][0-9][0-9][0-9]')"
"""That a date is one that sorts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked about: the articles from one date to another (both included) that name a country and have all the
    persons, and the finds in them with a confidence of ``least`` or more."""

    since: str | None = None
    until: str | None = None
    alpha_2: str | None = None
    persons: tuple[int, ...] = ()
    copies: bool = False
    """Whether copies of other articles are among them."""
    least: float | None = None
    """The least confidence of a find; one whose confidence is not known counts as sure."""

    @property
    def is_part(self) -> bool:
        """Whether only some articles are asked about."""
        return replace(self, copies=False, least=None) != ALL

    @property
    def are_articles(self) -> str:
        """The condition in SQL, to put after an article's id, that it is one of them."""
        return "IN (SELECT id FROM chosen)" if self.is_part else "NOT IN (SELECT id FROM left_out)"

    def is_sure(self, table: str) -> str:
        """The condition that a row of a table is as sure as asked for."""
        return "1" if self.least is None else f"coalesce({table}.confidence, 1) >= {self.least!r}"


ALL = Choice()
"""Everything but copies."""


def dates(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The two as they are. Raises ArchiveError for what is no year, month or day, and for an end before the start."""
    for day in filter(None, (since, until)):
        if not is_date(day):
            raise ArchiveError(f"{day}: not a date: give a year, a month or a day, as 2026, 2026-03 or 2026-03-05")
    if since and until and since > until + _AFTER_ALL:
        raise ArchiveError(f"since {since} is after until {until}: swap them")
    return since or None, until or None


def is_date(value: str) -> bool:
    """Whether it is a year, a month or a day, by ISO 8601."""
    found = _DATE.fullmatch(value)
    if not found:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True


def confidence(least: float | None) -> float | None:
    """The least confidence that counts, None where all finds do. Raises ArchiveError for what is not from 0 to 1."""
    if least is not None and not 0 <= least <= 1:
        raise ArchiveError(f"{least:g}: not a confidence: give a number from 0 (all finds) to 1, as 0.9")
    return float(least) if least else None


def choose(connection: sqlite3.Connection, choice: Choice) -> None:
    """Fill the table ``chosen`` with the articles of a part, and ``left_out`` with the copies that do not count.

    The tables have the articles' ids, are this connection's alone, and in memory.
    """
    for table in ("chosen", "left_out"):
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY)")
        connection.execute(f"DELETE FROM {table}")
    parts: list[tuple[str, tuple[object, ...]]] = []
    if choice.since or choice.until:
        dates = (choice.since or "", (choice.until or "") + _AFTER_ALL)
        parts.append((f"SELECT id FROM article WHERE date >= ? AND date <= ? AND {DATED}", dates))
    if choice.alpha_2:
        country = f"SELECT article_id FROM article_country WHERE alpha_2 = ? AND {choice.is_sure('article_country')}"
        parts.append((country, (choice.alpha_2,)))
    person = f"SELECT article_id FROM article_person WHERE person_id = ? AND {choice.is_sure('article_person')}"
    parts += [(person, (one,)) for one in choice.persons]
    if parts:
        connection.execute(
            f"INSERT INTO chosen {' INTERSECT '.join(part for part, _ in parts)}",
            tuple(value for _, values in parts for value in values),
        )
    if not choice.copies:
        among = "AND id IN (SELECT id FROM chosen)" if parts else ""
        connection.execute(f"INSERT INTO left_out SELECT id FROM article WHERE duplicate_of IS NOT NULL {among}")
        connection.execute("DELETE FROM chosen WHERE id IN (SELECT id FROM left_out)")


def refuse_without_dates(path: Path, connection: sqlite3.Connection) -> None:
    """Raise ArchiveError where no article has a date that sorts, so that none can be asked for."""
    if value(connection, f"SELECT 1 FROM article WHERE {DATED} LIMIT 1"):
        return
    other = value(connection, "SELECT date FROM article WHERE date IS NOT NULL LIMIT 1")
    has = "a date" if other is None else f"an ISO date (one is {other!r})"
    raise ArchiveError(
        f"{path}: no article has {has}: leave out since and until, or give the articles dates as 2026-03-05"
    )


def country(text: str) -> tuple[str, str]:
    """The alpha-2 and the name of a country by either code or a name, in any case. Raises ArchiveError."""
    from newsextract.countries.gazetteer import countries
    from newsextract.people.knowledge.spelling import fold

    names: dict[str, str] = {}
    for alpha_2, row in countries().items():
        for name in (alpha_2, row["alpha_3"], row["name"], *row.get("names", ())):
            names.setdefault(fold(name), alpha_2)
    meant = names.get(fold(text.strip()))
    if meant is None:
        from difflib import get_close_matches

        whole = [name for name in names if len(name) > len("UKR")]  # any two codes are near
        near = dict.fromkeys(names[name] for name in get_close_matches(fold(text), whole, n=3, cutoff=_LIKE))
        offered = " or ".join(countries()[alpha_2]["name"] for alpha_2 in near)
        remedy = f"did you mean {offered}?" if near else "give a country's name or ISO code: Ukraine, UA or UKR"
        raise ArchiveError(f"{text}: not a country: {remedy}")
    return meant, countries()[meant]["name"]
