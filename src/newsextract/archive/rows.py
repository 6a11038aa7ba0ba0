"""An article's record -> rows of the tables; and articles taken out again."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsextract.archive.origins import Origin

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQL's substr ends at a NUL; UTF-8 has no half of a surrogate pair
IN_JSON = re.compile(rb"\\u(?:0000|d)")
"""How a line of JSON has such a character."""
_REPLACEMENT = "\ufffd"

Row = Mapping[str, Any]


def add(connection: sqlite3.Connection, record: Row, words: int, origin: Origin, file_number: int, run: int) -> int:
    """Put an article in, with all that was found; its id. ``record`` has its text and its sentences.

    ``file_number``: where in the input of the ``run`` its file came.
    """
    article = _insert_article(connection, record, words)
    connection.execute(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)",
        (article, run, origin.place, origin.file, file_number, origin.row, origin.hash),
    )
    persons = _insert_people(connection, article, record)
    connection.executemany(
        "INSERT INTO country_mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                article,
                country["alpha_2"],
                country["alpha_3"],
                country["name"],
                mention["kind"],
                mention["within"],
                *_place(mention),
            )
            for country in record["countries"] or ()
            for mention in country["mentions"]
        ),
    )
    connection.executemany(
        "INSERT INTO number VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((article, _meant(persons, number), *_number(number)) for number in record["numbers"] or ()),
    )
    connection.executemany(
        "INSERT INTO quote VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((article, _meant(persons, quote["speaker"] or {}), *_quote(quote)) for quote in record["quotes"] or ()),
    )
    return article


def remove(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Take articles out, and the persons whom no other article has."""
    for article in articles:
        persons = _persons_of(connection, article)
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
        count(connection, persons, -1)
    connection.execute("DELETE FROM person WHERE articles = 0")


def count(connection: sqlite3.Connection, persons: Iterable[tuple[int, int, int]], sign: int) -> None:
    """Add an article's persons, as (person, mentions, quotes), to what is known of them, or (-1) take them off."""
    connection.executemany(
        "UPDATE person SET articles = articles + ?, mentions = mentions + ?, quotes = quotes + ? WHERE id = ?",
        ((sign, sign * mentions, sign * quotes, person) for person, mentions, quotes in persons),
    )


def _persons_of(connection: sqlite3.Connection, article: int) -> list[tuple[int, int, int]]:
    rows = connection.execute("SELECT person_id, mentions, quotes FROM article_person WHERE article_id = ?", (article,))
    return rows.fetchall()


def _insert_article(connection: sqlite3.Connection, record: Row, words: int) -> int:
    columns = ("id", "title", "date", "url", "language", "model")
    cursor = connection.execute(
        "INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*(record[column] for column in columns), words, record["text"]),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert_people(connection: sqlite3.Connection, article: int, record: Row) -> list[int]:
    people = record["people"] or ()
    said = Counter((quote["speaker"] or {}).get("person") for quote in record["quotes"] or ())
    persons = _persons(connection, [person["name"] for person in people])
    rows = [
        (person, len(found["mentions"]), said[place])
        for place, (person, found) in enumerate(zip(persons, people, strict=True))
    ]
    connection.executemany(
        "INSERT INTO article_person VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                article,
                person,
                found["name"],
                *(json.dumps(found[kind], ensure_ascii=False) for kind in ("aliases", "titles", "roles")),
                mentions,
                quotes,
            )
            for found, (person, mentions, quotes) in zip(people, rows, strict=True)
        ),
    )
    count(connection, rows, 1)
    connection.executemany("INSERT OR REPLACE INTO unsettled VALUES (?, ?, 0)", ((one, article) for one in persons))
    connection.executemany(
        "INSERT INTO person_mention VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (article, person, *_place(mention))
            for person, found in zip(persons, people, strict=True)
            for mention in found["mentions"]
        ),
    )
    return persons


def _persons(connection: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Until all are settled, the person who has that very name; each of the article's people another one."""
    persons: list[int] = []
    for name in names:
        known = connection.execute("SELECT id FROM person WHERE name = ? ORDER BY articles DESC, id", (name,))
        person = next((person for (person,) in known if person not in persons), None)
        persons.append(new_person(connection, name) if person is None else person)
    return persons


def new_person(connection: sqlite3.Connection, name: str) -> int:
    """The id of a person who is in no article yet."""
    cursor = connection.execute("INSERT INTO person (name) VALUES (?)", (name,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _place(mention: Row) -> tuple[Any, ...]:
    return mention["start"], mention["end"], mention["text"], *mention["sentence"]


def _meant(persons: Sequence[int], found: Row) -> int | None:
    place = found.get("person")
    return None if place is None else persons[place]


def _number(number: Row) -> tuple[Any, ...]:
    columns = ("kind", "value", "upper", "unit", "per", "comparator", "change", "concept")
    return tuple(_as_stored(number[column]) for column in columns) + _place(number)


def _as_stored(value: Any) -> Any:
    """SQLite's integers have 64 bits; a larger one is kept as a real."""
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _quote(quote: Row) -> tuple[Any, ...]:
    speaker, cue = quote["speaker"] or {}, quote["cue"] or {}
    said_by = tuple(speaker.get(column) for column in ("text", "start", "end"))
    return quote["kind"], quote["statement"], *said_by, cue.get("text"), *_place(quote)


def storable(value: Any) -> Any:
    """The same with a replacement character for NUL and half a surrogate pair: as long, so offsets stay."""
    if isinstance(value, str):
        return _UNSTORABLE.sub(_REPLACEMENT, value)
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {key: storable(item) for key, item in value.items()}
    return value
