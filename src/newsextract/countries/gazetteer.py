"""Finds the words for countries in a text by the table in models/rules/countries, whatever a model thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from newsextract import rules

HitKind = Literal["name", "demonym", "capital", "metonym", "trap", "language"]

# Capitals alone can begin a name; the table's names all begin with one of these.
_WORD = re.compile(r"(?<!\w)(?<![@\\])[A-ZÀ-ÖØ-Þ][^\W\d_]*")
_GAP = r"(?:[ \t\u00a0]{1,2}|[ \t]?\r?\n[ \t]?)"
_DASH = "[-\u2010\u2011\u2013]"
# A name runs no further: no letter or digit, no at-sign, no web domain.
_END = r"(?!\w)(?!@|\.[a-z])"
# The pattern of a word that is in the table alone: most are.
_LONE = re.compile(rf"[^\W\d_]+{_END}")
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(_DASH)


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
        """Read the table; patterns are compiled at the first word that needs them. Raises RulesError."""
        self._readings: dict[str, tuple[str, Reading]] = {}
        self._forms: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        for surface, reading in _entries():
            meaning = surface.removesuffix("-"), reading
            capitals = surface.upper()
            for form in (surface,) if capitals == surface else (surface, capitals):
                key = form.removesuffix("-")
                if self._readings.setdefault(key, meaning) is meaning:
                    head = None if form.isalpha() else _WORD.match(form)
                    self._forms.setdefault(head.group() if head else form, []).append(form)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every entry in ``text``, leftmost and longest, traps and languages too; offsets are code points."""
        taken = 0
        for word in _WORD.finditer(text):
            head = word.group()
            if head not in self._forms or word.start() < taken:
                continue
            match = self._pattern(head).match(text, word.start())
            if match:
                taken = match.end()
                surface, reading = self._readings[_canonical(match.group())]
                yield Hit(match.start(), taken, surface, reading.alpha_2, reading.kind, reading.weak)

    def _pattern(self, head: str) -> re.Pattern[str]:
        if head not in self._patterns:
            forms = sorted(self._forms[head], key=len, reverse=True)
            lone = forms == [head]
            self._patterns[head] = _LONE if lone else re.compile("|".join(map(_form_pattern, forms)))
        return self._patterns[head]


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


def _form_pattern(form: str) -> str:
    """The pattern of one form; a closing hyphen marks a prefix ("Franco-") and is not part of the find."""
    prefix = form.endswith("-")
    pattern = re.escape(form.removesuffix("-")).replace(r"\ ", _GAP).replace(r"\-", _DASH).replace("'", "['’]")
    return pattern + (rf"(?={_DASH}\w)" if prefix else _END)


def _canonical(found: str) -> str:
    return _DASHES.sub("-", _SPACES.sub(" ", found)).replace("’", "'")
