"""Where a quote whose other mark is missing begins or ends: at the cue beside it."""

from __future__ import annotations

import re

from newsextract import rules
from newsextract.quotes.verbs import SAYING, strength

_MOST_TAG_LINE = 400  # characters looked through for a cue


@rules.cached
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cue that leads ("she added, ") and a cue that follows (", she added")."""
    verbs = "|".join(sorted((re.escape(form) for form, tier in strength().items() if tier == SAYING), key=len))
    name = r"(?:he|she|they|it|(?:[A-Z][\w.'’-]{0,30} ){0,3}[A-Z][\w.'’-]{0,30})"
    return re.compile(rf"\b(?:{verbs})[,:]\s"), re.compile(rf",\s+(?:{name} (?:{verbs})|(?:{verbs}) {name})\b")


def start_of_unopened(text: str, start: int, end: int) -> int:
    """Where the quote that ends at ``end`` begins: after the last leading cue, else at ``start``."""
    found = start
    for match in _cues()[0].finditer(text, max(start, end - _MOST_TAG_LINE), end):
        found = match.end()
    return found


def end_before_tag(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue ends its paragraph: after the cue's comma."""
    cues = list(_cues()[1].finditer(text, max(start, end - _MOST_TAG_LINE), end))
    if not cues or any(map(str.isalnum, text[cues[-1].end() : end])):
        return None
    return cues[-1].start() + 1


def end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue closes it before ``end``: after its
    comma.
    """
    match = _cues()[1].search(text, start, min(end, start + 5 * _MOST_TAG_LINE))
    return match.start() + 1 if match else None
