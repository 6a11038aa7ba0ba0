"""What somebody has decided: who is who, which words are a person, and what quotes, numbers, countries and roles are.

Ids change, so a correction names a person as articles do and a find by its words; where there are several, it names an
article too.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from newsextract.archive.identity.names import Name, parsed
from newsextract.archive.store.rows import as_stored, insert

PersonKind = Literal["same", "apart", "nobody", "called"]
FindKind = Literal["person", "speaker", "value", "unit", "concept", "no-quote", "no-number", "no-country", "no-role"]
CorrectionKind = PersonKind | FindKind
COLUMNS = ("kind", "name", "article", "other", "other_article", "start", "date")
_NUMBER = r"(-?\d[\d,]{0,99}(?:\.\d{1,99})?)"
_VALUES = re.compile(f"{_NUMBER}(?: to {_NUMBER})?")
ESCAPED = "escaped"
"""The column of CSV that says of a row that its texts were made harmless for a spreadsheet."""


class _Kind(NamedTuple):
    words: str
    """The sentence that it is shown as."""
    subject: tuple[str, ...] = ("name", "article", "start", "other", "other_article")
    """Of two corrections of the kind with the same values here, the later counts."""
    is_of_finds: bool = True
    is_of_one_article: bool = False


_FIND = ("name", "article", "start")
KINDS: Mapping[CorrectionKind, _Kind] = {
    "same": _Kind("{one} and {other} are the same", is_of_finds=False),
    "apart": _Kind("{one} and {other} are two", is_of_finds=False),
    "nobody": _Kind("{one} is no person", is_of_finds=False),
    "called": _Kind("{other} is called {one}", ("other", "other_article"), is_of_finds=False),
    "person": _Kind("{one} is a person", _FIND),
    "speaker": _Kind("“{one}” was said by {other}", _FIND, is_of_one_article=True),
    "value": _Kind("{one} has the value {what}", _FIND, is_of_one_article=True),
    "unit": _Kind("{one} has the unit {what}", _FIND, is_of_one_article=True),
    "concept": _Kind("{one} has the concept {what}", _FIND, is_of_one_article=True),
    "no-quote": _Kind("“{one}” is no quote", is_of_one_article=True),
    "no-number": _Kind("{one} is no number", is_of_one_article=True),
    "no-country": _Kind("{one} is no country"),
    "no-role": _Kind("{one} is not {other}"),
}
"""In the order in which they are listed to whoever gives another."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision."""

    kind: CorrectionKind
    """"same" and "called": the two are one person, called ``name``; "apart": they are two; "nobody": ``name`` is no
    person's; "person": the words are one, called ``other`` if it is given; "speaker": ``other`` said the quote;
    "value", "unit", "concept": the number has ``other``; "no-quote" and the like: it is none."""
    name: str
    """A person's name, or the words of a find."""
    article: str | None = None
    """The id of the article where the person or the find is meant; None for all."""
    other: str | None = None
    """The other name, or what is right instead; None for nobody or nothing."""
    other_article: str | None = None
    start: int | None = None
    """Where in the article the find starts; None for all of these words."""
    date: str = field(default="", compare=False)
    """When it was made."""
    number: int = field(default=0, compare=False)
    """Its number in the archive, for undoing it."""

    def __str__(self) -> str:
        one, other = (
            f"{name} in {article}" if article else name or "nobody"
            for name, article in ((self.name, self.article), (self.other, self.other_article))
        )
        return KINDS[self.kind].words.format(one=one, other=other, what=self.other or "none")

    @property
    def is_of_finds(self) -> bool:
        """Whether it is about finds, and not about who is who."""
        return KINDS[self.kind].is_of_finds

    @property
    def given(self) -> tuple[tuple[str, str | None], ...]:
        """The persons' names that it is about, each with its article."""
        if self.is_of_finds:
            return ()
        one, other = (self.name, self.article), (self.other or self.name, self.other_article)
        return (one,) if self.kind == "nobody" else (one, other)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: of two corrections with one subject the later counts."""
        return self.kind, *(getattr(self, column) for column in KINDS[self.kind].subject)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Whom it is about."""
        return tuple(Reference(parsed(name), article) for name, article in self.given)


def checked(line: Correction) -> Correction:
    """The correction, with the other name where it may be left out. Raises ValueError, with what is wrong in it."""
    kind, name, other = line.kind, line.name, line.other
    is_of_two = kind in ("same", "apart", "called")
    if kind == "apart" and other is None and line.other_article is None:
        raise ValueError("apart: from whom? give other or other_article")
    for column, given in (("name", name), ("other", (other or name) if is_of_two else name)):
        if not any(map(str.isalnum, given)):
            raise ValueError(f"{column} {given!r}: no name")
    if is_of_two:
        line = replace(line, other=other or name)
        if kind == "apart" and len({*line.references}) < 2:
            who = f"apart: {name} from {line.other}"
            raise ValueError(f"{who}: these are one name: give an article of one of the two")
    elif kind == "nobody" and other:
        raise ValueError(f"other {other!r}: nobody takes one name: give it a line of its own")
    elif KINDS[kind].is_of_one_article and line.article is None:
        raise ValueError(f"{kind}: in which article? give its id")
    elif kind == "no-role" and not other:
        raise ValueError("no-role: which one? give it as other")
    elif kind == "value":
        values_of(line)
    return line


