"""A text cut into words, and what hyphens make one of two names or more into those."""

from __future__ import annotations

import re
from collections import Counter
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

_INNER_CAPITAL = re.compile(r"[a-zß-ÿ](?=[A-ZÀ-ÖØ-Þ])")
_MOST_TO_STUCK = 6  # words back to where the name's last word stands alone
_MOST_NAME = 2  # words of a name before its last


def split(text: str) -> tuple[list[str], list[int], list[int], list[str]]:
    """The words, where they begin and end, and what stands before each.

    "Trump-Putin" is two where the article has each alone too. Of "Bo Lin Bo James LinHome", from a page that lost what
    stood between a name and the next line, the last word is "Lin"; of "Bo LinBo James Lin" the second is two.
    """
    pieces = _WORD.split(text)  # what parts two words, a word, what parts it from the next ...
    if pairs := _pairs(pieces[1::2]):
        for pair in pairs:
            text = text.replace(pair, pair.replace("-", "/"))
        pieces = _WORD.split(text)
    ends = list(accumulate(map(len, pieces)))
    found = pieces[1::2], ends[:-1:2], ends[1::2], pieces[:-1:2]
    _part(*found)
    return found


def _part(forms: list[str], starts: list[int], ends: list[int], gaps: list[str]) -> None:
    """Parts, in place, the words in which a name's last word and what comes next are stuck together: those that occur
    once and begin with a word of the name before them, or end with the word that begins it; no handle, as "@BoLin".
    """
    counts = Counter(form for form in forms if form[:1].isupper() and _INNER_CAPITAL.search(form))
    for place in [place for place, form in enumerate(forms) if counts[form] == 1][::-1] if counts else ():
        form, before = forms[place], forms[max(0, place - _MOST_TO_STUCK) : place]
        for inner in [found.start() + 1 for found in _INNER_CAPITAL.finditer(form)][::-1]:
            name, rest = form[:inner], form[inner:]
            if name in before[:-1] and rest not in before:
                forms[place], ends[place] = name, starts[place] + inner
                gaps[place + 1 : place + 2] = [rest + gap for gap in gaps[place + 1 : place + 2]]
                break
            if rest in before[-_MOST_NAME:] and name not in before and not gaps[place].endswith("@"):
                forms[place : place + 1] = name, rest
                starts.insert(place + 1, starts[place] + inner)
                ends.insert(place, starts[place] + inner)
                gaps.insert(place + 1, "")
                break


def _pairs(forms: Sequence[str]) -> set[str]:
    """The hyphened words that are several names, each of which the article has alone."""
    alone = set(forms)
    hyphened = {form: form.split("-") for form in alone if "-" in form and alone.issuperset(form.split("-"))}
    return {form for form, parts in hyphened.items() if all(len(part) > 2 and part[0].isupper() for part in parts)}
