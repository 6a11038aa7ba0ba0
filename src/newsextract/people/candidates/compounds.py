"""A text cut into words, and what hyphens make one of two names or more into those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_LETTER, _CAPITAL = r"[^\W\d_]", "[A-ZÀ-ÖØ-ÞА-Я]"
_LETTERS = rf"{_LETTER}*(?:[\u0300-\u036f\u0483-\u0487]+{_LETTER}*)*"
# All begin with a letter, so what parts them is skipped fast. After it: plain letters, as most words have, found
# fast; initials; what apostrophes and hyphens tie to a word.
_WORD = re.compile(
    rf"({_LETTER}(?:[a-z]++(?=[ .,\n])|(?<={_CAPITAL})\.-?(?:{_CAPITAL}\.-?)*"
    rf"|{_LETTERS}(?:['’‘ʼʻ\-‐‑]{_LETTER}{_LETTERS})*))"
)


def split(text: str) -> tuple[list[str], list[int], list[int], list[str]]:
    """The words, where they begin and end, and what stands before each.

    "Trump-Putin" is two where the article has each alone too.
    """
    pieces = _WORD.split(text)  # what parts two words, a word, what parts it from the next ...
    if pairs := _pairs(pieces[1::2]):
        for pair in pairs:
            text = text.replace(pair, pair.replace("-", "/"))
        pieces = _WORD.split(text)
    ends = list(accumulate(map(len, pieces)))
    return pieces[1::2], ends[:-1:2], ends[1::2], pieces[:-1:2]


def _pairs(forms: Sequence[str]) -> set[str]:
    """The hyphened words that are several names, each of which the article has alone."""
    alone = set(forms)
    hyphened = {form: form.split("-") for form in alone if "-" in form and alone.issuperset(form.split("-"))}
    return {form for form, parts in hyphened.items() if all(len(part) > 2 and part[0].isupper() for part in parts)}
