"""Finds the words for countries in a text by the table in models/rules/countries, whatever the network says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from newsextract import rules

HitKind = Literal["name", "demonym", "capital", "metonym", "trap", "language"]

# Each name of the table begins with a capital. What stands before it is looked at last: an expression that begins with
# letters is searched for much faster.
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ](?<![\w@\\].)[^\W\d_]*")
# How an article may write the blanks and marks of a name.
_WRITTEN = {
    " ": "(?:[ \t]?\r?\n[ \t]?|[ \t\u00a0]{1,2})",
    "-": "[-\u2010\u2011\u2013]",
    "'": "['’]",
}
_MARK = re.compile("([ '-])")
# A name runs no further: no letter or digit, no at-sign, no web domain. A prefix is tied to a word.
_END = r"(?!\w)(?!@|\.[a-z])"
_TIED = "(?=[-\u2010\u2011\u2013]\\w)"


class Entry(NamedTuple):
    """A name in the table and what it means; ``weak``: only where the article also names the country otherwise."""

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
    """All entries of the table, also in capitals, by their first words."""

    def __init__(self) -> None:
        """Read the table. Raises RulesError."""
        self._entries: dict[str, dict[str, Entry]] = {}  # by first word, then by form
        taken: set[str] = set()
        for entry in _entries():
            named = entry._replace(surface=entry.surface.removesuffix("-"))
            for form in dict.fromkeys((entry.surface, entry.surface.upper())):
                if (name := form.removesuffix("-")) not in taken and (word := _WORD.match(form)):
                    taken.add(name)
                    self._entries.setdefault(word[0], {})[form] = named
        for first, forms in self._entries.items():
            self._entries[first] = {form: forms[form] for form in sorted(forms, key=len, reverse=True)}

    def hits(self, text: str) -> Iterator[Hit]:
        """Every entry in ``text``, leftmost and longest, traps and languages too; offsets are code points."""
        taken = 0
        for word in _WORD.finditer(text):
            if word.start() < taken:
                continue
            for form, entry in self._entries.get(word[0], {}).items():  # the longest first
                if found := _written(form).match(text, word.start()):
                    yield Hit(found.start(), found.end(), *entry)
                    taken = found.end()
                    break


@rules.cached
def _written(form: str) -> re.Pattern[str]:
    """The pattern of a form, with its blanks and marks as articles write them."""
    parts = _MARK.split(form.removesuffix("-"))
    words = "".join(_WRITTEN.get(part, re.escape(part)) for part in parts)
    return re.compile(words + (_TIED if form.endswith("-") else _END))


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
