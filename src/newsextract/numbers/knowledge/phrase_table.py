"""A set of phrases, each with what it stands for, looked up in the pieces of a text: the longest that fits wins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import compress
from typing import Generic, NamedTuple, TypeVar

from newsextract.numbers.text.tokens import Tokens, lex

Meaning = TypeVar("Meaning")


class _Phrase(NamedTuple, Generic[Meaning]):
    """The words of a phrase, which of them touch the one before, and what it stands for."""

    words: list[str]
    touching: list[bool]
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """Phrases and meanings. A space in a phrase stands for white space or a hyphen; without one the pieces touch."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]], as_written: bool = False) -> None:
        """``as_written``: upper and lower case count."""
        self._as_written = as_written
        phrases = (_Phrase(*_pieces(phrase, as_written), meaning) for phrase, meaning in entries)
        self._longest_first = sorted(phrases, key=lambda phrase: -len(phrase.words))

    _by_first = cached_property(lambda phrases: phrases._by_word(0))
    _by_last = cached_property(lambda phrases: phrases._by_word(-1))

    def _by_word(self, place: int) -> dict[str, list[_Phrase[Meaning]]]:
        """The phrases by their word at ``place``, the longest first."""
        found: dict[str, list[_Phrase[Meaning]]] = {}
        for phrase in self._longest_first:
            found.setdefault(phrase.words[place], []).append(phrase)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the phrases, in lower case."""
        return frozenset(word.lower() for phrase in self._longest_first for word in phrase.words)

    def at(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at ``place``, and the place after it."""
        column = tokens.raws if self._as_written else tokens.lows
        phrases = self._by_first.get(column[place])
        if phrases is None:
            return None
        after = column[place + 1]
        for words, touching, meaning in phrases:
            if len(words) > 1 and words[1] != after != "-":  # as of most: no need to go through it
                continue
            end = place
            for word, touches in zip(words, touching, strict=True):
                end += column[end] == "-" != word
                if column[end] != word or (touches and not tokens.glued(end)):
                    break
                end += 1
            else:
                return meaning, end
        return None

    def before(self, tokens: Tokens, place: int) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that ends just before ``place``, and the place where it begins."""
        column = tokens.raws if self._as_written else tokens.lows
        ahead = column[place - 2]
        for words, touching, meaning in self._by_last.get(column[place - 1], ()):
            if len(words) > 1 and words[-2] != ahead:  # as of most
                continue
            start = place - len(words)
            same = start >= 0 and column[start:place] == words
            if same and all(map(tokens.glued, compress(range(start, place), touching))):
                return meaning, start
        return None


def _pieces(phrase: str, as_written: bool) -> tuple[list[str], list[bool]]:
    """The words of a phrase, and which touch the one before. Most are plain and not lexed: the first text waits."""
    if phrase.replace(" ", "").isalpha():
        words = (phrase if as_written else phrase.lower()).split()
        return words, [False] * len(words)
    pieces = lex(phrase)
    words = [*filter(None, pieces.raws if as_written else pieces.lows)]
    return words, [pieces.glued(place) for place in range(len(words))]
