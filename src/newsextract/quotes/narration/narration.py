"""An article as the narration round its quotes: tokens, names, paragraphs and sentences, with the quotes masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

from newsextract.analysis.columns import PADDING, columns
from newsextract.analysis.doc_text import text_of
from newsextract.quotes.lexicon import abbreviated_titles, title_words
from newsextract.quotes.marking.pairs import Piece
from newsextract.records.record import Person

_DATELINE = re.compile(r"[A-Z]{2}[^a-z\n“\"—–]{0,40}(?:[^\n“\"—–-]{0,40}?)(?:\([^)\n]{1,20}\))?\s{0,2}[—–-]{1,2}\s")
MOST_SENTENCE = 150
TERMINAL = frozenset((".", "?", "!", "…", "...", ";"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))  # dependencies
DASHES = frozenset(("-", "--", "—", "–", "―", "---"))
_SINGLE = frozenset("'‘")
_GOES_ON = frozenset(")],")
QUOTED = "“”"  # stands for each word, and each tag, of a quote
SHORT = "(.)"  # stands for the full stop of a short title
_ENDING = TERMINAL | {")", QUOTED}  # behind which a sentence may begin


class Name(NamedTuple):
    """A mention of a person: tokens [first, last), offsets, and the person's place in the people."""

    first: int
    last: int
    start: int
    end: int
    person: int


