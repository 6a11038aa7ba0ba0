"""Archives of articles whose finds are said, not found: fast, and with names that no pipeline need recognise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.archive.filling.settling import settle
from newsextract.archive.store.database import closed, opened_to_write, transaction
from newsextract.archive.store.rows import add
from newsextract.ledger.ledger import Origin


@dataclass(frozen=True, slots=True)
class Known:
    """A person as an article has them."""

    name: str
    role: str | None = None
    aliases: Sequence[str] = ()
    says: Sequence[str | tuple[str, float]] = ()
    """Quotes, or a quote with its confidence."""
    titles: Sequence[str] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An article: its people in order, and the countries it names by (alpha-2, alpha-3, name), with a confidence."""

    people: Sequence[Known] = ()
    date: str | None = None
    countries: Sequence[tuple[str, str, str] | tuple[str, str, str, float]] = ()
    title: str | None = None
    url: str | None = None
    unsaid: Sequence[tuple[str | None, str]] = ()
    """Quotes of nobody: what the article calls the speaker, and the words."""
    counted: Sequence[tuple[Any, ...]] = ()
    """Numbers: the value, or the two ends of a range, the unit and the concept, and perhaps the confidence."""


def made(path: Path, articles: Iterable[Told], settled: bool = True) -> Path:
    """The archive of these articles, with persons told apart as a run does it, or only by their very names."""
    connection = opened_to_write(path)
    connection.execute("PRAGMA synchronous = off")
    connection.execute("INSERT INTO run VALUES (1, '{}', NULL)")
    with transaction(path, connection):
        for number, article in enumerate(articles):
            record = _record(f"a{number}", article)
            add(connection, record, len(record["text"].split()), Origin(f"a{number}", None, None, ""), number, 1)
    if settled:
        settle(path, connection)
    closed(connection)
    return path


def _record(id: str, article: Told) -> dict[str, Any]:
    text = ""
    people: list[dict[str, Any]] = []
    quotes: list[dict[str, Any]] = []
    for number, person in enumerate(article.people):
        mentions = []
        for name in (person.name, *person.aliases):
            mentions.append(_place(text, name))
            text += f"{name} came. "
        roles = [person.role] if person.role else []
        people.append(
            {
                "name": person.name,
                "aliases": [*person.aliases],
                "titles": [*person.titles],
                "roles": roles,
                "confidence": person.confidence,
                "mentions": mentions,
            }
        )
        for says in person.says:
            said, sure = (says, None) if isinstance(says, str) else says
            speaker = {"text": person.name, "start": 0, "end": 1, "name": person.name, "person": number}
            quotes.append(_quote(text, said, speaker, len(quotes), sure))
            text += f"“{said}” was said. "
    for called, said in article.unsaid:
        nobody = {"text": called, "start": 0, "end": 1, "name": None, "person": None} if called else None
        quotes.append(_quote(text, said, nobody, len(quotes)))
        text += f"“{said}” was said. "
    countries = []
    for alpha_2, alpha_3, name, *confidence in article.countries:
        mention = {**_place(text, name), "kind": "name", "within": None}
        named = {"name": name, "alpha_2": alpha_2, "alpha_3": alpha_3, "mentions": [mention]}
        countries.append(named | {"confidence": next(iter(confidence), None)})
        text += f"{name} rested. "
    numbers = []
    for value, unit, concept, *confidence in article.counted:
        kind = {None: "cardinal", "percent": "percent"}.get(unit, "money")
        value, upper = value if isinstance(value, tuple) else (value, None)
        of = {"person": None, "per": None, "comparator": "=", "change": None, "upper": upper}
        of["confidence"] = next(iter(confidence), None)
        sentence = f"{value} {concept or 'of nothing'} came."
        place = {**_place(text, str(value)), "sentence": [len(text), len(text) + len(sentence)]}
        numbers.append({**place, **of, "kind": kind, "value": value, "unit": unit, "concept": concept})
        text += f"{sentence} "
    head = {"id": id, "title": article.title, "date": article.date, "url": article.url, "language": "en", "model": "m"}
    return {**head, "text": text, "people": people, "countries": countries, "numbers": numbers, "quotes": quotes}


def _place(text: str, name: str) -> dict[str, Any]:
    sentence = [len(text), len(text) + len(name) + len(" came.")]
    return {"text": name, "start": len(text), "end": len(text) + len(name), "sentence": sentence}


def _quote(
    text: str, said: str, speaker: dict[str, Any] | None, statement: int, confidence: float | None = None
) -> dict[str, Any]:
    start = len(text) + 1
    end = start + len(said)
    place = {"text": said, "start": start, "end": end, "sentence": [start - 1, end + len("” was said.")]}
    said_by = {"kind": "direct", "statement": statement, "speaker": speaker, "cue": None}
    return {**place, **said_by, "confidence": confidence}
