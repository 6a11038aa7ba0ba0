"""The tagged words of a Doc as plain columns: what the later stages look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from newsextract.analysis.columns import Columns

TIMES = {"DATE", "TIME"}

# A unit with the stop of the sentence that it ends, which the tokenizer takes for an initial: "fell to $3m. Output".
_UNIT_WITH_STOP = re.compile(r"(?:(?<=[\d/])[^\W\d_]|\d\S*[^\W\d_])\.")
_STOP = re.compile(r"\.(?=\s*(?:[A-Z]|\Z))")


class TaggedText(NamedTuple):
    """Words, Penn tags and entity labels, column by column; ``starts`` and ``ends`` are offsets into the text.

    Beyond either end stand empty words, as in Columns.
    """

    text: str
    words: list[str]
    lows: list[str]
    tags: list[str]
    labels: list[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def at(self, offset: int) -> int:
        """The place of the word that holds this offset, or of the one before it."""
        return bisect_right(self.starts, offset) - 1

    def at_or_after(self, offset: int) -> int:
        """The place of the first word that begins at or after this offset."""
        return bisect_left(self.starts, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The places of the first word of what lies there, and of the one after its last."""
        return self.at(start), self.at_or_after(end)


def tagged(columns: Columns) -> TaggedText:
    """The tagged words of a Doc's columns."""
    text, starts, ends = columns.text, columns.starts, columns.ends
    strings = [columns.words, columns.lows, columns.tags, columns.labels]
    blanks = {word for word in set(filter(str.isspace, columns.words)) if not word.strip(" \t\xa0")}
    if blanks:  # a second blank is a word to the tagger
        kept = [word not in blanks for word in columns.words]
        starts, ends = (list(compress(column, kept)) for column in (starts, ends))
        strings = [list(compress(column, kept)) for column in strings]
    stops = ((bisect_right(starts, stop.start()) - 1, stop.end()) for stop in _STOP.finditer(text))
    stopped = [at for at, end in stops if end == ends[at] and _UNIT_WITH_STOP.fullmatch(text, starts[at], end)]
    if stopped:  # words whose stop is a word of its own: it ends a unit and the sentence with it
        starts, ends = starts.copy(), ends.copy()
        strings = [column.copy() for column in strings]
    words, lows, tags, labels = strings
    for place in reversed(stopped):
        words[place : place + 1] = [words[place][:-1], "."]
        lows[place : place + 1] = [lows[place][:-1], "."]
        tags.insert(place + 1, ".")
        labels.insert(place + 1, "")
        starts.insert(place + 1, ends[place] - 1)
        ends.insert(place, ends[place] - 1)
    return TaggedText(text, words, lows, tags, labels, starts, ends)
