"""A person of an article with all rows that refer to it: read, taken out, put in, merged with another's.

For example: an article has Mia Holt, with one mention and a quote, and Ana Reed, with two mentions and her age. If they
are one person, ``take_person_out`` gives the rows of each, ``merge_person_rows`` makes of them those of one (a name and
an alias, three mentions, the quote and the number), and ``put_person_in`` writes these.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from newsextract.archive.identity.persons import fullest
from newsextract.archive.store.rows import (
    COUNTS,
    PERSON,
    PLACE,
    Row,
    add_person,
    count,
    insert,
    is_copy,
)


class PersonRows(NamedTuple):
    """The row of a person in an article, the rows of the mentions, and which numbers and quotes are theirs."""

    row: Row
    mentions: list[Row]
    numbers: list[int]
    """By where they start."""
    quotes: list[int]
    """By id."""


def _read(connection: sqlite3.Connection, article: int, person: int) -> PersonRows:
    """What an article has of a person."""
    where = "WHERE article_id = ? AND person_id = ?"

    def rows(columns: Sequence[str], table: str, order: str) -> list[Row]:
        question = f"SELECT {', '.join(columns)} FROM {table} {where} ORDER BY {order}"
        return connection.execute(question, (article, person)).fetchall()

    [row] = rows(PERSON, "article_person", "1")
    numbers, quotes = rows(["start"], "number", "start"), rows(["id"], "quote", "id")
    mentions = rows(PLACE, "person_mention", "start")
    return PersonRows(row, mentions, [start for (start,) in numbers], [id for (id,) in quotes])


def take_person_out(connection: sqlite3.Connection, article: int, person: int) -> PersonRows:
    """What an article has of a person, which is then gone; the numbers and quotes are nobody's."""
    found = _read(connection, article, person)
    where = "WHERE article_id = ? AND person_id = ?"
    for table in ("number", "quote"):
        connection.execute(f"UPDATE {table} SET person_id = NULL {where}", (article, person))
    connection.execute(f"DELETE FROM article_person {where}", (article, person))
    count(connection, [(person, *found.row[COUNTS])], -1, is_copy(connection, article))
    return found


def put_person_in(connection: sqlite3.Connection, article: int, person: int, rows: PersonRows) -> None:
    """Have all that be of a person whom the article does not have yet."""
    add_person(connection, article, person, rows.row)
    mentions = ((article, person, *mention) for mention in rows.mentions)
    insert(connection, "person_mention", ("article_id", "person_id", *PLACE), mentions)
    for table, key, values in (("number", "start", rows.numbers), ("quote", "id", rows.quotes)):
        connection.executemany(
            f"UPDATE {table} SET person_id = ? WHERE article_id = ? AND {key} = ?",
            ((person, article, value) for value in values),
        )


def merge_person_rows(several: Iterable[PersonRows]) -> PersonRows:
    """What an article has of two persons or more, as of one, who is no surer than the least sure of them."""
    rows, mentions, numbers, quotes = zip(*several, strict=True)
    name = fullest(Counter(row[0] for row in rows))
    names, titles, roles = ([text for row in rows for text in json.loads(row[place])] for place in (1, 2, 3))
    aliases = [other for other in [*(row[0] for row in rows), *names] if other != name]
    lists = (json.dumps([*dict.fromkeys(texts)], ensure_ascii=False) for texts in (aliases, titles, roles))
    by_start = {mention[0]: mention for mention in chain(*mentions)}
    *_, said, confidences = zip(*rows, strict=True)
    least = min((one for one in confidences if one is not None), default=None)
    row = name, *lists, len(by_start), sum(said), least
    return PersonRows(row, sorted(by_start.values()), sorted(chain(*numbers)), sorted(chain(*quotes)))
