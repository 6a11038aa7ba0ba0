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
# How an article may write the blanks and marks of a name.
_WRITTEN = {" ": "(?:[ \t]?\r?\n[ \t]?|[ \t\u00a0]{1,2})", "-": "[-\u2010\u2011\u2013]", "'": "['’]"}
_MARKS = str.maketrans("\u2010\u2011\u2013’", "---'")
# A name runs no further: no letter or digit, no at-sign, no web domain. A prefix is tied to a word.
_END = r"(?!\w)(?!@|\.[a-z])"
_ALONE = re.compile(rf"[^\W\d_]+{_END}")
_TIED = rf"(?={_WRITTEN['-']}\w)"


class Entry(NamedTuple):
    """A word of the table and what it stands for; ``weak``: only where the country is named otherwise too."""

    surface: str
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
    weak: bool = False


class Gazetteer:
    """All entries of the table, ready to be found. Upper-case forms are found as well as the table's own."""

    def __init__(self) -> None:
        """Read the table. Raises RulesError."""
        self._entries: dict[str, Entry] = {}  # by form; of a prefix, without its hyphen
        self._forms: dict[str, list[str]] = {}  # by first word
        self._patterns: dict[str, re.Pattern[str]] = {}  # by first word, made when a text has that
        for entry in _entries():
            for form in dict.fromkeys((entry.surface, entry.surface.upper())):
                name = form.removesuffix("-")
                if name not in self._entries and (word := _WORD.match(form)):
                    self._entries[name] = entry._replace(surface=entry.surface.removesuffix("-"))
                    self._forms.setdefault(word[0], []).append(form)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every entry in ``text``, leftmost and longest, traps and languages too; offsets are code points."""
        taken = 0
        for word in _WORD.finditer(text):
            if word[0] in self._forms and word.start() >= taken:
                found = self._pattern(word[0]).match(text, word.start())
                if found:
                    taken = found.end()
                    entry = self._entries[" ".join(found[0].split()).translate(_MARKS)]
                    yield Hit(*found.span(), entry.surface, entry.alpha_2, entry.kind, entry.weak)

    def _pattern(self, word: str) -> re.Pattern[str]:
        """The forms that begin with the word, the longest first, as articles write them."""
        if self._forms[word] == [word]:  # most are; to make an expression takes time
            return _ALONE
        if word not in self._patterns:
            forms = sorted(self._forms[word], key=len, reverse=True)
            self._patterns[word] = re.compile("|".join(map(_written, forms)))
        return self._patterns[word]


def _written(form: str) -> str:
    name = form.removesuffix("-")
    return "".join(_WRITTEN.get(char) or re.escape(char) for char in name) + (_END if name == form else _TIED)


@rules.cached
def gazetteer() -> Gazetteer:
    """The one Gazetteer, built at first use."""
    return Gazetteer()


@rules.cached
def countries() -> dict[str, dict[str, Any]]:
    """The table's rows by alpha_2, in the table's order."""
    return {row["alpha_2"]: row for row in rules.rows("countries/countries")}


def _entries() -> Iterator[Entry]:
    """Every entry; an earlier one wins over a later one of the same form."""
    for surface in rules.words("countries/traps"):
        yield Entry(surface, "", "trap")
    for row in countries().values():
        weak = frozenset(row.get("if_named", ()))
        groups: tuple[tuple[HitKind, list[str]], ...] = (
            ("name", [row["name"], *row.get("names", ())]),
            ("demonym", [*row.get("demonyms", ()), *row.get("prefixes", ())]),
            ("capital", row.get("capitals", [])),
            ("metonym", row.get("metonyms", [])),
        )
        for kind, surfaces in groups:
            for surface in surfaces:
                yield Entry(surface, row["alpha_2"], kind, surface in weak)
    for surface in rules.table("countries/languages")["others"]:
        yield Entry(surface, "", "language")
