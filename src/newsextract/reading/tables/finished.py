"""A record that newsextract has written, with its article's text -> the article with the record, as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from newsextract.reading.article import Failure, Finished, RecordsError, Source
from newsextract.records.kinds import KINDS
from newsextract.records.record import PartialRecord

_OF_EVERY_RECORD = {"schema_version", "model"}
REMEDY = "make them again: newsextract ARTICLES --text --sentences -o RECORDS.jsonl"
"""For records that lack something."""


def is_record(names: Collection[str]) -> bool:
    """Whether these are the keys of a record, of which one may be missing."""
    return _OF_EVERY_RECORD.issubset(names) and not set(KINDS).isdisjoint(names)


def finished_article(source: Source, number: int, row: Mapping[str, Any]) -> Finished | Failure:
    """The article of a record; a Failure where it is damaged, or is incomplete.

    Raises RecordsError where the first record of a file is incomplete: the others will lack the same.
    """
    place = f"{source.file}:{number}"
    try:
        record = PartialRecord.from_dict(row)
        lacks = _lacks(record)
        if not lacks:
            _check_places(record)
    except ValueError as error:
        return Failure(place, f"{error}: make the record again")
    if lacks and number == 1:
        raise RecordsError(f"holds records without {lacks}: {REMEDY}", lacks)
    if lacks or record.text is None:
        return Failure(place, f"a record without {lacks}: {REMEDY}")
    source = replace(source, row=number)
    return Finished(record.id, record.text, record.title, record.date, record.url, source, record=record)


def _lacks(record: PartialRecord) -> str:
    """What it does not have of all that a record can have."""
    if record.text is None:
        return "text"
    if missing := [kind for kind in KINDS if getattr(record, kind) is None]:
        return ", ".join(missing)
    return "sentences" if any(getattr(find, "sentence", ()) is None for _, find in _finds(record)) else ""


def _check_places(record: PartialRecord) -> None:
    """Raise ValueError where a find is not in the text where it says, or refers to a person who is not there."""
    text, people = record.text or "", len(record.people or ())
    for name, find in _finds(record):
        spans = [(find.start, find.end), getattr(find, "sentence", None) or (0, 0)]
        if text[find.start : find.end] != find.text or any(not 0 <= start <= end <= len(text) for start, end in spans):
            raise ValueError(f"invalid record: {name}: not what its text has there")
        person = getattr(find, "person", None)
        if person is not None and not 0 <= person < people:
            raise ValueError(f"invalid record: {name}.person: not in people")


def _finds(record: PartialRecord) -> Iterator[tuple[str, Any]]:
    """All that has a place in the text, with its name."""
    for kind in KINDS:
        for number, find in enumerate(getattr(record, kind) or ()):
            name = f"{kind}[{number}]"
            for place, mention in enumerate(getattr(find, "mentions", ())):
                yield f"{name}.mentions[{place}]", mention
            if hasattr(find, "start"):
                yield name, find
            for part in ("speaker", "cue"):
                if (found := getattr(find, part, None)) is not None:
                    yield f"{name}.{part}", found
