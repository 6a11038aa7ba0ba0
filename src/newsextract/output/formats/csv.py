"""CSV for spreadsheets: one row a find, or a row for each mention of a person or country."""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, TextIO

from newsextract.output import Writer
from newsextract.output.inert import escaped_text, inert_text, unescaped_text
from newsextract.reading import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Country, Number, Person, Quote, Record
from newsextract.records.serializing import LONE_SURROGATE

OF_RECORD = ("id", "title", "date", "url", "language")
COLUMNS = (
    *OF_RECORD, "kind", "type", "text", "start", "end",
    "person", "name", "aliases", "titles", "roles", "alpha_2", "alpha_3", "within",
    "value", "upper", "unit", "per", "comparator", "change", "concept",
    "statement", "speaker", "speaker_start", "speaker_end", "speaker_name", "cue", "cue_start", "cue_end",
    "sentence", "sentence_start", "sentence_end",
)  # fmt: skip
# Where a spreadsheet may begin a cell: one that splits at semicolons, tabs or bars takes our quote marks for text.
_BEGINS = re.compile(r"""(^|(?<![\s";|])(?=[\s";|]))([\s";|]*+)(?='*+[=+@＝＋－＠-])""")
_BEGAN = re.compile(_BEGINS.pattern.replace("(?='*+", "'(?='*+"))
_SPLITS = re.compile("[;|\t\r\n\u2028\u2029]")
_FIRST = re.compile(r"(?='*[\t\r\n])")
_MARK = "'"
_OURS = {"comparator"}  # "=" is one, and no formula
_BETWEEN = "; "
_SAID_AGAIN = 200  # the longest cell, in characters, that is said again on the row below


class CsvWriter(Writer):
    """Writes a row of column names, then the finds of each record, kind after kind, in the record's order.

    ``type`` is the find's own kind (demonym, percent, partial ...). What a spreadsheet would take for a formula gets an
    apostrophe in front, also inside a text that it might cut at a semicolon, tab, bar or line end.
    Numbers stay numbers. What cannot be seen comes out as an escape. In a pipe all stays as it is: a program reads it.

    ``person`` is a person's place in the article's people, from 0; with a number or a quote, that of its owner or
    speaker. ``sentence`` is there where the record has the places of sentences: of a quote, its paragraphs.

    What comes out is in line with the text: aliases, titles and roles stand on the first row of a person alone, and no
    row repeats a cell of over 200 characters from the row above.
    """

    def __init__(self, stream: TextIO) -> None:
        """``stream`` stays open; it must not translate line ends."""
        self._stream = stream
        self._rows = csv.DictWriter(stream, COLUMNS)
        self._rows.writeheader()
        self._cell = _exact if is_for_program(stream) else _inert

    def write(self, article: Article, record: Record) -> None:
        """Write the rows of one record. One without finds has no row."""
        for row in rows_of(article, record, KINDS):
            self._rows.writerow({column: self._cell(column, value) for column, value in row.items()})
        self._stream.flush()


def rows_of(article: Article, record: Record, kinds: Iterable[Kind]) -> Iterator[dict[str, Any]]:
    """The rows of a record's finds of these kinds, by column; a long cell is left out where the row above has it."""
    of_record = {name: getattr(record, name) for name in OF_RECORD}
    above: dict[str, Any] = {}
    for row in _finds(record, kinds):
        cells = of_record | row | _sentence(article.text, row.get("sentence"))
        yield {column: value for column, value in cells.items() if _is_new(value, above.get(column))}
        above = cells


def _finds(record: Record, kinds: Iterable[Kind]) -> Iterator[dict[str, Any]]:
    for kind in kinds:
        for place, find in enumerate(getattr(record, kind) or ()):
            yield from ({"kind": kind} | row for row in _ROWS[kind](find, place))


def _sentence(text: str, span: tuple[int, int] | None) -> dict[str, Any]:
    start, end = span or (None, None)
    return {"sentence": text[start:end] if span else None, "sentence_start": start, "sentence_end": end}


def person(person: Person, place: int) -> Iterator[dict[str, Any]]:
    """A row for each mention of the person at a place in people."""
    described = {
        "aliases": _BETWEEN.join(person.aliases),
        "titles": _BETWEEN.join(person.titles),
        "roles": _BETWEEN.join(person.roles),
    }
    for mention in person.mentions:
        yield {"person": place, "name": person.name} | described | asdict(mention)
        described = {}


def country(country: Country, place: int) -> Iterator[dict[str, Any]]:
    """A row for each mention of a country."""
    described = {"name": country.name, "alpha_2": country.alpha_2, "alpha_3": country.alpha_3}
    for mention in country.mentions:
        yield described | _typed(asdict(mention))


def number(number: Number, place: int) -> Iterator[dict[str, Any]]:
    """The row of a number."""
    yield _typed(asdict(number))


def quote(quote: Quote, place: int) -> Iterator[dict[str, Any]]:
    """The row of a quote."""
    row = _typed(asdict(quote))
    for part in ("speaker", "cue"):
        found = row.pop(part) or {"text": None}
        row["person"] = found.pop("person", row.get("person"))
        row |= {part if key == "text" else f"{part}_{key}": value for key, value in found.items()}
    yield row


_ROWS: dict[Kind, Callable[[Any, int], Iterator[dict[str, Any]]]] = {
    "people": person,
    "countries": country,
    "numbers": number,
    "quotes": quote,
}
"""The rows of a find of each kind, by its place in the record's list."""


def _typed(find: dict[str, Any]) -> dict[str, Any]:
    """The find with its own kind under ``type``; the column ``kind`` says which of the four it is."""
    find["type"] = find.pop("kind")
    return find


def _is_new(value: Any, above: Any) -> bool:
    return value != above or not isinstance(value, str) or len(value) <= _SAID_AGAIN


def _exact(column: str, value: Any) -> Any:
    return exact_cell(value)


def _inert(column: str, value: Any) -> Any:
    return inert_text(value) if column in _OURS and isinstance(value, str) else inert_cell(value)


def is_for_program(stream: TextIO) -> bool:
    """Whether a stream is a pipe: a program reads what comes out of it, and no spreadsheet."""
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):  # of no file, or closed
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def exact_cell(value: Any) -> Any:
    """The same for a program: but for half a surrogate pair, which UTF-8 does not have, as it is."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def inert_cell(value: Any) -> Any:
    """The same in which no spreadsheet finds a formula, and nothing is hidden; ``text_of_cell`` takes it back.

    A text gets an apostrophe in front of where a formula would begin, more than one if it has some there.
    """
    if not isinstance(value, str):
        return value
    text = escaped_text(value)
    mark = _MARK if _FIRST.match(text) else ""
    return mark + _BEGINS.sub(lambda found: found[0] + (_MARK if _is_start(found) else ""), text)


def text_of_cell(cell: str) -> str:
    """The text of which ``inert_cell`` made a cell."""
    if cell.startswith(_MARK) and _FIRST.match(cell, 1):
        cell = cell[1:]
    return unescaped_text(_BEGAN.sub(lambda found: found[0][:-1] if _is_start(found) else found[0], cell))


def _is_start(found: re.Match[str]) -> bool:
    """Whether a cell may begin after these blanks and marks: at the text's start, and where cells are split."""
    return not found.start() or _SPLITS.search(found[2]) is not None
