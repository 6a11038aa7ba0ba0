"""How a quote is worded: a clause, a sentence, a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from newsextract.analysis.word_classes import FINITE
from newsextract.quotes.lexicon import listed
from newsextract.quotes.narration.narration import Narration

WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SPOKEN_TOKEN = re.compile(r"['’]?[^\W_]")
_INNER_END = re.compile(r"\w[.?!] \w")
_ENDS = frozenset(".?!,…—-")
_LEAST_ORDER = 4  # words of one in the imperative
_CLOSERS = "'’"  # marks of a quote inside the quote
_LINK_TAGS = frozenset(("IN", "WDT", "WP", "WP$", "WRB"))
_SUBJECT_TAGS = frozenset(("PRP", "NN", "NNS", "NNP", "NNPS", "DT", "EX", "WP", "WDT", "VBG", "RB", "CC"))


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
