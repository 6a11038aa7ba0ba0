"""Finds as a record needs them: with places in the article as it was given, without people nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any

from newsextract.records.record import Country, Person, pointing


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
    if values.get("sentence"):
        values["sentence"] = tuple(map(place, values["sentence"]))
    return replace(find, **values)


def without_sentences(find: Any) -> Any:
    """A find, or a tuple of them, without the place of its sentence: for a record without these."""
    if isinstance(find, tuple):
        return tuple(map(without_sentences, find))
    if isinstance(find, Person | Country):
        return replace(find, mentions=without_sentences(find.mentions))
    return replace(find, sentence=None)


def without_people(find: Any) -> Any:
    """A find, or a tuple of them, that points to nobody in ``people``: for a record without them."""
    return pointing(find, {})


def without_mentions(finds: Mapping[str, Any], people: Sequence[Person], gone: Set[tuple[int, int]]) -> dict[str, Any]:
    """The finds of a record by kind, after these spans have been taken out of the mentions of its ``people``.

    A person without other mentions is left out, also as speaker and owner; the others get new places. Names stay.
    """
    left = [(number, _mentioned_without(person, gone)) for number, person in enumerate(people)]
    left = [(number, person) for number, person in left if person.mentions]
    left.sort(key=lambda one: (-len(one[1].mentions), one[1].mentions[0].start))
    places = {number: place for place, (number, _) in enumerate(left)}
    moved = {kind: found and pointing(found, places, keeps_names=False) for kind, found in finds.items()}
    return moved | ({"people": tuple(person for _, person in left)} if finds.get("people") is not None else {})


def _mentioned_without(person: Person, gone: Set[tuple[int, int]]) -> Person:
    mentions = tuple(mention for mention in person.mentions if (mention.start, mention.end) not in gone)
    forms = {" ".join(mention.text.split()) for mention in mentions}
    aliases = tuple(alias for alias in person.aliases if alias in forms)
    return replace(person, mentions=mentions, aliases=aliases) if len(mentions) < len(person.mentions) else person
