"""An article as the narration round its quotes: tokens, names, paragraphs and sentences, with the quotes masked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc

from newsextract.analysis.columns import columns
from newsextract.analysis.noun_phrases import letters_of, noun_phrases
from newsextract.analysis.reading import Reading, paragraphs_of
from newsextract.quotes.marking.pairs import Piece
from newsextract.records.record import Person

_DATELINE = re.compile(r"[A-Z]{2}[^a-z\n“\"—–]{0,40}(?:[^\n“\"—–-]{0,40}?)(?:\([^)\n]{1,20}\))?\s{0,2}[—–-]{1,2}\s")
MOST_SENTENCE = 150
TERMINAL = frozenset((".", "?", "!", "…", "...", ";"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))  # dependencies
DASHES = frozenset(("-", "--", "—", "–", "―", "---"))
_SINGLE = frozenset("'‘")
_GOES_ON = frozenset(")],")
_LEADS_ON = frozenset((":", ","))
_LETTERS = str.maketrans("KC", "=c")
_HEADLINES = 3  # paragraphs that may be headlines
QUOTED = "“”"  # stands for each word, and each tag, of a quote
_ENDING = TERMINAL | {")", QUOTED}  # after which a sentence may begin


class Name(NamedTuple):
    """A mention of a person: tokens [first, last), offsets, and the person's place in the people."""

    first: int
    last: int
    start: int
    end: int
    person: int


class Narration(Reading):
    """Everything the attribution looks at, by token number; nothing in it changes. Beyond either end of the article
    stand empty tokens, as in Columns.

    In ``words``, ``low`` (lower case) and ``tags`` a token in a quote reads QUOTED; ``written`` and ``written_tags``
    are of all tokens; ``quoted`` is the number of a token's piece or -1. Of each piece ``bounds`` has the tokens, marks
    and all, ``spoken`` the words inside the marks, ``lines`` the paragraph in which it begins. ``floors`` has where
    each paragraph begins after its dateline.
    """

    def __init__(self, doc: Doc, pieces: Sequence[Piece], people: Sequence[Person]) -> None:
        """``pieces`` and ``people`` hold offsets into the doc's text."""
        super().__init__(doc)
        self.pieces = pieces
        self.people = people
        self.bounds = [
            (self.token_at(piece.pairs[0].outer_start), self.token_before(piece.pairs[-1].outer_end))
            for piece in pieces
        ]
        self.quoted = [-1] * len(self.written)
        self.words, self.tags, self.low = self.written.copy(), self.written_tags.copy(), columns(doc).lows.copy()
        for number, (first, last) in enumerate(self.bounds):
            self.quoted[first:last] = [number] * (last - first)
            self.words[first:last] = self.tags[first:last] = self.low[first:last] = [QUOTED] * (last - first)
        self.spoken = [self.text[piece.start : piece.end] for piece in pieces]
        self.lines = [self.paragraph_of(first) for first, _ in self.bounds]
        self.floors = [
            self.token_at(dateline.end()) if (dateline := _DATELINE.match(self.text, *span)) else first
            for span, (first, _) in zip(paragraphs_of(doc), self.paragraphs, strict=True)
        ] + [0]  # a text without a word has no paragraph
        self.names = sorted(
            (
                Name(self.token_at(mention.start), self.token_before(mention.end), mention.start, mention.end, number)
                for number, person in enumerate(people)
                for mention in person.mentions
            ),
            key=attrgetter("start"),
        )
        self.strengths: dict[int, int] = {}  # of the verbs that cues.py has been asked about
        self.name_at = {place: name for name in self.names for place in range(name.first, name.last)}

    def name(self, token: int) -> Name | None:
        """The person's name that the token is part of, outside quotes."""
        return self.name_at.get(token) if self.quoted[token] < 0 else None

    def names_before(self, token: int) -> Iterator[Name]:
        """The names that start before a token, the nearest first."""
        stop = bisect_left(self.names, token, key=attrgetter("first"))
        return (self.names[number] for number in range(stop - 1, -1, -1))

    @cached_property
    def letters(self) -> str:
        """A letter for each word, as noun_phrases.py has them: a number is part of a phrase, "and" of none."""
        return letters_of(self.tags).translate(_LETTERS)

    @cached_property
    def phrases(self) -> dict[int, int]:
        """By each word inside a noun phrase, the phrase's first word."""
        found = noun_phrases(self.letters, 0, len(self.letters))
        return {place: first for first, end in found for place in range(first, end)}

    @cached_property
    def in_single_marks(self) -> frozenset[int]:
        """The numbers of the pieces that single marks open."""
        marks = (self.text[piece.pairs[0].outer_start] for piece in self.pieces)
        return frozenset(number for number, mark in enumerate(marks) if mark in _SINGLE)

    @cached_property
    def headlines(self) -> frozenset[int]:
        """The paragraphs that are headlines: of the first few, not the last, no end mark in them, and none that a quote
        in double marks has at their end.
        """
        return frozenset(filter(self._is_headline, range(min(_HEADLINES, len(self.paragraphs) - 1))))

    def _is_headline(self, paragraph: int) -> bool:
        first, last = self.paragraphs[paragraph]
        piece = self.quoted[last - 1]
        prose = piece >= 0 and piece not in self.in_single_marks and self.spoken[piece].endswith(".")
        return not prose and TERMINAL.difference({";"}).isdisjoint(self.words[first:last])

    @cached_property
    def prose(self) -> int:
        """The first paragraph that ends as one of prose; past the last if none does."""
        return next(filter(self.is_ended, range(len(self.paragraphs))), len(self.paragraphs))

    def is_ended(self, paragraph: int) -> bool:
        """Whether a paragraph ends as prose does, or leads on to the next, or is a quote whole."""
        first, last = self.paragraphs[paragraph]
        last -= not self.words[last - 1].isalnum() and self.ends_sentence(last - 1)  # a mark that opens the next
        piece = self.quoted[last - 1]
        if piece >= 0:
            return self.quoted[first] == piece or not self.spoken[piece][-1].isalnum()
        return self.ends_sentence(last) or self.words[last - 1] in _LEADS_ON

    def ends_sentence(self, token: int) -> bool:
        """Whether an end mark stands before the token, or one in brackets: (He was not.)"""
        return self.words[token - 1 - (self.words[token - 1] == ")")] in TERMINAL

    def _goes_on(self, token: int) -> bool:
        """Whether a token begins no sentence: what stands before it is an abbreviation ("Reed (Vt.), who")."""
        return self.written[token][:1].islower() or self.written[token] in _GOES_ON

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
