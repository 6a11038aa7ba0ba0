"""Statements given whole, without marks: the union said in a post:, and in the paragraph below what it said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsextract.quotes.attributing.cues import Find, saying
from newsextract.quotes.attributing.leading import find_before
from newsextract.quotes.lexicon import with_plurals
from newsextract.quotes.narration.narration import TERMINAL, Narration
from newsextract.rules.verb_forms import verb_forms

_FEWEST = 8  # tokens of a statement
_LISTED = frozenset("•·*-–—◦▪")


def may_give_whole(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether any paragraph, by offsets into the text, ends in a colon: without one no statement is given whole."""
    return any(text[end - 1] == ":" for _, end in paragraphs)


def given_whole(narration: Narration) -> Iterator[tuple[int, int, Find]]:
    """The paragraphs that are statements, as tokens [first, last), each with its find."""
    for (floor, last), (first, end) in pairwise(narration.paragraphs):
        if narration.words[last - 1] == ":" and _is_statement(narration, first, end):
            start = narration.sentence_start(last - 1, floor)
            find = find_before(narration, start, last - 1)
            if find and _is_written(narration, find, start, last):
                yield first, end, find


def _is_written(narration: Narration, find: Find, start: int, last: int) -> bool:
    """Whether the cue is of writing, or of saying something in a document: "said in a statement:"."""
    if not saying(narration, find.cue_first):
        return False
    writing = narration.low[find.cue_first] in verb_forms("quotes/writing_verbs")
    return writing or not with_plurals("documents").isdisjoint(narration.low[start:last])


def _is_statement(narration: Narration, first: int, end: int) -> bool:
    """Whether a paragraph is prose with no marks in it, no item of a list."""
    listed = narration.words[first][:1] in _LISTED or narration.words[first].isdigit()
    quoted = any(narration.quoted[place] >= 0 for place in range(first, end))
    return not (listed or quoted) and end - first >= _FEWEST and narration.words[end - 1] in TERMINAL
