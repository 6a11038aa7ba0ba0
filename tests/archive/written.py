"""Archives written by hand: each article says who is in it, with whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from newsextract.archive.filling.settling import settle
from newsextract.archive.store.database import closed, opened_to_write, transaction
from newsextract.archive.store.rows import add
from newsextract.ledger.ledger import Origin
from tests.archive.tables import ask

Said = dict[str, Any]
"""Of an article: "people", each a name or a name with "titles" and "roles"; countries "in"; "date"; "text"."""


def person(said: str | Said, place: int) -> Said:
    given = {"name": said} if isinstance(said, str) else said
    mention = {"text": given["name"], "start": place, "end": place + 1, "sentence": (0, 1)}
    return {"aliases": [], "titles": [], "roles": [], **given, "mentions": [mention]}


def quote(place: int) -> Said:
    speaker = {"text": "he", "start": 0, "end": 1, "name": None, "person": place}
    said = {"text": f"said {place}", "start": 0, "end": 1, "sentence": (0, 1)}
    return {**said, "kind": "direct", "statement": place, "speaker": speaker, "cue": None}


def record(said: Said) -> Said:
    mention = {"text": "there", "start": 0, "end": 1, "kind": "name", "within": None, "sentence": (0, 1)}
    return {
        "id": said.get("id", "a"),
        "title": None,
        "url": None,
        "language": "en",
        "model": "m",
        "text": said.get("text", "t"),
        "date": said.get("date"),
        "people": [person(one, place) for place, one in enumerate(said["people"])],
        "countries": [
            {"name": code, "alpha_2": code, "alpha_3": f"{code}X", "mentions": [{**mention, "start": place}]}
            for place, code in enumerate(said.get("in", []))
        ],
        "numbers": [],
        "quotes": [quote(place) for place, _ in enumerate(said["people"]) if said.get("speak")],
    }


def write(archive: Path, articles: Iterable[Said], settled: bool = True) -> None:
    """Add articles, as one run does."""
    connection = opened_to_write(archive)
    with transaction(archive, connection):
        connection.execute("INSERT OR IGNORE INTO run VALUES (1, '{}', NULL)")
        [before] = connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
        for place, said in enumerate(articles, before):
            add(connection, record({"id": str(place), **said}), 1, Origin(str(place), None, place, ""), 0, 1)
    if settled:
        settle(archive, connection)
    closed(connection)


def persons(archive: Path) -> dict[tuple[int, str], int]:
    """The id of the person of each name in each article, which are counted from 0."""
    rows = ask(archive, "SELECT article_id - 1, name, person_id FROM article_person ORDER BY article_id, name")
    return {(article, name): person for article, name, person in rows}


def identities(archive: Path) -> dict[tuple[int, str], int]:
    """The same, persons too counted from 0."""
    numbers: dict[int, int] = {}
    return {one: numbers.setdefault(person, len(numbers)) for one, person in persons(archive).items()}


def groups(archive: Path) -> list[list[str]]:
    """The persons, each as the articles and names that it has: ["0 Ana Duarte", "3 Duarte"]."""
    found: dict[int, list[str]] = {}
    for (article, name), identity in sorted(identities(archive).items()):
        found.setdefault(identity, []).append(f"{article} {name}")
    return sorted(found.values())


def among(archive: Path, *names: str) -> list[list[str]]:
    """Those groups alone that have one of these names."""
    wanted = [[one for one in group if one.partition(" ")[2] in names] for group in groups(archive)]
    return [group for group in wanted if group]


def articles(*said: str | Sequence[str]) -> list[Said]:
    """Articles of names alone, in one place."""
    return [{"people": [one] if isinstance(one, str) else list(one), "in": ["KE"]} for one in said]


def told(text: str) -> list[Said]:
    """Articles in one place: "[Mr] Cy Young (a striker), Bo Lee | Ed Fox" are two."""
    people = re.compile(r"(?:\[(.*?)\] )?([^(,]+?)(?: \((.*?)\))?(?:, |$)")
    return [
        {"people": [_told(*found) for found in people.findall(article)], "in": ["KE"]} for article in text.split(" | ")
    ]


def _told(title: str, name: str, role: str) -> Said:
    return {"name": name, "titles": [title] if title else [], "roles": [role] if role else []}


def grouped(text: str) -> list[list[str]]:
    """The persons as ``groups`` gives them: "0 Ana Duarte, 1 Duarte; 0 Bo Lee" are two."""
    return sorted(group.split(", ") for group in text.split("; "))


def cases(text: str, lines: int) -> list[Any]:
    """Each case of a table in so many lines, the first of which names it."""
    rows = [line.strip() for line in text.strip().splitlines()]
    each = [rows[start : start + lines] for start in range(0, len(rows), lines)]
    return [pytest.param(*one, id=one[0]) for one in each]
