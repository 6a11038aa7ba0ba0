"""The words that finds are asked for by: as full-text search takes them, and whether texts hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from newsextract.archive.store.database import ArchiveError
from newsextract.archive.store.querying import phrase

_OR = re.compile(r"(?:^|(?<=\s))(OR)(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]+")  # the accents of letters
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


def holding(words: Iterable[str]) -> Callable[..., bool]:
    """What says whether texts have all the words, where full-text search would find them; a phrase within one text."""
    sought = [
        [_apart(_bare(word.rstrip("*"))).removesuffix(" " * word.endswith("*")) for word in either]
        for either in _alternatives(words)
    ]
    letters = [[max(one.split(), key=len) for one in either] for either in sought]

    def holds(*texts: str | None) -> bool:
        bare = [_bare(text) for text in texts if text]
        all_bare = _BETWEEN.join(bare)
        if not all(any(one in all_bare for one in either) for either in letters):  # as most: no need to part the words
            return False
        apart = _BETWEEN.join(map(_apart, bare))
        return all(any(one in apart for one in either) for either in sought)

    return holds


@lru_cache(maxsize=64)  # the numbers of a sentence come one after the other
def _bare(text: str) -> str:
    """The text in lower case without accents."""
    bare = text.lower()
    return bare if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", bare.replace("ς", "σ")))


def _apart(bare: str) -> str:
    """Its words with a blank on both sides of each, and nothing else."""
    return f" {' '.join(_WORD.findall(bare))} "
