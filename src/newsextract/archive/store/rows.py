"""An article's record -> rows of the tables; the same rows read back; articles taken out, or counted as copies."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsextract.archive.store.database import marks, value
from newsextract.archive.store.wording import wording
from newsextract.batch.ledger.ledger import Ledger
from newsextract.batch.ledger.origins import Origin
from newsextract.output.inert import in_each_text

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQL's substr ends at a NUL; UTF-8 has no half of a surrogate pair
IN_JSON = re.compile(rb"\\u(?:0000|d)")
"""How a line of JSON has such a character."""
_REPLACEMENT = "\ufffd"

HEAD = ("name", "title", "date", "url", "language", "model", "words", "text")
"""The columns of an article, in the order of its row."""
PERSON = ("name", "aliases", "titles", "roles", "mentions", "quotes", "confidence")
"""The columns of a person of an article."""
COUNTS = slice(4, 6)
"""Which of them count."""
PLACE = ("start", '"end"', "text", "sentence_start", "sentence_end")  # "end" is a word of SQL's
"""The columns of each find that say where it stands."""
NUMBER = ("kind", "value", "upper", "unit", "per", "comparator", "change", "concept", "confidence")
"""The first columns of a number, as a record names them."""
_CUE = ("cue", "cue_start", "cue_end")
_FINDS: Mapping[str, Sequence[str]] = {
    "person_mention": ("person_id", *PLACE),
    "country_mention": ("alpha_2", "alpha_3", "country", "kind", "within", "confidence", *PLACE),
    "number": ("person_id", *NUMBER, *PLACE),
    "quote": ("person_id", "kind", "statement", "speaker", "speaker_start", "speaker_end", *_CUE, "confidence", *PLACE),
}
"""The tables of finds, and their columns besides the article."""

AS_IN_RECORD = (
    "mentions DESC, (SELECT min(start) FROM person_mention AS named "
    "WHERE named.article_id = held.article_id AND named.person_id = held.person_id)"
)
"""The order of an article's people, who are ``held``, as a record has them."""

_LAST_ID = "SELECT last_insert_rowid()"

Row = tuple[Any, ...]


class Rows(NamedTuple):
    """An article in rows, before it has an id. In the place of a person's id stands the place among its ``people``."""

    article: Row
    people: list[Row]
    finds: dict[str, list[Row]]


def rows_of(record: Mapping[str, Any], words: int) -> Rows:
    """The rows of a record, which has its text and its sentences, and so many words."""
    people, quotes = record["people"] or (), record["quotes"] or ()
    said = Counter((quote["speaker"] or {}).get("person") for quote in quotes)
    return Rows(
        (*(record[column] for column in ("id", *HEAD[1:-2])), words, record["text"]),
        [
            (
                person["name"],
                *(json.dumps(person[kind], ensure_ascii=False) for kind in ("aliases", "titles", "roles")),
                len(person["mentions"]),
                said[place],
                person.get("confidence"),
            )
            for place, person in enumerate(people)
        ],
        {
            "person_mention": [
                (place, *_place(mention)) for place, person in enumerate(people) for mention in person["mentions"]
            ],
            "country_mention": [row for country in record["countries"] or () for row in _country(country)],
            "number": [
                (number.get("person"), *(_as_stored(number.get(column)) for column in NUMBER), *_place(number))
                for number in record["numbers"] or ()
            ],
            "quote": list(map(_quote, quotes)),
        },
    )


def _place(find: Mapping[str, Any]) -> Row:
    return find["start"], find["end"], find["text"], *find["sentence"]


def _country(country: Mapping[str, Any]) -> Iterator[Row]:
    for mention in country["mentions"]:
        named = country["alpha_2"], country["alpha_3"], country["name"]
        yield *named, mention["kind"], mention["within"], country.get("confidence"), *_place(mention)


def _as_stored(value: Any) -> Any:
    """SQLite's integers have 64 bits; a larger one is kept as a real."""
    return float(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


def _quote(quote: Mapping[str, Any]) -> Row:
    speaker, cue = quote["speaker"] or {}, quote["cue"] or {}
    said_by, by_cue = ([part.get(column) for column in ("text", "start", "end")] for part in (speaker, cue))
    own = quote["kind"], quote["statement"]
    return speaker.get("person"), *own, *said_by, *by_cue, quote.get("confidence"), *_place(quote)


def stored(connection: sqlite3.Connection, article: int) -> Rows:
    """The rows of an article of an archive; its people as a record has them, most mentioned first."""
    [head] = connection.execute(f"SELECT {', '.join(HEAD)} FROM article WHERE id = ?", (article,))
    people = connection.execute(
        f"SELECT person_id, {', '.join(PERSON)} FROM article_person AS held WHERE article_id = ? "
        f"ORDER BY {AS_IN_RECORD}",
        (article,),
    ).fetchall()
    places: dict[int | None, int] = {person: place for place, (person, *_) in enumerate(people)}
    finds = {}
    for table, columns in _FINDS.items():
        order = "id" if table == "quote" else "start"
        question = f"SELECT {', '.join(columns)} FROM {table} WHERE article_id = ? ORDER BY {order}"
        found = connection.execute(question, (article,)).fetchall()
        if columns[0] == "person_id":
            found = [(places.get(person), *row) for person, *row in found]
        finds[table] = found
    return Rows(head, [tuple(row) for _, *row in people], finds)


def add(connection: sqlite3.Connection, rows: Rows, origin: Origin, file_number: int, run: int) -> int:
    """Put an article in, with all that was found; its id.

    ``file_number``: where in the input of the ``run`` its file came.
    """
    insert(connection, "article", HEAD, [rows.article])
    article: int = value(connection, _LAST_ID)
    Ledger(connection).enter(origin, file_number, run, article)
    connection.execute("INSERT INTO uncompared VALUES (?)", (article,))
    persons = waiting_persons(connection, [name for name, *_ in rows.people])
    for person, row in zip(persons, rows.people, strict=True):
        add_person(connection, article, person, row)
    connection.executemany("INSERT INTO unsettled VALUES (?, ?, 0)", ((article, one) for one in persons))
    for table, found in rows.finds.items():
        if _FINDS[table][0] == "person_id":
            found = [(None if place is None else persons[place], *row) for place, *row in found]
        insert(connection, table, ("article_id", *_FINDS[table]), ((article, *row) for row in found))
    return article


def add_person(connection: sqlite3.Connection, article: int, person: int, row: Row) -> None:
    """Put a person into an article, without what hangs on it (``links``)."""
    insert(connection, "article_person", ("article_id", "person_id", *PERSON), [(article, person, *row)])
    count(connection, [(person, *row[COUNTS])], 1, is_copy(connection, article))


def remove(connection: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """The persons of articles that are there, which are taken out, with whoever is then in none.

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
    """Have an article be a copy of another, or of none, and count as that for its persons."""
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


def _persons_of(connection: sqlite3.Connection, article: int) -> list[Row]:
    """The persons of an article, as (person, mentions, quotes)."""
    question = "SELECT person_id, mentions, quotes FROM article_person WHERE article_id = ?"
    return connection.execute(question, (article,)).fetchall()


def count(connection: sqlite3.Connection, persons: Iterable[Row], sign: int, is_copy: bool) -> None:
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


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Put rows into a table, whose values are in the order of the columns."""
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)})", rows)


def storable(value: Any) -> Any:
    """The same with a replacement character for NUL and half a surrogate pair: as long, so offsets stay."""
    return in_each_text(value, lambda text: _UNSTORABLE.sub(_REPLACEMENT, text))
