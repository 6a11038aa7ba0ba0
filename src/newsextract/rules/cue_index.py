"""Looks cues up by what gives them: the words and marks that may stand beside a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def cue_index(things: Mapping[int, Iterable[str]]) -> dict[str, int]:
    """For each thing the cues that it gives, as bits; ``things``: by cue what gives it."""
    index: dict[str, int] = {}
    for cue, given in things.items():
        for thing in given:
            index[thing] = index.get(thing, 0) | int(cue)
    return index
