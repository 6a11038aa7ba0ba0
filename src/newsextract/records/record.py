"""The record: what one article holds, as plain frozen dataclasses. This is the output contract (schema_version 1).

Offsets are code points into the article's text as decoded, end exclusive; ``text`` is always ``article[start:end]``.
Unknown is None, none is an empty tuple. The dataclasses hold no spaCy object, so they outlive the pipeline.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from annotated_types import Interval  # a dependency of pydantic

from newsextract.records.kinds import KINDS
from newsextract.records.serializing import LONE_SURROGATE, checked, plain, with_parts

SCHEMA_VERSION = 1

CountryMentionKind = Literal["name", "demonym", "capital", "metonym"]
NumberKind = Literal["cardinal", "ordinal", "percent", "money", "quantity", "duration", "age", "ratio"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["up", "down"]
QuoteKind = Literal["direct", "partial", "block", "indirect"]
Confidence = Annotated[float, Interval(ge=0, le=1)]

_DESCRIBED = {"use_attribute_docstrings": True}  # for json_schema: the strings below the fields are their descriptions


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name in the article, without title and possessive 's."""

    __pydantic_config__ = _DESCRIBED

    text: str
    """The name, exactly article[start:end]."""
    start: int
    """Where it begins: a code point offset into the article's text, from 0."""
    end: int
    """Where it ends, exclusive."""
    sentence: tuple[int, int] | None = None
    """Start and end of the sentence that holds it, on request; else null."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the fullest form of the name, its other forms, what is said about them, and all mentions in order."""

    __pydantic_config__ = _DESCRIBED

    name: str
    """The fullest form of the name in the article; if that is in capitals, only each word's first letter stays one."""
    aliases: tuple[str, ...]
    """The other forms of the name that the article uses."""
    titles: tuple[str, ...]
    """What stood before the name: Mr, Dr, Sir, General."""
    roles: tuple[str, ...]
    """What the article says the person is or does, in its words."""
    confidence: Confidence | None = field(default=None, kw_only=True)
    """How likely, from 0 to 1, it is a person and each mention is that person's; null if it was not estimated."""
    mentions: tuple[Mention, ...]
    """Each place where the name occurs, in text order."""


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A word that means a country; ``within`` is the longer name that it is part of, or None."""

    __pydantic_config__ = _DESCRIBED

    text: str
    """The word, exactly article[start:end]."""
    start: int
    """Where it begins: a code point offset into the article's text, from 0."""
    end: int
    """Where it ends, exclusive."""
    kind: CountryMentionKind
    """Whether the word is the country's name, its demonym, its capital, or a metonym (the Kremlin)."""
    within: str | None
    """The longer name that the word is part of (Bank of China), or null."""
    sentence: tuple[int, int] | None = None
    """Start and end of the sentence that holds it, on request; else null."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country by ISO 3166-1 (and XK, Kosovo), with every mention in order."""

    __pydantic_config__ = _DESCRIBED

    name: str
    """The country's short English name."""
    alpha_2: str
    """Its ISO 3166-1 code of two letters, or XK."""
    alpha_3: str
    """Its ISO 3166-1 code of three letters, or XKX."""
    confidence: Confidence | None = field(default=None, kw_only=True)
    """How likely, from 0 to 1, the mentions mean this country; null if it was not estimated."""
    mentions: tuple[CountryMention, ...]
    """Each place where the article names it, in text order."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with comparator and unit. ``value`` is the lower end of a range and ``upper`` its other end.

    ``unit`` is an ISO 4217 code, "percent", "percentage point" or a singular English name; None for pure counts.
    ``concept`` is what is counted or measured, in the article's words; of a duration, what lasted that long.
    """

    __pydantic_config__ = _DESCRIBED

    text: str
    """Comparator, number, unit and rate, exactly article[start:end]."""
    start: int
    """Where it begins: a code point offset into the article's text, from 0."""
    end: int
    """Where it ends, exclusive."""
    kind: NumberKind
    """What sort of number it is."""
    value: int | float
    """The value, or the lower end of a range."""
    upper: int | float | None
    """The upper end of a range, or the other side of a ratio; else null."""
    unit: str | None
    """An ISO 4217 code for money, percent, or the unit's singular English name; null for pure counts."""
    per: str | None
    """For a rate, what it is per: barrel in "$71 a barrel", or a currency's code; else null."""
    comparator: Comparator
    """= unless the words say more or less than (> <), at least or at most (>= <=), or about (~)."""
    change: Change | None
    """up or down if the number is the size of a rise or a fall, else null."""
    concept: str | None
    """What is counted or measured, in the article's words, or null."""
    person: int | None = None
    """The index in people, from 0, of the person whose age or other number it is; null if it is nobody's."""
    confidence: Confidence | None = field(default=None, kw_only=True)
    """How likely, from 0 to 1, value, unit and comparator are right; null if it was not estimated."""
    sentence: tuple[int, int] | None = None
    """Start and end of the sentence that holds it, on request; else null."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speaker as written next to the quote; ``name`` is that of the Person meant, or None if no named person is."""

    __pydantic_config__ = _DESCRIBED

    text: str
    """The speaker's words, exactly article[start:end]."""
    start: int
    """Where they begin: a code point offset into the article's text, from 0."""
    end: int
    """Where they end, exclusive."""
    name: str | None
    """The name of the person meant, as in people; null if it is not a named person."""
    person: int | None = None
    """That person's index in people, from 0; null if it is not a named person, or people were not asked for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that link a quote to its speaker ("said", "according to")."""

    __pydantic_config__ = _DESCRIBED

    text: str
    """The cue, exactly article[start:end]."""
    start: int
    """Where it begins: a code point offset into the article's text, from 0."""
    end: int
    """Where it ends, exclusive."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words inside the marks. Pieces of one statement that a cue splits share ``statement``.

    For the kind "indirect", found on request only, it is the clause that reports what was said.
    """

    __pydantic_config__ = _DESCRIBED

    text: str
    """The words inside the marks, exactly article[start:end]."""
    start: int
    """Where they begin: a code point offset into the article's text, from 0."""
    end: int
    """Where they end, exclusive."""
    kind: QuoteKind
    """direct (a clause or more), partial (a phrase in the writer's sentence), block (without marks) or indirect."""
    statement: int
    """The number of the statement; pieces that a cue splits share it."""
    speaker: Speaker | None
    """Who said it, or null."""
    cue: Cue | None
    """The words that link it to the speaker, or null."""
    confidence: Confidence | None = field(default=None, kw_only=True)
    """How likely, from 0 to 1, it is a quote and its speaker is right; null if it was not estimated."""
    sentence: tuple[int, int] | None = None
    """Start and end of the paragraphs that hold it, on request; else null."""


