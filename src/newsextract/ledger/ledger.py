"""What runs have done: the tables ``run`` and ``source``, which an archive and an output folder's ledger both have.

run      id, made, input                   made: JSON, what the records depend on besides their articles
source   article_id, run_id, place, file, file_number, row, hash

An article is identified by its place: the whole path of its file and, in a file of many, its name there. So it is the
same however the file is named, from whatever folder, and whichever other inputs are named with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsextract.ledger.layout import Layout, Shard, digest, name_in_file
from newsextract.reading import STDIN, Article, Finished, RawFile, Source, is_address

_KNOWN = "SELECT article_id, source.hash, made, place, file, row, {} FROM source JOIN run ON run.id = run_id WHERE {}"
_BETWEEN = "\n"  # the parts of a place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from. ``file`` is a whole path or an address, None for standard input."""

    place: str
    """What identifies the article in a later run."""
    file: str | None
    row: int | None
    hash: str

    @property
    def name(self) -> str | None:
        """Its name among the articles of its file; None if it is alone there."""
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


class Known(NamedTuple):
    """An article that an earlier run has finished."""

    id: int
    hash: str
    """Of all that was read."""
    made: str
    place: str
    file: str | None
    row: int | None
    name: str = ""
    """In an archive, its id."""

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        return Origin(self.place, self.file, self.row, self.hash)


class Origins:
    """The origins of a run's articles, which must come in input order: two of one name have different numbers."""

    def __init__(self, layout: Layout) -> None:
        """``layout`` is that of the inputs. Links to the inputs themselves are resolved, links below them are not."""
        self._layout = layout
        self.base = None if layout.base is None else Path(os.path.realpath(layout.base)).as_posix()
        """The innermost folder that holds all inputs; None where there are only standard input and addresses."""
        self._before = "" if self.base is None else self.base.rstrip("/") + "/"
        self._file = ""
        self._seen: Counter[int] = Counter()

    def of(self, item: Article | RawFile) -> Origin:
        """That of an article."""
        source = item.source or Source(STDIN, row=0)
        file = self._layout.below(source.file)
        if file is not None and not is_address(file):
            file = os.path.join(self._before, file)  # noqa: PTH118 - each article comes here
        parts = [file or STDIN]
        if source.row is not None or file is None:
            name = name_in_file(item)
            if source.file != self._file:
                self._file, self._seen = source.file, Counter()
            self._seen[digest(name)] += 1
            parts += [str(self._seen[digest(name)]), name]
        return Origin(_storable(_BETWEEN.join(parts)), file and _storable(file), source.row, content_hash(item))

    def below(self, file: str | None) -> str | None:
        """The file of an origin as the layout has it: below the inputs' folder, if it is there."""
        return file[len(self._before) :] if file and self._before and file.startswith(self._before) else file

    def is_of(self, origin: Origin, shard: Shard | None) -> bool:
        """Whether an article is in this part of the run; all are in a whole run."""
        name = origin.name if origin.row is not None else None
        return shard is None or shard.has(self.below(origin.file), name)


class Ledger:
    """The finished articles of a database. Transactions and threads are the caller's, as is what SQLite raises."""

    def __init__(self, connection: sqlite3.Connection, name: str = "''") -> None:
        """The tables must be there. ``name``: the article's id, in SQL."""
        self.connection, self._name = connection, name

    def known(self, condition: str, *values: str) -> list[Known]:
        """The articles of which a condition in SQL holds."""
        question = _KNOWN.format(self._name, condition)
        return [Known(*row) for row in self.connection.execute(question, values)]

    def all(self) -> Iterator[Known]:
        """Each article; how its record was made is left out."""
        for row in self.connection.execute("SELECT article_id, hash, '', place, file, row FROM source"):
            yield Known(*row)

    def number_of_run(self, made: str, input: str | None) -> int:
        """That of an earlier run that made records so, of these inputs, or a new one."""
        question = "SELECT id FROM run WHERE made = ? AND input IS ?"
        if known := self.connection.execute(question, (made, input)).fetchone():
            return int(known[0])
        cursor = self.connection.execute("INSERT INTO run (made, input) VALUES (?, ?)", (made, input))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def enter(self, origin: Origin, file_number: int, run: int, article: int | None = None) -> int:
        """Put in where an article came from, or where it comes from now; the article's number."""
        self.connection.execute(
            "INSERT INTO source (article_id, run_id, place, file, file_number, row, hash) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (place) DO UPDATE SET run_id = excluded.run_id, file = excluded.file, "
            "file_number = excluded.file_number, row = excluded.row, hash = excluded.hash",
            (article, run, origin.place, origin.file, file_number, origin.row, origin.hash),
        )
        question = "SELECT article_id FROM source WHERE place = ?"
        return int(self.connection.execute(question, (origin.place,)).fetchone()[0])

    def move(self, article: int, origin: Origin) -> None:
        """Note that an article lies elsewhere now, or was read under another id."""
        self.connection.execute(
            "UPDATE source SET place = ?, file = ?, row = ?, hash = ? WHERE article_id = ?",
            (origin.place, origin.file, origin.row, origin.hash, article),
        )


def as_made(made: Mapping[str, str]) -> str:
    """What records depend on besides their articles, as ``run.made`` has it."""
    return json.dumps(made, sort_keys=True)


def differing(made: str, other: str) -> list[str]:
    """The names of what two runs' records depend on, by ``run.made``, that is not the same."""
    one, two = json.loads(made), json.loads(other)
    return [name for name in {**one, **two} if one.get(name) != two.get(name)]


def content_hash(item: Article | RawFile, id: str | None = None) -> str:
    """Of all that the record depends on in the article, or of the bytes that it will be read from.

    ``id``: as if it were called so.
    """
    id = item.id if id is None else id
    if isinstance(item, RawFile):
        name = id if item.url is None else f"{id}\0{item.url}"
        content = name.encode(errors="surrogatepass") + b"\0" + item.data
    else:
        record = [item.record.to_json()] if isinstance(item, Finished) else []
        content = json.dumps([id, item.text, item.title, item.date, item.url, *record]).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _storable(text: str) -> str:
    """The same with escapes for half a surrogate pair, which UTF-8 cannot hold: a file's name may have one."""
    return text.encode(errors="backslashreplace").decode()
