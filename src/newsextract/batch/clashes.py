"""Names in an output folder that the inputs of this run ask for, though those of earlier runs have them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsextract.batch.layout import Layout, name_key
from newsextract.output import OutputError

_REMEDY = "give -o another folder"


def refuse_clashes(folder: Path, layout: Layout, files: Iterable[str], others: Mapping[str, str]) -> None:
    """Raise OutputError where a file of this run asks for a name that one of other inputs has, or has another name.

    ``others``: the places of other inputs' files, with their whole paths. That of many articles is a folder.
    """
    owner_of = {name_key(place): file for place, file in others.items()}
    place_of = {file: place for place, file in others.items()}
    base = os.path.realpath(layout.base or "")
    for file in files if others else ():
        path = os.path.join(base, layout.below(file) or "")  # noqa: PTH118 - each file comes here
        places = layout.places_of_file(file)
        if path in place_of and place_of[path] not in places:
            raise OutputError(
                f"{folder}: has {path} as {place_of[path]}, which would be {places[0]} now: name the same input as "
                f"before, or {_REMEDY}"
            )
        for place in places:
            owner = owner_of.get(name_key(place), path)
            if owner != path:
                raise OutputError(f"{folder}: {place} is the record of {owner}, and of {path} too: {_REMEDY}")
