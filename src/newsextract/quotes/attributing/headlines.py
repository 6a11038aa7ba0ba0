"""Lines that are no prose: headlines, whose words in marks are somebody's, and links, captions and subheadings."""

from __future__ import annotations

from newsextract.analysis.word_classes import NOUNS
from newsextract.quotes.attributing.cues import is_body
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.wording import is_clause

_PARTICIPLES = frozenset(("VBD", "VBN"))
_AFTER_PARTICIPLE = frozenset(("IN", "TO"))
_MOST_LINE = 14  # tokens, marks counted
_MOST_LABEL = 4  # tokens, the colon counted


def is_said_in_headline(narration: Narration, piece: int) -> bool:
    """Whether a headline's words in marks are somebody's: a clause, no name and no word for the next noun, or what
    stands before a colon.
    """
    last = narration.bounds[piece][1]
    if narration.pieces[piece].pairs[0].runs_on or narration.lines[piece] not in narration.headlines:
        return False
    phrase = narration.spoken[piece][0].islower() and narration.written_tags[last] not in NOUNS
    return phrase or narration.words[last] == ":" or is_clause(narration, piece)


def is_undergone(narration: Narration, piece: int, verb: int) -> bool:
    """Whether a headline's verb before words in marks is a participle: Guild accused of ‘lies’, men told to ‘go’."""
    in_headline = narration.lines[piece] in narration.headlines and narration.tags[verb] in _PARTICIPLES
    return in_headline and narration.tags[verb + 1] in _AFTER_PARTICIPLE


def is_line(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph after prose is none, as page extraction leaves links and captions: short, no end mark."""
    first, last = narration.paragraphs[paragraph]
    return is_link(narration, paragraph) or (last - first <= _MOST_LINE and _is_unended(narration, paragraph))


def is_link(narration: Narration, paragraph: int) -> bool:
    """Whether a line opens with a label that is no speaker: "READ MORE: Storm hits port"."""
    first, last = narration.paragraphs[paragraph]
    opening = narration.words[first : min(last - 1, first + _MOST_LABEL)]
    if ":" not in opening or not _is_unended(narration, paragraph):
        return False
    label = range(first, first + opening.index(":"))
    return not any(narration.name(at) or is_body(narration, at) for at in label)


def _is_unended(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph has no end mark, and one before it has: it is no headline."""
    return narration.prose < paragraph and not narration.is_ended(paragraph)
