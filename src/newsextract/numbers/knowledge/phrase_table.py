"""A set of phrases, each with what it stands for, looked up in the pieces of a text: the longest that fits wins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from newsextract.numbers.text.tokens import Tokens, lex

Meaning = TypeVar("Meaning")


class _Phrase(NamedTuple):
    """The words of a phrase, and whether each touches the one before it."""

    words: list[str]
    glued: list[bool]


class Phrases(Generic[Meaning]):
    """Phrases and meanings. A space in a phrase stands for white space or a hyphen; without one the pieces touch."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], as_written: bool = False) -> None:
        """``as_written``: upper and lower case count."""
        self._as_written = as_written
        phrases = [(_pieces(phrase, as_written), meaning) for phrase, meaning in entries]
        self._longest_first = sorted(phrases, key=lambda entry: -len(entry[0].words))

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[_Phrase, Meaning]]]:
        return self._by_word(0)

    @cached_property
    def _by_last(self) -> dict[str, list[tuple[_Phrase, Meaning]]]:
        return self._by_word(-1)

    def _by_word(self, place: int) -> dict[str, list[tuple[_Phrase, Meaning]]]:
        """The entries by the word of their phrase at ``place``, the longest first."""
        found: dict[str, list[tuple[_Phrase, Meaning]]] = {}
        for entry in self._longest_first:
            found.setdefault(entry[0].words[place], []).append(entry)
        return found

    def at(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at ``place``, and the place behind it."""
        column = tokens.raws if self._as_written else tokens.lows
        head = column[place] if place < len(column) else ""
        for phrase, meaning in self._by_first.get(head, ()):
            end = _behind(tokens, column, place, phrase)
            if end:
                return meaning, end
        return None

    def before(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that ends just before ``place``, and the place where it begins."""
        column = tokens.raws if self._as_written else tokens.lows
        last = column[place - 1] if place > 0 else ""
        for phrase, meaning in self._by_last.get(last, ()):
            start = place - len(phrase.words)
            if start >= 0 and _behind(tokens, column, start, phrase) == place:
                return meaning, start
        return None


def _pieces(phrase: str, as_written: bool) -> _Phrase:
    """The pieces of a phrase. Most phrases are plain words, and are not lexed: the first text waits for the lexicon."""
    if phrase.replace(" ", "").isalpha():
        words = (phrase if as_written else phrase.lower()).split()
        return _Phrase(words, [False] * len(words))
    pieces = lex(phrase)
    words = pieces.raws if as_written else pieces.lows
    return _Phrase(words, [pieces.glued(place) for place in range(len(words))])


def _behind(tokens: Tokens, column: list[str], place: int, phrase: _Phrase) -> int:
    """The place behind the phrase that begins here, or 0. Between words that need not touch a hyphen may stand."""
    for word, touches in zip(*phrase, strict=True):
        if touches and not tokens.glued(place):
            return 0
        place += column[place : place + 1] == ["-"] != [word]
        if column[place : place + 1] != [word]:
            return 0
        place += 1
    return place
