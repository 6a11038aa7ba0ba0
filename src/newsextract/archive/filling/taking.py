"""Archives as inputs: their articles with their records, so that nothing is extracted again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsextract.archive.corrections.corrections import Correction
from newsextract.archive.filling.parts import Part, corrections_of, groups, in_order
from newsextract.archive.store.database import ArchiveError, sqlite_errors
from newsextract.archive.store.rows import HEAD, NUMBER, Row, Rows, stored
from newsextract.batch.ledger.origins import Origin, Stored
from newsextract.reading import Failure, Finished, Source
from newsextract.reading.article import UnreadableError
from newsextract.records.record import SCHEMA_VERSION, PartialRecord


class Taken:
    """The archives among the inputs of a run."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names``: the inputs, of whatever sort."""
        self._names, self._files = names, 0
        self._groups: dict[str, list[Part]] = {}
        self.is_for_archive = False
        self.identified: list[tuple[str, str]] = []
        """Whose wikidata they have, by name."""
        self.unfinished: list[str] = []
        """Those whose own run is not finished."""

    def into_archive(self) -> list[Correction]:
        """The corrections of those that are named; their articles are for another archive, which then follows these.

        Raises ArchiveError where corrections contradict each other.
        """
        self.is_for_archive = True
        parts = []
        for name in dict.fromkeys(self._names):
            with suppress(ArchiveError, OSError):  # what is no archive, or damaged, is reported when it is read
                parts.append(Part(Path(name), as_settled=True))
        for group in groups(parts):
            self._groups |= {str(part.path): group for part in group}
        self.identified = [one for part in parts for one in part.identified]
        self.unfinished = [str(part.path) for part in parts if not part.is_finished]
        return corrections_of(parts)

    def finished(self, source: Source) -> Iterator[Finished | Failure]:
        """The articles of the archive that is the source's file, and of those that are parts of the same run: they come
        with the first of these. Raises UnreadableError."""
        try:
            if (group := self._groups.get(str(Path(source.file)))) is None:
                group = [Part(Path(source.file), self.is_for_archive)]
            if group[0].path == Path(source.file):
                with ExitStack() as opened:
                    for part in group:
                        opened.enter_context(closing(part))
                    yield from self._finished(source, group)
        except ArchiveError as error:
            raise UnreadableError(str(error).removeprefix(f"{source.file}: ")) from error

    def _finished(self, source: Source, group: Sequence[Part]) -> Iterator[Finished | Failure]:
        rows = Counter[Path]()
        for place, part in in_order(group):
            rows[part.path] += 1
            with sqlite_errors(part.path, to_read=True):
                record = _record_of(stored(part.connection, place.article))
            origin = Origin(place.place, place.file, place.row, place.hash)
            known = Stored(origin, self._files + place.file_number, place.made, place.input)
            yield _finished(replace(source, file=str(part.path), row=rows[part.path]), record, known)
        self._files += max(part.files for part in group)


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
    for alpha_2, alpha_3, name, kind, within, confidence, *mention in rows.finds["country_mention"]:
        named = {"name": name, "alpha_2": alpha_2, "alpha_3": alpha_3, "confidence": confidence}
        country = countries.setdefault(alpha_2, named | {"mentions": []})
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
        "quotes": [_quoted(row, people) for row in rows.finds["quote"]],
    }


def _described(row: Row) -> dict[str, Any]:
    name, *lists, _, _, confidence = row
    described = dict(zip(("aliases", "titles", "roles"), map(json.loads, lists), strict=True))
    return {"name": name, **described, "confidence": confidence}


def _placed(row: Sequence[Any]) -> dict[str, Any]:
    start, end, text, *sentence = row
    return {"text": text, "start": start, "end": end, "sentence": sentence}


def _quoted(row: Row, people: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    person, kind, statement, speaker, speaker_start, speaker_end, cue, cue_start, cue_end, confidence, *place = row
    name = None if person is None else people[person]["name"]
    said_by = {"text": speaker, "start": speaker_start, "end": speaker_end, "name": name, "person": person}
    return {
        **_placed(place),
        "kind": kind,
        "statement": statement,
        "speaker": None if speaker is None else said_by,
        "cue": None if cue is None else {"text": cue, "start": cue_start, "end": cue_end},
        "confidence": confidence,
    }
