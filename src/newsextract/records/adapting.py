"""Finds as a record needs them: with places in the article as it was given, without people nobody asked for."""

from __future__ import annotations

from collections.abc import Callable
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
    """A find, or a tuple of them, that does not say in which sentence it stands: for a record without these."""
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
