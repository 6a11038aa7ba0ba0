"""By what the ledger knows an article again: its file's whole path, and in a file of many its name there.

So it is the same however the file is named, from whatever folder, and whichever other inputs are named beside it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsextract.batch.ledger.layout import Layout, Part, digest, key_in, name_in_file
from newsextract.batch.workers.results import content_hash
from newsextract.reading import STDIN, Article, RawFile, Source, is_address

_BETWEEN = "\n"  # the parts of a place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from. ``file`` is a whole path or an address, None for standard input."""

    place: str
    """By which a later run knows it again."""
    file: str | None
    row: int | None
    hash: str

    @property
    def name(self) -> str | None:
        """What tells it from the others of its file; None if it is alone there."""
        return self.place[len(self.file or STDIN) :].split(_BETWEEN, 2)[2] if self._is_of_several else None

    @property
    def has_own_id(self) -> bool:
        """Whether its id is its own, wherever it lies: that of a row, an address, a name given to standard input."""
        is_numbered = self.row is not None and self.name == f"line-{self.row}"
        return (self._is_of_several and not is_numbered) or (self.file is not None and is_address(self.file))

    @property
    def _is_of_several(self) -> bool:
        return self.row is not None or self.file is None


class Stored(NamedTuple):
    """What an archive knows of an article besides its record."""

    origin: Origin
    file_number: int
    made: str
    input: str | None


def differing(made: str, other: str) -> list[str]:
    """The names of what two runs' records depend on, by ``run.made``, that is not the same."""
    one, two = json.loads(made), json.loads(other)
    return [name for name in {**one, **two} if one.get(name) != two.get(name)]


class Origins:
    """The origins of a run's articles, which must come in input order: of two of one name the second has a number."""

    def __init__(self, layout: Layout) -> None:
        """``layout`` is that of the inputs. Links that lead to them are looked through, those below them not."""
        self._layout = layout
        self.base = None if layout.base is None else Path(os.path.realpath(layout.base)).as_posix()
        """The innermost folder that holds all inputs; None where there is but standard input, or addresses."""
        self._before = "" if self.base is None else self.base.rstrip("/") + "/"
        self._file = ""
        self._seen: Counter[int] = Counter()

    def of(self, item: Article | RawFile) -> Origin:
        """That of an article."""
        source = item.source or Source(STDIN, row=0)
        file = self._layout.below(source.file)
        if file is not None and not is_address(file):
            file = os.path.join(self._before, file)  # noqa: PTH118 - each article comes here
        several = None
        if source.row is not None or file is None:
            name = name_in_file(item)
            several = self._number(source.file, name), name
        return Origin(place_of(file, several), file and _storable(file), source.row, content_hash(item))

    def below(self, file: str | None) -> str | None:
        """The file of an origin as the layout has it: below the inputs' folder, if it is there."""
        return file[len(self._before) :] if file and self._before and file.startswith(self._before) else file

    def key(self, origin: Origin) -> int:
        """By which an article is given to a part of this run."""
        return key_in(self.below(origin.file) or STDIN, origin.name if origin.row is not None else None)

    def is_of(self, origin: Origin, part: Part | None) -> bool:
        """Whether an article is of this part of the run; all are of a whole run."""
        return part is None or self.key(origin) % part[1] == part[0] - 1

    def _number(self, file: str, name: str) -> int:
        if file != self._file:
            self._file, self._seen = file, Counter()
        self._seen[digest(name)] += 1
        return self._seen[digest(name)]


def place_of(file: str | None, several: tuple[int, str] | None) -> str:
    """By which an article is known again; ``several``: its number among those of its name in the file, and the name."""
    return _storable(_BETWEEN.join((file or STDIN, *map(str, several or ()))))


def _storable(text: str) -> str:
    """The same with escapes for half a surrogate pair, which UTF-8 cannot hold: a file's name may have one."""
    return text.encode(errors="backslashreplace").decode()
