"""Lines that page extraction leaves between an article's paragraphs: links, captions and subheadings."""

from __future__ import annotations

from newsextract.quotes.attributing.cues import is_body, saying
from newsextract.quotes.narration.narration import Narration

_MOST_LINE = 14  # tokens, marks counted
_MOST_LABEL = 4  # tokens, the colon counted
_LEADS_ON = frozenset((":", ","))


def is_beside(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph behind prose is none: without an end mark, and short, or behind a label, or with a credit in
    brackets at its end.
    """
    first, last = narration.paragraphs[paragraph]
    short = last - first <= _MOST_LINE or narration.words[last - 1] == ")" or is_labelled(narration, paragraph)
    return short and _is_unended(narration, paragraph)


def is_labelled(narration: Narration, paragraph: int) -> bool:
    """Whether a line behind prose, without an end mark, opens with a label that is no speaker: "READ MORE: Storm hits
    port".
    """
    first, last = narration.paragraphs[paragraph]
    opening = narration.words[first : min(last - 1, first + _MOST_LABEL)]
    if ":" not in opening or not _is_unended(narration, paragraph):
        return False
    label = range(first, first + opening.index(":"))
    return not any(_is_somebody(narration, place) for place in label)


def _is_somebody(narration: Narration, place: int) -> bool:
    """Whether a word of a label names who speaks, or says that somebody does: "He added:"."""
    speaks = narration.tags[place] == "PRP" or saying(narration, place)
    return speaks or narration.name(place) is not None or is_body(narration, place)


def _is_unended(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph has no end mark, and one before it has: it is no headline."""
    return not _is_ended(narration, paragraph) and any(_is_ended(narration, before) for before in range(paragraph))


def _is_ended(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph ends as prose does, or leads on to the next, or is a quote whole."""
    first, last = narration.paragraphs[paragraph]
    last -= not narration.words[last - 1].isalnum() and narration.ends_sentence(last - 1)  # a mark that opens the next
    piece = narration.quoted[last - 1]
    if piece >= 0:
        return narration.quoted[first] == piece or not narration.spoken[piece][-1].isalnum()
    return narration.ends_sentence(last) or narration.words[last - 1] in _LEADS_ON
