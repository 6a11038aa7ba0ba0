"""How a quote is worded: a clause, a sentence, a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newsextract.quotes.lexicon import listed
from newsextract.quotes.narration.narration import Narration
from newsextract.quotes.narration.speaker_phrases import FINITE

WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SPOKEN_TOKEN = re.compile(r"['’]?[^\W_]")
_INNER_END = re.compile(r"\w[.?!] \w")
_ENDS = frozenset(".?!,…—-")
_CLOSERS = "'’"  # marks of a quote inside the quote
_LINK_TAGS = frozenset(("IN", "WDT", "WP", "WP$", "WRB"))
_SUBJECT_TAGS = frozenset(("PRP", "NN", "NNS", "NNP", "NNPS", "DT", "EX", "WP", "WDT", "VBG", "RB", "CC"))


def text_of_piece(narration: Narration, piece: int) -> str:
    """The words inside the marks."""
    return narration.text[narration.pieces[piece].start : narration.pieces[piece].end]


@dataclass(frozen=True)
class Quoted:
    """A piece where it stands: its first token, the paragraph in which it begins, its words."""

    narration: Narration
    piece: int

    @cached_property
    def first(self) -> int:  # noqa: D102
        return self.narration.bounds[self.piece][0]

    @cached_property
    def paragraph(self) -> int:  # noqa: D102
        return self.narration.paragraph_of(self.first)

    @cached_property
    def text(self) -> str:  # noqa: D102
        return text_of_piece(self.narration, self.piece)

    def place(self) -> tuple[int, int]:
        """The piece's offsets."""
        return self.narration.pieces[self.piece].start, self.narration.pieces[self.piece].end


def is_clause(narration: Narration, piece: int) -> bool:
    """Whether the quote holds a clause or more: a finite verb with something before it, or a sentence of its own."""
    body = [place for place in range(*narration.bounds[piece]) if _SPOKEN_TOKEN.match(narration.written[place])]
    tags = [narration.written_tags[place] for place in body]
    if any(tag in FINITE and before in _SUBJECT_TAGS for before, tag in pairwise(tags)):
        return not _is_subordinate(narration, body)
    imperative = tags[:1] in (["VB"], ["VBP"]) and narration.written[body[0]].istitle()
    return (imperative and len(body) > 3) or (is_sentence(narration, piece) and not _is_phrase(narration, piece))


def _is_subordinate(narration: Narration, body: Sequence[int]) -> bool:
    """Whether no finite verb of the words is a main one with its subject: each is in a clause below a phrase ("younger
    than I am"), or opens them ("reminds us that it is late").
    """
    if not narration.written[body[0]][:1].islower():
        return False
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
    text = text_of_piece(narration, piece)
    last = text.rstrip(_CLOSERS)[-1:]
    if not text[:1].isupper() or last not in _ENDS:
        return False
    return not is_title(text) or (last in ".?!" and has_verb(narration, piece))


def _is_phrase(narration: Narration, piece: int) -> bool:
    """Whether words without a verb stand inside a sentence: she called it “Ferries for all,” and left."""
    first, last = narration.bounds[piece]
    verbs = any(tag.startswith(("VB", "MD")) for tag in narration.written_tags[first:last])
    inside = text_of_piece(narration, piece).endswith(",") and narration.words[first - 1].isalpha()
    return inside and not verbs


def has_verb(narration: Narration, piece: int) -> bool:
    """Whether the quote has a finite verb, which a "Will" alone is not."""
    return not FINITE.difference({"MD"}).isdisjoint(narration.written_tags[slice(*narration.bounds[piece])])


def is_title(text: str) -> bool:
    """Whether every word but the small ones has a capital, as in titles, names and slogans."""
    if _INNER_END.search(text):
        return False
    words, small = WORD.findall(text), listed("small_words")
    return text[0].isupper() and all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in words)
