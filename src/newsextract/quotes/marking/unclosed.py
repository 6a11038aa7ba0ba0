"""Where a quote whose other mark is missing begins or ends: at the cue beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.quotes.lexicon import SAYING, strength

_MOST_TAG_LINE = 400  # characters looked through for a cue
_MOST_QUOTE = 2000
_NAME = r"(?:he|she|they|it|(?:[A-Z][\w.'’-]{0,30} ){0,3}[A-Z][\w.'’-]{0,30})"
_LEADING = re.compile(r"\b([a-z-]{1,30})[,:]\s")
_FOLLOWING = re.compile(rf",\s+(?:{_NAME} ([a-z-]{{1,30}})|([a-z-]{{1,30}}) {_NAME})\b")


def start_of_unopened(text: str, start: int, end: int) -> int:
    """Where the quote that ends at ``end`` begins: after the last leading cue ("she added, "), else at ``start``."""
    return max((match.end() for match in _cues(_LEADING, text, max(start, end - _MOST_TAG_LINE), end)), default=start)


def end_of_unclosed(text: str, start: int, end: int) -> int | None:
    """Where the quote that begins at ``start`` ends, if a following cue closes it before ``end``: after its comma."""
    match = next(_cues(_FOLLOWING, text, start, min(end, start + _MOST_QUOTE)), None)
    return match.start() + 1 if match else None


def _cues(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The pattern's matches whose verb is one of saying."""
    return (
        match for match in pattern.finditer(text, start, end) if strength().get("".join(match.groups(""))) == SAYING
    )
