"""A text cut into words, and what hyphens or a layout make one of two names or more into those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from newsextract.people.knowledge.lexicon import Lexicon

_LETTER, _CAPITAL = r"[^\W\d_]", "[A-ZÀ-ÖØ-ÞА-Я]"
_LETTERS = rf"{_LETTER}*(?:[\u0300-\u036f\u0483-\u0487]+{_LETTER}*)*"
# All begin with a letter, so what parts them is skipped fast. Behind it: plain letters, as most words have, found
# fast; initials; "son of" as Malaysia writes it; what apostrophes and hyphens tie to a word, and that of "Ochieng'".
_WORD = re.compile(
    rf"({_LETTER}(?:[a-z]++(?=[ .,\n])|(?<={_CAPITAL})\.-?(?:{_CAPITAL}\.-?)*|(?:(?<= [as])/[lpo]|(?<= d)/o)(?= )"
    rf"|{_LETTERS}(?:['’‘ʼʻ\-‐‑]{_LETTER}{_LETTERS})*(?:(?<=[a-z]ieng)['’](?= ))?))"
)


def split(text: str, lexicon: Lexicon) -> tuple[list[str], list[int], list[int], list[str]]:
    """The words, where they begin and end, and what stands before each.

    "Trump-Putin" is two where the article has each alone too.
    """
    pieces = _WORD.split(text)  # what parts two words, a word, what parts it from the next ...
    gaps, forms, ends = pieces[:-1:2], pieces[1::2], list(accumulate(map(len, pieces)))
    starts, ends = ends[:-1:2], ends[1::2]
    pairs = _pairs(forms, lexicon)
    for at in [at for at, form in enumerate(forms) if form in pairs][::-1] if pairs else ():
        parts, start = forms[at].split("-"), starts[at]
        begins = [start, *(start + 1 + place for place, letter in enumerate(forms[at]) if letter == "-")]
        forms[at : at + 1], starts[at : at + 1] = parts, begins
        ends[at : at + 1] = [begin + len(part) for begin, part in zip(begins, parts, strict=True)]
        gaps[at + 1 : at + 1] = ["-"] * (len(parts) - 1)
    return forms, starts, ends, gaps


def _pairs(forms: Sequence[str], lexicon: Lexicon) -> set[str]:
    """The hyphened words that are several names, each of which the article has alone; but not "Ann Reed-Quaig"."""
    alone = set(forms)
    hyphened = [form for form in alone - lexicon.small_words if "-" in form]
    pairs = {form for form in hyphened if alone.issuperset(parts := form.split("-")) and all(map(_may_be_name, parts))}
    return pairs.difference(
        form for before, form in pairwise(forms) if form in pairs and lexicon.is_given(before.lower())
    )


def _may_be_name(part: str) -> bool:
    return len(part) > 2 and part[0].isupper()
