"""What is marked off in an article, worked out once: the parser asks where to parse, the quotes what was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from newsextract.analysis.doc_text import kept, text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes.marking.pairs import Piece, pieces
from newsextract.records.record import Person

_WRITER = r"[—–―-]{1,3}[ \t\u00a0]{0,3}(?P<name>[^()@\r\n]{1,100}?)[ \t\u00a0]{0,3}\(@\w{1,40}\)"
_SIGNATURE = re.compile(rf"{_WRITER}[^\r\n]{{0,60}}")
_SIGNED = re.compile(  # on the post's own line, with its date
    rf"(?<=\S)[ \t\u00a0]{{1,3}}{_WRITER} (?:[A-Z][a-z]{{2,8}} \d{{1,2}},|\d{{1,2}} [A-Z][a-z]{{2,8}}) \d{{4}}\Z"
)
_TAGGED = re.compile(  # as archives of papers keep a post; some close it by <tweet/>
    r"<tweet\b[^<>]{0,300}?\bauthor=\"@?(?P<name>[^\s\"<>]{1,40}(?: [^\s\"<>]{1,40}){0,2})\"[^<>]{0,300}>"
    r"(?P<words>[^<>\r\n]{1,2000})<(?:/tweet|tweet/)>"
)
_LINKS = re.compile(r"(?:(?:^|[ \t\u00a0]+)(?:https?://|pic\.twitter\.com/|t\.co/)\S+(?:[ \t\u00a0]+@\w+)*)+$")


class Post(NamedTuple):
    """The post's words [start, end) and its writer's name [name_start, name_end), as offsets into the text."""

    start: int
    end: int
    name_start: int
    name_end: int


class Marked(NamedTuple):
    """An article's embedded posts, and its marked-off pieces outside of those, as offsets."""

    posts: Sequence[Post]
    pieces: Sequence[Piece]


def outside_names(marks: Sequence[Piece], people: Sequence[Person]) -> list[Piece]:
    """The pieces that are no part of a person's name, as the second word of Ann “Fay” Reed is."""
    mentions = sorted((mention.start, mention.end) for person in people for mention in person.mentions)
    starts, ends = [-1, *(start for start, _ in mentions)], [-1, *(end for _, end in mentions)]
    return [piece for piece in marks if ends[bisect_right(starts, piece.start) - 1] <= piece.end]


def marked(doc: Doc) -> Marked:
    """What is marked off in a Doc's text."""
    return kept(doc, "marked", _marked)


def _marked(doc: Doc) -> Marked:
    text, lines = text_of(doc), paragraphs_of(doc)
    found = posts(text, lines)
    return Marked(found, without(found, pieces(text, lines)))


def without(posts: Sequence[Post], marks: Sequence[Piece]) -> list[Piece]:
    """The pieces that begin in none of the posts."""
    starts, ends = [0, *(post.start for post in posts)], [0, *(post.end for post in posts)]
    return [piece for piece in marks if ends[bisect_right(starts, piece.start) - 1] <= piece.start]


def posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Post]:
    """The embedded posts in order; links at a post's end are no part of it."""
    signed = (
        (span, signature.span("name"))
        for span, below in pairwise(paragraphs if "(@" in text else ())
        if (signature := _SIGNATURE.fullmatch(text, *below))
    )
    on_one_line = (
        ((start, signature.start()), signature.span("name"))
        for start, end in (paragraphs if "(@" in text else ())
        if (signature := _SIGNED.search(text, start, end))
    )
    tagged = ((tag.span("words"), tag.span("name")) for tag in _TAGGED.finditer(text))
    found = []
    for (start, end), name in sorted((*signed, *on_one_line, *tagged)):
        words = _LINKS.sub("", text[start:end])
        found += [Post(start, start + len(words), *name)] if words else []
    return found
