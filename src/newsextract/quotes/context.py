"""An article laid out for the quotes' reader: tokens, which of them are quoted, which are names, where
paragraphs lie.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import IDX, LENGTH, TAG
from spacy.tokens import Doc

from newsextract.quotes.pairs import Piece
from newsextract.records import Person
from newsextract.text.doc_text import text_of

_DATELINE = re.compile(r"[A-Z]{2}[^a-z\n“\"—–]{0,40}(?:[^\n“\"—–-]{0,40}?)(?:\([^)\n]{1,20}\))?\s{0,2}[—–-]{1,2}\s")
MOST_SENTENCE = 150
TERMINAL = frozenset((".", "?", "!", "…", "...", ";"))
CLOSERS = frozenset((")", "]", "}", "’", "”", '"', "''", "'"))


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person: tokens [first, last), offsets, and the person's place in the people."""

    first: int
    last: int
    start: int
    end: int
    person: int


class Context:
    """Everything the attribution looks at, by token number. Built once an article; nothing in it changes."""

    def __init__(
        self,
        doc: Doc,
        pieces: Sequence[Piece],
        paragraphs: Sequence[tuple[int, int]],
        people: Sequence[Person],
    ) -> None:
        """``pieces`` and ``paragraphs`` hold offsets into ``doc.text``, ``people`` too."""
        self.doc = doc
        self.text = text_of(doc)
        self.pieces = pieces
        self.people = people
        tokens = doc.to_array([IDX, LENGTH, TAG]).tolist()
        tags = {tag: doc.vocab.strings[tag] for _, _, tag in tokens}
        self.starts: list[int] = [start for start, _, _ in tokens]
        self.words = [self.text[start : start + length] for start, length, _ in tokens]
        self.low = [word.lower() for word in self.words]
        self.tags = [tags[tag] for _, _, tag in tokens]
        for entity in doc.ents:
            for place in range(entity.start, entity.end):
                if self.tags[place].startswith("VB") and self.words[place][:1].isupper():
                    self.tags[place] = "NNP"  # a name that the tagger took for a verb
        self.paragraphs = [(self.token_at(start), self.token_before(end)) for start, end in paragraphs]
        self.floors = [
            self.token_at(dateline.end()) if (dateline := _DATELINE.match(self.text, *span)) else first
            for span, (first, _) in zip(paragraphs, self.paragraphs, strict=True)
        ]
        self.names = self._names()
        self.name_at = [-1] * len(self.words)
        for number, name in enumerate(self.names):
            for place in range(name.first, name.last):
                self.name_at[place] = number
        self.quoted = [-1] * len(self.words)
        self.bounds: list[tuple[int, int]] = []
        for number, piece in enumerate(pieces):
            self.bounds.append(self._mark_quoted(number, piece))

    def token_at(self, offset: int) -> int:
        """The token that holds this offset, or the first after it."""
        place = bisect_right(self.starts, offset) - 1
        if place >= 0 and offset < self.starts[place] + len(self.words[place]):
            return place
        return place + 1

    def token_before(self, offset: int) -> int:
        """One past the last token that starts before this offset."""
        return bisect_left(self.starts, offset)

    def paragraph_of(self, token: int) -> int:
        """The paragraph that a token lies in: the last that starts at or before it, 0 before the first."""
        return max(0, bisect_right(self.paragraphs, token, key=lambda span: span[0]) - 1)

    def end_of(self, token: int) -> int:
        """The offset after a token."""
        return self.starts[token] + len(self.words[token])

    def _mark_quoted(self, number: int, piece: Piece) -> tuple[int, int]:
        first, last = len(self.words), 0
        for pair in piece.pairs:
            a, b = self.token_at(pair.outer_start), self.token_before(pair.outer_end)
            first, last = min(first, a), max(last, b)
            for place in range(a, b):
                self.quoted[place] = number
        return first, last

    def _names(self) -> list[Name]:
        found = [
            Name(self.token_at(m.start), self.token_before(m.end), m.start, m.end, number)
            for number, person in enumerate(self.people)
            for m in person.mentions
        ]
        return sorted(found, key=lambda name: name.start)

    def name(self, token: int) -> Name | None:
        """The person's name that the token is part of."""
        number = self.name_at[token] if 0 <= token < len(self.name_at) else -1
        return self.names[number] if number >= 0 else None

    def head(self, token: int) -> int:
        """The token's head by the parser (itself for a root, and where no parser ran)."""
        return int(self.doc[token].head.i)

    def dep(self, token: int) -> str:
        """The token's dependency label ("" where no parser ran)."""
        return str(self.doc[token].dep_)

    def sentence_start(self, token: int, floor: int) -> int:
        """The first token of the narrative sentence that ``token`` (not included) stands at the end of.

        No further back than ``MOST_SENTENCE`` tokens, which keeps a text of one endless sentence linear.
        """
        place = token
        floor = max(floor, token - MOST_SENTENCE)
        while place > floor:
            before = place - 1
            if self.quoted[before] >= 0:
                if place < token and self._quote_ends_sentence(before, place):
                    return place
                while before >= floor and self.quoted[before] == self.quoted[place - 1]:
                    before -= 1
                place = before + 1
            elif self.words[before] in TERMINAL and self._starts_sentence(place, token):
                return place
            else:
                place -= 1
        return place

    def _quote_ends_sentence(self, last: int, place: int) -> bool:
        bare = last - 1 if self.words[last] in CLOSERS else last
        return self.words[bare] in TERMINAL and not self.low[place][:1].islower() and self.words[place] != ","

    def _starts_sentence(self, place: int, token: int) -> bool:
        return place >= token or not self.words[place][:1].islower()
