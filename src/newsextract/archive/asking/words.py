"""The words that finds are asked for by: as full-text search takes them, and whether texts hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from newsextract.archive.asking.bearers import phrase
from newsextract.archive.store.database import ArchiveError

_OR = re.compile(r"(?:^|(?<=\s))(OR)(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = "_"  # no word has it, so no phrase goes across


def matching(words: Iterable[str]) -> str | None:
    """The words for full-text search: all of them, or one of those with OR between them.

    Each is a phrase, in which nothing else is syntax; after it ``*`` is any ending. Raises ArchiveError for one
    without a letter or digit, and for an OR that has no word on both sides.
    """
    return " AND ".join(f"({' OR '.join(map(_matching, either))})" for either in _alternatives(words)) or None


def _alternatives(words: Iterable[str]) -> list[list[str]]:
    """The words, in groups of those with OR between them, in a phrase or as a word of its own."""
    parts = [
        part.strip() for word in words for part in (filter(str.strip, _OR.split(word)) if word.strip() else [word])
    ]
    found: list[list[str]] = []
    for before, part in zip(["", *parts], parts, strict=False):
        if before == "OR" and part != "OR":
            found[-1].append(part)
        elif part != "OR":
            found.append([part])
        elif before in ("", "OR"):
            break
    else:
        if parts[-1:] != ["OR"]:
            return found
    raise ArchiveError("OR: it needs a word on both sides, as in rate OR inflation")


def _matching(word: str) -> str:
    if not any(map(str.isalnum, word)):
        raise ArchiveError(f"{word!r}: no word to look for: give one with a letter or a digit")
    return phrase(word.rstrip("*")) + " *" * word.endswith("*")


def one_per_line(words: Iterable[str]) -> str:
    """The words as ``holds`` takes them."""
    return "\n".join(" ".join(word.split()) for word in words)


def holds(words: str, *texts: str | None) -> bool:
    """Whether texts have all the words, one per line, where full-text search would find them; a phrase in one text."""
    folded = _BETWEEN.join(_folded(text) for text in texts if text)
    return all(any(one in folded for one in either) for either in _sought(words))


@lru_cache(maxsize=16)
def _sought(words: str) -> list[list[str]]:
    return [
        [_folded(word.rstrip("*")).removesuffix(" " * word.endswith("*")) for word in either]
        for either in _alternatives(words.split("\n"))
    ]


@lru_cache(maxsize=64)  # the numbers of a sentence come one after the other
def _folded(text: str) -> str:
    """Its words in lower case without accents, with a blank on both sides of each."""
    bare = text.lower().replace("ς", "σ")
    if not text.isascii():
        bare = "".join(letter for letter in unicodedata.normalize("NFD", bare) if not unicodedata.combining(letter))
    return f" {' '.join(_WORD.findall(bare))} "
