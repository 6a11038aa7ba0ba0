"""Articles put into an archive and taken out, their finds replaced, their persons counted."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsextract.archive.store.database import marks, value
from newsextract.archive.store.finds import KEYS, Finds, Row, finds_of_record, rows_of
from newsextract.archive.store.wording import wording
from newsextract.batch.ledger.ledger import Ledger
from newsextract.batch.ledger.origins import Origin
from newsextract.output.inert import in_each_text

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQL's substr ends at a NUL; UTF-8 has no half of a surrogate pair
IN_JSON = re.compile(rb"\\u(?:0000|d)")
"""How a line of JSON has such a character."""
_REPLACEMENT = "\ufffd"

AS_IN_RECORD = (
    "mentions DESC, (SELECT min(start) FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)"
)
"""The order of an article's people, who are ``held``, as a record has them."""

_LAST_ID = "SELECT last_insert_rowid()"

Count = tuple[int, int, int]
"""A person of an article, with the mentions and the quotes."""


def add(
    connection: sqlite3.Connection, record: Mapping[str, Any], words: int, origin: Origin, file_number: int, run: int
) -> int:
    """Put an article in, of so many words, with all that was found; its id.

    ``file_number``: where in the input of the ``run`` its file came.
    """
    head = {column: record[column] for column in ("title", "date", "url", "language", "model")}
    insert(connection, "article", [{"name": record["id"], **head, "words": words, "text": record["text"]}])
    article: int = value(connection, _LAST_ID)
    Ledger(connection).enter(origin, file_number, run, article)
    connection.execute("INSERT INTO uncompared VALUES (?)", (article,))
    finds = finds_of_record(record)
    persons = waiting_persons(connection, [row["name"] for row in finds["article_person"]])
    connection.executemany("INSERT INTO unsettled VALUES (?, ?, 0)", ((article, one) for one in persons))
    for table, rows in finds.items():
        for row in rows:
            row["article_id"] = article
            if (place := row.get("person_id")) is not None:
                row["person_id"] = persons[place]
        insert(connection, table, rows)
    count(connection, _persons_of(connection, article), 1, False)
    return article


def replace_finds(connection: sqlite3.Connection, article: int, after: Finds) -> Finds:
    """The rows of an article replaced in the tables that ``after`` has. Of those that change, the rows as they were."""
    before = {table: rows_of(connection, table, article) for table in KEYS if table in after}
    changed = {table: rows for table, rows in before.items() if rows != after[table]}
    for table in changed:
        there = {_key(table, row): row for row in before[table]}
        for row in after[table]:
            if there.get(_key(table, row)) != row:
                _put(connection, table, row)
    for table in reversed(changed):
        kept = {_key(table, row) for row in after[table]}
        for row in before[table]:
            if (key := _key(table, row)) not in kept:
                where = " AND ".join(f"{column} = ?" for column in KEYS[table])
                connection.execute(f"DELETE FROM {table} WHERE article_id = ? AND {where}", (article, *key))
    if "article_person" in changed:
        for sign, finds in ((-1, before), (1, after)):
            counts = [(row["person_id"], row["mentions"], row["quotes"]) for row in finds["article_person"]]
            count(connection, counts, sign, is_copy(connection, article))
    if "country_mention" in changed:
        connection.execute("DELETE FROM article_country WHERE article_id = ?", (article,))
        connection.execute(
            "INSERT INTO article_country SELECT alpha_2, article_id, count(*), confidence FROM country_mention "
            "WHERE article_id = ? GROUP BY alpha_2",
            (article,),
        )
    return changed


def _key(table: str, row: Row) -> tuple[Any, ...]:
    return tuple(row[column] for column in KEYS[table])


def _put(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert a row, or update the one of its key. A quote whose id another article's has by now gets a new one."""
    if table == "quote":
        taken = "SELECT 1 FROM quote WHERE id = ? AND article_id <> ?"
        row = row | {"id": None} if value(connection, taken, (row["id"], row["article_id"])) else row
    columns = [f'"{column}"' for column in row]
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)}) ON CONFLICT DO UPDATE SET {changes}",
        tuple(row.values()),
    )


