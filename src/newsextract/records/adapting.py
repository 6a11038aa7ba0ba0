"""Finds as a record needs them: with places in the article as it was given, without people nobody asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from typing import Any

from newsextract.records.record import Country, Number, Person, Quote, Speaker


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
    if isinstance(find, tuple):
        return tuple(map(without_people, find))
    if isinstance(find, Quote):
        return replace(find, speaker=without_people(find.speaker))
    return replace(find, person=None) if isinstance(find, Number | Speaker) else find


def without_mentions(finds: Mapping[str, Any], people: Sequence[Person], gone: Set[tuple[int, int]]) -> dict[str, Any]:
    """The finds of a record by kind, after these spans have been taken out of the mentions of its ``people``.

    A person without other mentions is left out, also as speaker and owner; the others get new places. Names stay.
    """
    left = [(number, _mentioned_without(person, gone)) for number, person in enumerate(people)]
    left = [(number, person) for number, person in left if person.mentions]
    left.sort(key=lambda one: (-len(one[1].mentions), one[1].mentions[0].start))
    places = {number: place for place, (number, _) in enumerate(left)}
    moved = {kind: found and _pointing(found, places) for kind, found in finds.items()}
    return moved | ({"people": tuple(person for _, person in left)} if finds.get("people") is not None else {})


def _mentioned_without(person: Person, gone: Set[tuple[int, int]]) -> Person:
    mentions = tuple(mention for mention in person.mentions if (mention.start, mention.end) not in gone)
    forms = {" ".join(mention.text.split()) for mention in mentions}
    aliases = tuple(alias for alias in person.aliases if alias in forms)
    return replace(person, mentions=mentions, aliases=aliases) if len(mentions) < len(person.mentions) else person


def _pointing(find: Any, places: Mapping[int, int]) -> Any:
    """A find, or a tuple of them, that points to people by their new places; to nobody where one has none."""
    if isinstance(find, tuple):
        return tuple(_pointing(one, places) for one in find)
    if isinstance(find, Quote):
        return replace(find, speaker=_pointing(find.speaker, places))
    if not isinstance(find, Number | Speaker) or find.person is None:
        return find
    if find.person in places:
        return replace(find, person=places[find.person])
    return replace(find, person=None, name=None) if isinstance(find, Speaker) else replace(find, person=None)
