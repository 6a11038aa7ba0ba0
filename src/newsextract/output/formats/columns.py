"""The rows of CSV and of a spreadsheet: what each column holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, NamedTuple

from newsextract.reading import Article
from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Country, Number, Person, Quote, Record

_BETWEEN = "; "
_SAID_AGAIN = 200  # the longest cell, in characters, that is said again on the row below


class Column(NamedTuple):
    """All that is known about a column."""

    kinds: tuple[Kind, ...]
    """The kinds of which a row may have a value in it."""
    meaning: str
    """What is in it, as docs/record.md says it."""


COLUMNS: dict[str, Column] = {
    "id": Column(KINDS, "The article's id."),
    "title": Column(KINDS, "Its title, where its file says one; so too its date and url."),
    "date": Column(KINDS, "Its date."),
    "url": Column(KINDS, "Its web address."),
    "language": Column(KINDS, "Its language."),
    "kind": Column(KINDS, "people, countries, numbers or quotes; in a spreadsheet each has its own sheet."),
    "type": Column(("countries", "numbers", "quotes"), "The find's own `kind`: demonym, money, partial ..."),
    "text": Column(KINDS, "The mention, number or quote, exactly article[start:end]."),
    "start": Column(KINDS, "Where it begins in the article's text, from 0."),
    "end": Column(KINDS, "Where it ends, exclusive."),
    "person": Column(
        ("people", "numbers", "quotes"),
        "A person's place in the article's people, from 0; with a number or a quote, that of its owner or speaker.",
    ),
    "name": Column(("people", "countries"), "The person's fullest name, or the country's short one."),
    "aliases": Column(("people",), "The other forms of the name, with a semicolon between two."),
    "titles": Column(("people",), "What stood before the name, with a semicolon between two."),
    "roles": Column(("people",), "What the article says the person is or does, with a semicolon between two."),
    "alpha_2": Column(("countries",), "The country's code of two letters."),
    "alpha_3": Column(("countries",), "Its code of three letters."),
    "within": Column(("countries",), "The longer name that the mention is part of."),
    "value": Column(("numbers",), "The value, or the lower end of a range."),
    "upper": Column(("numbers",), "The upper end of a range, or the other side of a ratio."),
    "unit": Column(("numbers",), "An ISO 4217 code for money, percent, or the unit's singular English name."),
    "per": Column(("numbers",), "For a rate, what it is per."),
    "comparator": Column(("numbers",), "=, >, >=, <, <= or ~."),
    "change": Column(("numbers",), "up or down if the number is the size of a rise or a fall."),
    "concept": Column(("numbers",), "What is counted or measured, in the article's words."),
    "statement": Column(("quotes",), "The number of the statement; pieces that a cue splits share it."),
    "speaker": Column(("quotes",), "The speaker's words."),
    "speaker_start": Column(("quotes",), "Where they begin."),
    "speaker_end": Column(("quotes",), "Where they end, exclusive."),
    "speaker_name": Column(("quotes",), "The name of the person meant, if it is a named person."),
    "cue": Column(("quotes",), "The words that link the quote to its speaker."),
    "cue_start": Column(("quotes",), "Where they begin."),
    "cue_end": Column(("quotes",), "Where they end, exclusive."),
    "confidence": Column(KINDS, "How likely, from 0 to 1, the find is right; a mention has its person's or country's."),
    "sentence": Column(KINDS, "The words of the sentence that holds it; of a quote, its paragraphs."),
    "sentence_start": Column(KINDS, "Where they begin."),
    "sentence_end": Column(KINDS, "Where they end, exclusive."),
}
"""The columns of CSV, in order. A new one is a row here, and its value in the row of its kind below."""

OF_RECORD = ("id", "title", "date", "url", "language")
"""Those that are the article's own."""


def rows_of(article: Article, record: Record, kinds: Iterable[Kind]) -> Iterator[dict[str, Any]]:
    """The rows of a record's finds of these kinds, by column; a long cell is left out where the row above has it."""
    of_record = {name: getattr(record, name) for name in OF_RECORD}
    above: dict[str, Any] = {}
    for kind in kinds:
        for place, find in enumerate(getattr(record, kind) or ()):
            for row in _ROWS[kind](find, place):
                cells = of_record | {"kind": kind} | row | _sentence(article.text, row.get("sentence"))
                yield {column: value for column, value in cells.items() if _is_new(value, above.get(column))}
                above = cells


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
    always = {"person": place, "name": person.name, "confidence": person.confidence}
    for mention in person.mentions:
        yield always | described | asdict(mention)
        described = {}


def country(country: Country, place: int) -> Iterator[dict[str, Any]]:
    """A row for each mention of a country."""
    described = {name: getattr(country, name) for name in ("name", "alpha_2", "alpha_3", "confidence")}
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
