"""A set of phrases, each with what it stands for, looked up in the pieces of a text:
the longest that fits wins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from newsextract.numbers.lexer import Tokens, lex

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases and meanings. A space in a phrase stands for white space or a hyphen;
    without one the pieces touch."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], as_written: bool = False) -> None:
        """``as_written``: upper and lower case count."""
        self._as_written = as_written
        self._by_first: dict[str, list[tuple[list[str], list[bool], Meaning]]] = {}
        self._by_last: dict[str, list[tuple[list[str], list[bool], Meaning]]] = {}
        for phrase, meaning in entries:
            words, glued = _pieces(phrase, as_written)
            entry = (words, glued, meaning)
            self._by_first.setdefault(words[0], []).append(entry)
            self._by_last.setdefault(words[-1], []).append(entry)
        for lists in (*self._by_first.values(), *self._by_last.values()):
            lists.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at ``place``, and the place behind it."""
        column = tokens.raws if self._as_written else tokens.lows
        if place >= len(column):
            return None
        for words, glued, meaning in self._by_first.get(column[place], ()):
            end = place + 1 if len(words) == 1 else _forward(tokens, column, place, words, glued)
            if end:
                return meaning, end
        return None

    def before(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that ends just before ``place``,
        and the place where it begins."""
        column = tokens.raws if self._as_written else tokens.lows
        if place <= 0:
            return None
        for words, glued, meaning in self._by_last.get(column[place - 1], ()):
            start = place - len(words)
            if start >= 0 and _forward(tokens, column, start, words, glued) == place:
                return meaning, start
        return None


def _pieces(phrase: str, as_written: bool) -> tuple[list[str], list[bool]]:
    """The words of a phrase, and whether each touches the one before it."""
    if phrase.isalpha():  # most are one word, and the lexicon waits for them
        return [phrase if as_written else phrase.lower()], [False]
    pieces = lex(phrase)
    return pieces.raws if as_written else pieces.lows, [pieces.glued(place) for place in range(len(pieces))]


def _forward(tokens: Tokens, column: list[str], place: int, words: list[str], glued: list[bool]) -> int:
    """The place behind the phrase that begins here, or 0. Between words that need not touch a hyphen may
    stand."""
    for word, touches in zip(words, glued, strict=True):
        if place >= len(column):
            return 0
        if touches and not tokens.glued(place):
            return 0
        if column[place] != word:
            hyphen = not touches and column[place] == "-" and place + 1 < len(column)
            if not hyphen or column[place + 1] != word:
                return 0
            place += 1
        place += 1
    return place
