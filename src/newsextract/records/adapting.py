"""Finds as a record needs them: with offsets into the article as given, without people that were not asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from newsextract.records.record import Person, pointing
from newsextract.records.serializing import with_parts


def moved(find: Any, text: str, place: Callable[[int], int]) -> Any:
    """A find, or a tuple of them, whose offsets become offsets into ``text`` by ``place``, and its spans' texts too."""

    def change(part: Any) -> Any:
        if not hasattr(part, "start"):
            return part
        start, end = place(part.start), place(part.end)
        new = {"text": text[start:end], "start": start, "end": end}
        if getattr(part, "sentence", None):
            new["sentence"] = tuple(map(place, part.sentence))
        return replace(part, **new)

    return with_parts(find, change)


def without_sentences(find: Any) -> Any:
    """A find, or a tuple of them, without the place of its sentence: for a record without these."""
    return with_parts(find, lambda part: replace(part, sentence=None) if hasattr(part, "sentence") else part)


def without_people(find: Any) -> Any:
    """A find, or a tuple of them, that points to nobody in ``people``: for a record without them."""
    return pointing(find, {})


def without_mentions(finds: Mapping[str, Any], people: Sequence[Person], gone: Set[tuple[int, int]]) -> dict[str, Any]:
    """The finds of a record by kind, after these spans have been taken out of the mentions of its ``people``.

    A person without other mentions is left out, also as speaker and owner; the others get new places. Names stay.
    """
    left: list[tuple[int, Person]] = []
    for number, person in enumerate(people):
        mentions = tuple(mention for mention in person.mentions if (mention.start, mention.end) not in gone)
        if mentions and len(mentions) < len(person.mentions):
            forms = {" ".join(mention.text.split()) for mention in mentions}
            person = replace(person, mentions=mentions, aliases=tuple(one for one in person.aliases if one in forms))
        left += [(number, person)] if mentions else []
    left.sort(key=lambda one: (-len(one[1].mentions), one[1].mentions[0].start))
    places = {number: place for place, (number, _) in enumerate(left)}
    moved = {kind: found and pointing(found, places, keeps_names=False) for kind, found in finds.items()}
    return moved | ({"people": tuple(person for _, person in left)} if finds.get("people") is not None else {})
