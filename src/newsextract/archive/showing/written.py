"""Answers of an archive as JSON, JSON lines, a workbook, and CSV: for a spreadsheet, or in a pipe for a program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isinf
from typing import IO, Any, Literal, TextIO, cast

from newsextract.archive.asking.answers import (
    ArchiveNumber,
    ArchiveQuote,
    CountryCount,
    Entries,
    NumberCount,
    PersonCount,
    Profile,
    Summary,
)
from newsextract.archive.corrections.corrections import ESCAPED, Correction
from newsextract.archive.store.querying import Table
from newsextract.output.formats.csv import exact_cell, inert_cell, is_for_program
from newsextract.output.inert import inert_json

Answer = Summary | Profile | Entries | Sequence[Correction] | Table

_SHEETS: dict[type, str] = {
    ArchiveNumber: "numbers",
    ArchiveQuote: "quotes",
    Correction: "corrections",
    CountryCount: "countries",
    NumberCount: "series",
    PersonCount: "people",
}
"""The name of the sheet of a list, by what its entries are."""


def write_json(stream: IO[str], answer: Answer) -> None:
    """The answer as one object with the names of its fields, or, of a list, a list of objects."""
    content = asdict(answer) if isinstance(answer, Summary | Profile) else list(_in_json(answer))
    stream.write(inert_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n")


def write_jsonl(stream: IO[str], answer: Answer) -> None:
    """A line for each entry of a list, or one for the whole answer."""
    for entry in [asdict(answer)] if isinstance(answer, Summary | Profile) else _in_json(answer):
        stream.write(inert_json(json.dumps(entry, ensure_ascii=False)) + "\n")


def _in_json(answer: Entries | Sequence[Correction] | Table) -> Iterator[dict[str, Any]]:
    """The same with null for what is no number of JSON: SQL has an infinity."""
    for entry in _entries(answer):
        yield {name: None if isinstance(value, float) and isinf(value) else value for name, value in entry.items()}


def _entries(answer: Entries | Sequence[Correction] | Table) -> Iterator[dict[str, Any]]:
    if isinstance(answer, Table):
        return (dict(zip(answer.columns, row, strict=True)) for row in answer)
    return map(asdict, answer)


def write_csv(stream: IO[str], answer: Answer) -> None:
    """A row per entry; ``list`` says of which list of the answer, and has the answer's own figures in its first row.

    A series of numbers has a row for all its numbers and one for each period. Corrections, and what a program
    reads (``is_for_program``), are exact. Else no spreadsheet finds a formula; of corrections, which may be copied from
    a terminal, ``escaped`` says where that changed a row.
    """
    rows = list(_rows(answer))
    known = answer.columns if isinstance(answer, Table) else ()
    is_of_corrections = isinstance(answer, Sequence) and any(isinstance(one, Correction) for one in answer[:1])
    is_exact = is_for_program(cast(TextIO, stream)) or (is_of_corrections and not stream.isatty())
    changed = [
        {column: (exact_cell if is_exact else inert_cell)(value) for column, value in row.items()} for row in rows
    ]
    if is_of_corrections and not is_exact:
        changed = [now if now == row else now | {ESCAPED: "yes"} for now, row in zip(changed, rows, strict=True)]
    columns = list(dict.fromkeys((*known, *(column for row in changed for column in row))))
    quoted: Literal[0, 2] = csv.QUOTE_NONNUMERIC if is_exact and is_of_corrections else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(stream, columns, quoting=quoted)
    writer.writeheader()
    writer.writerows(changed)


def write_xlsx(stream: IO[Any], answer: Answer) -> None:
    """A sheet per list, with the rows of CSV; the answer's own figures are on the first one. Raises OutputError."""
    from newsextract.output.formats.xlsx import Sheets

    lists: dict[str, list[dict[str, Any]]] = {} if isinstance(answer, Summary | Profile) else {_name(answer): []}
    for row in _rows(answer):
        lists.setdefault(row.pop("list", _name(answer)), []).append(row)
    book = Sheets(stream)
    for name, rows in lists.items():
        known = answer.columns if isinstance(answer, Table) else ()
        sheet = book.sheet(name, list(dict.fromkeys((*known, *(column for row in rows for column in row)))))
        for row in rows:
            sheet.write(row)
    book.close()


def _name(answer: Answer) -> str:
    """The name of the sheet of an answer that is one list."""
    if isinstance(answer, Summary | Profile | Table):
        return "rows"
    return next((_SHEETS[type(entry)] for entry in answer), "rows")


def _rows(answer: Answer) -> Iterator[dict[str, Any]]:
    if not isinstance(answer, Summary | Profile):
        for row in _entries(answer):
            periods = row.pop("over_time", ())
            yield row
            yield from (row | {"articles": None} | period for period in periods)
        return
    content = asdict(answer)
    lists = {name: value for name, value in content.items() if isinstance(value, tuple)}
    yield {"list": "all", **{name: value for name, value in content.items() if name not in lists}}
    for name, entries in lists.items():
        yield from ({"list": name, **entry} for entry in entries)
