"""What the Doc says around a place in its text: entities, people, tags, the words before and after."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from spacy.tokens import Doc

from newsextract.analysis.reading import Reading

_WINDOW = 48

Labelled = tuple[int, int, str]


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of the words, the longer ones first."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


class Surroundings(Reading):
    """The evidence that a Doc holds about its words. Offsets are code points into ``text``."""

    def __init__(self, doc: Doc) -> None:
        """Read the doc and, where the people component ran, its people."""
        super().__init__(doc)
        people = doc._.people if Doc.has_extension("people") else ()
        self._people = sorted(
            (mention.start, mention.end, person.name) for person in people for mention in person.mentions
        )

    @cached_property
    def _labelled(self) -> list[Labelled]:
        return [(self.starts[first], self.ends[end - 1], label) for first, end, label in self.entities]

    def person(self, start: int, end: int) -> Labelled | None:
        """The mention of a person that covers ``start`` to ``end``, with the person's name, or None."""
        return _over(self._people, start, end)

    def entity(self, start: int, end: int) -> Labelled | None:
        """The entity that covers ``start`` to ``end``, with its label, or None."""
        return _over(self._labelled, start, end)

    def before(self, start: int) -> str:
        """The text just before ``start``, back to the line's beginning at most."""
        return self.text[max(0, start - _WINDOW) : start].rpartition("\n")[2]

    def after(self, end: int) -> str:
        """The text just after ``end``, to the line's end at most."""
        return self.text[end : end + _WINDOW].partition("\n")[0]

    def tag_after(self, end: int) -> str:
        """The Penn tag of the first token from ``end`` on; empty at the text's end or a line's end."""
        place = self.token_before(end)
        return "" if "\n" in self.written[place] else self.written_tags[place]


def _over(spans: Sequence[Labelled], start: int, end: int) -> Labelled | None:
    """Of spans in order that do not overlap, the one that covers ``start`` to ``end``."""
    place = bisect_right(spans, start, key=itemgetter(0)) - 1
    return spans[place] if place >= 0 and spans[place][1] >= end else None
