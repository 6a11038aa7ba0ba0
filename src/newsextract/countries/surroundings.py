"""What the Doc says around a place in its text: entities, people, tags, the words before and after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from spacy.tokens import Doc

from newsextract.analysis.columns import columns
from newsextract.analysis.doc_text import text_of

_WINDOW = 48
_INSIDE, _BEGINS = 1, 3  # how spaCy marks the tokens of an entity


class Spans:
    """Spans of a text that do not overlap, each with a label."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        """``spans`` are (start, end, label) in any order."""
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]

    def over(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The span that covers ``start`` to ``end``, or None."""
        place = bisect_right(self._starts, start) - 1
        if place >= 0 and self._spans[place][1] >= end:
            return self._spans[place]
        return None


class Surroundings:
    """The evidence that a Doc holds about its words. Offsets are code points into ``text``."""

    def __init__(self, doc: Doc) -> None:
        """Read the doc's entities and, where the people component ran, its people."""
        self._doc = doc
        self.text: str = text_of(doc)
        people = doc._.people if Doc.has_extension("people") else ()
        self.people = Spans(
            (mention.start, mention.end, person.name) for person in people for mention in person.mentions
        )

    @cached_property
    def entities(self) -> Spans:
        """The doc's entities, with their labels; by columns, for spaCy makes a Span of each."""
        tokens, marks = columns(self._doc), self._doc.to_array("ENT_IOB")
        begins, inside = np.flatnonzero(marks == _BEGINS), np.flatnonzero(marks != _INSIDE)
        ends = np.append(inside, len(marks))[np.searchsorted(inside, begins, side="right")]
        places = zip(begins.tolist(), ends.tolist(), strict=True)
        return Spans((tokens.starts[first], tokens.ends[end - 1], tokens.labels[first]) for first, end in places)

    def before(self, start: int) -> str:
        """The text just before ``start``, back to the line's beginning at most."""
        return self.text[max(0, start - _WINDOW) : start].rpartition("\n")[2]

    def after(self, end: int) -> str:
        """The text just after ``end``, to the line's end at most."""
        return self.text[end : end + _WINDOW].partition("\n")[0]

    def line(self, start: int) -> str:
        """What can be seen of the line around ``start`` through a window of some words."""
        return self.before(start) + self.after(start)

    def tag_after(self, end: int) -> str:
        """The Penn tag of the first token from ``end`` on; empty at the text's end or a line's end."""
        tokens = columns(self._doc)
        for place in range(bisect_right(tokens.starts, end - 1), len(tokens.starts)):
            if "\n" in tokens.words[place]:
                return ""
            if tokens.tags[place] != "_SP":
                return tokens.tags[place]
        return ""