@dataclass(frozen=True, slots=True)
class PartialRecord:
    """All that was found in one article. A kind that was not asked for is None.

    ``title``, ``date`` and ``url`` are what the article's file says about it (a web page, a row with such columns),
    else None.
    """

    __pydantic_config__ = _DESCRIBED

    schema_version: int
    """The version of this format."""
    id: str
    """The file's path as given, or the id of a row."""
    model: str
    """Name and version of the pipeline that made the record."""
    title: str | None
    """The title that the file gives the article, or null."""
    date: str | None
    """The date that the file gives the article, or null."""
    url: str | None = field(default=None, kw_only=True)
    """The web address that returned the article, after redirects, or that its file names; else null."""
    language: str | None = field(default=None, kw_only=True)
    """Its language by ISO 639-1, or by 639-3 if that has no code; en for a text too short to tell. Null: not asked."""
    text: str | None = field(default=None, kw_only=True)
    """The article as read, to which offsets refer, on request; else null."""
    people: tuple[Person, ...] | None
    """The people, most mentioned first; null if not asked for."""
    countries: tuple[Country, ...] | None
    """The countries, most mentioned first; null if not asked for."""
    numbers: tuple[Number, ...] | None
    """The numbers, in text order; null if not asked for."""
    quotes: tuple[Quote, ...] | None
    """The quotes, in text order; null if not asked for."""

    def sure(self, least: float) -> Self:
        """The record without the finds whose confidence is less; one whose confidence is not known stays.

        Of a person who is left out the name stays with what they say, ``Speaker.name``. Raises ValueError for what is
        not from 0 to 1.
        """
        if not 0 <= least <= 1:
            raise ValueError(f"{least:g}: not a confidence: give a number from 0 (all finds) to 1, as 0.9")
        kinds = {kind: getattr(self, kind) for kind in KINDS}
        left: dict[str, Any] = {
            kind: found and tuple(one for one in found if _is_sure(one, least)) for kind, found in kinds.items()
        }
        sure = (place for place, person in enumerate(self.people or ()) if _is_sure(person, least))
        places = {place: new for new, place in enumerate(sure)}
        return replace(self, **{kind: found and pointing(found, places) for kind, found in left.items()})

    def count(self) -> int:
        """How many finds there are, of all kinds."""
        return sum(len(getattr(self, kind) or ()) for kind in KINDS)

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists, keys in the contract's order."""
        found: dict[str, Any] = plain(self)
        return found

    def to_json(self) -> str:
        """The record as a line of JSON, without the line's end. Half a surrogate pair in it is escaped."""
        line = json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))
        return LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", line)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """The record of what ``to_dict`` or a line of JSON holds.

        Raises ValueError, in one line that names the first wrong place, for anything that is not a record, and for a
        record of a later version.
        """
        version = row.get("schema_version") if isinstance(row, Mapping) else None
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise ValueError(
                f"invalid record: schema_version {version} is later than {SCHEMA_VERSION}: upgrade newsextract"
            )
        record: Self = checked(cls, row, "record")
        given = {f"numbers[{place}].person": number.person for place, number in enumerate(record.numbers or ())}
        for place, quote in enumerate(record.quotes or ()):
            given[f"quotes[{place}].speaker.person"] = quote.speaker.person if quote.speaker else None
        people = range(len(record.people or ()))
        for where, person in given.items():
            if record.people is not None and person is not None and person not in people:
                problem = f"not an index into people, who are {len(people)} (got {person})"
                raise ValueError(f"invalid record: {where}: {problem}")
        return record


@dataclass(frozen=True, slots=True)
class Record(PartialRecord):
    """A record: to a type checker one for which all kinds were asked for, so that none is None."""

    if TYPE_CHECKING:
        people: tuple[Person, ...]
        countries: tuple[Country, ...]
        numbers: tuple[Number, ...]
        quotes: tuple[Quote, ...]


def _is_sure(find: Person | Country | Number | Quote, least: float) -> bool:
    return find.confidence is None or find.confidence >= least


def pointing(find: Any, places: Mapping[int, int], keeps_names: bool = True) -> Any:
    """A find, or a tuple of them, that points to people by their new places.

    To nobody where ``places`` lack one; such a speaker's name stays if ``keeps_names``.
    """

    def change(part: Any) -> Any:
        if not isinstance(part, Number | Speaker) or part.person is None:
            return part
        changes: dict[str, Any] = {"person": places.get(part.person)}
        if isinstance(part, Speaker) and part.person not in places and not keeps_names:
            changes["name"] = None
        return replace(part, **changes)

    return with_parts(find, change)


def json_schema() -> dict[str, Any]:
    """The record's JSON schema (draft 2020-12), made from the dataclasses above."""
    from pydantic import TypeAdapter  # here, as nothing but this call needs it

    schema = TypeAdapter(PartialRecord).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Record"}
