"""What a headline has in marks: whose words they are, and whether they are words of anybody."""

from __future__ import annotations

from newsextract.analysis.word_classes import NOUNS
from newsextract.quotes.attributing.cues import Find
from newsextract.quotes.lexicon import speakers, strength
from newsextract.quotes.narration.narration import TERMINAL, Narration
from newsextract.quotes.narration.speaker_phrases import head_at, phrase_of
from newsextract.quotes.narration.wording import WORD, is_clause

_HEADLINES = 3  # paragraphs that may be headlines
_MOST_LABEL = 5  # tokens before a headline's colon


def is_headline(narration: Narration, paragraph: int) -> bool:
    """Whether a paragraph is a headline: one of the first few, not the last, no end mark in it, and none that a quote
    in double marks has at its end.
    """
    first, last = narration.paragraphs[paragraph]
    inside = narration.words[first:last]
    head = paragraph < min(_HEADLINES, len(narration.paragraphs) - 1)
    return head and TERMINAL.difference({";"}).isdisjoint(inside) and not _ends_in_prose(narration, last)


def _ends_in_prose(narration: Narration, last: int) -> bool:
    """Whether a quote in double marks ends with a full stop before ``last``; headlines have single ones."""
    piece = narration.quoted[last - 1]
    return piece >= 0 and piece not in narration.in_single_marks and narration.spoken[piece].endswith(".")


def headline_label(narration: Narration, piece: int) -> Find | None:
    """Who speaks by a headline that begins with a name and a colon: Reed: time for ‘change’."""
    first = narration.bounds[piece][0]
    floor = narration.paragraphs[narration.lines[piece]][0]
    places = range(floor, min(first, floor + _MOST_LABEL))
    colon = next((place for place in places if narration.words[place] == ":"), -1)
    head = head_at(narration, floor)
    if head is None:
        return None
    phrase = phrase_of(narration, head, floor)
    speaks = phrase.name is not None or narration.low[head] in speakers() or narration.words[head].isupper()  # PM: ...
    return Find(phrase, colon, colon) if phrase.last == colon and speaks else None


def is_said_in_headline(narration: Narration, piece: int) -> bool:
    """Whether a headline's words in marks are somebody's: a clause, or no name and no word for the next noun."""
    last = narration.bounds[piece][1]
    if narration.pieces[piece].pairs[0].runs_on or not is_headline(narration, narration.lines[piece]):
        return False
    if is_clause(narration, piece) or _is_told(narration, piece):
        return True
    tags, text = narration.written_tags, narration.spoken[piece]
    return text[0].islower() and tags[last - 2] not in NOUNS and tags[last] not in NOUNS


def _is_told(narration: Narration, piece: int) -> bool:
    """Whether several words stand behind a colon or a verb of saying or judging, however written."""
    first = narration.bounds[piece][0]
    floor = narration.paragraphs[narration.lines[piece]][0]
    low = narration.low[floor:first]
    told = low[-1:] == [":"] or not strength().keys().isdisjoint(low)
    return told and len(WORD.findall(narration.spoken[piece])) > 1
