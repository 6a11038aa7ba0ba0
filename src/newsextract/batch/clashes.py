"""Names in an output folder that the inputs of this run ask for, though those of earlier runs have them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newsextract.batch.layout import Layout, name_key
from newsextract.batch.manifest import Entry
from newsextract.batch.shard import key_in
from newsextract.output import OutputError

_REMEDY = "give -o another folder"


def refuse_clashes(folder: Path, layout: Layout, files: Iterable[str], others: Iterable[Entry]) -> None:
    """Raise OutputError where a file of this run asks for a name that one of other inputs has, or has another name.

    ``others`` are the records of other inputs. The name of a file of many articles is that of its records' folder.
    """
    place_of = {str(other.file): _place(other) for other in others}
    owner_of = {name_key(place): file for file, place in place_of.items()}
    base = os.path.realpath(layout.base or "")
    for file in files if place_of else ():
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


def _place(entry: Entry) -> str:
    """That of the record, or of the folder of all of its file."""
    is_alone = entry.key == key_in(str(entry.file), None)
    return entry.output if is_alone else entry.output.rsplit("/", 2)[0]
