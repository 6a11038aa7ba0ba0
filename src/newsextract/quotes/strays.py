"""Where a quote whose other mark is missing begins or ends: at the cue beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.quotes.verbs import SAYING, strength

_MOST_TAG_LINE = 400  # characters looked through for a cue
_NAME = r"(?:he|she|they|it|(?:[A-Z][\w.'’-]{0,30} ){0,3}[A-Z][\w.'’-]{0,30})"
_VERB = r"[a-z-]{1,30}"
_LEADING = re.compile(rf"\b(?P<verb>{_VERB})[,:]\s")
_FOLLOWING = re.compile(rf",\s+(?:{_NAME} (?P<verb>{_VERB})|(?P<inverted>{_VERB}) {_NAME})\b")


def _leading(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Cues that lead: ``she added, ``."""
    return (match for match in _LEADING.finditer(text, start, end) if strength().get(match["verb"]) == SAYING)


def _following(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Cues that follow: ``, she added`` and ``, added Reed``."""
    for match in _FOLLOWING.finditer(text, start, end):
        if strength().get(match["verb"] or match["inverted"]) == SAYING:
            yield match


def start_of_unopened(text: str, start: int, end: int) -> int:
    """Where the quote that ends at ``end`` begins: after the last leading cue, else at ``start``."""
    found = start
    for match in _leading(text, max(start, end - _MOST_TAG_LINE), end):
        found = match.end()
    return found


def end_before_tag(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue ends its paragraph: after the cue's comma."""
    cues = list(_following(text, max(start, end - _MOST_TAG_LINE), end))
    if not cues or any(map(str.isalnum, text[cues[-1].end() : end])):
        return None
    return cues[-1].start() + 1


def end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue closes it before ``end``: after its
    comma.
    """
    match = next(_following(text, start, min(end, start + 5 * _MOST_TAG_LINE)), None)
    return match.start() + 1 if match else None
