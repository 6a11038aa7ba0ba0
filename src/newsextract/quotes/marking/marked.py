"""What is marked off in an article, worked out once: the parser asks where to parse, the quotes what was said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from newsextract.analysis.doc_text import cached_part, text_of
from newsextract.analysis.reading import paragraphs_of
from newsextract.quotes.marking.pairs import Piece, pieces
from newsextract.records.record import Person

_NAME = r"(?P<name>(?:(?![ \t\u00a0][—–―-])[^()@\r\n]){1,100}?)"
_WRITER = rf"[—–―-]{{1,3}}[ \t\u00a0]{{0,3}}{_NAME}[ \t\u00a0]{{0,3}}\(@\w{{1,40}}\)"
_SIGNATURE = re.compile(rf"{_WRITER}[^\r\n]{{0,60}}")
_SIGNED = re.compile(  # on the post's own line, with its date
    rf"(?<=\S)[ \t\u00a0]{{1,3}}{_WRITER} (?:[A-Z][a-z]{{2,8}} \d{{1,2}},|\d{{1,2}} [A-Z][a-z]{{2,8}}) \d{{4}}(?!\S)"
)
_TAGGED = re.compile(  # as archives of papers keep a post; some close it by <tweet/>
    r"<tweet\b[^<>]{0,300}?\bauthor=\"@?(?P<name>[^\s\"<>]{1,40}(?: [^\s\"<>]{1,40}){0,2})\"[^<>]{0,300}>"
    r"(?P<words>[^<>\r\n]{1,2000})<(?:/tweet|tweet/)>"
)


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
    return cached_part(doc, "marked", _marked)


def _marked(doc: Doc) -> Marked:
    text, lines = text_of(doc), paragraphs_of(doc)
    found = posts(text, lines)
    return Marked(found, without(found, pieces(text, lines)))


def without(posts: Sequence[Post], marks: Sequence[Piece]) -> list[Piece]:
    """The pieces that begin in none of the posts."""
    starts, ends = [0, *(post.start for post in posts)], [0, *(post.end for post in posts)]
    return [piece for piece in marks if ends[bisect_right(starts, piece.start) - 1] <= piece.start]


def posts(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Post]:
    """The embedded posts in order, with the links in them; none that is a link alone."""
    signed = (
        (span, signature.span("name"))
        for span, below in pairwise(paragraphs if "(@" in text else ())
        if (signature := _SIGNATURE.fullmatch(text, *below))
    )
    on_one_line = _on_one_line(text, paragraphs if "(@" in text else ())
    tagged = ((tag.span("words"), tag.span("name")) for tag in _TAGGED.finditer(text))
    found = (Post(*words, *name) for words, name in sorted((*signed, *on_one_line, *tagged)))
    return [post for post in found if len(text[post.start : post.end].split()) > 1]


def _on_one_line(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The posts that are signed at their end, each with its writer's name; one paragraph may be several."""
    for first, end in paragraphs:
        start = first
        for signature in _SIGNED.finditer(text, first, end):
            yield (start, signature.start()), signature.span("name")
            start = signature.end() + 1
