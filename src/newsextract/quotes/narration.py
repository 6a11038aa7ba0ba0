"""An article as the narration round its quotes, with the quotes masked; and how each quote is worded: a clause, a
sentence, a title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Doc

from newsextract.analysis.columns import columns
from newsextract.analysis.noun_phrases import letters_of, noun_phrases
from newsextract.analysis.reading import Reading, paragraphs_of
from newsextract.analysis.word_classes import FINITE
from newsextract.quotes.lexicon import listed
from newsextract.quotes.marks import Piece
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
WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SPOKEN_TOKEN = re.compile(r"['’]?[^\W_]")
_INNER_END = re.compile(r"\w[.?!] \w")
_ENDS = frozenset(".?!,…—-")
_LEAST_ORDER = 4  # words of one in the imperative
_CLOSERS = "'’"  # marks of a quote inside the quote
_LINK_TAGS = frozenset(("IN", "WDT", "WP", "WP$", "WRB"))
_SUBJECT_TAGS = frozenset(("PRP", "NN", "NNS", "NNP", "NNPS", "DT", "EX", "WP", "WDT", "VBG", "RB", "CC"))


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

    def offsets(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Where the tokens [first, last) start and end in the text; by default the first alone."""
        return self.starts[first], self.ends[first if last is None else last - 1]

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
        found = set()
        for paragraph, (first, last) in enumerate(self.paragraphs[: min(_HEADLINES, len(self.paragraphs) - 1)]):
            piece = self.quoted[last - 1]
            prose = piece >= 0 and piece not in self.in_single_marks and self.spoken[piece].endswith(".")
            if not prose and TERMINAL.difference({";"}).isdisjoint(self.words[first:last]):
                found.add(paragraph)
        return frozenset(found)

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
            goes_on = self.written[place][:1].islower() or self.written[place] in _GOES_ON  # Reed (Vt.), who
            if ended and not goes_on:
                return place
            place = place - 1 if piece < 0 else self.bounds[piece][0]
        return max(place, floor)

    def opens_sentence(self, piece: int) -> bool:
        """Whether a quote starts its sentence."""
        first = self.bounds[piece][0]
        return self.sentence_start(first, self.floors[self.lines[piece]]) == first


@dataclass(eq=False)
class Quoted:
    """A piece where it stands: its first token, the paragraph in which it begins, its words."""

    narration: Narration
    piece: int
    first: int = field(init=False)
    paragraph: int = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.narration.bounds[self.piece][0]
        self.paragraph = self.narration.lines[self.piece]
        self.text = self.narration.spoken[self.piece]

    def place(self) -> tuple[int, int]:
        """The piece's offsets."""
        return self.narration.pieces[self.piece].start, self.narration.pieces[self.piece].end


def is_clause(narration: Narration, piece: int) -> bool:
    """Whether the quote holds a clause or more: a finite verb with something before it, or a sentence of its own."""
    tags = narration.written_tags
    if any(
        tags[place] in FINITE and tags[before] in _SUBJECT_TAGS for before, place in pairwise(_words(narration, piece))
    ):
        return not _is_subordinate(narration, piece)
    body = list(islice(_words(narration, piece), _LEAST_ORDER))
    imperative = len(body) == _LEAST_ORDER and tags[body[0]] in ("VB", "VBP") and narration.written[body[0]].istitle()
    inside = narration.spoken[piece].endswith(",") and narration.words[narration.bounds[piece][0] - 1].isalpha()
    return imperative or (is_sentence(narration, piece) and not inside)


def _words(narration: Narration, piece: int) -> Iterator[int]:
    """The tokens of a quote that are words, one after the other: a clause often shows in the first two."""
    return (place for place in range(*narration.bounds[piece]) if _SPOKEN_TOKEN.match(narration.written[place]))


def _is_subordinate(narration: Narration, piece: int) -> bool:
    """Whether no finite verb of the words is a main one with its subject: each is in a clause below a phrase ("younger
    than I am"), or opens them ("reminds us that it is late").
    """
    if not narration.written[next(_words(narration, piece))][:1].islower():
        return False
    body = list(_words(narration, piece))
    below = int(narration.written_tags[body[0]] in FINITE)  # clauses opened whose verb is to come
    for place in body:
        if _opens_clause(narration, place):
            below += place != body[0] and not _opens_clause(narration, place - 1)  # "than what he does" is one
        elif narration.written_tags[place] in FINITE:
            if not below:
                return False
            below -= 1
    return True


def _opens_clause(narration: Narration, place: int) -> bool:
    """Whether a word opens a clause below another; "because" does, "because of" does not."""
    if narration.written_tags[place] not in _LINK_TAGS or narration.written[place + 1].lower() == "of":
        return False
    return narration.written[place].lower() in listed("subordinators")


def is_sentence(narration: Narration, piece: int) -> bool:
    """Whether the quote is written as a sentence: a capital first, an end mark or a comma last."""
    text = narration.spoken[piece]
    last = text.rstrip(_CLOSERS)[-1:]
    return text[:1].isupper() and last in _ENDS and not is_title(text)


def has_verb(narration: Narration, piece: int) -> bool:
    """Whether the quote has a finite verb, which a "Will" alone is not."""
    return not FINITE.difference({"MD"}).isdisjoint(narration.written_tags[slice(*narration.bounds[piece])])


def is_title(text: str) -> bool:
    """Whether every word but the small ones has a capital, as in titles, names and slogans."""
    if not text[0].isupper() or _INNER_END.search(text):
        return False
    small, words = listed("small_words"), (match[0] for match in WORD.finditer(text))
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in words)
