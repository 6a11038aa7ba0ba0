"""What somebody has decided about who is who: who are the same, who are not, and who is no person.

Persons' ids change, so a correction names a person as articles do; where two have one name, it names an article too.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from typing import Literal, NamedTuple, get_args

from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.store.rows import insert

CorrectionKind = Literal["same", "apart", "nobody"]
KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
COLUMNS = ("kind", "name", "article", "other", "other_article", "date")
ESCAPED = "escaped"
"""The column of CSV that says of a row that its texts were made harmless for a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision. ``article`` is the id of an article where the person is meant who has the ``name`` there."""

    kind: CorrectionKind
    """"same": the two are one person, called ``name``; "apart": they are two; "nobody": it is no person's name."""
    name: str
    article: str | None = None
    other: str | None = None
    other_article: str | None = None
    date: str = field(default="", compare=False)
    """When it was decided."""
    number: int = field(default=0, compare=False)
    """By which it is taken back."""

    def __str__(self) -> str:
        names = (f"{name} in {article}" if article else name for name, article in self.given)
        return f"{' and '.join(names)} {_WORDS[self.kind]}"

    @property
    def given(self) -> tuple[tuple[str, str | None], ...]:
        """The names that it is about, each with its article."""
        one = self.name, self.article
        return (one,) if self.other is None else (one, (self.other, self.other_article))

    @property
    def references(self) -> tuple[Reference, ...]:
        """Whom it is about."""
        return tuple(Reference(parsed(name), article) for name, article in self.given)


_WORDS = {"same": "are the same", "apart": "are two", "nobody": "is no person"}


class Reference(NamedTuple):
    """Refers to whoever has a name, in all articles or in one."""

    name: Name
    article: str | None

    @property
    def order(self) -> tuple[object, ...]:
        """By which to sort."""
        return *self.name.words, self.name.suffix, self.article or ""


class ContradictionError(ValueError):
    """A correction that cannot be true beside those before it; says why in a few words."""


class Decisions:
    """What corrections say in all: which names are one person's, which are not, which are no person's.

    Of several references to one person, one represents all: ``root`` gives it, and the other methods take it.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        """Raises ContradictionError."""
        self._parents: dict[Reference, Reference] = {}
        self._apart_from: defaultdict[Reference, set[Reference]] = defaultdict(set)
        self._nobody: set[Reference] = set()
        self._names: dict[Reference, str] = {}
        for correction in corrections:
            self.add(correction)

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._parents)

    def __contains__(self, reference: object) -> bool:
        return reference in self._parents

    def root(self, reference: Reference) -> Reference:
        """The reference that represents all to the same person."""
        while (parent := self._parents.get(reference, reference)) != reference:
            reference = parent
        return reference

    def is_nobody(self, root: Reference) -> bool:
        """Whether it is no person."""
        return root in self._nobody

    def name(self, root: Reference) -> str | None:
        """What those are called who are the same; None where none are."""
        return self._names.get(root)

    def are_apart(self, root: Reference, other: Reference) -> bool:
        """Whether they are two."""
        return other in self._apart_from[root]

    def add(self, correction: Correction) -> None:
        """Add a correction. Raises ContradictionError."""
        for reference in correction.references:
            self._parents.setdefault(reference, reference)
        roots = [self.root(reference) for reference in correction.references]
        root, other = roots[0], roots[-1]
        if correction.kind == "nobody":
            self._strike(root, correction)
        elif correction.kind == "apart":
            if root == other:
                raise ContradictionError(f"others say that {correction.name} and {correction.other} are the same")
            self._apart_from[root].add(other)
            self._apart_from[other].add(root)
        else:
            self._join(root, other, correction)

    def _strike(self, root: Reference, correction: Correction) -> None:
        if root in self._names:
            raise ContradictionError(f"others say that {correction.name} is the same as {self._names[root]}")
        self._nobody.add(root)

    def _join(self, stays: Reference, goes: Reference, correction: Correction) -> None:
        for root, name in ((stays, correction.name), (goes, correction.other)):
            if root in self._nobody:
                raise ContradictionError(f"another says that {name} is no person")
        if self.are_apart(stays, goes):
            raise ContradictionError(f"others say that {correction.name} and {correction.other} are two")
        self._names.pop(goes, None)
        self._names[stays] = correction.name
        if goes == stays:
            return
        self._parents[goes] = stays
        for other in self._apart_from.pop(goes, set()):
            self._apart_from[other].discard(goes)
            self._apart_from[other].add(stays)
            self._apart_from[stays].add(other)


def stored(connection: sqlite3.Connection) -> list[Correction]:
    """The corrections of an archive, oldest first."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)}, id FROM correction ORDER BY id")
    return [Correction(*row) for row in rows]


def take_back(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Take corrections out of the archive, by their numbers."""
    connection.executemany("DELETE FROM correction WHERE id = ?", ((one.number,) for one in corrections))


def rename(connection: sqlite3.Connection, before: str, article: str) -> None:
    """Have the corrections about an article name it as it is called now."""
    for column in ("article", "other_article") if article != before else ():
        connection.execute(f"UPDATE correction SET {column} = ? WHERE {column} = ?", (article, before))


def store(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Add corrections to those of the archive, to be followed the next time that it is decided who is who."""
    insert(connection, "correction", COLUMNS, (astuple(correction)[: len(COLUMNS)] for correction in corrections))
