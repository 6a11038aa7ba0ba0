"""An archive as an input: its articles with their records, so that nothing is extracted again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsextract.archive.store.database import OLDEST_READ, ArchiveError, opened, sqlite_errors
from newsextract.archive.store.rows import HEAD, NUMBER, Row, Rows, columns_there, stored
from newsextract.batch.ledger.origins import Origin, Stored
from newsextract.reading import Failure, Finished, Source
from newsextract.reading.article import UnreadableError
from newsextract.records.record import SCHEMA_VERSION, PartialRecord

_NEAR = 500  # characters within which a quote has its cue
_SOURCES = (
    "SELECT article_id, place, file, row, hash, file_number, made, input FROM source "
    "JOIN run ON run.id = run_id ORDER BY article_id"
)


def finished(source: Source) -> Iterator[Finished | Failure]:
    """The articles of the archive that is the source's file, in its order, also of one of an earlier version.

    Raises UnreadableError.
    """
    path = Path(source.file)
    try:
        with closing(opened(path, OLDEST_READ, by_any_thread=True)) as connection, sqlite_errors(path, to_read=True):
            connection.execute("BEGIN")  # all as it is now, though another run may add to it
            there = columns_there(connection)
            for row, (article, *origin, file_number, made, input) in enumerate(connection.execute(_SOURCES), 1):
                record = _record_of(stored(connection, article, there))
                known = Stored(Origin(*origin), file_number, made, input)
                yield _finished(replace(source, row=row), record, known)
    except ArchiveError as error:
        raise UnreadableError(str(error).removeprefix(f"{path}: ")) from error


def _finished(source: Source, row: dict[str, object], known: Stored) -> Finished | Failure:
    try:
        record = PartialRecord.from_dict(row)
    except ValueError as error:
        return Failure(f"{source.file}: {row['id']}", f"{error}: restore a backup of the archive")
    text = record.text or ""
    return Finished(record.id, text, record.title, record.date, record.url, source, record=record, stored=known)


def _record_of(rows: Rows) -> dict[str, Any]:
    """The record that has these rows, with its text and its sentences."""
    head = dict(zip(HEAD, rows.article, strict=True))
    people = [_described(row) | {"mentions": []} for row in rows.people]
    for place, *mention in rows.finds["person_mention"]:
        people[place]["mentions"].append(_placed(mention))
    countries: dict[str, dict[str, Any]] = {}
    for alpha_2, alpha_3, name, kind, within, *mention in rows.finds["country_mention"]:
        country = countries.setdefault(alpha_2, {"name": name, "alpha_2": alpha_2, "alpha_3": alpha_3, "mentions": []})
        country["mentions"].append({**_placed(mention), "kind": kind, "within": within})
    return {
        "schema_version": SCHEMA_VERSION,
        "id": head["name"],
        **head,
        "people": people,
        "countries": sorted(countries.values(), key=lambda country: -len(country["mentions"])),
        "numbers": [
            {"person": place, **dict(zip(NUMBER, row, strict=False)), **_placed(row[len(NUMBER) :])}
            for place, *row in rows.finds["number"]
        ],
        "quotes": [_quoted(row, people, head["text"]) for row in rows.finds["quote"]],
    }


def _described(row: Row) -> dict[str, Any]:
    name, *lists, _, _ = row
    return {"name": name, **dict(zip(("aliases", "titles", "roles"), map(json.loads, lists), strict=True))}


def _placed(row: Sequence[Any]) -> dict[str, Any]:
    start, end, text, *sentence = row
    return {"text": text, "start": start, "end": end, "sentence": sentence}


def _quoted(row: Row, people: Sequence[Mapping[str, Any]], text: str) -> dict[str, Any]:
    person, kind, statement, speaker, speaker_start, speaker_end, cue, cue_start, cue_end, *place = row
    if cue is not None and cue_start is None:
        spans = [(place[0], place[1]), *([] if speaker is None else [(speaker_start, speaker_end)])]
        cue_start = _nearest(cue, text, spans)
        cue_end = cue_start + len(cue)
    name = None if person is None else people[person]["name"]
    said_by = {"text": speaker, "start": speaker_start, "end": speaker_end, "name": name, "person": person}
    return {
        **_placed(place),
        "kind": kind,
        "statement": statement,
        "speaker": None if speaker is None else said_by,
        "cue": None if cue is None else {"text": cue, "start": cue_start, "end": cue_end},
    }


def _nearest(cue: str, text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the cue stands that is nearest to quote and speaker, outside both: an archive of version 2 does not say."""

    def apart(place: int) -> tuple[bool, int]:
        gaps = [max(start - place - len(cue), place - end) for start, end in spans]
        return min(gaps) < 0, sum(map(abs, gaps))

    first = max(0, min(start for start, _ in spans) - _NEAR)
    near = text[first : max(end for _, end in spans) + _NEAR]
    return min((first + found.start() for found in re.finditer(re.escape(cue), near)), key=apart, default=0)