def remove(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Remove articles that are there, and persons who are then in none; gives all persons of the articles.

    Their copies are to be compared again.
    """
    left: list[int] = []
    for article in articles:
        known = connection.execute("SELECT duplicate_of, text FROM article WHERE id = ?", (article,)).fetchone()
        if known is None:
            continue
        original, text = known
        for (copy,) in connection.execute("SELECT id FROM article WHERE duplicate_of = ?", (article,)).fetchall():
            set_original(connection, copy, None)
            connection.execute("INSERT OR IGNORE INTO uncompared VALUES (?)", (copy,))
        persons = _persons_of(connection, article)
        connection.executemany(
            "DELETE FROM article_key WHERE (key, article_id) = (?, ?)", ((key, article) for key in wording(text).keys)
        )
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
        count(connection, persons, -1, original is not None)
        left += [person for person, *_ in persons]
    remove_gone(connection)
    return left


def remove_gone(connection: sqlite3.Connection) -> None:
    """Take out the persons whom no article has any more."""
    connection.execute("DELETE FROM person WHERE articles = 0 AND copies = 0")


def set_original(connection: sqlite3.Connection, article: int, original: int | None) -> None:
    """Set of which article one is a copy, if of any, and count its persons so."""
    before = value(connection, "SELECT duplicate_of FROM article WHERE id = ?", (article,))
    if before == original:
        return
    connection.execute("UPDATE article SET duplicate_of = ? WHERE id = ?", (original, article))
    persons = _persons_of(connection, article)
    count(connection, persons, -1, before is not None)
    count(connection, persons, 1, original is not None)


def is_copy(connection: sqlite3.Connection, article: int) -> bool:
    """Whether an article is a copy of another."""
    return bool(value(connection, "SELECT duplicate_of IS NOT NULL FROM article WHERE id = ?", (article,)))


def _persons_of(connection: sqlite3.Connection, article: int) -> list[Count]:
    """The persons of an article, as (person, mentions, quotes)."""
    question = "SELECT person_id, mentions, quotes FROM article_person WHERE article_id = ?"
    return connection.execute(question, (article,)).fetchall()


def count(connection: sqlite3.Connection, persons: Iterable[Count], sign: int, is_copy: bool) -> None:
    """Add an article's persons, as (person, mentions, quotes), to what is known of them, or (-1) take them off.

    Of a copy it counts only that they are in one.
    """
    if is_copy:
        question = "UPDATE person SET copies = copies + ? WHERE id = ?"
        connection.executemany(question, ((sign, person) for person, *_ in persons))
        return
    connection.executemany(
        "UPDATE person SET articles = articles + ?, mentions = mentions + ?, quotes = quotes + ? WHERE id = ?",
        ((sign, sign * mentions, sign * quotes, person) for person, mentions, quotes in persons),
    )


def new_person(connection: sqlite3.Connection, name: str) -> int:
    """The id of a person who is in no article yet; never that of one who may come back."""
    connection.execute(
        "INSERT INTO person (id, name) SELECT 1 + max(coalesce((SELECT max(id) FROM person), 0), "
        "coalesce((SELECT max(id) FROM overruled_person), 0), "
        "coalesce((SELECT max(person_id) FROM person_before), 0)), ?",
        (name,),
    )
    return int(value(connection, _LAST_ID))


def waiting_persons(connection: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """Who an article's people are until it is settled: for each a person of that very name, whose id is below 0."""
    persons: list[int] = []
    for name in names:
        known = connection.execute("SELECT id FROM person WHERE name = ? AND id < 0 ORDER BY id DESC", (name,))
        person = next((person for (person,) in known if person not in persons), None)
        if person is None:
            lowest = "min(0, coalesce((SELECT min(id) FROM person), 0))"
            connection.execute(f"INSERT INTO person (id, name) SELECT {lowest} - 1, ?", (name,))
            person = int(value(connection, _LAST_ID))
        persons.append(person)
    return persons


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    """Put rows into a table, all of the same columns."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = (tuple(row.values()) for row in rows)
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks(rows[0])})", values)


def storable(value: Any) -> Any:
    """The same with a replacement character for NUL and half a surrogate pair: as long, so offsets stay."""
    return in_each_text(value, lambda text: _UNSTORABLE.sub(_REPLACEMENT, text))