class Narration:
    """Everything the attribution looks at, by token number; nothing in it changes. Beyond either end of the article
    stand empty tokens, as in Columns.

    In ``words``, ``low`` (lower case) and ``tags`` a token in a quote reads QUOTED, in ``words`` the full stop of a
    title SHORT; ``written`` and ``written_tags`` tell of all tokens, and ``labels`` the entity that each is in;
    ``quoted`` is the number of a token's piece or -1. Of each piece ``bounds`` tells the tokens, marks and all,
    ``spoken`` the words inside the marks, ``lines`` the paragraph in which it begins.
    """

    def __init__(
        self, doc: Doc, pieces: Sequence[Piece], paragraphs: Sequence[tuple[int, int]], people: Sequence[Person]
    ) -> None:
        """``pieces`` and ``paragraphs`` hold offsets into ``doc.text``, ``people`` too."""
        self.doc = doc
        self.text = text_of(doc)
        self.pieces = pieces
        self.people = people
        tokens = columns(doc)
        self.starts, self.ends = tokens.starts, tokens.ends
        self.written, self.written_tags, self.labels = tokens.words, tokens.tags, tokens.labels
        self.bounds = [
            (self.token_at(piece.pairs[0].outer_start), self.token_before(piece.pairs[-1].outer_end))
            for piece in pieces
        ]
        self.quoted = [-1] * len(self.written)
        self.words, self.tags, self.low = self.written.copy(), self.written_tags.copy(), tokens.lows.copy()
        for number, (first, last) in enumerate(self.bounds):
            self.quoted[first:last] = [number] * (last - first)
            self.words[first:last] = self.tags[first:last] = self.low[first:last] = [QUOTED] * (last - first)
        self.spoken = [self.text[piece.start : piece.end] for piece in pieces]
        self.paragraphs = [(self.token_at(start), self.token_before(end)) for start, end in paragraphs]
        self._paragraph_starts = [first for first, _ in self.paragraphs]
        self.lines = [self.paragraph_of(first) for first, _ in self.bounds]
        self.floors = [
            self.token_at(dateline.end()) if (dateline := _DATELINE.match(self.text, *span)) else first
            for span, (first, _) in zip(paragraphs, self.paragraphs, strict=True)
        ] + [0]  # a text without a word has no paragraph
        self.names = sorted(
            (
                Name(self.token_at(mention.start), self.token_before(mention.end), mention.start, mention.end, number)
                for number, person in enumerate(people)
                for mention in person.mentions
            ),
            key=attrgetter("start"),
        )
        self._name_starts = [name.first for name in self.names]
        self.name_at = {place: name for name in self.names for place in range(name.first, name.last)}
        self._join_titles()

    def _join_titles(self) -> None:
        """Have the full stops of short titles before a name read as their words: "Atty. Gen. Roe" is one phrase."""
        titles, short = title_words(), abbreviated_titles()
        for name in self.names:
            first = name.first - 1
            while self.words[first] == "." or self.low[first].rstrip(".") in titles:
                if self.words[first] == ".":
                    if self.low[first - 1] not in short:
                        break
                    self.words[first], self.tags[first] = SHORT, self.tags[first - 1]
                first -= 1

    def token_at(self, offset: int) -> int:
        """The token that holds this offset, or the first after it."""
        place = bisect_right(self.starts, offset) - 1
        return place if offset < self.ends[place] else place + 1

    def token_before(self, offset: int) -> int:
        """One past the last token that starts before this offset."""
        return bisect_left(self.starts, offset)

    def paragraph_of(self, token: int) -> int:
        """The paragraph that a token lies in: the last that starts at or before it, 0 before the first."""
        return max(0, bisect_right(self._paragraph_starts, token) - 1)

    def name(self, token: int) -> Name | None:
        """The person's name that the token is part of, outside quotes."""
        return self.name_at.get(token) if self.quoted[token] < 0 else None

    def names_before(self, token: int) -> Iterator[Name]:
        """The names that start before a token, the nearest first."""
        stop = bisect_left(self._name_starts, token)
        return (self.names[number] for number in range(stop - 1, -1, -1))

    @cached_property
    def heads(self) -> list[int]:
        """Each token's head by the parser (itself for a root, and where no parser ran)."""
        return self._tree[0]

    @cached_property
    def deps(self) -> list[str]:
        """Each token's dependency label ("" where no parser ran)."""
        return self._tree[1]

    def heads_of(self, token: int, most: int) -> Iterator[int]:
        """The token's head, that one's head and so on, up to the root or to so many."""
        heads = self.heads
        for _ in range(most):
            if heads[token] == token:
                return
            token = heads[token]
            yield token

    @cached_property
    def in_single_marks(self) -> frozenset[int]:
        """The numbers of the pieces that single marks open."""
        marks = (self.text[piece.pairs[0].outer_start] for piece in self.pieces)
        return frozenset(number for number, mark in enumerate(marks) if mark in _SINGLE)

    @cached_property
    def _tree(self) -> tuple[list[int], list[str]]:
        """Each token's head and label: asked for so often that making spaCy's Tokens would take longer."""
        cells = self.doc.to_array([HEAD, DEP]).reshape(-1, 2)
        heads = cells[:, 0].astype(np.int64) + np.arange(len(cells))  # the Doc has them as steps from the token
        deps, strings = cells[:, 1].tolist(), self.doc.vocab.strings
        names = {dep: strings[dep] if dep else "" for dep in set(deps)}
        beyond = range(len(deps), len(deps) + PADDING)
        return [*heads.tolist(), *beyond], [*map(names.__getitem__, deps), *([""] * PADDING)]

    def ends_sentence(self, token: int) -> bool:
        """Whether an end mark stands before the token, or one in brackets: (He was not.)"""
        return self.words[token - 1 - (self.words[token - 1] == ")")] in TERMINAL

    def _goes_on(self, token: int) -> bool:
        """Whether a token begins no sentence: what stands before it is an abbreviation ("Reed (Vt.), who", "No. 2")."""
        word = self.written[token]
        return word[:1].islower() or word in _GOES_ON or (self.low[token - 2] == "no" and word.isdigit())

    def sentence_start(self, token: int, floor: int) -> int:
        """The first token of the narrative sentence that ends before ``token``, at most ``MOST_SENTENCE`` back."""
        place = token
        floor = max(floor, token - MOST_SENTENCE)
        words = self.words
        while place > floor:
            if words[place - 1] not in _ENDING:
                place -= 1
                continue
            piece = self.quoted[place - 1]
            ended = self.ends_sentence(place) if piece < 0 else self.spoken[piece][-1] in ".?!…;"
            if ended and not self._goes_on(place):
                return place
            place = place - 1 if piece < 0 else self.bounds[piece][0]
        return max(place, floor)
