"""Spellings of names: folding to one alphabet and case, and whether two spellings are of one name."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from newsextract import rules

_NO_LETTER = re.compile(r"[\W_]+")
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´"))


@rules.cached
def _letters() -> dict[int, str]:
    tables = rules.table("people/transliteration")
    return {ord(letter): latin for table in tables.values() for letter, latin in table.items()}


def fold(text: str) -> str:
    """The text in lower-case Latin letters without accents and apostrophes: "Zelenśkyj" is as "ZELENSKYJ".

    Cyrillic and Greek become Latin letters by models/rules/people/transliteration.toml; other scripts stay.
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    lower = text.lower().translate(_APOSTROPHES).translate(_letters())
    bare = "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))
    return bare.translate(_letters())


def core(word: str, particles: frozenset[str]) -> str:
    """The word without a particle that a hyphen ties to it: "sisi" of "el-sisi"."""
    head, _, tail = word.partition("-")
    return tail if tail and head in particles else word


@rules.cached
def _readings() -> tuple[tuple[str, str], ...]:
    return tuple((row["from"], row["to"]) for row in rules.table("people/spelling")["read"])


@rules.cached
def _nicknames() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = {}
    for number, line in enumerate(rules.words("people/nicknames")):
        for name in line.split():
            families.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


@partial(rules.cached, maxsize=20_000)
def skeleton(folded: str) -> str:
    """What the spellings of a folded word have in common: equal for "zelensky" and "zelenskiy"."""
    for old, new in _readings():
        folded = folded.replace(old, new)
    return _DOUBLED.sub(r"\1", folded if folded.isalnum() else _NO_LETTER.sub("", folded))


def nicknames(one: str, other: str) -> bool:
    """Whether two folded given names are forms of one name, as "bill" and "william"."""
    return bool(families_of(one) & families_of(other))


def families_of(given: str) -> frozenset[int]:
    """The families of names of which a folded given name is a form, as numbers."""
    return _nicknames().get(given, frozenset())


def is_slip(one: str, other: str) -> bool:
    """Whether two folded words differ inside by one letter, or by two in a row that changed places."""
    head = _alike(one, other)
    rests = one[head:], other[head:]
    tail = _alike(*(rest[::-1] for rest in rests))
    changed, into = (rest[: len(rest) - tail] for rest in rests)
    swapped = len(changed) == 2 and changed == into[::-1]
    return head > 0 and tail > 0 and (swapped or max(len(changed), len(into)) == 1)


def _alike(one: str, other: str) -> int:
    """How many letters both words begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (letter, same) in pairs if letter != same), min(len(one), len(other)))
