"""A row of a file of many articles (JSON lines, CSV, parquet) -> an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from newsextract import rules
from newsextract.reading.article import FAILURE_KINDS, Article, Failure, RecordsError, Source, UnreadableError
from newsextract.reading.tables.finished import finished_article, is_record
from newsextract.records.kinds import KINDS

_FIRST_ROWS, _FIRST_CHARACTERS = 100, 1_000_000  # of a file, in which a field that the user names must be
_SHOWN = 20  # names, and letters of each, in a message
# What no table of articles has: the fields of a record, the columns of one in CSV, an archive's corrections.
_OF_RECORDS = (
    {"schema_version", "id", "model", *KINDS},
    {"kind", "alpha_2", "alpha_3", "comparator", "speaker_start", "speaker_name", "cue_start"},
    {"kind", "name", "article", "other", "other_article", "date"},
)
_OF_ERRORS = {"id", "kind", "message"}  # the whole row of a folder's errors.jsonl


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields of text, id, title and date, where the user gave them; else the usual names are tried."""

    text: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    finished: bool = False
    """Whether a row that is a record, with its article's text, comes with it, and nothing is extracted again."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A field that is there and cannot be read, and why."""

    reason: str


Row = tuple[int, Mapping[str, Any] | Failure]
"""A row's number and what it holds, or why it cannot be read."""


def article_of_row(source: Source, number: int, row: Mapping[str, Any], fields: Fields) -> Article | Failure:
    """The article of row ``number``; a Failure if none of the fields that may hold its text is a string, or if one of
    those that are wanted is Damaged.

    Raises RecordsError if the first row of all is a record, or, where ``fields`` asks for these, lacks what such need.
    """
    if fields.finished and is_record(row):
        return finished_article(source, number, row)
    place = f"{source.file}:{number}"
    filled = [name for name, value in row.items() if value is not None and value != ""]
    text = chosen([name for name in row if isinstance(row[name], str | Damaged)], "text", fields.text)
    if text is None:
        if number == 1 and (are_of_records(row) or _is_an_error(row)):
            raise RecordsError(is_of_notes=fields.finished and not is_record(row))
        return Failure(place, f"no {_wanted(fields)} that is a string: {_say_which(row)}")
    id, url = chosen(filled, "id", fields.id), chosen(filled, "url")
    title, date = chosen(filled, "title", fields.title), chosen(filled, "date", fields.date)
    for used in filter(None, (text, id, title, date, url)):
        if isinstance(damaged := row[used], Damaged):
            return Failure(place, f"its {used[:_SHOWN]} cannot be read ({damaged.reason}): correct it in the file")
    said = [None if name is None else _plain(row[name]) for name in (id, title, date, url)]
    said_id, said_title, said_date, said_url = said
    name = place if said_id is None else said_id
    return Article(name, row[text], said_title, said_date, said_url, replace(source, row=number))


def columns_to_read(names: Iterable[str], fields: Fields) -> list[str]:
    """Those columns of a table that may be read. Raises UnreadableError, naming the columns, if none may hold the text,
    two of one name do, or one that the user named is not there; RecordsError if they are those of records."""
    present = list(names)
    if fields.finished and is_record(present):
        return present
    if fields.text is None and are_of_records(present):
        raise RecordsError
    for asked in _asked(fields):
        if asked not in present:
            raise UnreadableError(f"no column {asked!r}: there are {_shown(present)}")
    text = chosen(present, "text", fields.text)
    if text is None:
        raise UnreadableError(f"no {_wanted(fields)}: {_say_which(present)}")
    for name in (text, *_asked(fields)):
        if present.count(name) > 1:
            raise UnreadableError(f"{present.count(name)} columns are called {name[:_SHOWN]!r}: give each its own name")
    usual = {name for names in rules.table("reading/columns").values() for name in names}
    return [name for name in present if name.lower() in usual or name in _asked(fields)]


def with_named_fields(rows: Iterable[Row], fields: Fields) -> Iterator[Row]:
    """The rows of JSON, of which the first are looked at for the fields that the user named.

    Raises UnreadableError where none of these has one of them: what one row alone lacks may have no value there.
    """
    coming, first, size = iter(rows), list[Row](), 0
    for number, row in coming if any(_asked(replace(fields, text=None))) else ():
        first.append((number, row))
        if isinstance(row, Mapping):
            size += sum(len(value) for value in row.values() if isinstance(value, str))
        if not _missing(first, fields) or len(first) == _FIRST_ROWS or size > _FIRST_CHARACTERS:
            break
    check_named_fields(first, fields)
    yield from chain(first, coming)


def check_named_fields(rows: Iterable[Row], fields: Fields) -> None:
    """Raise UnreadableError where no row has a field that the user named, unless these are records."""
    rows = list(rows)
    names = dict.fromkeys(name for _, row in rows if isinstance(row, Mapping) for name in row)
    for name in _missing(rows, fields) if names else ():
        raise UnreadableError(f"no field {name!r}: there are {_shown(names)}")


def _missing(rows: list[Row], fields: Fields) -> list[str]:
    """The fields, but for that of the text, that the user named and no row has; none where these are records."""
    found = [row for _, row in rows if isinstance(row, Mapping)]
    if found and (are_of_records(found[0]) or is_record(found[0]) or _is_an_error(found[0])):
        return []
    asked = _asked(replace(fields, text=None))
    return [name for name in asked if not any(name in row for row in found)]


def _asked(fields: Fields) -> list[str]:
    """The names that the user gave."""
    return [name for name in (fields.text, fields.id, fields.title, fields.date) if name is not None]


def are_of_records(names: Iterable[str]) -> bool:
    """Whether they are names of what newsextract writes."""
    present = set(names)
    return any(made <= present for made in _OF_RECORDS)


def _is_an_error(row: Mapping[str, Any]) -> bool:
    return row.keys() == _OF_ERRORS and row["kind"] in FAILURE_KINDS


def chosen(names: Iterable[str], what: str, asked: str | None = None) -> str | None:
    """The likeliest of the names to hold ``what`` ("text", "id", "title", "date", "url"), or None."""
    if asked is not None:
        return asked if asked in names else None
    by_small_letters = {name.lower(): name for name in names}
    usual = rules.table("reading/columns")[what]
    return next((by_small_letters[name] for name in usual if name in by_small_letters), None)


def _wanted(fields: Fields) -> str:
    return f"field {fields.text!r}" if fields.text else "field of a usual name (text, body, content ...)"


def _say_which(names: Iterable[str]) -> str:
    return f"say with --text-field which it is of {_shown(names)}"


def _shown(names: Iterable[str]) -> str:
    """On one line, whatever is in them."""
    return ", ".join(" ".join(name[:_SHOWN].split()) for name in [*names][:_SHOWN]) or "none"


def _plain(value: Any) -> str:
    """An id, title or date as text: times by ISO 8601, bytes in hexadecimal."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
