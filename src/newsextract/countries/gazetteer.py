"""Finds the words for countries in a text by the table in models/rules/countries, whatever a model thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from newsextract import rules

HitKind = Literal["name", "demonym", "capital", "metonym", "trap", "language"]

# Capitals alone can begin a name; the table's names all begin with one of these.
# What stands before is looked at last: an expression that begins with letters is searched for much faster.
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ](?<![\w@\\].)[^\W\d_]*")
# What may stand for a blank of a name, and what a name's marks may be written as.
_GAP = re.compile(r"[ \t]?\r?\n[ \t]?|[ \t\u00a0]{1,2}")
_MARKS = str.maketrans("\u2010\u2011\u2013’", "---'")
# Without one of these a text is spelled as the table spells.
_RESPELLED = re.compile("[\t\r\n\u00a0\u2010\u2011\u2013’]|  ")
# A name runs no further: no letter or digit, no at-sign, no web domain. A prefix is tied to a word.
_END = re.compile(r"(?!\w)(?!@|\.[a-z])")
_TIED = re.compile("[-\u2010\u2011\u2013]\\w")


class Reading(NamedTuple):
    """What an entry of the table stands for; ``weak``: only where the country is named otherwise too."""

    alpha_2: str
    kind: HitKind
    weak: bool = False


class Hit(NamedTuple):
    """An entry of the table where it stands in a text; ``surface`` is the entry as the table spells it."""

    start: int
    end: int
    surface: str
    alpha_2: str
    kind: HitKind
    weak: bool


class Gazetteer:
    """All entries of the table, ready to be found. Upper-case forms are found as well as the table's own."""

    def __init__(self) -> None:
        """Read the table. Raises RulesError."""
        self._readings: dict[str, tuple[str, Reading]] = {}
        self._forms: dict[str, list[str]] = {}
        for surface, reading in _entries():
            meaning = surface.removesuffix("-"), reading
            capitals = surface.upper()
            for form in (surface,) if capitals == surface else (surface, capitals):
                key = form.removesuffix("-")
                if self._readings.setdefault(key, meaning) is meaning:
                    head = None if form.isalpha() else _WORD.match(form)
                    self._forms.setdefault(head.group() if head else form, []).append(form)
        for forms in self._forms.values():
            forms.sort(key=len, reverse=True)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every entry in ``text``, leftmost and longest, traps and languages too; offsets are code points."""
        taken = 0
        for word in _WORD.finditer(text):
            forms = self._forms.get(word.group())
            if forms is None or word.start() < taken:
                continue
            found = self._found(forms, text, *word.span())
            if found:
                form, taken = found
                surface, reading = self._readings[form]
                yield Hit(word.start(), taken, surface, reading.alpha_2, reading.kind, reading.weak)

    def _found(self, forms: list[str], text: str, start: int, end: int) -> tuple[str, int] | None:
        """The longest of the forms that the text has at ``start``, and where it ends; ``end``: where its word ends."""
        if len(forms) == 1 and len(forms[0]) == end - start:  # the word alone: most are
            return (forms[0], end) if _END.match(text, end) else None
        ahead = text[start : start + 3 * len(forms[0])]  # room for blanks of up to four characters
        respelled = _RESPELLED.search(ahead) is not None
        spelled = _GAP.sub(" ", ahead).translate(_MARKS) if respelled else ahead
        for form in filter(spelled.startswith, forms):
            name = form.removesuffix("-")
            end = start + (_length(name, ahead) if respelled else len(name))
            if (_END if name == form else _TIED).match(text, end):
                return name, end
        return None


@rules.cached
def gazetteer() -> Gazetteer:
    """The one Gazetteer, built at first use."""
    return Gazetteer()


@rules.cached
def countries() -> dict[str, dict[str, Any]]:
    """The table's rows by alpha_2, in the table's order."""
    return {row["alpha_2"]: row for row in rules.rows("countries/countries")}


def _entries() -> Iterator[tuple[str, Reading]]:
    """(surface, reading) of every entry; an earlier one wins over a later one of the same form."""
    trap, language = Reading("", "trap"), Reading("", "language")
    for surface in rules.words("countries/traps"):
        yield surface, trap
    for row in countries().values():
        weak = frozenset(row.get("if_named", ()))
        groups: tuple[tuple[HitKind, list[str]], ...] = (
            ("name", [row["name"], *row.get("names", ())]),
            ("demonym", [*row.get("demonyms", ()), *row.get("prefixes", ())]),
            ("capital", row.get("capitals", [])),
            ("metonym", row.get("metonyms", [])),
        )
        for kind, surfaces in groups:
            plain = Reading(row["alpha_2"], kind)
            for surface in surfaces:
                yield surface, Reading(row["alpha_2"], kind, weak=True) if surface in weak else plain
    for surface in rules.table("countries/languages")["others"]:
        yield surface, language


def _length(name: str, written: str) -> int:
    """How many characters the name takes as it is written, where a blank may be more than one."""
    length = len(name)
    for gap in _GAP.finditer(written):
        if gap.start() >= length:
            break
        length += len(gap.group()) - 1
    return length
