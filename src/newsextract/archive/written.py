"""Answers of an archive as JSON, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import IO, Any

from newsextract.archive.answers import ArchiveQuote, Profile, Summary
from newsextract.output.csv import inert_cell
from newsextract.output.inert import inert_json

Answer = Summary | Profile | Sequence[ArchiveQuote]


def write_json(stream: IO[str], answer: Answer) -> None:
    """The answer as one object with the names of its fields, or, of quotes, a list of objects."""
    content = asdict(answer) if isinstance(answer, Summary | Profile) else [asdict(quote) for quote in answer]
    stream.write(inert_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n")


def write_csv(stream: IO[str], answer: Answer) -> None:
    """A row per entry; ``list`` says of which list of the answer, and has the answer's own figures in its first row."""
    rows = list(_rows(answer))
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(stream, columns)
    writer.writeheader()
    writer.writerows({column: inert_cell(value) for column, value in row.items()} for row in rows)


def _rows(answer: Answer) -> Iterator[dict[str, Any]]:
    if not isinstance(answer, Summary | Profile):
        yield from map(asdict, answer)
        return
    content = asdict(answer)
    lists = {name: value for name, value in content.items() if isinstance(value, tuple)}
    yield {"list": "all", **{name: value for name, value in content.items() if name not in lists}}
    for name, entries in lists.items():
        yield from ({"list": name, **entry} for entry in entries)