def values_of(line: Correction) -> tuple[int | float, int | float | None]:
    """The value and the upper value that a correction gives a number. Raises ValueError."""
    found = _VALUES.fullmatch(line.other or "")
    if not found:
        raise ValueError(f"value {line.other or ''!r}: give it in digits, as 1500 or 2.5, or 10 to 15 for a range")
    value, upper = (_number(text) if text else None for text in found.groups())
    return value or 0, upper


def _number(digits: str) -> int | float:
    exact = Decimal(digits.replace(",", ""))
    return as_stored(int(exact)) if exact == int(exact) else float(exact)


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
        self._elsewhere: defaultdict[Reference, set[Reference]] = defaultdict(set)
        """By root, the names in all articles of those whom a reference to one article has."""
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
        """Whether they are two. Who has a name in one article is apart from whom that name is apart from in all."""
        return any(
            two in self._apart_from[one] for one in self._as_elsewhere(root) for two in self._as_elsewhere(other)
        )

    def _as_elsewhere(self, root: Reference) -> set[Reference]:
        """The root, and those of its names in all articles, but for those that it is apart from."""
        return {root, *map(self.root, self._elsewhere[root])} - self._apart_from[root]

    def holds(self, correction: Correction, before: Sequence[Correction]) -> bool:
        """Whether a correction is among those ``before``, and no later one of these says otherwise."""
        if correction.kind in ("same", "called"):
            return correction in before and self.name(self.root(correction.references[0])) == correction.name
        return [one for one in before if one.subject == correction.subject][-1:] == [correction]

    def add(self, correction: Correction) -> None:
        """Add a correction; one of finds says nothing here. Raises ContradictionError."""
        if correction.is_of_finds:
            return
        for reference in correction.references:
            if reference not in self:
                self._parents[reference] = reference
                self._elsewhere[reference] = {Reference(reference.name, None)} if reference.article else set()
        roots = [self.root(reference) for reference in correction.references]
        stays, goes = roots[0], roots[-1]
        if correction.kind == "nobody":
            if stays in self._names:
                raise ContradictionError(f"others say that {correction.name} is the same as {self._names[stays]}")
            self._nobody.add(stays)
        elif correction.kind == "apart":
            if stays == goes:
                raise ContradictionError(f"others say that {correction.name} and {correction.other} are the same")
            self._apart_from[stays].add(goes)
            self._apart_from[goes].add(stays)
        else:
            for root, name in ((stays, correction.name), (goes, correction.other)):
                if root in self._nobody:
                    raise ContradictionError(f"another says that {name} is no person")
            if goes in self._apart_from[stays]:
                raise ContradictionError(f"others say that {correction.name} and {correction.other} are two")
            self._join(stays, goes)
            self._names[stays] = correction.name

    def _join(self, stays: Reference, goes: Reference) -> None:
        self._names.pop(goes, None)
        if goes == stays:
            return
        self._parents[goes] = stays
        self._elsewhere[stays] |= self._elsewhere[goes]
        for other in self._apart_from.pop(goes, set()):
            self._apart_from[other].discard(goes)
            self._apart_from[other].add(stays)
            self._apart_from[stays].add(other)


def stored(connection: sqlite3.Connection) -> list[Correction]:
    """The corrections of an archive that are in force, oldest first."""
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)}, id FROM correction WHERE undone IS NULL ORDER BY id")
    return [Correction(*row) for row in rows]


def last_of_each_subject(corrections: Iterable[Correction]) -> list[Correction]:
    """The corrections without those that later ones of the same subject overrule."""
    found: dict[tuple[object, ...], Correction] = {}
    for one in corrections:
        found.pop(one.subject, None)  # so that it comes where the later one is
        found[one.subject] = one
    return list(found.values())


def take_back(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Mark corrections as undone, by their numbers."""
    today = date.today().isoformat()
    rows = ((today, one.number) for one in corrections)
    connection.executemany("UPDATE correction SET undone = ? WHERE id = ?", rows)


def rename(connection: sqlite3.Connection, before: str, article: str) -> None:
    """Let the corrections about an article follow its new name."""
    for column in ("article", "other_article") if article != before else ():
        connection.execute(f"UPDATE correction SET {column} = ? WHERE {column} = ?", (article, before))


def store(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> None:
    """Add corrections to those of the archive; they take effect when ``correct`` is next called."""
    rows = (dict(zip(COLUMNS, astuple(correction), strict=False)) for correction in corrections)
    insert(connection, "correction", [*rows])
