"""What holds of every record, whatever the text: the laws that the tests and the fuzzers check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from newsextract.kinds import ROWS
from newsextract.output.readable import readable_value
from newsextract.records import Record, json_schema


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
    names = {person["name"] for person in found["people"] or ()}
    for quote in found["quotes"] or () if found["people"] is not None else ():
        if quote["speaker"] and quote["speaker"]["name"] is not None and quote["speaker"]["name"] not in names:
            yield f"{quote['speaker']['name']!r} speaks and is none of the people"
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
