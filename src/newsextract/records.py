"""The record: what one article holds, as plain frozen dataclasses. This is the output contract (schema_version 1).

Offsets are code points into the article's text as decoded, end exclusive; ``text`` is always ``article[start:end]``.
Unknown is None, none is an empty tuple. The dataclasses hold no spaCy object, so they outlive the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

SCHEMA_VERSION = 1

Kind = Literal["people", "countries", "numbers", "quotes"]
KINDS: tuple[Kind, ...] = ("people", "countries", "numbers", "quotes")

CountryMentionKind = Literal["name", "demonym", "capital", "metonym"]
NumberKind = Literal["cardinal", "ordinal", "percent", "money", "quantity", "duration", "age", "ratio"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["up", "down"]
QuoteKind = Literal["direct", "partial", "block", "indirect"]


def chosen_kinds(names: str | Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of these names (or this name), in the order of KINDS. Raises ValueError for a name of none."""
    named = {names} if isinstance(names, str) else set(names)
    if unknown := sorted(named - set(KINDS)):
        raise ValueError(f"no kind {unknown[0]!r}: choose from {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in named)


def moved(find: Any, text: str, place: Callable[[int], int]) -> Any:
    """A find, or a tuple of them, whose offsets become offsets into ``text`` by ``place``, and its spans' texts too."""
    if isinstance(find, tuple):
        return tuple(moved(one, text, place) for one in find)
    if not is_dataclass(find) or isinstance(find, type):
        return find
    values = {field.name: moved(getattr(find, field.name), text, place) for field in fields(find)}
    if {"text", "start", "end"} <= values.keys():
        start, end = place(values["start"]), place(values["end"])
        values |= {"text": text[start:end], "start": start, "end": end}
    return replace(find, **values)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands in the article: without title and without possessive 's."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the fullest form of the name, its other forms, what was said of them, and every mention in order."""

    name: str
    aliases: tuple[str, ...]
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A word that stands for a country; ``within`` is the longer name that it stands inside, or None."""

    text: str
    start: int
    end: int
    kind: CountryMentionKind
    within: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """One country by ISO 3166-1 (and XK, Kosovo), with every mention in order."""

    name: str
    alpha_2: str
    alpha_3: str
    mentions: tuple[CountryMention, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number with comparator and unit. ``value`` is the lower end of a range and ``upper`` its other end.

    ``unit`` is an ISO 4217 code, "percent", "percentage point" or a singular English name; None for pure counts.
    ``concept`` is what is counted or measured, in the article's words; of a duration, whom or what it is said of.
    """

    text: str
    start: int
    end: int
    kind: NumberKind
    value: int | float
    upper: int | float | None
    unit: str | None
    comparator: Comparator
    change: Change | None
    concept: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker as written by the quote; ``name`` is that of the Person meant, or None for no named person."""

    text: str
    start: int
    end: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tie a quote to its speaker ("said", "according to")."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The words inside the marks. Pieces of one statement split by its cue share ``statement``.

    Of kind "indirect", found on request only, the clause without marks that tells what was said.
    """

    text: str
    start: int
    end: int
    kind: QuoteKind
    statement: int
    speaker: Speaker | None
    cue: Cue | None


@dataclass(frozen=True, slots=True)
class Record:
    """All that was found in one article. A kind that was not asked for is None.

    ``title`` and ``date`` are what the article's file says of itself (a web page, a row with such columns), else None.
    """

    schema_version: int
    id: str
    model: str
    title: str | None
    date: str | None
    people: tuple[Person, ...] | None
    countries: tuple[Country, ...] | None
    numbers: tuple[Number, ...] | None
    quotes: tuple[Quote, ...] | None

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists, keys in the contract's order."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def json_schema() -> dict[str, Any]:
    """The record's JSON schema (draft 2020-12), made from the dataclasses above."""
    from pydantic import TypeAdapter  # spaCy brings pydantic; nothing but this call needs it

    schema = TypeAdapter(Record).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
