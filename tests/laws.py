"""What holds of every record, whatever the text: the laws that the tests and the fuzzers check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from jsonschema import Draft202012Validator

from newsextract.output.readable import readable_value
from newsextract.records.kinds import ROWS
from newsextract.records.record import Record, json_schema


def read_text(text: str) -> str:
    """The text as a record's offsets see it: half a surrogate pair, which no file can hold, is U+FFFD there."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def broken_laws(text: str, record: Record, schema: bool = True) -> Iterator[str]:
    """What is wrong with the record of a text, a line each; ``schema``: held against the JSON schema, too, which is
    slow."""
    article = read_text(text)
    found = record.to_dict()
    for where, span in spans(found):
        yield from _broken_by_span(article, where, span)
    for kind, row in ROWS.items():
        yield from _broken_by_order(kind, found[kind] or [], has_mentions=row.key is not None)
    for kind in ROWS:
        yield from _broken_by_overlap(kind, found[kind] or [])
    yield from _empty_words({kind: found[kind] for kind in ROWS})
    yield from _broken_by_person(found)
    for number in record.numbers or ():
        if number.kind != "ratio" and number.upper is not None and number.upper < number.value:
            yield f"the range {number.text!r} has its higher end first"
    if not all(map(readable_value, record.numbers or ())):
        yield "a number cannot be shown"
    if json.loads(json.dumps(found, allow_nan=False)) != found:
        yield "the record is not what is read back from JSON"
    if schema and (error := next(_validator().iter_errors(found), None)):
        yield f"the schema says: {error.message}"


def _broken_by_order(kind: str, finds: Sequence[dict[str, Any]], has_mentions: bool) -> Iterator[str]:
    if has_mentions:
        counts = [len(find["mentions"]) for find in finds]
        if counts != sorted(counts, reverse=True) or 0 in counts:
            yield f"{kind} are not the most mentioned first"
        return
    starts = [find["start"] for find in finds]
    if starts != sorted(starts):
        yield f"{kind} are not in the order of the text"


def _broken_by_overlap(kind: str, finds: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Two finds of a kind share no letter; a person's or a country's are its mentions."""
    places = sorted(
        (span["start"], span["end"], span["text"]) for find in finds for span in find.get("mentions", [find])
    )
    for (_, end, said), (start, _, other) in pairwise(places):
        if start < end:
            yield f"{kind}: {said!r} and {other!r} overlap"


def _empty_words(found: Any, where: str = "") -> Iterator[str]:
    """Names, roles, units that say nothing, where they should be null. A span has a law of its own."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _empty_words(value, f"{where}.{name}" if where else name) if name != "text" else ()
    elif isinstance(found, list):
        for value in found:
            yield from _empty_words(value, where)
    elif isinstance(found, str) and (not found or found != found.strip()):
        yield f"{where}: {found!r} is empty, or begins or ends in white space"


def _broken_by_person(found: dict[str, Any]) -> Iterator[str]:
    """Whoever is told by a place in the people is there, and a speaker has that one's name."""
    people = found["people"]
    owners = [(number["text"], number["person"], None) for number in found["numbers"] or ()]
    speakers = [quote["speaker"] for quote in found["quotes"] or () if quote["speaker"]]
    for said, person, name in [*owners, *((one["text"], one["person"], one["name"]) for one in speakers)]:
        if person is not None and not (people and 0 <= person < len(people)):
            yield f"{said!r} is of none of the people"
        elif people is not None and name not in (None, people[person]["name"] if person is not None else None):
            yield f"{name!r} speaks and is none of the people"


def spans(found: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a record's dict that has a place in the text, with its path."""
    if isinstance(found, dict):
        if {"start", "end", "text"} <= found.keys():
            yield where, found
        for name, value in found.items():
            yield from spans(value, f"{where}.{name}" if where else name)
    elif isinstance(found, list):
        for value in found:
            yield from spans(value, where)


def _broken_by_span(text: str, where: str, span: dict[str, Any]) -> Iterator[str]:
    start, end, said = span["start"], span["end"], span["text"]
    if not 0 <= start < end <= len(text):
        yield f"{where}: {start} to {end} is not in the text"
    elif text[start:end] != said:
        yield f"{where}: {said!r} is not what stands at {start} to {end}: {text[start:end]!r}"
    elif said != said.strip():
        yield f"{where}: {said!r} begins or ends in white space"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())
